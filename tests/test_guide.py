"""The interview guide: the order of the interview, every answer with its code, cut at the minutes, the same each time."""

import io

import pytest
from click.testing import CliRunner
from rapport.cases.interview import begin
from rapport.cases.model import Case, Given, Respondent
from rapport.cases.reading import read_case
from rapport.cli import main
from rapport.reports.guide import guide, guide_view
from rapport.reports.phrasing import Speaker


def test_pages_come_as_the_interview_asks_them(known):
    told = guide_view(known, Case(""), "sales", None, Speaker("en"))
    order = [page.title["en"] for page in begin(known, Case(""), "sales", "sales").pages_left()]
    assert [page["title"] for page in told["pages"]] == order
    assert told["left"] == []


@pytest.mark.parametrize("minutes", [1, 10, 20])
def test_cut_at_the_minutes_and_the_rest_is_named(known, minutes):
    whole = guide_view(known, Case(""), "marketing", None, Speaker("en"))
    told = guide_view(known, Case(""), "marketing", minutes, Speaker("en"))
    assert told["questions"] <= minutes * 4
    assert [one["title"] for one in told["pages"] + told["left"]] == [one["title"] for one in whole["pages"]]
    assert told["left"]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("layout", ["md", "html"])
def test_every_answer_has_its_box_and_code(known, language, layout):
    sheet = guide(known, Case(""), "hr", 10, language, layout)
    for page in guide_view(known, Case(""), "hr", 10, Speaker(language))["pages"]:
        for question in page["questions"]:
            assert f"[{question['id']}]" in sheet
            assert all(f"[{answer['code']}]" in sheet for answer in question["answers"])
    assert sheet == guide(known, Case(""), "hr", 10, language, layout)


def test_what_a_case_has_answered_is_not_asked_again(known, examples):
    case = read_case(examples / "organisation-2.yaml", known)
    asked = {one["id"] for page in guide_view(known, case, "observer", None, Speaker("en"))["pages"] for one in page["questions"]}
    assert asked
    assert asked.isdisjoint(case.respondents[0].answers)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("layout", ["md", "html"])
def test_nothing_open_is_said(known, language, layout):
    everything = Case("", respondents=(Respondent("all", "observer", "", {
        name: Given(next(iter(question.answers))) for name, question in known.questions.items()}),))
    nothing = Speaker(language).say("guide_nothing")
    assert nothing in guide(known, everything, "observer", 5, language, layout)
    assert nothing not in guide(known, Case(""), "observer", 5, language, layout)


def test_a_name_of_a_stranger_is_escaped(known):
    sheet = guide(known, Case("<b>&"), "staff", 5, "en", "html")
    assert "<b>" not in sheet
    assert "&lt;b&gt;&amp;" in sheet


@pytest.mark.parametrize("command", [["guide", "--for", "sales", "--minutes", "5"], ["handout", "CASE"], ["handout", "CASE", "--solution"]])
@pytest.mark.parametrize(("layout", "head"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_on_paper(examples, tmp_path, command, layout, head):
    pytest.importorskip("weasyprint" if layout == "pdf" else "docxtpl", exc_type=(ImportError, OSError))
    out = tmp_path / "out"
    words = [str(examples / "invented-agency.yaml") if word == "CASE" else word for word in command]
    done = CliRunner().invoke(main, [*words, "--lang", "ru", "--format", layout, "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(head)


def test_boxes_are_boxes_in_word(known):
    word = pytest.importorskip("docx")
    from rapport.reports.word import docx

    made = word.Document(io.BytesIO(docx(guide(known, Case(""), "sales", 2, "en", "html"), "en")))
    assert any('w:lvlText w:val="\u2610"' in one for one in made.part.numbering_part.element.xml.splitlines() if "lvlText" in one)
    assert any(one._p.pPr is not None and "w:pBdr" in one._p.xml for one in made.paragraphs), "lines to write on"
