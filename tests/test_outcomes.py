"""Axes and plans of many cases at once are those of each case alone."""

from drawing import draw_answers, rng_of
from rapport.engine.axes import read_choice, read_ladder
from rapport.engine.diagnosis import diagnose
from rapport.engine.outcomes import Prescribed, choice_possible, established, still_possible
from rapport.engine.packing import read_cases
from test_judges import some_voices

CASES = 150


def in_case(masks, case):
    return [name for name, mask in masks.items() if mask >> case & 1]


def test_axes_and_plans_of_many_cases_are_those_of_each_alone(known):
    drawn = [some_voices(known, 70_000 + seed) for seed in range(CASES)]
    reading = read_cases(drawn, known)
    plan = Prescribed(known, reading)
    held, first, fit = plan.masks(), plan.first(), choice_possible(known, reading)
    for case, voices in enumerate(drawn):
        diagnosis = diagnose(known, voices)
        for ladder in known.ladders.values():
            assert in_case(established(ladder, reading), case) == [diagnosis.ladders[ladder.id].established]
            assert in_case(still_possible(ladder, reading), case) == list(read_ladder(ladder, diagnosis.settled).possible)
        over = read_ladder(known.ladders[known.choice.over], diagnosis.settled)
        assert in_case(fit, case) == list(read_choice(known.choice, over, diagnosis.settled).possible)
        planned = [one.remedy for one in (*diagnosis.plan.now, *diagnosis.plan.later)]
        assert sorted(in_case(held, case)) == sorted(planned)
        assert in_case(first, case) == planned[:1]


def test_the_draw_reaches_plans_that_begin_with_many_remedies(known):
    reading = read_cases([some_voices(known, seed) for seed in range(CASES)], known)
    assert sum(bool(mask) for mask in Prescribed(known, reading).first().values()) >= 4
    assert draw_answers(known, rng_of(1)) == draw_answers(known, rng_of(1))
