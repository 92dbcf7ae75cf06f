"""Estimates: whole shares, the same in any process, right as often as they say, and apart from what is established."""

import os
import random
import subprocess
import sys
from dataclasses import replace

import pytest
from companies import after_the_table
from drawing import draw_answers, one_voice, partly, rng_of
from rapport.engine.axes import read_ladder
from rapport.engine.chance import FULL, SIZE, below, partition, planes, spread_out
from rapport.engine.diagnosis import diagnose
from rapport.engine.drawing import completions_drawn
from rapport.engine.information import information
from rapport.engine.leaning import leanings
from rapport.engine.likely import likely, per_mille
from rapport.engine.outcomes import established
from rapport.engine.packing import read_case, read_cases
from rapport.engine.voices import Voices

COMPANIES = 300
KNOWN = 0.22


def estimate(known, answers):
    voices = one_voice(answers)
    ladder = known.ladders["level"]
    return likely(ladder, read_ladder(ladder, read_case(voices, known).settled_truths()), completions_drawn(voices, known))


def test_what_is_called_likely_is_as_often_right(known):
    """Every pair of tenths of the scale, on drawn companies with a fifth of the answers known: within eleven points."""
    companies = [after_the_table(known, f"test {number}") for number in range(COMPANIES)]
    masks = established(known.ladders["level"], read_cases([one_voice(answers) for answers in companies], known))
    rows = [[0, 0, 0] for _ in range(5)]
    for number, answers in enumerate(companies):
        some = random.Random(number).sample(sorted(answers), round(KNOWN * len(answers)))
        for value, share in estimate(known, {question: answers[question] for question in some}).items():
            row = rows[min(4, share // 200)]
            row[0], row[1], row[2] = row[0] + 1, row[1] + share, row[2] + (masks[value] >> number & 1)
    for count, called, right in rows:
        assert count > 10
        assert abs(called / count - 1000 * right / count) < 110, rows


def test_shares_add_up_and_keep_to_what_is_possible(known):
    for seed in range(25):
        rng = rng_of(f"likely {seed}")
        diagnosis = diagnose(known, one_voice(partly(draw_answers(known, rng), rng, rng.choice([0.05, 0.2, 0.6]))))
        for axis, shares in diagnosis.likely.items():
            assert sum(shares.values()) == 1000
            assert all(value in diagnosis.ladders[axis].possible for value, share in shares.items() if share)


def test_low_answers_point_low_and_high_ones_high(known):
    low = estimate(known, {"joint_meetings": "never", "terms": "each_own", "rules": "ad_hoc"})
    high = estimate(known, {"joint_meetings": "review_of_relations", "terms": "common", "rewards": "shared_result",
                            "missed_result": "both_together"})
    assert low["1"] + low["2"] > 700
    assert high["3"] + high["4"] > 700


def test_no_remedy_rests_on_the_estimate(known):
    answers = {"joint_meetings": "never", "terms": "each_own"}
    without = replace(known, assumptions=None)
    assert diagnose(without, one_voice(answers)).plan == diagnose(known, one_voice(answers)).plan
    assert diagnose(without, one_voice(answers)).likely == {}


def test_without_a_table_nothing_is_drawn(toy):
    assert diagnose(toy, Voices({})).likely == {}
    with pytest.raises(ValueError, match="no table of assumptions"):
        completions_drawn(Voices({}), toy)


def test_the_same_answers_give_the_same_shares_in_any_process(known):
    code = ("from rapport.kb import shipped; from rapport.engine.diagnosis import diagnose; from rapport.engine.voices import Voices;"
            "print(dict(diagnose(shipped(), Voices({'terms': {'observer': ('common',)}})).likely['level']))")
    told = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                           env={**os.environ, "PYTHONHASHSEED": seed}).stdout.strip() for seed in ("1", "2")}
    assert told == {str(dict(diagnose(known, one_voice({"terms": "common"})).likely["level"]))}


def test_known_answers_stand_in_every_completion_and_open_ones_are_given_once(known):
    drawn = completions_drawn(one_voice({"terms": "common"}), known)
    for question in known.questions:
        masks = [drawn.inputs[at] for at in drawn.rails.inputs.indices(known, question).values()]
        assert sum(masks) == FULL
        assert sum(mask.bit_count() for mask in masks) == SIZE
    assert drawn.inputs[drawn.rails.inputs.answers["terms", "common"]] == FULL


def test_every_question_of_a_sign_speaks_for_it_or_against_it(known):
    found = leanings(known)
    assert found["terms"].finding == "common_terms"
    assert found["terms"].speaks_for == {"common"}
    for question, leaning in found.items():
        assert leaning.speaks_for | leaning.against, question
        assert not leaning.speaks_for & leaning.against


def test_chance_shares_out_as_asked():
    for part in (0, 1, 250, 999, 1000):
        share = below(part, 1000, planes("test")).bit_count() / SIZE
        assert abs(share - part / 1000) < 0.03
    parts = partition("test", {"a": 1, "b": 2, "c": 5})
    assert sum(parts.values()) == FULL
    assert abs(parts["c"].bit_count() / SIZE - 5 / 8) < 0.03
    blocks = spread_out([1, 0, 3])
    assert [block.bit_count() for block in blocks] == [SIZE // 4, 0, SIZE * 3 // 4]
    assert [(block & (1 << 256) - 1).bit_count() for block in blocks] == [64, 0, 192]


def test_information_is_none_between_strangers_and_whole_between_twins():
    halves = (FULL // 3, FULL - FULL // 3)
    assert abs(information(halves, halves) - 1_000_000) < 20_000
    assert information((FULL,), halves) == 0


def test_per_mille_loses_nothing_to_rounding():
    assert per_mille({"a": 1, "b": 1, "c": 1}) == {"a": 334, "b": 333, "c": 333}
    assert per_mille({"a": 0, "b": 7}) == {"a": 0, "b": 1000}
