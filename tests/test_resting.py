"""What a diagnosis rests on: every change said to flip it does, and none that does is missing."""

import json
from itertools import combinations

import pytest
from click.testing import CliRunner
from drawing import draw_answers, one_voice, partly, rng_of, several_voices
from rapport.cli import main
from rapport.engine.axes import read_ladder
from rapport.engine.completing import distinct_answers
from rapport.engine.diagnosis import diagnose
from rapport.engine.resting import Outcome, resting_on
from rapport.engine.voices import Voices


def outcome(known, voices):
    """The same, by a diagnosis of its own."""
    diagnosis = diagnose(known, voices)
    first = next((one.remedy for one in diagnosis.plan.now), None)
    return Outcome(read_ladder(known.ladders["level"], diagnosis.settled).possible, first)


def changed(voices, changes):
    for change in changes:
        voices = voices.agreeing(change.question, change.code)
    return voices


def test_each_flip_flips_and_no_single_one_is_missing(known):
    flips = 0
    for seed in range(3):
        rng = rng_of(f"resting {seed}")
        answers = draw_answers(known, rng)
        voices = one_voice(partly(answers, rng, 0.3)) if seed else several_voices(known, partly(answers, rng, 0.25), rng)
        found = resting_on(voices, known)
        assert found.outcome == outcome(known, voices)
        alone = {flip.changes[0]: flip.outcome for flip in found.alone}
        for question in voices.answered:
            for code in distinct_answers(known)[question]:
                after = outcome(known, voices.agreeing(question, code))
                said = next((o for change, o in alone.items() if (change.question, change.code) == (question, code)), found.outcome)
                assert after == said, (seed, question, code)
        for flip in rng.sample(found.pairs, min(8, len(found.pairs))):
            assert outcome(known, changed(voices, flip.changes)) == flip.outcome != found.outcome
        flips += len(found.alone) + len(found.pairs)
    assert flips > 10


def test_pairs_are_those_of_which_neither_flips_alone(toy):
    answers = {"salt": "salted", "heat": "hot", "herbs": "with_many", "stock": "water", "noise": "calm", "spoons": "there"}
    voices = one_voice(answers)
    found = resting_on(voices, toy)
    single = {flip.changes[0] for flip in found.alone}
    assert single
    for flip in found.pairs:
        assert not single & set(flip.changes)
    tried = {frozenset(flip.changes) for flip in found.pairs}
    idle = [change for flip in found.pairs for change in flip.changes]
    for pair in combinations(dict.fromkeys(idle), 2):
        if pair[0].question != pair[1].question:
            diagnosis = diagnose(toy, changed(voices, pair))
            after = Outcome(read_ladder(toy.ladders["tastiness"], diagnosis.settled).possible,
                            next((one.remedy for one in diagnosis.plan.now), None))
            assert (after != found.outcome) == (frozenset(pair) in tried)


def test_a_case_without_answers_rests_on_nothing(known):
    found = resting_on(Voices({}), known)
    assert (found.alone, found.pairs, found.pairs_tried) == ((), (), True)


@pytest.mark.parametrize(("lang", "words"), [("en", "first remedy"), ("ru", "первая мера")])
def test_rests_tells_what_would_change(examples, lang, words):
    path = str(examples / "invented-workshop.yaml")
    done = CliRunner().invoke(main, ["rests", path, "--lang", lang])
    assert done.exit_code == 0
    assert words in " ".join(done.stdout.split())
    told = json.loads(CliRunner().invoke(main, ["rests", path, "--format", "json"]).stdout)
    assert told["now"]["possible"]
    assert sum(line.startswith("  - ") for line in done.stdout.splitlines()) == len(told["alone"]) + min(12, len(told["pairs"]))
