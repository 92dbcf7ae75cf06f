"""Axes and the plan read off the rails for many cases at once: each value and each remedy as an integer, one bit a case.

The same meaning as `axes.py` and `planning.py` give a single case; the tests compare them.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from ..kb.model import Choice, KnowledgeBase, Ladder
from ..kb.remedy import Ground
from .rails import Reading

Masks = dict[str, int]


def established(ladder: Ladder, reading: Reading) -> Masks:
    """Value -> the cases in which it is the highest rung that stands."""
    found: Masks = {}
    left = reading.full
    for rung in reversed(ladder.rungs):
        stands = reading.true(rung.finding) if rung.finding else reading.full
        found[rung.value] = left & stands
        left &= ~stands
    return {rung.value: found[rung.value] for rung in ladder.rungs}


def still_possible(ladder: Ladder, reading: Reading) -> Masks:
    """Value -> the cases in which it is still possible."""
    open_below = reading.full
    found: Masks = {}
    for rung in ladder.rungs:
        if rung.finding:
            open_below &= ~reading.false(rung.finding)
        found[rung.value] = open_below
    reached_above = 0
    for rung in reversed(ladder.rungs):
        found[rung.value] &= ~reached_above
        reached_above |= reading.true(rung.finding) if rung.finding else 0
    return found


def choice_possible(known: KnowledgeBase, reading: Reading) -> Masks:
    """Code of the choice -> the cases in which it is still possible, at some value of the ladder that is."""
    axis = known.choice
    if axis is None:
        return {}
    values = still_possible(known.ladders[axis.over], reading)
    found = dict.fromkeys(axis.names, 0)
    for choice in axis.choices:
        for code, mask in _codes(choice, reading).items():
            found[code] |= values[choice.value] & mask
    return found


def _codes(choice: Choice, reading: Reading) -> Masks:
    if choice.always:
        return {choice.always: reading.full}
    certain = reduce(or_, (reading.true(finding) for finding in choice.outcomes.values()), 0)
    return {code: reading.true(finding) | reading.full & ~reading.false(finding) & ~certain
            for code, finding in choice.outcomes.items()}


class Prescribed:
    """Which remedies the plan holds, and which of them comes first, in each case."""

    def __init__(self, known: KnowledgeBase, reading: Reading) -> None:
        self.known, self.reading = known, reading
        self._free: Masks = {}
        self._taken: Masks = {}
        stages = list(known.stages)
        self.ordered = sorted(known.remedies, key=lambda name: (stages.index(known.remedies[name].stage), name))
        self.resting = [name for name in self.ordered if stages and known.remedies[name].stage == stages[-1]]
        self.users: dict[str, list[tuple[str, str]]] = {name: [] for name in known.remedies}
        for remedy in known.remedies.values():
            for need in remedy.needs:
                if need.brought_by:
                    self.users[need.brought_by].append((remedy.id, need.finding))

    def masks(self) -> Masks:
        """Remedy -> the cases whose plan holds it."""
        found = {name: self._in_plan(name) for name in self.ordered}
        working = reduce(or_, (found[name] for name in self.ordered if name not in self.resting), 0)
        return {name: mask & ~working if name in self.resting else mask for name, mask in found.items()}

    def first(self) -> Masks:
        """Remedy -> the cases whose plan begins with it."""
        held, found = self.masks(), dict.fromkeys(self.ordered, 0)
        left = self.reading.full
        for name in self.ordered:
            self._begin(name, left & held[name], held, found)
            left &= ~held[name]
        return found

    def _begin(self, name: str, cases: int, held: Masks, found: Masks) -> None:
        """A remedy of the plan comes first unless one that brings about what it needs has to come before it."""
        for need in self.known.remedies[name].needs:
            if need.brought_by and cases:
                before = cases & self.reading.false(need.finding) & held[need.brought_by]
                self._begin(need.brought_by, before, held, found)
                cases &= ~before
        found[name] |= cases

    def _in_plan(self, name: str) -> int:
        if name not in self._taken:
            called = reduce(or_, (self._stands(ground) for ground in self.known.remedies[name].reasons), 0)
            for user, finding in self.users[name]:
                called |= self._in_plan(user) & self.reading.false(finding)
            self._taken[name] = called & self._unhindered(name)
        return self._taken[name]

    def _unhindered(self, name: str) -> int:
        """The cases in which nothing stands in a remedy's way, nor in the way of what it needs first."""
        if name not in self._free:
            remedy, reading = self.known.remedies[name], self.reading
            hindered = 0
            for finding in remedy.in_place:
                hindered |= reading.known_true(finding) & ~reading.known_false(finding)
            for ground in remedy.not_when:
                hindered |= reading.known_false(ground.finding) if ground.excluded else reading.known_true(ground.finding)
            for need in remedy.needs:
                if need.brought_by:
                    hindered |= reading.false(need.finding) & ~self._unhindered(need.brought_by)
            self._free[name] = reading.full & ~hindered
        return self._free[name]

    def _stands(self, ground: Ground) -> int:
        return self.reading.false(ground.finding) if ground.excluded else self.reading.true(ground.finding)
