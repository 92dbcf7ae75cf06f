"""The judges agree: experta, the rails, real CLIPS and the small recursive reading, on every example and on drawn cases.

`--cases N` draws more than the usual 2,000 (`make soak`: 100,000).
"""

from dataclasses import replace
from functools import lru_cache

import pytest
from drawing import draw_answers, one_voice, partly, rng_of, several_voices
from judges import JUDGES, by_rails, clips_environment, compare
from rapport.cases.hearing import hear
from rapport.cases.reading import read_case as read_case_file
from rapport.engine.packing import read_case, read_cases
from rapport.engine.rails import rails
from rapport.engine.voices import Voices
from rapport.kb.conditions import Asked
from third_reading import third_reading


@lru_cache(maxsize=8)
def drawn_answers(known, number):
    """Complete answers, drawn once for the cases made of them."""
    return draw_answers(known, rng_of(f"judged {number}"))


def some_voices(known, seed):
    """One in six complete, a half partly answered (a tenth to six tenths), a third by several sides that contradict each other."""
    rng = rng_of(f"judged voices {seed}")
    answers = drawn_answers(known, seed // 6)
    if seed % 6 == 0:
        return one_voice(answers)
    if seed % 6 < 4:
        return one_voice(partly(answers, rng, rng.choice([0.1, 0.2, 0.4, 0.6])))
    return several_voices(known, partly(answers, rng, rng.choice([0.2, 0.5])), rng)


def test_all_judges_agree_on_every_example(known, examples):
    for path in sorted(examples.glob("*.yaml")):
        compare(known, hear(read_case_file(path, known)))
    compare(known, Voices({}))


def test_all_judges_agree_on_drawn_cases(known, request):
    contested = 0
    for seed in range(request.config.getoption("--cases")):
        voices = some_voices(known, seed)
        compare(known, voices)
        contested += any(all(pair) for pair in by_rails(known, voices).values())
        if seed % 5000 == 4999:
            print(f"{seed + 1} cases, no difference")
    assert contested > request.config.getoption("--cases") / 20


def test_many_cases_in_one_reading_are_read_as_one_by_one(known):
    drawn = [some_voices(known, seed) for seed in range(60)]
    together = read_cases(drawn, known)
    for case, voices in enumerate(drawn):
        alone = read_case(voices, known)
        assert together.truths(case) == alone.truths()
        assert together.settled_truths(case) == alone.settled_truths()


def test_settled_truth_is_the_third_readings_with_contradictions_put_aside(known):
    for seed in range(300):
        voices = some_voices(known, seed)
        settled = {name: truth.value for name, truth in read_case(voices, known).settled_truths().items()}
        assert settled == third_reading(known, voices.said, voices.settled, calm=True), seed


@pytest.mark.parametrize("faulty", sorted(JUDGES))
def test_each_judge_catches_a_planted_fault_and_shows_the_smallest_case(known, faulty):
    """One answer set of one rule is changed for one reading only: the comparison must fail, and name the question."""
    rule = known.rules["limits_clear_and_adjusted"]
    wrong = replace(known, rules={**known.rules, rule.id: replace(rule, when=Asked("boundaries", frozenset({"clear_rigid"})))})
    judges = {**JUDGES, faulty: lambda _, voices: JUDGES[faulty](wrong, voices)}
    with pytest.raises(AssertionError, match="'boundaries'") as caught:
        for seed in range(60):
            compare(known, some_voices(known, seed), judges)
    assert str(caught.value).split(", settled")[0].count("{'") <= 4


def test_a_fault_planted_in_the_program_of_the_rails_is_caught(known):
    compiled = rails(known)
    broken = type(compiled)(known)
    original, at = broken._raw, compiled.number["conflict_open"]
    broken._raw = lambda inputs, full, raw: tuple(
        0 if number == 2 * at else rail for number, rail in enumerate(original(inputs, full, raw)))

    def faulty(_, voices):
        from rapport.engine.packing import pack

        return {name: truth.value for name, truth in broken.read(pack([voices], broken), 1).truths().items()}

    with pytest.raises(AssertionError, match="conflict_open"):
        for seed in range(60):
            compare(known, some_voices(known, seed), {**JUDGES, "rails": faulty})


def test_the_toy_is_read_alike(toy):
    for seed in range(60):
        rng = rng_of(f"toy {seed}")
        answers = {q.id: rng.choice(list(q.answers)) for q in toy.questions.values() if rng.random() < 0.7}
        compare(toy, one_voice(answers))
    clips_environment.cache_clear()


def test_the_exported_program_runs_in_clips_as_it_is(known, tmp_path):
    import clips
    from click.testing import CliRunner
    from rapport.cli import main

    path = tmp_path / "rapport.clp"
    assert CliRunner().invoke(main, ["kb", "export", "--clips", "-o", str(path)]).exit_code == 0
    environment = clips.Environment()
    environment.load(str(path))
    environment.reset()
    environment.assert_string("(heard joint_meetings never)")
    environment.run()
    assert "(finding meets_to_clarify false)" in {str(fact).split("  ")[-1] for fact in environment.facts()}
