"""What is shown of answers given anonymously: an attacker who reasons over everything published learns nothing of a small group."""

import json
import re
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapport.cases.anonymity import SMALLEST_GROUP, allowed_smallest, may_be_heard, shown, withheld
from rapport.cases.hearing import hear, shares
from rapport.cases.model import Case, Given, Respondent
from rapport.cases.survey import SILENT, Group, Imported, Survey
from rapport.engine.diagnosis import diagnose
from rapport.reports.json_export import export
from rapport.reports.rendering import render
from rapport.reports.survey_summary import published, summary_html, summary_text, summary_told

QUESTIONS = ("terms", "own_work", "joint_meetings")
DEPARTMENTS = ("sales", "marketing", "support", "")


def reachable(forms, wanted):
    """True if a linear form can be put together from published ones: Gaussian elimination on exact fractions."""
    rows = [[Fraction(value) for value in form] for form in forms]
    target = [Fraction(value) for value in wanted]
    for column in range(len(target)):
        pivot = next((row for row in rows if row[column] != 0), None)
        if pivot is None:
            continue
        rows = [[a - b * row[column] / pivot[column] for a, b in zip(row, pivot, strict=True)] for row in rows if row is not pivot]
        target = [a - b * target[column] / pivot[column] for a, b in zip(target, pivot, strict=True)]
    return not any(target)


def test_the_attacker_does_reach_what_subtraction_gives():
    assert reachable([[1, 1, 1], [1, 1, 0]], [0, 0, 1])
    assert not reachable([[1, 1, 1], [1, 0, 0]], [0, 0, 1])


tables = st.dictionaries(st.sampled_from(DEPARTMENTS), st.dictionaries(st.sampled_from(["a", "b", *SILENT]), st.integers(0, 9), max_size=4), max_size=4)


@settings(max_examples=400, deadline=None)
@given(tables, st.integers(3, 7))
def test_no_set_of_departments_that_is_small_can_be_worked_out(table, smallest):
    found = shown(table, SILENT, smallest)
    names = sorted(table)
    sizes = {name: sum(count for code, count in table[name].items() if code not in SILENT) for name in names}
    forms = [[int(other == name) for other in names] for name in found.groups] + ([[1] * len(names)] if found.total is not None else [])
    for many in range(1, len(names) + 1):
        for some in combinations(names, many):
            inhabited = any(count for name in some for count in table[name].values())
            if inhabited and sum(sizes[name] for name in some) < smallest:
                present = {name for name in names if any(table[name].values())}
                assert not reachable([[cell for cell, name in zip(form, names, strict=True) if name in present] for form in forms],
                                     [int(name in some) for name in names if name in present])


@pytest.mark.parametrize(("sizes", "hidden"), [
    ({"sales": 9, "marketing": 3}, {"sales", "marketing"}), ({"sales": 9, "marketing": 5}, set()), ({"a": 9, "b": 3, "c": 2}, {"b", "c"}),
    ({"a": 9, "b": 7, "c": 2}, {"b", "c"}), ({"a": 4}, {"a"}), ({"a": 12}, set()), ({"a": 9, "b": 8, "c": 0}, {"b", "c"})])
def test_which_groups_are_withheld(sizes, hidden):
    assert withheld(sizes, SMALLEST_GROUP) == hidden


def test_groups_below_three_are_refused_whatever_is_wished():
    with pytest.raises(ValueError, match="smaller than 3"):
        allowed_smallest(2)
    with pytest.raises(ValueError, match="smaller than 3"):
        shown({"a": {"x": 9}}, smallest=1)


def test_a_silent_respondent_makes_no_group_larger():
    assert shown({"a": {"x": 4, SILENT[0]: 3}}, SILENT).total is None


@pytest.mark.parametrize(("side", "count", "heard"), [("staff", 4, False), ("staff", 5, True), ("sales", 1, True)])
def test_who_may_be_heard(side, count, heard):
    assert may_be_heard(side, count, SMALLEST_GROUP) is heard


@st.composite
def companies(draw, known):
    """A case with staff in person and on sheets, and a head of sales."""
    people = [Respondent(f"p{n}", "staff", draw(st.sampled_from(DEPARTMENTS)), {
        q: Given(draw(st.sampled_from([*known.questions[q].answers, "unknown"]))) for q in QUESTIONS if draw(st.booleans())})
        for n in range(draw(st.integers(0, 6)))]
    groups = []
    for department in draw(st.sets(st.sampled_from(DEPARTMENTS), max_size=4)):
        sheets = draw(st.integers(1, 12))
        answers = {}
        for q in QUESTIONS:
            given_ = [draw(st.sampled_from([*known.questions[q].answers, *SILENT])) for _ in range(draw(st.integers(0, sheets)))]
            answers[q] = {code: given_.count(code) for code in set(given_)}
        groups.append(Group("staff", department, sheets, answers))
    head = Respondent("head", "sales", answers={"terms": Given("common")})
    return Case("X", respondents=(head, *people), survey=Survey(files=(Imported("f.csv", "0", 0, 0, tuple(groups)),)))


def counted(case, question):
    """Department -> answers given, straight from the case."""
    found = {}
    for one in case.respondents:
        if one.side == "staff" and question in one.answers:
            found.setdefault(one.department, []).append(one.answers[question].value)
    for group in case.survey.groups():
        found.setdefault(group.department, []).extend(code for code, count in group.answers.get(question, {}).items() for _ in range(count))
    return {name: codes for name, codes in found.items() if codes}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_everything_published_together_shows_no_hidden_department(known, data):
    case = data.draw(companies(known))
    plain = published(case, known, {"sales": 20})
    told = {language: summary_told(case, known, {"sales": 20}, language) for language in ("en", "ru")}
    diagnosis = diagnose(known, hear(case))
    exported = export(case, diagnosis)
    for one in plain["questions"]:
        groups = counted(case, one["question"])
        if "staff" not in one["sides"]:
            continue
        table, names = one["sides"]["staff"], sorted(groups)
        sizes = {name: sum(code not in SILENT for code in codes) for name, codes in groups.items()}
        gap = next((gap for gap in exported["gaps"] if gap["question"] == one["question"]), {"sides": {}})
        total = table["total"] is not None or "staff" in gap["sides"] or "staff" in shares(case).get(one["question"], {})
        forms = [[int(name == other) for other in names] for name in table["departments"]] + ([[1] * len(names)] if total else [])
        for many in range(1, len(names) + 1):
            for some in combinations(names, many):
                if sum(sizes[name] for name in some) < SMALLEST_GROUP:
                    assert not reachable(forms, [int(name in some) for name in names]), (one, sizes)
    for language, words in told.items():
        shown_numbers = [count for table in words["tables"] for row in table["rows"] for count in row["counts"]]
        allowed = [counts for one in plain["questions"] for side in one["sides"].values() for counts in [side["total"], *side["departments"].values()] if counts]
        assert sum(shown_numbers) == sum(sum(counts.values()) for counts in allowed)
        for text in (summary_text(words), summary_html(words, language)):
            assert "p0" not in text.split()


def test_text_and_page_show_no_number_that_json_does_not(known):
    groups = (Group("staff", "sales", 19, {"terms": {"common": 17, "each_own": 2}}), Group("staff", "marketing", 3, {"terms": {"each_own": 3}}))
    case = Case("X", survey=Survey(files=(Imported("f.csv", "0", 0, 0, groups),)))
    plain = published(case, known, {"sales": 41, "marketing": 53})
    assert plain["questions"][0]["sides"]["staff"] == {"total": {"common": 17, "each_own": 5}, "departments": {}, "not_shown": True}
    numbers = set(re.findall(r"\d+", json.dumps(plain))) | {str(100 * 22 // 94)}
    for language in ("en", "ru"):
        told = summary_told(case, known, {"sales": 41, "marketing": 53}, language)
        page = re.sub(r"<style>.*?</style>|<[^>]+>", "", summary_html(told, language), flags=re.S)
        for text in (summary_text(told), page.replace("utf-8", "")):
            assert set(re.findall(r"\d+", text)) <= numbers | {"0"}
            assert "19" not in re.findall(r"\d+", text)


def small_staff(count):
    people = tuple(Respondent(f"secret{n}", "staff", "marketing", {"terms": Given("each_own", "my note", "seen")}) for n in range(count))
    return Case("X", respondents=(Respondent("head", "sales", answers={"terms": Given("common"), "own_work": Given("only_own")}), *people))


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("layout", ["text", "md", "html"])
def test_few_staff_leave_no_trace_in_a_report(known, lang, layout):
    few, none = small_staff(4), small_staff(0)
    told = known.questions["terms"].answers["each_own"].told[lang]
    reports = [" ".join(render(case, diagnose(known, hear(case)), lang, layout).split()) for case in (few, none)]
    assert all(told not in report for report in reports)
    assert "secret" not in reports[0]
    assert "my note" not in reports[0]
    findings = [export(case, diagnose(known, hear(case)))["findings"] for case in (few, none)]
    assert findings[0] == findings[1]


def test_five_staff_are_heard_together_and_never_named(known):
    case = small_staff(5)
    diagnosis = diagnose(known, hear(case))
    text = " ".join(render(case, diagnosis, "en", "text").split())
    assert "- 5 of 5" in text
    assert "secret" not in text
    assert export(case, diagnosis)["case"] == {"organisation": "X", "date": None, "respondents": [{"id": "head", "side": "sales"}],
                                               "groups": [{"side": "staff", "sheets": 5}]}


def test_json_does_not_tell_how_many_few_are(known):
    case = small_staff(2)
    assert export(case, diagnose(known, hear(case)))["case"]["groups"] == [{"side": "staff", "sheets": None}]
