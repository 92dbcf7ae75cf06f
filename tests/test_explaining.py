"""Explanations: every condition told in every truth, in both languages, without holes; why not, contrast and what-if agree with the engine."""

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from drawing import draw_answers, one_voice, partly, rng_of, several_voices
from rapport.cases.model import Case
from rapport.cli import main
from rapport.engine.conclusions import named, names, reached
from rapport.engine.diagnosis import diagnose
from rapport.engine.supposing import difference, suppose
from rapport.engine.truth import Truth
from rapport.engine.unfolding import unfold
from rapport.engine.voices import Voices
from rapport.kb.conditions import Asked, Concluded, Disputed, Not, leaves, parts_of
from rapport.reports.explaining import explained, explained_missing, explained_text
from rapport.reports.telling import Teller

HOLES = re.compile(r"(?<!')\bNone\b|\{\w+\}|\bnull\b|<[a-z]+ object|  \(\)")


def voices_for(known, seed):
    rng = rng_of(seed)
    answers = draw_answers(known, rng)
    if seed % 3 == 0:
        return several_voices(known, answers, rng)
    return one_voice(partly(answers, rng, 0.5) if seed % 3 == 1 else answers)


def run(*arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments], env={"LC_ALL": "C.UTF-8"})


def forced(known, empty, rule, truth):
    """A diagnosis in which every leaf of a rule has one truth, whatever answers or findings that takes."""
    said, truths = {}, dict(empty.truths)
    for leaf in leaves(rule.when):
        if isinstance(leaf, Concluded):
            truths[leaf.finding] = truth
        elif isinstance(leaf, Asked):
            inside = next(iter(sorted(leaf.answers)))
            outside = next(code for code in known.questions[leaf.question].answers if code not in leaf.answers)
            codes = ((inside,) if truth.known_true else ()) + ((outside,) if truth.known_false else ())
            said[leaf.question] = {"observer": codes} if codes else {}
        elif truth is not Truth.UNKNOWN:
            codes = list(known.questions[leaf.question].answers)
            said[leaf.question] = {side: (codes[0] if truth is Truth.FALSE or number % 2 else codes[-1],)
                                   for number, side in enumerate(known.questions[leaf.question].sides)}
    whole = {"when": truth, "unless": truth.turned()}[rule.mode]
    truths[rule.concludes] = whole
    return replace(empty, voices=Voices(said), truths=truths, settled={**empty.settled, rule.concludes: whole.settled()})


@pytest.mark.parametrize("truth", list(Truth), ids=lambda truth: truth.name)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_rule_is_told_in_every_truth_without_holes(known, language, truth):
    empty = diagnose(known, Voices({}))
    latin = re.compile(r"(?<![\w«'(.-])[a-z]{3,}_[a-z_]+(?![\w)])")
    for rule in known.rules.values():
        diagnosis = forced(known, empty, rule, truth)
        proof = next(one for one in diagnosis.proof(rule.concludes).rules if one.rule.id == rule.id)
        if not any(isinstance(leaf, Disputed) for leaf in leaves(rule.when)) and not any(
                isinstance(part, Not) for part in _parts(rule.when)):
            assert proof.weighed.truth is truth, rule.id
        teller = Teller(Case("x"), diagnosis, language)
        text = explained_text(teller, explained(teller, rule.concludes, "findings", every=True))
        assert rule.id in text
        assert not HOLES.search(text), text
        if language == "ru":
            outside = re.sub(r"\([^)]*\)|равил\w+ \w+", "", text)
            assert not latin.search(outside), outside


def _parts(condition):
    yield condition
    for part in parts_of(condition):
        yield from _parts(part)


def test_no_condition_is_missing_from_a_proof(known):
    diagnosis = diagnose(known, voices_for(known, 2))
    for finding in known.findings:
        node = unfold(diagnosis, finding, deep=False)
        for rule, part in zip(known.rules_of[finding], node.parts, strict=True):
            assert part.name == rule.id
            assert _count(part) == sum(1 for _ in leaves(rule.when))


def _count(node):
    if node.kind in ("answer", "disputed") or (node.kind == "finding" and not node.parts):
        return 1
    return sum(_count(part) for part in node.parts)


def test_why_not_tells_nothing_that_stands(known):
    for seed in range(12):
        diagnosis = diagnose(known, voices_for(known, seed))
        teller = Teller(Case("x"), diagnosis, "en")
        for value in ("2", "3", "4"):
            told = explained_missing(teller, f"level:{value}")
            if told["stands"]:
                assert told["parts"] == []
            elif int(value) > int(diagnosis.ladders["level"].established):
                assert told["parts"] and all(part["state"] != "holds" or diagnosis.settled[part["id"]] is Truth.UNKNOWN
                                             for part in told["parts"])


def test_every_name_of_a_conclusion_can_be_explained(known):
    diagnosis = diagnose(known, voices_for(known, 4))
    teller = Teller(Case("x"), diagnosis, "ru")
    for name in names(known):
        assert explained_text(teller, explained(teller, name, "sentence")).strip(), name


def test_exactly_one_value_of_each_axis_is_reached(known):
    for seed in range(12):
        diagnosis = diagnose(known, voices_for(known, seed))
        for ladder in known.ladders.values():
            values = [rung.value for rung in ladder.rungs if reached(named(diagnosis, f"{ladder.id}:{rung.value}"), diagnosis)]
            assert values == [diagnosis.ladders[ladder.id].established]


def test_what_if_is_the_diagnosis_of_the_other_answers(known):
    for seed in range(10):
        rng = rng_of(seed)
        answers = draw_answers(known, rng)
        before = diagnose(known, one_voice(answers))
        question = rng.choice(sorted(answers))
        code = rng.choice([one for one in known.questions[question].answers if one != answers[question]])
        after = suppose(before, {question: code}, "observer")
        assert after.truths == diagnose(known, one_voice({**answers, question: code})).truths
        assert difference(before, before).nothing
        for name, (old, new) in difference(before, after).findings.items():
            assert (old, new) == (before.truths[name], after.truths[name])


def test_a_dispute_is_told_with_both_sides(known):
    voices = Voices({"joint_meetings": {"sales": ("never",), "marketing": ("problems_and_opportunities",)}})
    teller = Teller(Case("x"), diagnose(known, voices), "en")
    text = explained_text(teller, explained(teller, "meets_to_clarify", "full"))
    assert "[contradicted]" in text


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("layout", ["text", "json", "html"])
@pytest.mark.parametrize("arguments", [("how", "level"), ("how", "culture_of_blame"), ("how", "management_mandate"), ("how", "conflict:severe"),
                                       ("why-not", "level:3"), ("why-not", "cross_kpi"), ("contrast", "level:2", "level:3"),
                                       ("contrast", "conflict:open", "conflict:severe"), ("what-if", "joint_meetings=never"),
                                       ("why", "joint_meetings")], ids=" ".join)
def test_the_commands(examples, arguments, layout, lang):
    command, *rest = arguments
    done = run(command, examples / "organisation-2.yaml", *rest, "--lang", lang, "--format", layout)
    assert (done.exit_code, done.stderr) == (0, "")
    if layout == "json":
        json.loads(done.stdout)
    else:
        assert not HOLES.search(done.stdout)


def test_names_that_do_not_exist_are_told_with_the_nearest(examples):
    case = examples / "organisation-2.yaml"
    assert "Did you mean 'common_terms'" in run("how", case, "comon_terms").stderr
    assert "axis level has no value '5'" in run("how", case, "level:5").stderr
    done = run("what-if", case, "terms=comon", "tems=common")
    assert done.exit_code == 3
    assert "Did you mean 'common'" in done.stderr
    assert "Did you mean 'terms'" in done.stderr
