"""The agreement drafted from a case: what is known is told, what is not is a marked blank, nothing is invented."""

import pytest
from click.testing import CliRunner
from rapport.cases.hearing import hear
from rapport.cases.model import Case, Given, Respondent
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.reports.drafting import BLANK, draft, draft_view
from rapport.reports.telling import Teller

TOPICS = ("Indicators", "Joint meetings and their record", "Processes, owners and hand-off", "Reply times", "How requests are handled",
          "The least number of target leads")


def view(known, answers, language="en"):
    case = Case("X", respondents=(Respondent("head", "sales", answers={q: Given(a) for q, a in answers.items()}),))
    return draft_view(Teller(case, diagnose(known, hear(case)), language), known.documents["sla"])


def lines(found):
    return [line for section in found["sections"] for line in section["lines"]]


def test_the_agreement_has_every_part_its_source_names(known):
    titles = [section["title"] for section in view(known, {})["sections"]]
    assert [title for title in TOPICS if title not in titles] == []
    cited = {name for section in view(known, {})["sections"] for name in section["statements"]}
    assert {name for name in known.statements if name.startswith("sla-")} <= cited


def test_what_the_case_knows_is_told_and_nothing_else(known):
    unknown, told = view(known, {}), view(known, {"terms": "each_own"})
    assert not any(line["text"].startswith("As things stand") for line in lines(unknown))
    today = [line["text"] for line in lines(told) if line["text"].startswith("As things stand")]
    assert today == [f"As things stand: {known.questions['terms'].answers['each_own'].told['en']} (sales)"]
    assert told["blanks"] == unknown["blanks"] + 1, "words of one's own ask for one more blank"
    assert all(BLANK in line["text"] for line in lines(told) if line["blank"])


@pytest.mark.parametrize(("lang", "mark"), [("en", "[fill in]"), ("ru", "[заполнить]")])
@pytest.mark.parametrize("layout", ["md", "html", "json"])
def test_the_command_in_both_languages(examples, lang, mark, layout):
    done = CliRunner().invoke(main, ["sla", str(examples / "organisation-2.yaml"), "--lang", lang, "--format", layout])
    assert done.exit_code == 0
    assert "sla-min-leads" in done.stdout
    assert (mark in done.stdout) == (layout != "json")


def test_an_organisation_with_markup_is_escaped(known):
    case = Case("<b>*X*</b>", respondents=(Respondent("a", "sales", answers={"terms": Given("common")}),))
    diagnosis = diagnose(known, hear(case))
    assert "<b>" not in draft(case, diagnosis, known.documents["sla"], "en", "html")
    assert "\\*X\\*" in draft(case, diagnosis, known.documents["sla"], "en", "md")
