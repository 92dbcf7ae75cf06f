"""Condition trees written out as one straight-line program: 'and', 'or' and a bit-sliced counter on integers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..kb.conditions import All, Any, Asked, AtLeast, Concluded, Condition, Disputed, Not
from ..kb.model import KnowledgeBase, Rule

NOTHING = "0"
EVERYTHING = "full"


@dataclass(frozen=True)
class Inputs:
    """Where each answer (question, code) and each dispute (two integers: true, false) stands among the inputs."""

    answers: Mapping[tuple[str, str], int]
    disputes: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many integers there are."""
        return len(self.answers) + 2 * len(self.disputes)

    def indices(self, known: KnowledgeBase, question: str) -> dict[str, int]:
        """Code -> index, for the answers of a question in their order."""
        return {code: self.answers[question, code] for code in known.questions[question].answers}


def straight_line(known: KnowledgeBase, order: Iterable[str], inputs: Inputs, settled: bool,
                  parts: Iterable[Condition] = ()) -> str:
    """The program `run(i, full, raw)`: a tuple with two rails for each finding of `order`, lowest stratum first.

    `settled`: the second pass, which reads contested answers as unknown and masks findings contested in `raw`.
    `parts`: if given, the tuple has one rail for each of these parts of conditions instead: known either way.
    """
    writing = _Writing(known, inputs, settled)
    for number, finding in enumerate(order):
        writing.finding(number, finding)
    rails = ", ".join([f"{writing.part(part, True)} | {writing.part(part, False)}" for part in parts]
                      or [name for pair in writing.findings.values() for name in pair])
    return "\n ".join(["def run(i, full, raw):", *writing.lines, f"return ({rails}{',' if rails else ''})"]) + "\n"


class _Writing:
    """The program so far. Equal parts of conditions are worked out once, wherever they stand."""

    def __init__(self, known: KnowledgeBase, inputs: Inputs, settled: bool) -> None:
        self.known, self.inputs, self.settled = known, inputs, settled
        self.lines: list[str] = []
        self.findings: dict[str, tuple[str, str]] = {}
        self.written: dict[str, str] = {}
        self.parts: dict[tuple[Condition, bool], str] = {}
        self.tallies: dict[tuple[str, ...], tuple[str, ...]] = {}

    def finding(self, number: int, finding: str) -> None:
        rules = self.known.rules_of[finding]
        whens = [rule for rule in rules if rule.mode == "when"]
        unless = [rule for rule in rules if rule.mode == "unless"]
        true = self._or(self._rail(rule, True) for rule in whens)
        failed = self._and(self._rail(rule, False) for rule in whens) if whens else NOTHING
        false = self._or([*(self._rail(rule, True) for rule in unless), failed])
        if self.settled:  # a contested finding is unknown; settled true implies true, so the other raw rail is enough
            true, false = self._without(true, f"raw[{2 * number + 1}]"), self._without(false, f"raw[{2 * number}]")
        self.findings[finding] = (true, false)

    def _rail(self, rule: Rule, want: bool) -> str:
        return self.part(rule.when, want)

    def part(self, condition: Condition, want: bool) -> str:
        """The name under which it stands in which cases a condition is known true (`want`) or known false."""
        key = (condition, want)
        if key not in self.parts:
            self.parts[key] = self._write(condition, want)
        return self.parts[key]

    def _write(self, condition: Condition, want: bool) -> str:
        if isinstance(condition, Asked):
            return self._asked(condition, want)
        if isinstance(condition, Concluded):
            return self.findings[condition.finding][0 if want else 1]
        if isinstance(condition, Disputed):
            return self._line(f"i[{self.inputs.disputes[condition.question] + (not want)}]")
        if isinstance(condition, Not):
            return self.part(condition.part, not want)
        rails = [self.part(part, want) for part in condition.parts]
        if isinstance(condition, AtLeast):
            return self._at_least(condition.count if want else len(rails) - condition.count + 1, rails)
        assert isinstance(condition, (All, Any))
        return self._and(rails) if isinstance(condition, All) == want else self._or(rails)

    def _asked(self, leaf: Asked, want: bool) -> str:
        indices = self.inputs.indices(self.known, leaf.question)
        among = self._or(f"i[{at}]" for code, at in indices.items() if code in leaf.answers)
        outside = self._or(f"i[{at}]" for code, at in indices.items() if code not in leaf.answers)
        heard, other = (among, outside) if want else (outside, among)
        return self._without(heard, other) if self.settled else heard

    def _at_least(self, count: int, rails: list[str]) -> str:
        """At least `count` of the rails: a ripple counter of bit planes, compared with the number from its lowest set bit up."""
        planes = self._tally(tuple(rails))
        if count <= 0:
            return EVERYTHING
        if count >= 1 << len(planes):
            return NOTHING
        reached = ""
        for at, plane in enumerate(planes):
            if count >> at & 1:
                reached = self._and([plane, reached]) if reached else plane
            elif reached:
                reached = self._or([plane, reached])
        return reached

    def _tally(self, rails: tuple[str, ...]) -> tuple[str, ...]:
        if rails not in self.tallies:
            planes: list[str] = []
            for number, rail in enumerate(rails, 1):
                carry = rail
                for at in range(number.bit_length()):
                    if at == len(planes):
                        planes.append(carry)
                        break
                    planes[at], carry = self._line(f"{planes[at]} ^ {carry}"), self._line(f"{planes[at]} & {carry}")
            self.tallies[rails] = tuple(planes)
        return self.tallies[rails]

    def _and(self, rails: Iterable[str]) -> str:
        distinct = [rail for rail in dict.fromkeys(rails) if rail != EVERYTHING]
        if NOTHING in distinct:
            return NOTHING
        return self._line(" & ".join(distinct)) if distinct else EVERYTHING

    def _or(self, rails: Iterable[str]) -> str:
        distinct = [rail for rail in dict.fromkeys(rails) if rail != NOTHING]
        if EVERYTHING in distinct:
            return EVERYTHING
        return self._line(" | ".join(distinct)) if distinct else NOTHING

    def _without(self, rail: str, other: str) -> str:
        return rail if NOTHING in (rail, other) else self._line(f"{rail} & ~{other}")

    def _line(self, expression: str) -> str:
        """The name of an expression's value; an expression met before has one already."""
        if expression.isidentifier() or expression in (NOTHING, EVERYTHING):
            return expression
        if expression not in self.written:
            name = f"v{len(self.written)}"
            self.lines.append(f"{name} = {expression}")
            self.written[expression] = name
        return self.written[expression]
