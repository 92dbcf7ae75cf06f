"""Exports of form tools taken into a case: what matches, what is kept apart, what is refused, and that nothing is counted twice."""

import csv
import json
import random
import stat
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from exports import PEOPLE, TOOLS, packed
from processes import Child
from rapport.cases.failures import Refused
from rapport.cases.reading import read_case
from rapport.cases.store import diagnoses, sessions, surveys
from rapport.cases.store.opening import open_store
from rapport.cases.survey import SILENT, Survey
from rapport.cases.survey_file import read_survey, save_survey, survey_path
from rapport.cases.survey_import import Defaults, read_export
from rapport.cases.survey_matching import AnswerNames, ColumnNames
from rapport.cases.survey_words import squeezed, words
from rapport.cli import main
from rapport.kb import BrokenFile

STAFF = Defaults("staff", "")
EXPECTED = {("sales", "terms"): {"common": 1, "each_own": 1}, ("sales", "own_work"): {"only_own": 1, "beyond_own": 1},
            ("marketing", "terms"): {"unknown": 1, "would_not_say": 1}, ("marketing", "own_work"): {"only_own": 1}}


def write(path, content):
    path.write_bytes(content)
    return path


def counts(reading):
    return {(group.department, question): dict(found) for group in reading.imported.groups for question, found in group.answers.items()}


def run(*arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text("organisation: X\nrespondents: [{id: head, side: sales, answers: {terms: common}}]\n")
    return path


@pytest.mark.parametrize("tool", TOOLS)
def test_exports_of_seven_tools_give_the_same_counts(tool, tmp_path, known):
    make, ending = TOOLS[tool]
    reading = read_export(write(tmp_path / f"{tool}.{ending}", make(known)), known, Survey(), STAFF)
    assert counts(reading) == EXPECTED
    assert reading.imported.sheets == len(PEOPLE)
    assert reading.columns.left_out == ()
    assert reading.columns.rows == (2 if tool == "surveymonkey" else 1)


ROWS = [["отдел", "terms", "own_work"], *[list(one) for one in PEOPLE]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_separators(encoding, delimiter, tmp_path, known):
    assert counts(read_export(write(tmp_path / "a.csv", packed(ROWS, delimiter, encoding)), known, Survey(), STAFF)) == EXPECTED


def test_a_separator_line_of_excel(tmp_path, known):
    assert counts(read_export(write(tmp_path / "a.csv", b"sep=;\r\n" + packed(ROWS, ";")), known, Survey(), STAFF)) == EXPECTED


def test_three_header_rows(tmp_path, known):
    head = [["Q0", "Q1", "Q2"], ROWS[0], ['{"ImportId":"QID0"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2"}']]
    reading = read_export(write(tmp_path / "a.csv", packed([*head, *ROWS[1:]])), known, Survey(), STAFF)
    assert reading.columns.rows == 3
    assert counts(reading) == EXPECTED


def test_every_wording_of_every_question_and_answer_is_known_again(known):
    names = ColumnNames(known, {})
    for question in known.questions.values():
        answers = AnswerNames(known, question.id, {})
        for wording in (question.text, question.staff or question.text):
            for text in wording.values():
                for header in (text, f"[{question.id}] {text}", f"1. {text}", f"Page/{text}", f"{text} *", f"G02Q11. {text}", f"Matters [{text}]"):
                    assert names.meaning(header) == question.id, header
        for header in (question.id, f"a/b/{question.id}", f"a-b-{question.id}", question.id.replace("_", "")):
            assert names.meaning(header) == question.id
        for code, answer in question.answers.items():
            assert {answers.code(cell) for cell in (code, *answer.label.values(), f" {code.upper()} ", f"[{code}] x")} == {code}


def test_no_answer_of_the_knowledge_base_is_called_as_giving_none_is(known):
    assert not [question.id for question in known.questions.values() if set(question.answers) & set(SILENT)]
    for question in known.questions.values():
        for lang in ("en", "ru"):
            assert len({squeezed(answer.label[lang]) for answer in question.answers.values()}) == len(question.answers), question.id


def test_ways_to_give_no_answer_are_kept_apart(tmp_path, known):
    cells = ["don't know", "Не знаю", "N/A", "Не применимо", "prefer not to say", "Не хочу отвечать", "", "common"]
    reading = read_export(write(tmp_path / "a.csv", packed([["terms", "own_work"], *[[cell, "only_own"] for cell in cells]])), known, Survey(), STAFF)
    assert counts(reading)["", "terms"] == {"unknown": 2, "not_applicable": 2, "would_not_say": 2, "common": 1}
    assert reading.imported.sheets == 8


def test_consent_is_asked_for_and_empty_sheets_do_not_count(tmp_path, known):
    rows = [["consent", "terms"], ["yes", "common"], ["Да", "common"], ["no", "common"], ["", "common"], ["yes", ""], ["no", ""]]
    imported = read_export(write(tmp_path / "a.csv", packed(rows)), known, Survey(), STAFF).imported
    assert (imported.sheets, imported.declined, imported.empty) == (2, 3, 1)


def test_a_ticked_consent_that_repeats_its_heading_is_no_second_header(tmp_path, known):
    text = words()["consent"]["ru"]
    reading = read_export(write(tmp_path / "a.csv", packed([[text, "terms"], [text, "common"], [text, "common"]])), known, Survey(), STAFF)
    assert reading.columns.rows == 1
    assert (reading.imported.sheets, reading.imported.declined) == (2, 0)


@pytest.mark.parametrize(("rows", "wanted"), [
    ([["terms"], ["common"], ["comon"]], ["row 3, column 'terms': terms has no answer 'comon'", "'common'", "--answer"]),
    ([["terms", "TERMS"], ["common", "common"]], ["the columns 'terms' and 'TERMS' both mean terms"]),
    ([["a", "b"], ["1", "2"]], ["no column is a question", "'a', 'b'", "--column"]),
    ([["communication_failures"], ["not_named"]], ["row 2", "is not asked of staff, but of hr", "--side"]),
    ([["side", "terms"], ["board", "common"]], ["row 2, column 'side': 'board' is no side"]),
    ([["consent", "terms"], ["perhaps", "common"]], ["'perhaps' says neither yes nor no"]),
    ([["terms"], ["common", "x"]], ["row 2", "2 cells, but 1 columns"])])
def test_what_is_not_understood_is_told_with_row_and_column_and_never_guessed(rows, wanted, tmp_path, known):
    with pytest.raises(BrokenFile) as told:
        read_export(write(tmp_path / "a.csv", packed(rows)), known, Survey(), STAFF)
    assert all(word in str(told.value) for word in wanted), str(told.value)


@pytest.mark.parametrize(("name", "content", "wanted"), [
    ("a.csv", b"", "empty"), ("a.xlsx", b"PK\x03\x04broken", "cannot be read"), ("a.xls", b"\xd0\xcf\x11\xe0" + b"1" * 40, "old Excel"),
    ("a.csv", b"terms\n\x98\xff\x98", "neither UTF-8")])
def test_files_that_are_no_tables(name, content, wanted, tmp_path, known):
    with pytest.raises(BrokenFile, match=wanted):
        read_export(write(tmp_path / name, content), known, Survey(), STAFF)


def test_only_so_many_faults_are_listed(tmp_path, known):
    with pytest.raises(BrokenFile) as told:
        read_export(write(tmp_path / "a.csv", packed([["terms"], *[[f"x{n}"] for n in range(50)]])), known, Survey(), STAFF)
    assert len(told.value.problems) == 21
    assert "30 more" in str(told.value)


def test_the_same_file_twice_adds_nothing(case, tmp_path):
    file = write(tmp_path / "a.csv", packed(ROWS))
    first = run("survey", "import", file, "--case", case, "--lang", "en")
    kept = survey_path(case).read_bytes()
    second = run("survey", "import", write(tmp_path / "renamed.csv", packed(ROWS)), "--case", case, "--lang", "en")
    assert first.exit_code == second.exit_code == 0
    assert "counts 4 sheets from 1 file" in first.stdout
    assert "Nothing was added" in second.stdout
    assert survey_path(case).read_bytes() == kept


@pytest.mark.parametrize("order", [(ROWS, [*ROWS, ["sales", "common", "only_own"]]), ([*ROWS, ["sales", "common", "only_own"]], ROWS)])
def test_a_later_or_earlier_export_is_not_counted_beside_the_first(order, case, tmp_path):
    files = [write(tmp_path / f"{n}.csv", packed(rows)) for n, rows in enumerate(order)]
    assert run("survey", "import", files[0], "--case", case).exit_code == 0
    refused = run("survey", "import", files[1], "--case", case, "--lang", "en")
    assert refused.exit_code == 3
    assert "--replace" in refused.stderr
    replaced = run("survey", "import", files[1], "--case", case, "--replace", "--lang", "en")
    assert f"counts {len(order[1]) - 1} sheets from 1 file" in replaced.stdout
    added = run("survey", "import", files[0], "--case", case, "--add", "--lang", "en")
    assert "counts 9 sheets from 2 file" in added.stdout


def test_a_dry_run_shows_what_matched_and_writes_nothing(case, tmp_path):
    file = write(tmp_path / "a.csv", packed([["Email", "Shoe size", "terms"], ["anna@example.com", "44", "common"]]))
    told = run("survey", "import", file, "--case", case, "--dry-run", "--lang", "en").stdout
    assert "terms -> terms" in told
    assert "persons: Email" in told
    assert "no question matches: Shoe size" in told
    assert "Nothing was written." in told
    assert not survey_path(case).exists()


def test_what_is_said_about_columns_and_answers_is_kept(case, tmp_path, known):
    first = write(tmp_path / "a.csv", packed([["Словарь", "Команда"], ["общий", "sales"]]))
    assert run("survey", "import", first, "--case", case).exit_code == 3
    done = run("survey", "import", first, "--case", case, "--column", "Словарь=terms", "--column", "Команда=department", "--answer", "terms:общий=common")
    assert done.exit_code == 0, done.stderr
    second = write(tmp_path / "b.csv", packed([["Словарь", "Команда"], ["common", "marketing"], ["общий", "marketing"]]))
    assert run("survey", "import", second, "--case", case).exit_code == 0
    survey = read_survey(case, known)
    assert {group.department: dict(group.answers["terms"]) for group in survey.groups()} == {"sales": {"common": 1}, "marketing": {"common": 2}}


def test_a_mistake_in_the_options_is_told(case, tmp_path):
    file = write(tmp_path / "a.csv", packed(ROWS))
    for option, value, wanted in (("--column", "x=term", "Did you mean 'terms'"), ("--answer", "terms:x=comon", "Did you mean 'common'"), ("--answer", "terms", "QUESTION:VALUE=CODE")):
        done = run("survey", "import", file, "--case", case, option, value)
        assert done.exit_code == 3
        assert wanted in done.stderr


def test_no_person_is_kept(case, tmp_path, known):
    file = write(tmp_path / "a.csv", TOOLS["google_forms"][0](known))
    assert run("survey", "import", file, "--case", case).exit_code == 0
    kept = survey_path(case).read_text()
    assert "example.com" not in kept
    assert "10:00" not in kept
    assert stat.S_IMODE(survey_path(case).stat().st_mode) == 0o600


def test_a_promise_is_not_taken_back(case, tmp_path):
    file = write(tmp_path / "a.csv", packed(ROWS))
    assert run("survey", "import", file, "--case", case, "--smallest", "6").exit_code == 0
    refused = run("survey", "import", file, "--case", case, "--smallest", "4")
    assert refused.exit_code == 3
    assert "at least 6 were promised" in refused.stderr
    assert run("survey", "import", file, "--case", case, "--smallest", "2").exit_code == 2


def test_a_survey_is_written_and_read_back_and_a_broken_one_is_told(case, tmp_path, known):
    imported = read_export(write(tmp_path / "a.csv", packed(ROWS)), known, Survey(), STAFF).imported
    survey = Survey(4, {"Глоссарий": "terms"}, {"terms": {"общий": "common"}}, (imported,))
    save_survey(survey, case)
    assert read_survey(case, known) == survey
    path = survey_path(case)
    for old, new, wanted in (('"smallest_group": 4', '"smallest_group": 1', "too small"), ('"each_own": 1', '"each_ow": 1', "Did you mean"), ('"each_own": 1', '"each_own": "one"', "whole number"), ('"sheets": 2', '"sheet": 2', "'sheets' is missing")):
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        with pytest.raises(BrokenFile, match=wanted):
            read_case(case, known)
        path.write_text(text)


def test_the_answers_of_a_survey_are_heard(case, tmp_path):
    rows = [["department", "terms"], *[["sales", "each_own"]] * 4, *[["marketing", "each_own"]] * 2]
    assert run("survey", "import", write(tmp_path / "a.csv", packed(rows)), "--case", case).exit_code == 0
    told = json.loads(run("diagnose", case, "--format", "json").stdout)
    assert {"question": "terms", "settled": False, "sides": {"sales": ["common"], "staff": ["each_own"]}} in told["gaps"]
    assert told["case"]["groups"] == [{"side": "staff", "sheets": 6}]
    summary = json.loads(run("survey", "summary", case, "--format", "json", "--invited", "Продажи=5", "--invited", "marketing=4").stdout)
    assert summary["response"]["staff"] == {"sheets": 6, "invited": 9, "departments": {}, "not_shown": True}
    for lang in ("en", "ru"):
        for layout in ("text", "html"):
            assert run("survey", "summary", case, "--lang", lang, "--format", layout, "--invited", "sales=5").exit_code == 0


def test_surveys_are_merged_with_their_cases_and_no_sheet_counts_twice(case, tmp_path, known):
    other = tmp_path / "other.yaml"
    other.write_text("organisation: X\n")
    first, second = (write(tmp_path / name, packed([["department", "terms"], *[["sales", code]] * 5])) for name, code in (("a.csv", "common"), ("b.csv", "each_own")))
    assert run("survey", "import", first, "--case", case, "--smallest", "4").exit_code == 0
    for file in (first, second):
        assert run("survey", "import", file, "--case", other, "--smallest", "5").exit_code == 0
    assert "-o FILE" in run("merge", case, other).stderr
    out = tmp_path / "out.yaml"
    assert run("merge", case, other, "-o", out).exit_code == 0
    merged = read_survey(out, known)
    assert [one.name for one in merged.files] == ["a.csv", "b.csv"]
    assert merged.smallest == 5
    third = tmp_path / "third.yaml"
    third.write_text("organisation: X\n")
    later = write(tmp_path / "c.csv", packed([["department", "terms"], *[["sales", "common"]] * 7]))
    assert run("survey", "import", later, "--case", third).exit_code == 0
    refused = run("merge", case, third, "-o", tmp_path / "no.yaml")
    assert refused.exit_code == 3
    assert "counts already" in refused.stderr
    assert not (tmp_path / "no.yaml").exists()


def test_a_summary_of_nothing_says_how_to_begin(case):
    done = run("survey", "summary", case, "--lang", "en")
    assert done.exit_code == 4
    assert "rapport survey import" in done.stderr


def test_a_department_with_markup_stays_text(case, tmp_path):
    rows = [["department", "terms"], *[["<script>alert(1)</script>", "common"]] * 6]
    assert run("survey", "import", write(tmp_path / "a.csv", packed(rows)), "--case", case).exit_code == 0
    assert "<script>" not in run("survey", "summary", case, "--format", "html").stdout


def test_all_words_of_the_form_are_there_in_both_languages():
    assert all(set(text) == {"en", "ru"} for text in words().values())


def test_a_hundred_thousand_respondents(case, tmp_path, known):
    asked = [question for question in known.questions.values() if "staff" in question.sides]
    file = tmp_path / "large.csv"
    with file.open("w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["department", *[question.id for question in asked]])
        for n in range(100_000):
            table.writerow([("sales", "marketing")[n % 2], *[list(question.answers)[(n * 7 + at) % len(question.answers)] for at, question in enumerate(asked)]])
    script = ("import sys, time; from rapport.cli import main\n"
              "for arguments in (['survey', 'import', sys.argv[1], '--case', sys.argv[2]], ['survey', 'summary', sys.argv[2], '--format', 'json', '-o', sys.argv[3]],\n"
              "                  ['diagnose', sys.argv[2], '-o', sys.argv[4]]):\n"
              "    main(arguments, standalone_mode=False)\n"
              "print(time.process_time(), [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])")
    done = subprocess.run([sys.executable, "-c", script, file, case, tmp_path / "s.json", tmp_path / "d.txt"], capture_output=True, text=True, check=True)
    seconds, kilobytes = done.stdout.split()[-2:]
    assert float(seconds) < 20, "of processor time: tests share their machine"
    assert int(kilobytes) < 200_000
    assert json.loads((tmp_path / "s.json").read_text())["response"]["staff"]["sheets"] == 100_000
    assert "100000" in (tmp_path / "d.txt").read_text()


@pytest.fixture
def stored(case, tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_STORE", str(tmp_path / "data" / "store.db"))
    return run("cases", "import", case).stdout.split()[-1]


SIX = [["department", "terms"], *[["sales", "each_own"]] * 4, *[["marketing", "each_own"]] * 2]


def test_a_survey_lives_in_the_store_as_beside_a_file(case, stored, tmp_path):
    file = write(tmp_path / "a.csv", packed(SIX))
    for place in (case, stored):
        assert run("survey", "import", file, "--case", place).exit_code == 0
        assert "Nothing was added" in run("survey", "import", file, "--case", place, "--lang", "en").stdout
    assert run("survey", "summary", stored).stdout == run("survey", "summary", case).stdout
    assert run("diagnose", stored).stdout == run("diagnose", case).stdout
    assert not (tmp_path / "x.survey.json").exists()
    assert '"kind": "survey"' in run("cases", "show", stored, "--history", "--format", "json").stdout
    later = write(tmp_path / "b.csv", packed([*SIX, ["sales", "common"]]))
    assert run("survey", "import", later, "--case", stored).exit_code == 3
    assert "counts 7 sheets from 1 file" in run("survey", "import", later, "--case", stored, "--replace", "--lang", "en").stdout


def test_a_survey_goes_out_and_in_with_its_case_and_into_a_copy(stored, tmp_path, known):
    run("survey", "import", write(tmp_path / "a.csv", packed(SIX)), "--case", stored, "--column", "Глоссарий=terms")
    out = tmp_path / "out.yaml"
    assert run("cases", "export", stored).exit_code == 1
    assert run("cases", "export", stored, "-o", out).exit_code == 0
    assert run("cases", "import", out, "--id", "again").exit_code == 0
    assert run("cases", "import", out, "--into", stored).exit_code == 0
    assert run("cases", "backup", tmp_path / "copy.db").exit_code == 0
    surveys = []
    for place in (None, str(tmp_path / "copy.db")):
        with open_store(place) as store:
            surveys += [sessions.read(store, name, known)[0].survey for name in (stored, "again")]
    assert surveys == [read_survey(out, known)] * 4
    assert run("cases", "export", stored, "-o", out).exit_code == 1


def test_what_was_diagnosed_is_read_with_the_survey_of_then(stored, tmp_path, known):
    run("survey", "import", write(tmp_path / "a.csv", packed(SIX)), "--case", stored)
    run("diagnose", stored)
    run("survey", "import", write(tmp_path / "b.csv", packed([*SIX, ["sales", "common"]])), "--case", stored, "--replace")
    with open_store() as store:
        then, kept, since = diagnoses.as_diagnosed(store, stored, known)
    assert since
    assert kept is not None
    assert [one.name for one in then.survey.files] == ["a.csv"]


def test_two_who_import_at_once_lose_nothing(stored, tmp_path, known):
    one = read_export(write(tmp_path / "a.csv", packed(SIX)), known, Survey(), STAFF).imported
    with open_store() as store:
        surveys.save_survey(store, stored, None, Survey(files=(one,)), known)
        with pytest.raises(Refused, match="changed meanwhile"):
            surveys.save_survey(store, stored, None, Survey(), known)
        assert sessions.read(store, stored, known)[0].survey.files == (one,)


def test_a_survey_is_erased_with_its_case(stored, tmp_path):
    run("survey", "import", write(tmp_path / "sonnenschein.csv", packed([["department", "terms"], *[["Sonnenwerk", "common"]] * 6])), "--case", stored)
    folder = tmp_path / "data"
    assert b"onnenschein" in b"".join(path.read_bytes() for path in folder.iterdir())
    assert run("cases", "erase", stored, "--yes").exit_code == 0
    left = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"onnenschein" not in left
    assert b"onnenwerk" not in left


def test_an_import_into_the_store_is_kept_whole_or_not_at_all_when_killed(stored, tmp_path, known):
    rng = random.Random("kill")
    for number in range(10):
        file = write(tmp_path / f"{number}.csv", packed([["department", "terms"], *[[f"d{number}", "common"]] * 6]))
        child = Child(["survey", "import", file, "--case", stored, "--add", "--lang", "en"])
        time.sleep(rng.uniform(0.0, 0.6))
        child.kill()
        with open_store() as store:
            survey = sessions.read(store, stored, known)[0].survey
        names = [one.name for one in survey.files] if survey else []
        assert ("counts" not in child.said) or f"{number}.csv" in names
        assert all(one.sheets == 6 for one in (survey.files if survey else ()))
    assert run("survey", "import", write(tmp_path / "last.csv", packed(SIX)), "--case", stored, "--add").exit_code == 0
