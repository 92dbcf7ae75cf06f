"""Which remedies bring a change about: those that say so, that have a reason it takes away, or a finding it puts in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..kb.conditions import Asked, leaves
from ..kb.model import KnowledgeBase
from ..kb.remedy import EFFORTS, Remedy
from .diagnosis import Diagnosis
from .packing import read_case
from .path import after_changes
from .resting import Change
from .truth import Truth

NO_REMEDY = len(EFFORTS)


@dataclass(frozen=True)
class Brought:
    """A change with the remedies that bring it about, the quickest first. `known_today` is False where nobody has answered.

    `unfit`: remedies that would bring it about, but are barred today or in place already.
    """

    change: Change
    remedies: tuple[str, ...]
    unfit: tuple[str, ...]
    known_today: bool


def brought_about(diagnosis: Diagnosis, changes: Sequence[Change]) -> tuple[Brought, ...]:
    """Each change of a set with its remedies."""
    after = read_case(after_changes(diagnosis.voices, changes), diagnosis.known).settled_truths()
    return tuple(_brought(diagnosis, change, after) for change in changes)


def _brought(diagnosis: Diagnosis, change: Change, after: Mapping[str, Truth]) -> Brought:
    found = _remedies(diagnosis, change, after)
    unfit = tuple(one.id for one in found if _unfit(one, diagnosis))
    fit = tuple(one.id for one in found if one.id not in unfit)
    return Brought(change, fit, unfit, bool(diagnosis.voices.heard(change.question)))


def effort(steps: Sequence[Brought], known: KnowledgeBase) -> tuple[int, ...]:
    """For comparing sets: the effort of each change's quickest remedy, the hardest first; what is only not known costs nothing."""
    return tuple(sorted((_effort(step, known) for step in steps), reverse=True))


def _effort(step: Brought, known: KnowledgeBase) -> int:
    if not step.known_today:
        return -1
    return EFFORTS.index(known.remedies[step.remedies[0]].effort) if step.remedies else NO_REMEDY


def _remedies(diagnosis: Diagnosis, change: Change, after: Mapping[str, Truth]) -> list[Remedy]:
    moved = {name for name in _concerned(diagnosis.known)[change.question] if diagnosis.settled[name] is not after[name]}
    fitting = [remedy for remedy in diagnosis.known.remedies.values() if says_so(remedy, change) or _brings(remedy, moved, after)]
    return sorted(fitting, key=lambda one: (EFFORTS.index(one.effort), one.id))


@lru_cache(maxsize=4)
def _concerned(known: KnowledgeBase) -> Mapping[str, frozenset[str]]:
    """Question -> the findings whose rules look at it."""
    found: dict[str, set[str]] = {name: set() for name in known.questions}
    for rules in known.rules_of.values():
        for rule in rules:
            for leaf in leaves(rule.when):
                if isinstance(leaf, Asked):
                    found[leaf.question].add(rule.concludes)
    return {name: frozenset(findings) for name, findings in found.items()}


def says_so(remedy: Remedy, change: Change) -> tuple[str, ...]:
    """The statements by which a remedy brings a change about; none where it does not say so."""
    return tuple(name for one in remedy.brings if one.question == change.question and change.code in one.answers
                 for name in one.statements)


def _brings(remedy: Remedy, moved: set[str], after: Mapping[str, Truth]) -> bool:
    if any(name in moved and after[name] is Truth.TRUE for name in remedy.in_place):
        return True
    gone = {ground.finding for ground in remedy.reasons
            if after[ground.finding] is (Truth.TRUE if ground.excluded else Truth.FALSE)}
    return bool(moved & gone)


def _unfit(remedy: Remedy, diagnosis: Diagnosis) -> bool:
    truths = [(diagnosis.truths[ground.finding], ground.excluded) for ground in remedy.not_when]
    barred = any(truth.known_false if excluded else truth.known_true for truth, excluded in truths)
    return barred or any(diagnosis.settled[name] is Truth.TRUE for name in remedy.in_place)
