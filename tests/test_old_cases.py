"""Old cases open: renamed and retired questions; stored cases replayed with other knowledge, and the rule that did it."""

import shutil
from pathlib import Path

import pytest
import rapport
from rapport.cases.carrying import case_today
from rapport.cases.entries import entries_of
from rapport.cases.hearing import hear
from rapport.cases.model import Case, Given, Respondent
from rapport.cases.outcome import outcome_from, outcome_of
from rapport.cases.reading import read_case
from rapport.cases.store import diagnoses, sessions
from rapport.cases.store.opening import open_store
from rapport.cases.survey import Group, Imported, Survey
from rapport.cases.survey_file import read_survey, save_survey
from rapport.cases.survey_import import Defaults, read_export
from rapport.cases.writing import as_yaml
from rapport.engine.diagnosis import diagnose
from rapport.kb import BrokenFile, load
from rapport.kb.fingerprint import fingerprint
from rapport.reports import movement, replaying
from rapport.reports.axis_words import Namer
from rapport.reports.rendering import render
from rapport.reports.survey_import_told import import_told
from rapport.tasks_plan import replays

TOY = Path(__file__).parent / "toy_kb"
KB = Path(rapport.__file__).parent / "kb"
RENAMED = """
- id: seasoning
  became: salt
  answers: {tasteless: bland}
  because: {en: It is about salt., ru: Речь о соли.}
- id: plates
  because: {en: Nobody asks for plates any more., ru: О тарелках больше не спрашивают.}
"""


def changed(folder, source, *changes):
    """A knowledge base like another with texts of its files replaced."""
    shutil.copytree(source, folder)
    for name, old, new in changes:
        path = folder / name
        text = path.read_text() if path.exists() else ""
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else new)
    return load(folder)


@pytest.fixture
def today(tmp_path):
    return changed(tmp_path / "kb", TOY, ("renamed.yaml", "", RENAMED))


def old_file(path):
    side = (TOY / "sides.yaml").read_text().split("id: ")[1].split()[0].strip(",")
    path.write_text(f"respondents:\n- id: a\n  side: {side}\n  answers:\n    seasoning: tasteless\n"
                    "    plates: {value: blue, note: seen}\n")
    return path


def test_a_file_of_old_opens_under_todays_names_and_loses_nothing(tmp_path, today):
    case = read_case(old_file(tmp_path / "old.yaml"), today)
    assert {q: g.value for q, g in case.respondents[0].answers.items()} == {"salt": "bland"}
    assert case.retired == {("a", "plates"): Given("blue", "seen")}
    (tmp_path / "new.yaml").write_text(as_yaml(case))
    assert read_case(tmp_path / "new.yaml", today) == case


def test_both_names_answered_is_a_mistake(tmp_path, today):
    path = old_file(tmp_path / "old.yaml")
    path.write_text(path.read_text() + "    salt: salted\n")
    with pytest.raises(BrokenFile, match="former name of salt"):
        read_case(path, today)


def test_a_stored_case_of_old_opens_and_is_written_under_todays_names(tmp_path, today):
    with open_store(str(tmp_path / "s.db")) as store:
        old = Case("Soup", respondents=(Respondent("a", next(iter(today.sides)), "", {"seasoning": Given("tasteless"), "plates": Given("blue"),
                                                                                  "salt_x": Given("y")}),))
        name = sessions.make(store, old)
        case = sessions.read(store, name, today)[0]
        assert case.respondents[0].answers == {"salt": Given("bland")}
        assert set(case.retired) == {("a", "plates"), ("a", "salt_x")}
        after = case.with_respondent(case.respondents[0].with_answer("salt", Given("salted")))
        saved = sessions.save(store, name, case, after, today)
        assert saved.respondents[0].answers == {"salt": Given("salted")}
        assert saved.retired == case.retired
        with store.reading() as connection:
            assert {key.name for key in sessions.entries_in(connection, name) if key.kind == "answer"} == {"plates", "salt_x", "salt"}


def test_what_is_left_out_is_told_in_the_report(known):
    case = Case("Firm", respondents=(Respondent("a", "observer", "", {"terms": Given("common")}),), retired={("a", "old_thing"): Given("x")})
    for language, words in (("en", "no longer asked"), ("ru", "больше не задаются")):
        assert words in " ".join(render(case, diagnose(known, hear(case)), language, "text").split())


BAD = {"salt is asked": ("- {id: salt, because: {en: x, ru: х}}", "still a question"),
       "nowhere": ("- {id: a, became: slat, because: {en: x, ru: х}}", "Did you mean 'salt'"),
       "code": ("- {id: a, became: salt, answers: {x: blant}, because: {en: x, ru: х}}", "Did you mean 'bland'"),
       "lost answers": ("- {id: a, answers: {x: bland}, because: {en: x, ru: х}}", "lead nowhere")}


@pytest.mark.parametrize("kind", BAD)
def test_a_list_of_names_that_leads_nowhere_is_refused(tmp_path, kind):
    with pytest.raises(BrokenFile, match=BAD[kind][1]):
        changed(tmp_path / "kb", TOY, ("renamed.yaml", "", BAD[kind][0]))


def test_codes_of_a_question_that_kept_its_name(tmp_path):
    today = changed(tmp_path / "kb", TOY, ("renamed.yaml", "", "- {id: salt, became: salt, answers: {tasteless: bland}, because: {en: x, ru: х}}"))
    raw = entries_of(Case("", respondents=(Respondent("a", next(iter(today.sides)), "", {"salt": Given("tasteless")}),)))
    assert case_today(raw, today).respondents[0].answers == {"salt": Given("bland")}


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Today's knowledge with one rule that asks for more: meetings speak for a sign only when they also look for opportunities."""
    old = "when: {joint_meetings: [to_clarify, problems_and_opportunities"
    return changed(tmp_path_factory.mktemp("other") / "kb", KB, ("rules/signs.yaml", old, "when: {joint_meetings: [problems_and_opportunities"))


def stored_with(path, known, case):
    with open_store(str(path)) as store:
        name = sessions.make(store, case)
        revision = sessions.read(store, name, known)[1]
        diagnoses.keep(store, name, revision, known, outcome_of(diagnose(known, hear(case))))
    return name


def firm(known, **answers):
    return Case("Firm", respondents=(Respondent("observer", "observer", "", {name: Given(code) for name, code in answers.items()}),))


def test_replay_names_the_rule_that_changed_the_level(tmp_path, known, other):
    case = level_2(known)
    name = stored_with(tmp_path / "s.db", known, case)
    with open_store(str(tmp_path / "s.db")) as store:
        assert [one.shifts for one in replays(store, (), known)] == [()]
        (one,) = replays(store, (), other)
    assert one.name == name
    assert "level" in [shift.what for shift in one.shifts]
    assert {cause.id for shift in one.shifts for cause in shift.causes if cause.kind == "rules"} == {"purposeful_meetings"}
    for language in ("en", "ru"):
        namer = Namer(other, language)
        text = replaying.replays_text(replaying.replays_plain([one], namer), namer)
        assert "purposeful_meetings" in text
        assert "None" not in text


def level_2(known):
    """A company at level 2 by two signs, of which the meetings are one."""
    return firm(known, joint_meetings="to_clarify", terms="common")


def test_the_case_is_replayed_as_it_was_when_it_was_diagnosed(tmp_path, known, other):
    case = level_2(known)
    name = stored_with(tmp_path / "s.db", known, case)
    with open_store(str(tmp_path / "s.db")) as store:
        seen = sessions.read(store, name, known)[0]
        sessions.save(store, name, seen, seen.with_respondent(seen.respondents[0].with_answer("joint_meetings", Given("never"))), known)
        (one,) = replays(store, (), other)
        assert one.since
        assert one.shifts
        then, _, since = diagnoses.as_diagnosed(store, name, known)
        assert (then, since) == (case, True)


def test_a_change_of_knowledge_is_said_first_and_never_taken_for_movement(tmp_path, known, other):
    case = level_2(known)
    name = stored_with(tmp_path / "s.db", known, case)
    with open_store(str(tmp_path / "s.db")) as store:
        then, kept, _ = diagnoses.as_diagnosed(store, name, other)
    found = diagnose(other, hear(case))
    before = movement.Reading("before", case, found, kept, diagnose(other, hear(then)), {})
    told = movement.moved(before, movement.Reading("after", case, found), Namer(other, "en"))
    assert {one["moved"] for one in told["axes"]} == {False}
    assert told["won"] == told["lost"] == []
    assert told["knowledge"][0]["shifts"]
    lines = movement.moved_text(told, Namer(other, "en")).splitlines()
    assert lines[2].startswith("The knowledge has changed since before was diagnosed")
    assert any("purposeful_meetings" in line for line in lines)


def test_a_fingerprint_changes_with_what_decides_and_not_with_wording(tmp_path, known, other):
    one, two = fingerprint(known), fingerprint(other)
    assert [name for name in one["rules"] if one["rules"][name] != two["rules"][name]] == ["purposeful_meetings"]
    assert one["remedies"] == two["remedies"]
    assert one["axes"] == two["axes"]
    worded = changed(tmp_path / "kb", KB, ("sides.yaml", "the head of sales", "the one who heads sales"))
    assert fingerprint(worded) == one
    assert worded.hash != known.hash


def test_an_outcome_survives_being_kept(known, examples):
    outcome = outcome_of(diagnose(known, hear(read_case(examples / "invented-agency.yaml", known))))
    assert outcome_from(outcome.as_plain()) == outcome


def test_an_export_with_former_names_is_matched_and_told(tmp_path):
    today = changed(tmp_path / "kb", TOY, ("renamed.yaml", "", RENAMED))
    side = next(iter(today.sides))
    path = tmp_path / "a.csv"
    path.write_text("seasoning,plates\ntasteless,x\nsalted,\n")
    reading = read_export(path, today, Survey(), Defaults(side, ""))
    (group,) = reading.imported.groups
    assert group.answers == {"salt": {"bland": 1, "salted": 1}}
    assert reading.columns.retired == ("plates",)
    for language, words in (("en", ("salt (formerly seasoning)", "no longer asked: plates")), ("ru", ("salt (раньше seasoning)", "plates"))):
        told = import_told(today, Survey(), Survey(), reading, True, language)
        assert all(word in told for word in words)


def test_an_old_survey_is_read_under_todays_names_and_what_is_retired_is_kept_aside(tmp_path):
    today = changed(tmp_path / "kb", TOY, ("renamed.yaml", "", RENAMED))
    side = next(iter(today.sides))
    counts = {"seasoning": {"tasteless": 6, "salted": 1}, "plates": {"round": 7}}
    old = Survey(5, {"S": "seasoning", "P": "plates"}, {"seasoning": {"none": "tasteless"}}, (Imported("a", "0" * 64, 0, 0, (Group(side, "", 7, counts),)),))
    case = tmp_path / "case.yaml"
    save_survey(old, case)
    found = read_survey(case, today)
    (group,) = found.groups()
    assert group.answers == {"salt": {"bland": 6, "salted": 1}}
    assert group.retired == {"plates": {"round": 7}}
    assert found.retired == ("plates",)
    assert (found.columns, found.values) == ({"S": "salt", "P": ""}, {"salt": {"none": "bland"}})
    save_survey(found, case)
    assert read_survey(case, today) == found
    with open_store(str(tmp_path / "s.db")) as store:
        name = sessions.make(store, Case("Soup", survey=old))
        assert sessions.read(store, name, today)[0].survey == found
