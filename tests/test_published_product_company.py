"""The product company of the post on the border: what follows from the facts told there, and what does not."""

import pytest
from rapport.cases.hearing import hear
from rapport.cases.reading import read_case
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth
from rapport.reports.background import explanations_told
from rapport.reports.rendering import render


@pytest.fixture(scope="module")
def case(known, examples):
    """The case as the example file has it."""
    return read_case(examples / "published-product-company.yaml", known)


@pytest.fixture(scope="module")
def diagnosis(known, case):
    """Its diagnosis."""
    return diagnose(known, hear(case))


def test_only_what_the_post_tells_is_answered(case):
    """Profit against revenue, heated meetings, a compromise each time; the trade marketer's hours are not told."""
    answers = {question: given.value for question, given in case.respondents[0].answers.items()}
    assert answers == {"goal_alignment": "opposed", "margin_in_deals": "not_considered", "meeting_temper": "heated", "useful_disputes": "sometimes"}


@pytest.mark.parametrize("finding", ["goals_misaligned", "margin_ignored_in_deals", "meetings_heated", "functional_conflict", "heated_and_fruitful"])
def test_what_holds_in_it(diagnosis, finding):
    assert diagnosis.truths[finding] is Truth.TRUE


def test_heat_and_opposed_goals_decide_no_level_and_no_grade_of_conflict(diagnosis):
    """The post says nothing of signs of a level, and calls the disputes useful."""
    assert diagnosis.ladders["level"].possible == ("1", "2", "3", "4")
    assert diagnosis.ladders["conflict"].possible == ("none", "latent", "open", "severe")


def test_goals_are_the_thing_to_work_on_and_no_committee_is_called_for(diagnosis):
    """Prices are told to be opposed and not to be often in dispute, so nothing but the goals has an established reason."""
    assert [one.remedy for one in diagnosis.plan.now] == ["align_goals"]


def test_the_case_is_told_with_it_in_both_languages(case, diagnosis):
    assert {"the_product_company", "profit_against_turnover", "what_marketing_minded"} <= {one.id for one in explanations_told(diagnosis)}
    for language in ("en", "ru"):
        assert "case-d4-product-company" in render(case, diagnosis, language, "text").replace("\n", " ")
