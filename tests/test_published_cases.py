"""The cases told in the web compilation and in the blog, answered with the facts told and no more: what follows from them, and what does not."""

import pytest
from rapport.cases.hearing import hear
from rapport.cases.reading import read_case
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth
from rapport.reports.rendering import render

CASES = {
    "software-maker": {
        "holds": ["lacks_materials", "lacks_courses", "lacks_travel_money", "wants_for_means"],
        "open": ["clients_lost_in_sales", "marketing_under_sales", "split_in_one_building"], "plan": ["help_in_job_descriptions"],
        "printed": ["case-grof-software", "con-no-materials", "con-no-courses", "con-refuse-travel"]},
    "small-company": {
        "holds": ["lone_marketer", "handful_of_sellers", "small_company", "one_head_over_both"], "fails": ["roles_combined", "marketing_under_sales"],
        "open": ["only_own_work"], "plan": [], "printed": ["case-megadom", "clm-separation-flexible", "clm-one-manager-benefit", "T31"]},
    "communication-group": {
        "holds": ["roles_combined", "combined_by_post", "work_by_projects"], "open": ["several_can_do_both", "star_dependency"], "plan": [],
        "printed": ["case-imars", "clm-combine-professionalism", "case-fotosklad", "T05"]},
    "online-shop": {
        "holds": ["separate_and_close", "promotions_and_talks_joint", "all_rounders_rare"], "fails": ["roles_combined", "star_dependency"], "plan": [],
        "printed": ["case-fotosklad", "rem-separate-work-closely", "rem-joint-promotions", "rem-joint-vendor-talks", "T05"]},
    "payment-company": {
        "holds": ["tasks_unclear", "brief_complete"], "plan": [], "printed": ["case-ecommpay", "clm-brief-effect", "rem-brief-discuss"]},
    "two-floors": {
        "holds": ["office_against_office", "split_and_at_odds"], "plan": ["management_mandate", "open_space"],
        "printed": ["case-two-floors", "rem-separate-offices", "T01"]},
}


@pytest.fixture(scope="module", params=CASES, ids=str)
def told(request, known, examples):
    case = read_case(examples / f"published-{request.param}.yaml", known)
    return CASES[request.param], case, diagnose(known, hear(case))


def test_what_follows_and_what_stays_open(told):
    expected, _, diagnosis = told
    for state, truth in (("holds", Truth.TRUE), ("fails", Truth.FALSE), ("open", Truth.UNKNOWN)):
        assert [name for name in expected.get(state, []) if diagnosis.truths[name] is not truth] == []
    assert [one.remedy for one in (*diagnosis.plan.now, *diagnosis.plan.later)] == expected["plan"]


def test_so_few_facts_decide_no_level(told):
    assert told[2].ladders["level"].possible == ("1", "2", "3", "4")


def test_every_answer_is_from_the_document(told):
    answers = told[1].respondents[0].answers
    assert answers
    assert all(given.basis == "document" for given in answers.values())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_report_prints_the_statements_behind_it(told, language):
    expected, case, diagnosis = told
    printed = render(case, diagnosis, language, "text").replace("-\n", "-")
    assert [name for name in expected["printed"] if name not in printed] == []
