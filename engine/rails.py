"""The second reading of the rules: straight-line operations on two integers a finding, one bit a case.

Compiled once from the condition trees, not from the ground rules that experta runs, so that the two can judge
each other. A finding's first rail says in which cases it is known true, its second in which it is known false; both
bits set is contested. `settled` is the second pass, in which whatever is contested counts as unknown
(docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import CodeType
from typing import Any as Anything

from ..kb.conditions import Condition, Disputed, leaves, parts_of
from ..kb.model import KnowledgeBase
from .lowering import strata
from .straight_line import Inputs, straight_line
from .truth import Truth


@dataclass(frozen=True)
class Reading:
    """The rails of every finding over `size` cases: raw as the rules give them, settled without contradictions."""

    rails: Rails
    size: int
    raw: tuple[int, ...]
    inputs: Sequence[int]

    @cached_property
    def settled(self) -> tuple[int, ...]:
        """The settled rails, worked out when asked for."""
        return self.rails.settle(self.inputs, self.full, self.raw)

    @property
    def full(self) -> int:
        """A bit for each case."""
        return (1 << self.size) - 1

    def true(self, finding: str) -> int:
        """The cases in which a finding is settled true."""
        return self.settled[2 * self.rails.number[finding]]

    def false(self, finding: str) -> int:
        """The cases in which a finding is settled false."""
        return self.settled[2 * self.rails.number[finding] + 1]

    def known_true(self, finding: str) -> int:
        """The cases in which something speaks for a finding, contested or not."""
        return self.raw[2 * self.rails.number[finding]]

    def known_false(self, finding: str) -> int:
        """The cases in which something speaks against a finding, contested or not."""
        return self.raw[2 * self.rails.number[finding] + 1]

    def truths(self, case: int = 0) -> dict[str, Truth]:
        """The truth of every finding in one case."""
        return _truths(self.rails.number, self.raw, case)

    def settled_truths(self, case: int = 0) -> dict[str, Truth]:
        """The settled truth of every finding in one case."""
        return _truths(self.rails.number, self.settled, case)


def _truths(number: Mapping[str, int], rails: tuple[int, ...], case: int) -> dict[str, Truth]:
    return {name: Truth((bool(rails[2 * at] >> case & 1), bool(rails[2 * at + 1] >> case & 1))) for name, at in number.items()}


class Rails:
    """A knowledge base compiled. `inputs` says which integer each answer and dispute is packed into."""

    def __init__(self, known: KnowledgeBase) -> None:
        self.known = known
        self.order = tuple(sorted(known.findings, key=lambda name: (strata(known)[name], name)))
        self.number = {name: at for at, name in enumerate(self.order)}
        self.inputs = inputs_of(known)
        self._raw = compiled_function(straight_line(known, self.order, self.inputs, settled=False))

    def read(self, inputs: Sequence[int], size: int) -> Reading:
        """The reading of `size` cases packed into `inputs`."""
        return Reading(self, size, self._raw(inputs, (1 << size) - 1, ()), inputs)

    def settle(self, inputs: Sequence[int], full: int, raw: tuple[int, ...]) -> tuple[int, ...]:
        """The settled rails, given the raw ones."""
        found: tuple[int, ...] = self._settled(inputs, full, raw)
        return found

    @cached_property
    def _settled(self) -> Anything:
        """Compiled when first asked for."""
        return compiled_function(straight_line(self.known, self.order, self.inputs, settled=True))

    @cached_property
    def parts(self) -> tuple[Condition, ...]:
        """Every part of every condition once, those inside others first."""
        found: dict[Condition, None] = {}
        for finding in self.order:
            for rule in self.known.rules_of[finding]:
                _gather(rule.when, found)
        return tuple(found)

    def known_parts(self, reading: Reading) -> tuple[int, ...]:
        """For each of `parts` the cases in which it is settled, true or false."""
        found: tuple[int, ...] = self._known_parts(reading.inputs, reading.full, reading.raw)
        return found

    @cached_property
    def _known_parts(self) -> Anything:
        return compiled_function(straight_line(self.known, self.order, self.inputs, settled=True, parts=self.parts))


def _gather(condition: Condition, found: dict[Condition, None]) -> None:
    for part in parts_of(condition):
        _gather(part, found)
    found.setdefault(condition)


def inputs_of(known: KnowledgeBase) -> Inputs:
    """One integer for each answer of each question, and two for each dispute some rule asks about."""
    answers: dict[tuple[str, str], int] = {}
    for question in known.questions.values():
        for code in question.answers:
            answers[question.id, code] = len(answers)
    asked = {leaf.question for rules in known.rules_of.values() for rule in rules for leaf in leaves(rule.when)
             if isinstance(leaf, Disputed)}
    disputes = {question: len(answers) + 2 * at for at, question in enumerate(sorted(asked))}
    return Inputs(answers, disputes)


def compiled_function(source: str) -> Anything:
    """The compiled program. It is written by us from numbers alone: no word of the knowledge base gets into it."""
    code: CodeType = compile(source, "<rails>", "exec")
    names: dict[str, Anything] = {"__builtins__": {}}
    exec(code, names)
    return names["run"]


@lru_cache(maxsize=8)
def rails(known: KnowledgeBase) -> Rails:
    """The rails of a knowledge base, compiled once."""
    return Rails(known)
