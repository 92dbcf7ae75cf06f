"""Rules drawn as well: all readings agree on them, and experta with our matcher fires as with the library's Rete."""

from dataclasses import replace

import pytest
from drawing import draw_answers, one_voice, partly, rng_of, several_voices
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judges import clips_environment, compare
from rapport.engine.inference import infer
from rapport.engine.packing import read_case
from rapport.engine.voices import Voices
from rapport.kb.conditions import All, Any, Asked, AtLeast, Concluded, Not
from rapport.kb.model import Rule
from rapport.kb.problems import Place
from third_reading import third_reading


def some_voices(known, seed):
    rng = rng_of(seed)
    answers = draw_answers(known, rng)
    if seed % 3 == 0:
        return one_voice(answers)
    return one_voice(partly(answers, rng, 0.6)) if seed % 3 == 1 else several_voices(known, answers, rng)


def truths_of(known, voices, matcher="counting"):
    run = infer(known, voices, matcher)
    return {name: run.truth(name).value for name in known.findings}, run


def test_the_librarys_rete_gives_the_same_facts_in_the_same_firing_order(known, examples):
    from rapport.cases.hearing import hear
    from rapport.cases.reading import read_case

    voices = [hear(read_case(examples / f"organisation-{number}.yaml", known)) for number in (1, 2, 3)]
    for one in [*voices, some_voices(known, 2)]:
        ours, library = (truths_of(known, one, matcher)[1] for matcher in ("counting", "rete"))
        assert ours.atoms == library.atoms
        assert [(f.rule.name, f.facts, f.new) for f in ours.firings] == [(f.rule.name, f.facts, f.new) for f in library.firings]


def conditions(questions, findings):
    leaves = st.one_of([st.builds(Asked, st.just(q.id), st.sets(st.sampled_from(sorted(q.answers)), min_size=1,
                                                              max_size=len(q.answers) - 1).map(frozenset)) for q in questions]
                       + ([st.sampled_from(findings).map(Concluded)] if findings else []))

    def deeper(inner):
        several = st.lists(inner, min_size=1, max_size=8).map(tuple)
        counted = several.flatmap(lambda parts: st.builds(AtLeast, st.integers(1, len(parts)), st.just(parts)))
        return st.one_of(st.builds(All, several), st.builds(Any, several), st.builds(Not, inner), counted)

    return st.recursive(leaves, deeper, max_leaves=14)


@st.composite
def generated(draw, toy):
    """The toy's questions with freely drawn rules for its findings (no loops: each rests on earlier ones), and voices."""
    names = sorted(toy.findings)
    rules = {}
    for number, name in enumerate(names):
        for index in range(draw(st.integers(1, 3))):
            mode = "when" if index == 0 else draw(st.sampled_from(["when", "unless"]))
            condition = draw(conditions(list(toy.questions.values()), names[:number]))
            rules[f"{name}_{index}"] = Rule(f"{name}_{index}", name, mode, condition, {}, {}, (), "reviewed", Place(""))
    said = draw(st.fixed_dictionaries({}, optional={q.id: st.dictionaries(
        st.sampled_from(["cook", "guest", "observer"]), st.sampled_from(sorted(q.answers)).map(lambda code: (code,)), min_size=1)
        for q in toy.questions.values()}))
    return replace(toy, rules=rules, remedies={}), Voices(said)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_drawn_rules_on_drawn_answers_agree(toy, data):
    known, voices = data.draw(generated(toy))
    compare(known, voices)
    settled = {name: truth.value for name, truth in read_case(voices, known).settled_truths().items()}
    assert settled == third_reading(known, voices.said, voices.settled, calm=True)
    clips_environment.cache_clear()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_drawn_rules_agree_with_the_librarys_rete(toy, data):
    known, voices = data.draw(generated(toy))
    assert truths_of(known, voices, "rete")[0] == truths_of(known, voices)[0]


def test_an_unknown_matcher_is_refused(toy):
    with pytest.raises(ValueError, match="counting or rete"):
        infer(toy, Voices({}), "guess")
