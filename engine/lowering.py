"""Conditions lowered to ground rules: plain conjunctions of positive patterns, nothing to retract (EXPERTA.md's lean compilation).

Every finding has two atoms, known true and known false. `not` is compiled away by polarity; a disjunction
under a conjunction becomes a helper atom; 'at least n of k' is spelled out up to twenty combinations and
counted by cells above that. Helpers and cells are kept by what they stand for (condition, count, polarity),
never by the rule that asks for them first, so that two rules cannot give one atom two meanings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb

from ..kb.conditions import All, Any, Asked, AtLeast, Concluded, Condition, Disputed, Not, leaves
from ..kb.model import KnowledgeBase, Rule

SPELLED_OUT = 20


@dataclass(frozen=True)
class Atom:
    """A derived fact: `kind` is finding, remedy or helper; `value` true or false, or what is known of a remedy."""

    kind: str
    name: str
    value: str


@dataclass(frozen=True)
class Heard:
    """A pattern over the answers to one question: some answer among these (`among`), or some answer outside them."""

    question: str
    answers: frozenset[str]
    among: bool


@dataclass(frozen=True)
class Differ:
    """A pattern over what is known of a dispute."""

    question: str
    value: str


Pattern = Atom | Heard | Differ


@dataclass(frozen=True)
class GroundRule:
    """`patterns` -> `concludes`. `source` is the rule or remedy of the knowledge base it comes from; helpers serve others."""

    name: str
    source: str
    patterns: tuple[Pattern, ...]
    concludes: Atom
    stratum: int

    @property
    def helper(self) -> bool:
        """True when it concludes a part of a condition, nothing with a name of its own."""
        return self.concludes.kind == "helper"


@lru_cache(maxsize=8)
def lower(known: KnowledgeBase) -> tuple[GroundRule, ...]:
    """All ground rules of a knowledge base, lowest stratum first, by name within a stratum."""
    return _Lowering(known).rules()


@lru_cache(maxsize=8)
def strata(known: KnowledgeBase) -> Mapping[str, int]:
    """How many findings deep each finding rests; 0 for those that rest on answers alone."""
    depth: dict[str, int] = {}

    def visit(name: str) -> int:
        if name not in depth:
            below = [visit(leaf.finding) for rule in known.rules_of[name] for leaf in leaves(rule.when)
                     if isinstance(leaf, Concluded)]
            depth[name] = 1 + max(below) if below else 0
        return depth[name]

    for name in known.findings:
        visit(name)
    return depth


class _Lowering:
    def __init__(self, known: KnowledgeBase) -> None:
        self.known = known
        self.strata = strata(known)
        self.last = max(self.strata.values(), default=0)
        self.made: list[GroundRule] = []
        self.helpers: dict[tuple[object, ...], Atom] = {}
        self.source = ""
        self.stratum = 0

    def rules(self) -> tuple[GroundRule, ...]:
        for finding in sorted(self.known.findings):
            self._finding(finding)
        for remedy in sorted(self.known.remedies):
            self._remedy(remedy)
        return tuple(sorted(self.made, key=lambda rule: (rule.stratum, rule.name)))

    def _finding(self, finding: str) -> None:
        rules = self.known.rules_of[finding]
        self.stratum = self.strata[finding] if self.known.findings[finding].kind != "likeness" else self.last + 1
        for rule in rules:
            self.source = rule.id
            value = "true" if rule.mode == "when" else "false"
            self._emit(rule.id, self._ways(rule.when, True), Atom("finding", finding, value))
        whens = [rule for rule in rules if rule.mode == "when"]
        if whens:
            self._no_rule_left(finding, whens)

    def _no_rule_left(self, finding: str, whens: list[Rule]) -> None:
        """The finding is false once every rule that could establish it is known to fail."""
        self.source = whens[0].id if len(whens) == 1 else finding
        ways = self._ways(Any(tuple(rule.when for rule in whens)), False)
        self._emit(f"{finding}.no_rule_left", ways, Atom("finding", finding, "false"))

    def _remedy(self, name: str) -> None:
        remedy = self.known.remedies[name]
        self.source, self.stratum = name, self.last + 1
        for value, grounds in (("wanted", remedy.reasons), ("barred", remedy.not_when)):
            for ground in grounds:
                pattern = Atom("finding", ground.finding, "false" if ground.excluded else "true")
                self._emit(f"{name}.{value}.{ground.finding}", [(pattern,)], Atom("remedy", name, value))
        for finding in remedy.in_place:
            self._emit(f"{name}.in_place.{finding}", [(Atom("finding", finding, "true"),)], Atom("remedy", name, "in_place"))

    def _emit(self, name: str, ways: Iterable[tuple[Pattern, ...]], atom: Atom) -> None:
        distinct = list(dict.fromkeys(tuple(dict.fromkeys(way)) for way in ways))
        for number, patterns in enumerate(distinct, 1):
            full = name if len(distinct) == 1 else f"{name}.{number:02d}"
            self.made.append(GroundRule(full, self.source, patterns, atom, self.stratum))

    def _ways(self, condition: Condition, want: bool) -> list[tuple[Pattern, ...]]:
        """The ways in which a condition becomes known true (`want`) or known false: each a conjunction of patterns."""
        if isinstance(condition, (Asked, Concluded, Disputed)):
            return [(_pattern(condition, want),)]
        if isinstance(condition, Not):
            return self._ways(condition.part, not want)
        if isinstance(condition, AtLeast):
            count = condition.count if want else len(condition.parts) - condition.count + 1
            return self._count(count, condition.parts, want)
        if isinstance(condition, All) == want:
            return [tuple(pattern for part in condition.parts for pattern in self._one(part, want))]
        return [way for part in condition.parts for way in self._ways(part, want)]

    def _one(self, condition: Condition, want: bool) -> tuple[Pattern, ...]:
        """One conjunction that stands for a condition; a helper atom where there are several ways."""
        ways = self._ways(condition, want)
        if len(ways) == 1:
            return ways[0]
        return (self._helper(("part", condition, want), ways),)

    def _helper(self, key: tuple[object, ...], ways: list[tuple[Pattern, ...]]) -> Atom:
        if key not in self.helpers:
            atom = Atom("helper", f"{self.source}.part{len(self.helpers) + 1:03d}", "true")
            self.helpers[key] = atom
            self._emit(atom.name, ways, atom)
        return self.helpers[key]

    def _count(self, count: int, parts: tuple[Condition, ...], want: bool) -> list[tuple[Pattern, ...]]:
        if comb(len(parts), count) <= SPELLED_OUT:
            return [tuple(pattern for part in chosen for pattern in self._one(part, want))
                    for chosen in combinations(parts, count)]
        return [(self._cell(count, parts, want),)]

    def _cell(self, count: int, parts: tuple[Condition, ...], want: bool) -> Atom:
        """The atom 'at least `count` of these `parts`', built on the cells of one part fewer."""
        key = ("cell", count, parts, want)
        if key in self.helpers:
            return self.helpers[key]
        *rest, last = parts
        ways: list[tuple[Pattern, ...]] = []
        if len(rest) >= count:
            ways.append((self._cell(count, tuple(rest), want),))
        below = (self._cell(count - 1, tuple(rest), want),) if count > 1 else ()
        ways.append((*below, *self._one(last, want)))
        return self._helper(key, ways)


def _pattern(leaf: Asked | Concluded | Disputed, want: bool) -> Pattern:
    if isinstance(leaf, Asked):
        return Heard(leaf.question, leaf.answers, want)
    value = "true" if want else "false"
    return Atom("finding", leaf.finding, value) if isinstance(leaf, Concluded) else Differ(leaf.question, value)
