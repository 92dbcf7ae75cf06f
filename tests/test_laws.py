"""The laws P1 to P9 of the design on cases drawn by level; P10 and P11 are in test_same_everywhere.py."""

from collections import Counter
from itertools import product

import pytest
from drawing import draw_answers, one_voice, partly, rng_of, several_voices
from rapport.cases.model import Case
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth
from rapport.engine.voices import Voices
from rapport.kb.checks import counted_signs

DRAWN = 250
RAREST = 0.02


@pytest.fixture(scope="module")
def complete(known):
    """Complete answers of an onlooker, drawn, with their diagnoses."""
    drawn = [draw_answers(known, rng_of(seed)) for seed in range(DRAWN)]
    return [(answers, diagnose(known, one_voice(answers))) for answers in drawn]


@pytest.fixture(scope="module")
def partial(known):
    """Partly answered cases, some with several sides, with their diagnoses."""
    found = []
    for seed in range(DRAWN):
        rng = rng_of(10_000 + seed)
        answers = draw_answers(known, rng)
        voices = several_voices(known, answers, rng) if seed % 2 else one_voice(partly(answers, rng, rng.choice([0.3, 0.6, 0.9])))
        found.append(diagnose(known, voices))
    return found


def contested(diagnosis):
    return {name for name, truth in diagnosis.truths.items() if truth is Truth.CONTESTED}


def test_every_level_grade_fit_and_remedy_comes_up_often_enough(known, complete, partial):
    """Laws tested on cases that never reach a level would be laws of nothing."""
    seen = Counter()
    for diagnosis in [d for _, d in complete] + partial:
        for ladder in diagnosis.ladders.values():
            seen[ladder.axis, ladder.concluded] += 1
        seen["fit", diagnosis.choice.chosen] += 1
        seen["contested", bool(contested(diagnosis))] += 1
        seen.update(("remedy", one.remedy) for one in (*diagnosis.plan.now, *diagnosis.plan.later))
    wanted = [(ladder.id, rung.value) for ladder in known.ladders.values() for rung in ladder.rungs]
    wanted += [("fit", code) for code in known.choice.names] + [("contested", True)] + [("remedy", name) for name in known.remedies]
    rare = {key: seen[key] for key in wanted if seen[key] < RAREST * 2 * DRAWN}
    assert rare == {}


def test_p1_complete_uncontradicted_answers_give_exactly_one_level(complete):
    decided = [d for _, d in complete if not contested(d)]
    assert len(decided) > DRAWN / 5
    for diagnosis in decided:
        assert all(ladder.concluded for ladder in diagnosis.ladders.values())
        assert len(diagnosis.choice.possible) == 1


def test_p1_partial_answers_never_miss_a_level_that_a_completion_gives(known):
    for seed in range(120):
        rng = rng_of(20_000 + seed)
        answers = draw_answers(known, rng)
        whole = diagnose(known, one_voice(answers))
        if contested(whole):
            continue
        part = diagnose(known, one_voice(partly(answers, rng, 0.5)))
        for axis, ladder in part.ladders.items():
            assert ladder.possible
            assert whole.ladders[axis].concluded in ladder.possible
        assert set(whole.choice.possible) <= set(part.choice.possible)


def test_p1_one_more_answer_adds_no_level_and_withdraws_nothing(known):
    for seed in range(30):
        rng = rng_of(30_000 + seed)
        answers = draw_answers(known, rng)
        order = sorted(answers, key=lambda _: rng.random())
        given = {question: answers[question] for question in order[:30]}
        before = diagnose(known, one_voice(given))
        for question in order[30:60]:
            given[question] = answers[question]
            after = diagnose(known, one_voice(given))
            if not contested(after) - contested(before):
                for axis, ladder in after.ladders.items():
                    assert set(ladder.possible) <= set(before.ladders[axis].possible)
                assert set(after.choice.possible) <= set(before.choice.possible) or \
                    after.ladders["level"].possible != before.ladders["level"].possible
                assert all(after.settled[name] is truth for name, truth in before.settled.items() if truth is not Truth.UNKNOWN)
            for name, truth in before.truths.items():
                assert after.truths[name].known_true >= truth.known_true
                assert after.truths[name].known_false >= truth.known_false
            before = after


def test_p1_a_contradiction_makes_contested_and_nothing_else(known):
    calm = diagnose(known, Voices({"terms": {"sales": ("common",)}}))
    torn = diagnose(known, Voices({"terms": {"sales": ("common",), "marketing": ("each_own",)}}))
    assert calm.truths["common_terms"] is Truth.TRUE
    assert torn.truths["common_terms"] is Truth.CONTESTED
    assert torn.settled["common_terms"] is Truth.UNKNOWN


def test_p1_signs_that_sides_contradict_reach_no_level(known):
    """All eleven signs claimed by sales and denied by marketing: the level stays open, from 1 to 4."""
    best = {"rules": ("written", "ad_hoc"), "terms": ("common", "each_own"), "joint_meetings": ("review_of_relations", "never"),
            "joint_planning": ("drafted_together", "apart"), "boundaries": ("clear_flexible", "unclear"),
            "marketing_tools_in_sales": ("daily", "own_materials"), "marketing_terms_in_sales": ("daily", "not_used"),
            "large_deals": ("regularly", "never"), "rewards": ("shared_result", "separate"),
            "missed_result": ("both_together", "each_own_numbers"), "joint_systems": ("both_keep_up", "separate"),
            "information_sharing": ("good", "lacking"), "joint_training": ("regularly", "never")}
    voices = Voices({q: {"sales": (claimed,), "marketing": (denied,)} for q, (claimed, denied) in best.items()})
    diagnosis = diagnose(known, voices)
    assert diagnosis.truths["reached_4"].known_true
    assert diagnosis.ladders["level"].possible == ("1", "2", "3", "4")
    assert diagnosis.ladders["level"].established == "1"


def test_p2_level_conflict_and_fit_vary_apart(known, complete):
    """Every level occurs with and without conflict, and with more than one answer to whether to move."""
    seen = {(d.ladders["level"].concluded, d.ladders["conflict"].concluded, d.choice.chosen) for _, d in complete}
    for level in ("2", "3"):
        assert {"none", "open"} <= {conflict for one, conflict, _ in seen if one == level}
        assert {"yes", "no", "blocked"} <= {fit for one, _, fit in seen if one == level}


def test_p2_no_conflict_question_but_those_of_signs_changes_the_level(known, complete):
    """What only tells of quarrels (seating, slang, demands) moves the conflict and never the level."""
    quarrels = ["party_seating", "teasing_slang", "contact_via_heads", "new_procedures", "extra_approvals", "more_participants",
                "heads_dialogue", "heads_words", "office_complaints", "mutual_respect", "resource_rivalry"]
    moved = set()
    for answers, before in complete[:15]:
        for question in quarrels:
            for code in known.questions[question].answers:
                after = diagnose(known, one_voice({**answers, question: code}))
                assert after.ladders["level"] == before.ladders["level"]
                moved.add(after.ladders["conflict"] != before.ladders["conflict"])
    assert moved == {True, False}


@pytest.mark.parametrize(("remedy", "supports", "against"), [
    ("open_space", "rem-open-space", "rem-separate-offices"), ("open_space", "case-two-floors", "case-grof-software"),
    ("end_subordination", "anti-marketing-under-sales", "case-grof-software"), ("cross_kpi", "rem-cross-kpi", "kpi-split-revenue-profit"),
    ("chief_revenue_officer", "chk-str-cro", "lit-joint-appointment-value"), ("rotation", "msr-2to3-rotation", "lit-training-no-effect")])
def test_p9_where_sources_contradict_each_other_both_are_shown(known, remedy, supports, against):
    from rapport.reports.rendering import render

    evidence = known.remedies[remedy].evidence
    assert supports in known.remedies[remedy].statements
    assert against in evidence.against
    for ground in known.remedies[remedy].reasons:
        assert ground.statements
    shown = [render(Case("x"), d, "en", "text") for d in (diagnose(known, one_voice(a)) for a in _calling_for(known, remedy))]
    assert any(supports in text.replace("\n", " ") and against in text for text in shown)


def _calling_for(known, remedy):
    """The first drawn answers whose plan holds a remedy."""
    for seed in range(400):
        answers = draw_answers(known, rng_of(seed))
        if remedy in [one.remedy for one in diagnose(known, one_voice(answers)).plan.now]:
            return [answers]
    return []


def test_p3_moving_up_an_order_never_lowers_the_level(known, complete):
    for answers, before in complete[:60]:
        rng = rng_of(str(sorted(answers.items())))
        question = rng.choice([q for q in known.questions.values() if q.order and answers[q.id] in q.order[:-1]])
        higher = question.order[question.order.index(answers[question.id]) + 1:]
        after = diagnose(known, one_voice({**answers, question.id: rng.choice(higher)}))
        if not contested(before) and not contested(after):
            assert after.ladders["level"].concluded >= before.ladders["level"].concluded, question.id


def test_p3_moving_up_every_order_of_a_sign_never_lowers_the_level(known, complete):
    """The same for the questions that feed signs, each of them, so that none is missed by chance."""
    answers = next(a for a, d in complete if d.ladders["level"].concluded == "2" and not contested(d))
    for question in known.questions.values():
        levels = [diagnose(known, one_voice({**answers, question.id: code})).ladders["level"] for code in question.order]
        assert [ladder.established for ladder in levels] == sorted(ladder.established for ladder in levels), question.id


def test_p4_no_single_answer_establishes_a_level_or_two_signs(known):
    counted = set(counted_signs(known))
    for question in known.questions.values():
        for code in question.answers:
            diagnosis = diagnose(known, one_voice({question.id: code}))
            held = [name for name in counted if diagnosis.truths[name] is Truth.TRUE]
            assert len(held) <= 1, (question.id, code, held)
            assert diagnosis.ladders["level"].established == "1"


def test_p4_no_single_answer_lifts_the_level_by_two(known, complete):
    for answers, before in complete[:30]:
        if contested(before):
            continue
        for question in rng_of(str(answers)).sample(sorted(known.questions), 10):
            for code in known.questions[question].answers:
                after = diagnose(known, one_voice({**answers, question: code}))
                if not contested(after):
                    assert int(after.ladders["level"].concluded) <= int(before.ladders["level"].concluded) + 1


@pytest.mark.parametrize("alone", [{"reporting": "common_head"}, {"location": "one_room"},
                                   {"joint_systems": "both_keep_up", "information_sharing": "good", "information_systems": "excellent"}])
def test_p4_one_head_one_room_or_one_crm_lift_nobody_to_three(known, alone):
    """Not even with three further signs."""
    three = {"terms": "common", "rules": "written", "large_deals": "regularly"}
    assert diagnose(known, one_voice({**three, **alone})).ladders["level"].established == "2"


def test_p4_all_profiles_of_eleven_signs_move_by_at_most_one_level(known):
    """All 2,048 combinations, counted as the rungs count: one more sign never lifts by more than one and never lowers."""
    from rapport.engine.proof import weigh

    signs = counted_signs(known)
    rungs = [rung.finding for rung in known.ladders["level"].rungs if rung.finding]

    def level(profile):
        truths = {name: Truth.TRUE if held else Truth.FALSE for name, held in zip(signs, profile, strict=True)}
        reached = 1
        for rung in rungs:
            (rule,) = known.rules_of[rung]
            truths[rung] = weigh(rule.when, truths, Voices({}), known).truth
            reached += truths[rung] is Truth.TRUE
        return reached

    levels = {profile: level(profile) for profile in product((False, True), repeat=len(signs))}
    assert set(levels.values()) == {1, 2, 3, 4}
    for profile, reached in levels.items():
        for index, held in enumerate(profile):
            if not held:
                more = levels[(*profile[:index], True, *profile[index + 1:])]
                assert reached <= more <= reached + 1


def test_p5_a_neutral_answer_establishes_no_sign(known):
    neutral = {q.id: q.neutral for q in known.questions.values() if q.neutral}
    assert len(neutral) > 30
    diagnosis = diagnose(known, one_voice(neutral))
    assert [name for name in counted_signs(known) if diagnosis.truths[name] is Truth.TRUE] == []


def test_p6_uneven_profiles_are_said_with_what_is_missing(known):
    voices = one_voice({"joint_systems": "both_keep_up", "information_sharing": "good", "joint_meetings": "never", "terms": "each_own"})
    uneven = diagnose(known, voices).uneven["level"]
    assert uneven.ahead == ("joint_systems_used",)
    assert uneven.missing == ("common_terms", "meets_to_clarify")


def test_p7_the_plan(known, complete, partial):
    stages = list(known.stages)
    for diagnosis in [d for _, d in complete] + partial:
        plan = (*diagnosis.plan.now, *diagnosis.plan.later)
        names = [one.remedy for one in plan]
        assert len(diagnosis.plan.now) <= 7
        assert [stages.index(known.remedies[n].stage) for n in names] == sorted(stages.index(known.remedies[n].stage) for n in names)
        for one in plan:
            remedy = known.remedies[one.remedy]
            assert one.reasons or (all(name in names for name in one.needed_for) and one.needed_for)
            for ground in one.reasons:
                assert diagnosis.settled[ground.finding] is (Truth.FALSE if ground.excluded else Truth.TRUE)
            for finding in remedy.in_place:
                assert diagnosis.truths[finding] is not Truth.TRUE
            for ground in remedy.not_when:
                truth = diagnosis.truths[ground.finding]
                assert not (truth.known_false if ground.excluded else truth.known_true)
                assert (truth is Truth.UNKNOWN) == (ground.finding in one.check_first)
            for need in one.preconditions:
                if need.met is False and need.need.brought_by:
                    assert names.index(need.need.brought_by) < names.index(one.remedy)


def test_p7_one_rung_at_a_time(known, complete):
    for _, diagnosis in complete:
        choice, level = diagnosis.choice, diagnosis.ladders["level"]
        if choice.target:
            assert int(choice.target) == int(level.concluded) + 1


def test_p7_leaving_it_as_it_is_can_be_the_advice(complete):
    plans = [[one.remedy for one in d.plan.now] for _, d in complete]
    assert ["leave_as_is"] in plans


def test_p8_sides_that_contradict_each_other_are_kept_apart(known):
    voices = Voices({"joint_meetings": {"sales": ("never",), "marketing": ("problems_and_opportunities",)}})
    diagnosis = diagnose(known, voices)
    assert diagnosis.truths["meets_to_clarify"] is Truth.CONTESTED
    assert diagnosis.truths["gap_on_joint_work"] is Truth.TRUE
    assert [one.remedy for one in diagnosis.plan.now] == ["compare_answers"]
    assert diagnose(known, voices.only("sales", known)).truths["meets_to_clarify"] is Truth.FALSE
    assert diagnose(known, voices.only("marketing", known)).truths["meets_to_clarify"] is Truth.TRUE


def test_p8_the_observer_settles_and_the_dispute_stays(known):
    voices = Voices({"joint_meetings": {"sales": ("never",), "marketing": ("problems_and_opportunities",)}},
                    {"joint_meetings": "problems_and_opportunities"})
    diagnosis = diagnose(known, voices)
    assert diagnosis.truths["meets_to_clarify"] is Truth.TRUE
    assert diagnosis.truths["gap_on_joint_work"] is Truth.TRUE


def test_a_case_without_answers_leaves_everything_possible(known):
    diagnosis = diagnose(known, Voices({}))
    assert diagnosis.ladders["level"].possible == ("1", "2", "3", "4")
    assert diagnosis.ladders["conflict"].possible == ("none", "latent", "open", "severe")
    assert diagnosis.plan.now == ()
    assert Case("x").answered is False
