"""Which finding each question mainly speaks of, and which of its answers speak for it and which against: read off the rails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..kb.assumptions import Rate
from ..kb.conditions import Asked, Condition, Not, leaves, parts_of
from ..kb.model import KnowledgeBase
from .rails import Reading, rails

BOTH_WAYS, ONE_WAY, WITH_OTHERS = 3, 2, 1


@dataclass(frozen=True)
class Leaning:
    """A question's main finding, the answers that speak for it and those that speak against it."""

    finding: str
    speaks_for: frozenset[str]
    against: frozenset[str]


@lru_cache(maxsize=8)
def leanings(known: KnowledgeBase) -> Mapping[str, Leaning]:
    """Question -> its main finding, for every question that speaks of a finding with a rate.

    A finding that single answers both establish and exclude comes before one that they only establish or exclude, and that
    before one they touch together with others; then counted signs first, then the finding with fewest questions.
    """
    alone = each_answer_alone(known)
    rates = rates_of(known)
    asked = {finding: _asked(known, finding) for finding in rates}
    found: dict[str, tuple[tuple[object, ...], Leaning]] = {}
    for finding in sorted(rates):
        for question in sorted(asked[finding]):
            leaning, strength = _leaning(known, finding, question, alone)
            rank = (-strength, not _counted(known, finding), len(asked[finding]), finding)
            if strength and (question not in found or rank < found[question][0]):
                found[question] = (rank, leaning)
    return {question: leaning for question, (_, leaning) in sorted(found.items())}


def each_answer_alone(known: KnowledgeBase) -> Reading:
    """One case for each answer, in the order of the inputs: given alone."""
    compiled = rails(known)
    inputs = [0] * compiled.inputs.count
    for at in compiled.inputs.answers.values():
        inputs[at] = 1 << at
    return compiled.read(inputs, len(compiled.inputs.answers))


@lru_cache(maxsize=8)
def rates_of(known: KnowledgeBase) -> Mapping[str, Rate]:
    """How often each finding that the table of assumptions speaks of is true."""
    table = known.assumptions
    if table is None:
        return {}
    found = {}
    for name, finding in known.findings.items():
        rate = table.findings.get(name) or (_sign_rate(known, finding.value) if finding.kind == "sign" and finding.value else None)
        rate = rate or table.kinds.get(finding.kind)
        if rate is not None:
            found[name] = rate
    return found


def _sign_rate(known: KnowledgeBase, value: str) -> Rate:
    """A sign of the lowest value is as frequent there as others are from their own value upwards."""
    table = known.assumptions
    assert table is not None
    values = next(scale.values for scale in table.scales if scale.id == table.signs.by)
    own = values.index(value)
    often = {one: at == own if own == 0 else at >= own for at, one in enumerate(values)}
    return Rate(table.signs.by, {one: table.signs.up_to if often[one] else table.signs.above for one in values})


def _counted(known: KnowledgeBase, finding: str) -> bool:
    entry = known.findings[finding]
    return entry.kind == "sign" and entry.axis is not None and entry.value != known.ladders[entry.axis].rungs[0].value


def _asked(known: KnowledgeBase, finding: str) -> set[str]:
    return {leaf.question for rule in known.rules_of[finding] for leaf in leaves(rule.when) if isinstance(leaf, Asked)}


def _leaning(known: KnowledgeBase, finding: str, question: str, alone: Reading) -> tuple[Leaning, int]:
    indices = alone.rails.inputs.indices(known, question)
    speaks_for = frozenset(code for code, at in indices.items() if alone.known_true(finding) >> at & 1)
    against = frozenset(code for code, at in indices.items() if alone.known_false(finding) >> at & 1) - speaks_for
    if speaks_for and against:
        return Leaning(finding, speaks_for, against), BOTH_WAYS
    named = frozenset(code for rule in known.rules_of[finding] for leaf, want in _polar(rule.when, rule.mode == "when")
                      if leaf.question == question and want for code in leaf.answers)
    strength = ONE_WAY if speaks_for or against else WITH_OTHERS if named else 0
    return Leaning(finding, speaks_for or named - against, against), strength


def _polar(condition: Condition, want: bool) -> Iterator[tuple[Asked, bool]]:
    """The answers a condition looks at, each with whether they help to make it true."""
    if isinstance(condition, Asked):
        yield condition, want
    for part in parts_of(condition):
        yield from _polar(part, want != isinstance(condition, Not))
