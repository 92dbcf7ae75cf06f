"""The plan: remedies with an established reason, none in place, none barred, preconditions first (law P7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..kb.model import KnowledgeBase
from ..kb.remedy import Ground, Need, Remedy
from .truth import Truth

LONGEST_PLAN = 7


@dataclass(frozen=True)
class Precondition:
    """A need of a remedy and whether it is met: True, False, or None when that is not known."""

    need: Need
    met: bool | None


@dataclass(frozen=True)
class Prescription:
    """A remedy of the plan: why, for which other remedies, what it needs, and what to find out before."""

    remedy: str
    reasons: tuple[Ground, ...]
    needed_for: tuple[str, ...]
    preconditions: tuple[Precondition, ...]
    check_first: tuple[str, ...]


@dataclass(frozen=True)
class Declined:
    """A remedy with a reason that is not prescribed: `in_place`, `barred` or `need_unmet`, and the finding behind that."""

    remedy: str
    why: str
    finding: str


@dataclass(frozen=True)
class Plan:
    """At most seven prescriptions in order, those that come after, and what was declined."""

    now: tuple[Prescription, ...]
    later: tuple[Prescription, ...]
    declined: tuple[Declined, ...]


def make_plan(wanted: list[str], truths: Mapping[str, Truth], settled: Mapping[str, Truth], known: KnowledgeBase) -> Plan:
    """The plan for the remedies that firings called for, judged by settled reasons."""
    return _Planning(truths, settled, known).plan(wanted)


class _Planning:
    def __init__(self, truths: Mapping[str, Truth], settled: Mapping[str, Truth], known: KnowledgeBase) -> None:
        self.truths, self.settled, self.known = truths, settled, known
        self.taken: dict[str, tuple[Ground, ...]] = {}
        self.needed_for: dict[str, list[str]] = {}
        self.declined: dict[str, Declined] = {}
        self.stages = {stage: number for number, stage in enumerate(known.stages)}

    def plan(self, wanted: list[str]) -> Plan:
        for name in wanted:
            reasons = tuple(ground for ground in self.known.remedies[name].reasons if self._stands(ground))
            if reasons:
                self._admit(name, reasons)
        ordered = self._ordered()
        resting = list(self.stages)[-1] if self.stages else ""
        working = [name for name in ordered if self.known.remedies[name].stage != resting]
        done = [self._prescription(name) for name in (working or ordered)]
        return Plan(tuple(done[:LONGEST_PLAN]), tuple(done[LONGEST_PLAN:]),
                    tuple(self.declined[name] for name in sorted(self.declined)))

    def _ordered(self) -> list[str]:
        """By stage and id, but what another remedy of the plan waits for stands before it."""
        ordered: dict[str, None] = {}

        def place(name: str) -> None:
            for need in self.known.remedies[name].needs:
                if need.brought_by in self.taken and name in self.needed_for.get(need.brought_by, ()):
                    place(need.brought_by)
            ordered.setdefault(name)

        for name in sorted(self.taken, key=lambda name: (self.stages[self.known.remedies[name].stage], name)):
            place(name)
        return list(ordered)

    def _admit(self, name: str, reasons: tuple[Ground, ...]) -> bool:
        """Takes a remedy into the plan with all that has to come before it; False if something stands in its way."""
        if name in self.taken:
            self.taken[name] = self.taken[name] or reasons
            return True
        remedy = self.known.remedies[name]
        obstacle = self._obstacle(remedy)
        if obstacle:
            self.declined[name] = obstacle
            return False
        missing = self._missing(remedy)
        for need, bringer in missing:
            if not self._feasible(bringer):
                self._admit(bringer, ())
                self.declined[name] = Declined(name, "need_unmet", need.finding)
                return False
        for _, bringer in missing:
            self._admit(bringer, ())
            self.needed_for.setdefault(bringer, []).append(name)
        self.taken[name] = reasons
        return True

    def _missing(self, remedy: Remedy) -> list[tuple[Need, str]]:
        """The needs that are known not to be met, each with the remedy that brings it about."""
        return [(need, need.brought_by) for need in remedy.needs
                if need.brought_by and self.settled[need.finding] is Truth.FALSE]

    def _feasible(self, name: str) -> bool:
        """True if nothing stands in a remedy's way, nor in the way of what it needs first: nothing is taken in for nothing."""
        remedy = self.known.remedies[name]
        return self._obstacle(remedy) is None and all(self._feasible(bringer) for _, bringer in self._missing(remedy))

    def _obstacle(self, remedy: Remedy) -> Declined | None:
        for finding in remedy.in_place:
            if self.truths[finding] is Truth.TRUE:
                return Declined(remedy.id, "in_place", finding)
        for ground in remedy.not_when:
            if self._truth(ground).known_true:
                return Declined(remedy.id, "barred", ground.finding)
        return None

    def _prescription(self, name: str) -> Prescription:
        remedy = self.known.remedies[name]
        uncertain = [ground.finding for ground in remedy.not_when if self._truth(ground) is Truth.UNKNOWN]
        uncertain += [finding for finding in remedy.in_place if self.truths[finding] is Truth.CONTESTED]
        needs = tuple(Precondition(need, _met(self.settled[need.finding])) for need in remedy.needs)
        waiting = sorted(other for other in self.needed_for.get(name, ()) if other in self.taken)
        return Prescription(name, self.taken[name], tuple(waiting), needs, tuple(uncertain))

    def _truth(self, ground: Ground) -> Truth:
        truth = self.truths[ground.finding]
        return truth.turned() if ground.excluded else truth

    def _stands(self, ground: Ground) -> bool:
        return self.settled[ground.finding] is (Truth.FALSE if ground.excluded else Truth.TRUE)


def _met(truth: Truth) -> bool | None:
    return {Truth.TRUE: True, Truth.FALSE: False}.get(truth)
