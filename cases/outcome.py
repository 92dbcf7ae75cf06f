"""What a diagnosis came to, short enough to be kept: compared later with what today's knowledge makes of the same answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..engine.diagnosis import Diagnosis
from ..engine.truth import Truth
from ..engine.without import depends_on, rules_under
from ..kb.fingerprint import Fingerprint
from ..kb.model import KnowledgeBase

NAMES = {Truth.TRUE: "holds", Truth.FALSE: "fails", Truth.UNKNOWN: "open", Truth.CONTESTED: "contested"}
LEVEL, CONFLICT, FIRST = "level", "conflict", "first"


@dataclass(frozen=True)
class Outcome:
    """`axes`: axis -> values possible. `remedies`: the plan in order. `truths`: finding -> holds, fails, open or contested."""

    axes: Mapping[str, tuple[str, ...]]
    remedies: tuple[str, ...]
    truths: Mapping[str, str]

    @property
    def first(self) -> str | None:
        """The first remedy of the plan."""
        return next(iter(self.remedies), None)

    def as_plain(self) -> dict[str, Any]:
        """The outcome as JSON takes it."""
        return {"axes": {axis: list(values) for axis, values in self.axes.items()}, "remedies": list(self.remedies),
                "truths": dict(self.truths)}


def outcome_of(diagnosis: Diagnosis) -> Outcome:
    """The outcome of a diagnosis."""
    axes = {name: reading.possible for name, reading in diagnosis.ladders.items()}
    if diagnosis.choice:
        axes[diagnosis.choice.axis] = (diagnosis.choice.chosen,)
    return Outcome(axes, tuple(one.remedy for one in (*diagnosis.plan.now, *diagnosis.plan.later)),
                   {name: NAMES[truth] for name, truth in diagnosis.truths.items()})


def outcome_from(plain: Mapping[str, Any]) -> Outcome:
    """The outcome that `as_plain` gave."""
    return Outcome({axis: tuple(values) for axis, values in plain["axes"].items()}, tuple(plain["remedies"]), plain["truths"])


@dataclass(frozen=True)
class Cause:
    """An entry of the knowledge base that made an outcome another: `kind` rules, remedies or axes; `how` new, changed or gone."""

    kind: str
    id: str
    how: str


@dataclass(frozen=True)
class Shift:
    """One of level, conflict and first remedy that reads otherwise with today's knowledge, and the entries behind it."""

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    causes: tuple[Cause, ...]


def shifts(before: Outcome, then: Fingerprint, diagnosis: Diagnosis, today: Fingerprint) -> tuple[Shift, ...]:
    """What today's knowledge reads otherwise in the same answers, and by what rule, remedy or axis."""
    after, found = outcome_of(diagnosis), []
    for what in (LEVEL, CONFLICT, FIRST):
        values = [tuple(filter(None, (one.first,))) if what == FIRST else one.axes.get(what, ()) for one in (before, after)]
        if values[0] != values[1]:
            names = set().union(*values) if what == FIRST else {what}
            causes = dict.fromkeys(_causes(what, names, before, then, diagnosis, today))
            found.append(Shift(what, values[0], values[1], tuple(causes)))
    return tuple(found)


def _causes(what: str, names: set[str], before: Outcome, then: Fingerprint, diagnosis: Diagnosis,
            today: Fingerprint) -> Iterator[Cause]:
    known = diagnosis.known
    kind = "remedies" if what == FIRST else "axes"
    for name in sorted(names):
        yield from _entry(kind, name, then, today)
    below = _below(_goals(what, names, known), known)
    for finding in below:
        if before.truths.get(finding) == NAMES[diagnosis.truths[finding]]:
            continue
        for rule in sorted({**then["rules"], **today["rules"]}):
            if finding in (_concludes(then["rules"].get(rule)), _concludes(today["rules"].get(rule))):
                for cause in _entry("rules", rule, then, today):
                    if cause.how != "new" or rule in depends_on(finding, diagnosis.voices, known):
                        yield cause


def _entry(kind: str, name: str, then: Fingerprint, today: Fingerprint) -> Iterator[Cause]:
    old, new = then[kind].get(name), today[kind].get(name)
    if old != new:
        yield Cause(kind, name, "new" if old is None else "gone" if new is None else "changed")


def _concludes(line: str | None) -> str | None:
    """The finding that a rule's line of the fingerprint concludes."""
    return line.split(" ", 2)[1] if line else None


def _goals(what: str, names: set[str], known: KnowledgeBase) -> Iterator[str]:
    """The findings that an axis, or some remedies, are read off."""
    if what != FIRST:
        yield from (rung.finding for rung in known.ladders[what].rungs if rung.finding)
    for name in sorted(names & set(known.remedies)) if what == FIRST else ():
        remedy = known.remedies[name]
        yield from (ground.finding for ground in (*remedy.reasons, *remedy.not_when))
        yield from (*remedy.in_place, *(need.finding for need in remedy.needs))


def _below(goals: Iterator[str], known: KnowledgeBase) -> list[str]:
    """Findings and all that they can rest on, each once."""
    found: dict[str, None] = {}
    for goal in goals:
        found[goal] = None
        found.update(dict.fromkeys(rule.concludes for rule in rules_under(goal, known)))
    return list(found)
