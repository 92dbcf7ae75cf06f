"""The answers a conclusion rests on: down the proof, only the branches that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..kb.conditions import Asked, Concluded, Disputed, Not
from .diagnosis import Diagnosis
from .proof import RuleProof, Weighed


@dataclass(frozen=True)
class AnswerGround:
    """The answers to one question that carry a conclusion: several where the ground is that sides differ."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Argument:
    """A rule that carries a conclusion, and the answers it rests on. `rule` is None when every rule for it failed."""

    proof: RuleProof | None
    grounds: tuple[AnswerGround, ...]


def arguments(diagnosis: Diagnosis, finding: str, want: bool) -> tuple[Argument, ...]:
    """The arguments for a finding (`want`) or against it, strongest form first: rules that say so, else all that failed."""
    proof = diagnosis.proof(finding)
    speaking = [Argument(one, grounds_of(diagnosis, one.weighed, True)) for one in proof.speaking(want)]
    if speaking or want:
        return tuple(speaking)
    whens = [one for one in proof.rules if one.rule.mode == "when"]
    if not whens or not all(one.weighed.truth.known_false for one in whens):
        return ()
    grounds = [ground for one in whens for ground in grounds_of(diagnosis, one.weighed, False)]
    return (Argument(whens[0] if len(whens) == 1 else None, tuple(dict.fromkeys(grounds))),)


def grounds_of(diagnosis: Diagnosis, weighed: Weighed, want: bool) -> tuple[AnswerGround, ...]:
    """The answers that make a weighed condition true (`want`) or false, each once."""
    return tuple(dict.fromkeys(_walk(diagnosis, weighed, want)))


def _walk(diagnosis: Diagnosis, weighed: Weighed, want: bool) -> Iterator[AnswerGround]:
    condition = weighed.condition
    if isinstance(condition, Asked):
        heard = diagnosis.voices.heard(condition.question)
        codes = tuple(code for code in heard if (code in condition.answers) == want)
        if codes:
            yield AnswerGround(condition.question, codes)
    elif isinstance(condition, Disputed):
        yield AnswerGround(condition.question, diagnosis.voices.heard(condition.question))
    elif isinstance(condition, Concluded):
        for argument in arguments(diagnosis, condition.finding, want):
            yield from argument.grounds
    elif isinstance(condition, Not):
        yield from _walk(diagnosis, weighed.parts[0], not want)
    else:
        for part in weighed.parts:
            if part.truth.known_true if want else part.truth.known_false:
                yield from _walk(diagnosis, part, want)
