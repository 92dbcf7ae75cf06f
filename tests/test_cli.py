"""The commands as their users meet them: results on stdout, messages on stderr, exit codes, bad input."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from rapport.cli import main


def run(*arguments, stdin=None, **environment):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, env={"LC_ALL": "C.UTF-8", **environment})


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("layout", ["text", "md", "html", "json"])
def test_diagnose_in_every_layout_and_language(examples, lang, layout):
    done = run("diagnose", examples / "organisation-2.yaml", "--lang", lang, "--format", layout)
    assert done.exit_code == 0
    assert done.stderr == ""
    assert "None" not in done.stdout
    assert len(done.stdout) > 3000


def test_the_locale_gives_the_language(examples):
    assert "Коротко" in run("diagnose", examples / "organisation-2.yaml", LC_ALL="ru_RU.UTF-8").stdout
    assert "In short" in run("diagnose", examples / "organisation-2.yaml", LC_ALL="de_DE.UTF-8").stdout


def test_output_to_a_file(examples, tmp_path):
    target = tmp_path / "report.md"
    done = run("diagnose", examples / "organisation-2.yaml", "--format", "md", "-o", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert target.read_text().startswith("# ")
    assert list(tmp_path.iterdir()) == [target]


def test_an_output_folder_that_is_missing_is_an_error(examples, tmp_path):
    done = run("diagnose", examples / "organisation-2.yaml", "-o", tmp_path / "none" / "report.txt")
    assert done.exit_code == 1
    assert f"{tmp_path / 'none' / 'report.txt'}: No such file or directory" in done.stderr


def test_no_answer_at_all_is_exit_4(tmp_path):
    case = tmp_path / "empty.yaml"
    assert run("new", case).exit_code == 0
    done = run("diagnose", case)
    assert done.exit_code == 4
    assert "rapport interview" in done.stderr
    assert done.stdout == ""


def test_new_writes_every_question_and_overwrites_nothing(tmp_path, known):
    case = tmp_path / "case.yaml"
    assert run("new", case, "--lang", "ru").exit_code == 0
    text = case.read_text()
    assert all(f"\n  {name}:\n" in text for name in known.questions)
    done = run("new", case)
    assert done.exit_code == 1
    assert "exists already" in done.stderr
    assert case.read_text() == text


BAD = {
    "broken.yaml": ("answers: [", "not well-formed YAML"),
    "empty.yaml": ("", "the file is empty"),
    "list.yaml": ("- a\n", "case: a mapping (key: value) belongs here"),
    "question.yaml": ("answers: {joint_meeting: never}", "there is no question 'joint_meeting'. Did you mean 'joint_meetings'"),
    "answer.yaml": ("answers: {joint_meetings: nevver}", "joint_meetings has no answer 'nevver'. Did you mean 'never'"),
    "boolean.yaml": ("answers: {joint_meetings: no}", "joint_meetings is not answered by yes or no"),
    "twice.yaml": ("answers:\n  terms: common\n  terms: each_own\n", "'terms' stands here a second time (first on line 2)"),
    "key.yaml": ("anwsers: {terms: common}", "there is no key (in case) 'anwsers'. Did you mean 'answers'"),
    "side.yaml": ("respondents: [{id: a, side: sale, answers: {}}]", "'sale'. Did you mean 'sales'"),
    "who.yaml": ("respondents: [{id: a, side: hr, answers: {terms: common}}]", "terms is not asked of hr, but of sales, marketing, staff"),
    "same.yaml": ("respondents: [{id: a, side: hr}, {id: a, side: sales}]", "two respondents 'a'"),
    "value.yaml": ("answers: {terms: [common]}", "one value belongs here, not a list"),
    "basis.yaml": ("answers: {terms: {value: common, basis: guess}}", "'guess'"),
    "settled.yaml": ("settled: {terms: common}", "a note is missing"),
    "override.yaml": ("overrides: [{finding: reached_5, action: add, reason: x}]", "there is no finding 'reached_5'. Did you mean 'reached_"),
    "reason.yaml": ("overrides: [{finding: reached_2, action: add}]", "the reason is missing"),
    "date.yaml": ("date: yesterday\n", "'yesterday' is no date"),
    "item.yaml": ("instrument: {shared_word: 4}", "there is no item of the questionnaire 'shared_word'. Did you mean 'shared_words'"),
    "points.yaml": ("instrument: {shared_words: 6}", "shared_words: '6' is no rating. Use one of: 1, 2, 3, 4, 5, unknown, later."),
    "half.yaml": ("instrument: {shared_words: 3.5}", "shared_words: '3.5' is no rating"),
    "yes.yaml": ("instrument: {shared_words: yes}", "shared_words: 'yes' is no rating"),
    "noted.yaml": ("instrument: {shared_words: {value: 4}}", "shared_words: a mapping is no rating"),
    "rated.yaml": ("instrument: [4, 4]", "instrument: a mapping (key: value) belongs here"),
    "rater.yaml": ("respondents: [{id: a, side: hr, instrument: {one_head: 4}}]", "not put to hr, but to sales, marketing, staff"),
    "deep.yaml": ("answers: " + "[" * 5000, "nested more than"),
    "bomb.yaml": ("a: &a [x, x]\nb: &b [*a, *a]\n", "aliases"),
    "latin.yaml": (b"note: \xff\xfe\n", "not in UTF-8"),
    "tabs.json": ('{\n\t"answers": {"terms": "comon"}\n}', "terms has no answer 'comon'"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_message_with_file_line_and_mend_and_exit_3(tmp_path, name):
    text, told = BAD[name]
    case = tmp_path / name
    case.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = case.read_bytes()
    for command in (["diagnose", case], ["trace", case], ["check", case], ["interview", case], ["instrument", case], ["merge", case, case]):
        done = run(*command)
        assert done.exit_code == 3, command
        assert told in done.stderr
        assert f"{case}" in done.stderr
        assert "Traceback" not in done.stderr + done.stdout
    assert case.read_bytes() == before


def test_json_as_programs_write_it(tmp_path):
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"organisation": 'ООО 😀 "X" \\ud83d', "answers": {"terms": "common"}}, indent="\t"))
    found = json.loads(run("diagnose", case, "--format", "json").stdout)
    assert found["case"]["organisation"] == 'ООО 😀 "X" \\ud83d'


def test_a_missing_file_names_its_neighbours(tmp_path):
    (tmp_path / "case-one.yaml").write_text("answers: {}")
    done = run("diagnose", tmp_path / "case-two.yaml")
    assert done.exit_code == 3
    assert "there is no such file" in done.stderr
    assert "case-one.yaml" in done.stderr


def test_a_huge_file_is_refused_unread(tmp_path):
    case = tmp_path / "huge.yaml"
    with case.open("wb") as file:
        file.truncate(50_000_000)
    done = run("diagnose", case)
    assert done.exit_code == 3
    assert "50,000,000 bytes" in done.stderr


def test_all_mistakes_of_a_case_are_told_at_once(tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("answers:\n  termss: common\n  rules: none\n  boundaries: yes\n")
    lines = run("diagnose", case).stderr.splitlines()
    assert [line.split(":")[1] for line in lines if line.startswith(str(case))] == ["2", "3", "4", "4"]


def test_usage_errors_are_exit_2(examples):
    assert run("diagnose").exit_code == 2
    assert run("diagnose", examples / "organisation-1.yaml", "--lang", "de").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_json_follows_the_schema(examples, known):
    from pathlib import Path

    import jsonschema
    import rapport

    schema = json.loads((Path(rapport.__file__).parent / "schemas" / "diagnosis.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    for case in sorted(examples.glob("*.yaml")):
        found = json.loads(run("diagnose", case, "--format", "json").stdout)
        jsonschema.validate(found, schema)
        assert {one["id"] for one in found["findings"]} == set(known.findings)
    found["level"]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema)


def test_the_consultants_judgement_stands_beside_the_systems(tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("answers: {terms: each_own, rules: written}\noverrides:\n"
                    "  - {finding: common_terms, action: set_aside, reason: a glossary came in last week}\n"
                    "  - {finding: plans_together, action: add, reason: I saw the plan}\n")
    text = " ".join(run("diagnose", case, "--lang", "en").stdout.split())
    assert "Set aside: The departments do not fully share the meaning of words such as lead or prospect. Reason: a glossary" in text
    assert "Added: The departments plan their work together. Reason: I saw the plan" in text
    assert "[missing] The departments do not fully share" in text
    assert "[open] not settled yet: the departments plan their work together" in text


def test_notes_stand_with_their_answers_but_not_those_of_staff(tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("respondents:\n  - {id: a, side: sales, answers: {terms: {value: common, note: same glossary}}}\n"
                    "  - {id: b, side: staff, answers: {terms: {value: common, note: only Anna uses it}}}\n")
    for layout in ("text", "md", "html"):
        shown = " ".join(run("diagnose", case, "--lang", "en", "--format", layout).stdout.split())
        assert "note: same glossary" in shown
        assert "Anna" not in shown


def test_trace_shows_new_findings_and_all_shows_more(examples):
    case = examples / "organisation-2.yaml"
    short, full = run("trace", case, "--lang", "en").stdout, run("trace", case, "--lang", "en", "--all").stdout
    assert "blame_marked" in short
    assert "culture_of_blame holds" in short
    assert "con-culture-of-blame" in short
    assert len(short) < len(full)
    shown = json.loads(run("trace", case, "--format", "json").stdout)["firings"]
    assert not any(one["helper"] or one["new"] is None for one in shown)
    firings = json.loads(run("trace", case, "--format", "json", "--all").stdout)["firings"]
    assert [one["number"] for one in firings] == list(range(1, len(firings) + 1))
    assert all(one["new"] is None or one["new"] not in [other["new"] for other in firings[:index]] for index, one in enumerate(firings))


def test_matchers_print_the_same_trace(examples):
    case = examples / "organisation-2.yaml"
    assert run("trace", case, "--matcher", "rete").stdout == run("trace", case).stdout


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_questions_show_codes_sides_and_why(lang, known):
    every = run("questions", "--lang", lang).stdout
    hr = run("questions", "--lang", lang, "--side", "hr").stdout
    assert all(f"{name}:" in every for name in known.questions)
    assert "communication_failures" in hr
    assert "large_deals" not in hr
    asked = json.loads(run("questions", "--format", "json", "--side", "hr").stdout)
    assert {q["id"] for q in asked} == {q.id for q in known.questions.values() if "hr" in q.sides}


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_questions_of_staff_are_shown_as_staff_are_asked(lang, known):
    shown = " ".join(run("questions", "--lang", lang, "--side", "staff").stdout.split())
    general = " ".join(run("questions", "--lang", lang).stdout.split())
    for question in (known.questions["terms"], known.questions["useful_disputes"]):
        assert f"{question.id}: {question.staff[lang]}" in shown
        assert f"{question.id}: {question.text[lang]}" in general
        assert question.staff[lang] in " ".join(run("kb", "show", question.id, "--lang", lang).stdout.split())
    asked = {q["id"]: q for q in json.loads(run("questions", "--format", "json", "--side", "staff").stdout)}
    assert asked["terms"]["text"] == asked["terms"]["staff"] == dict(known.questions["terms"].staff)


def test_merge_joins_interviews_and_refuses_contradictions(tmp_path):
    one, two, out = (tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml"))
    one.write_text("organisation: X\nrespondents: [{id: s, side: sales, answers: {terms: common}}]\n")
    two.write_text("organisation: X\nrespondents: [{id: m, side: marketing, answers: {terms: each_own}}]\n")
    assert run("merge", one, two, "-o", out).exit_code == 0
    found = json.loads(run("diagnose", out, "--format", "json").stdout)
    assert [gap["question"] for gap in found["gaps"]] == ["terms"]
    two.write_text("organisation: Y\nrespondents: [{id: s, side: sales, answers: {terms: each_own}}]\n")
    done = run("merge", one, two, "-o", tmp_path / "d.yaml")
    assert done.exit_code == 3
    assert "the organisation differs" in done.stderr
    assert "respondent 's' answers terms" in done.stderr
    assert not (tmp_path / "d.yaml").exists()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_entry_of_the_knowledge_base_can_be_shown(known, lang):
    from rapport.reports.entries import entry_json, entry_text

    for table in (known.questions, known.findings, known.rules, known.remedies, known.statements, known.sources, known.glossary):
        for name in table:
            assert entry_text(known, name, lang).startswith(f"{name} (")
            json.loads(entry_json(known, name))


def test_kb_commands(known):
    counts = json.loads(run("kb", "check", "--format", "json").stdout)
    assert counts["rules"] == len(known.rules)
    assert "purposeful_meetings" in run("kb", "show", "meets_to_clarify", "--lang", "en").stdout
    missing = run("kb", "show", "meets_to_clarfy")
    assert missing.exit_code == 3
    assert "'meets_to_clarify'" in missing.stderr
    for word in ("gemba", "SLA", "MQL", "CRO"):
        assert word.lower() in run("glossary", "--lang", "en").stdout.lower()
    assert "гемба" in run("glossary", "--lang", "ru").stdout.lower()


def test_help_says_what_every_command_is_for():
    for command in ([], ["kb"], *[[name] for name in main.commands if name != "kb"], ["kb", "check"], ["kb", "show"]):
        done = run(*command, "--help")
        assert done.exit_code == 0
        assert len(done.stdout) > 100


def test_a_closed_pipe_is_no_error(examples):
    process = subprocess.Popen([sys.executable, "-m", "rapport", "questions"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


def test_notes_and_names_of_strangers_are_shown_and_do_nothing(tmp_path):
    case = tmp_path / "case.yaml"
    evil = "<script>alert(1)</script> [x](http://e) `rm` *b* {{ 7*7 }} =1+1 " + "x" * 300
    case.write_text(json.dumps({"organisation": evil, "note": evil + "\n\u001b[31m", "respondents": [
        {"id": "a", "side": "sales", "answers": {"terms": {"value": "common", "note": evil}}},
        {"id": "b", "side": "marketing", "answers": {"terms": "each_own"}}],
        "settled": {"terms": {"value": "common", "note": evil}},
        "overrides": [{"finding": "reached_2", "action": "add", "reason": evil}]}), encoding="utf-8")
    html = run("diagnose", case, "--format", "html").stdout
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "49" not in html.split("</h1>")[0].split("<h1>")[1]
    markdown = run("diagnose", case, "--format", "md").stdout
    assert "<script" not in markdown
    assert "[x](" not in markdown
    text = run("diagnose", case, "--format", "text").stdout
    assert "\u001b" not in text
    assert max(len(line) for line in text.splitlines()) <= 78
