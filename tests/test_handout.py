"""The sheets for a class: nothing of the diagnosis and no name on the first, everything named on the second."""

import pytest
from click.testing import CliRunner
from rapport.cases.hearing import hear
from rapport.cases.model import Case, Given, Respondent
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.reports.handout import handout, nameless

SECRETS = ("Ivanova", "Acme", "2026-10", "said Petrov", "north branch")
CASE = Case("Acme", "2026-10", "told by Ivanova", (
    Respondent("Ivanova", "sales", "north branch", {"joint_meetings": Given("never", "said Petrov"), "terms": Given("common")}),
    Respondent("boss", "management", "", {"harmful_conflict": Given("often", "Ivanova again")})),
    {"terms": Given("each_own", "said Petrov")})


@pytest.mark.parametrize("solution", [False, True])
@pytest.mark.parametrize("layout", ["md", "html"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_sheet_names_anybody(known, language, layout, solution):
    sheet = handout(CASE, diagnose(known, hear(CASE)), language, layout, solution)
    assert [word for word in SECRETS if word in sheet] == []
    assert "None" not in sheet.replace("'None", "")


def test_the_first_sheet_tells_every_answer_and_no_conclusion(known):
    diagnosis = diagnose(known, hear(CASE))
    sheet = handout(CASE, diagnosis, "en", "md", False)
    assert known.questions["joint_meetings"].answers["never"].told["en"] in sheet
    assert known.questions["harmful_conflict"].answers["often"].told["en"] in sheet
    assert not any(rule in sheet for rule in known.rules if "_" in rule)
    for remedy in known.remedies.values():
        assert remedy.name["en"] not in sheet
    assert known.findings["conflict_open"].holds["en"] not in sheet


def test_the_solution_names_rules_and_sources(known):
    sheet = handout(CASE, diagnose(known, hear(CASE)), "en", "md", True)
    assert "no_meetings_but_conflict" in sheet or "meetings_only_over_conflict" in sheet
    assert "sig-1-no-joint-meetings" in sheet


def test_the_diagnosis_does_not_change_without_names(known):
    assert diagnose(known, hear(nameless(CASE))).truths == diagnose(known, hear(CASE)).truths


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_command(examples, lang):
    for solution in ([], ["--solution"]):
        done = CliRunner().invoke(main, ["handout", str(examples / "invented-agency.yaml"), "--lang", lang, *solution])
        assert (done.exit_code, done.stderr) == (0, "")
