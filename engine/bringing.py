"""Which remedies bring a change about: those with a reason that it takes away, or a finding that it puts in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    """A change with the remedies that bring it about, the quickest first. `known_today` is False where nobody has answered."""

    change: Change
    remedies: tuple[str, ...]
    known_today: bool


def brought_about(diagnosis: Diagnosis, changes: Sequence[Change]) -> tuple[Brought, ...]:
    """Each change of a set with its remedies. A remedy that today is barred is not among them."""
    after = read_case(after_changes(diagnosis.voices, changes), diagnosis.known).settled_truths()
    return tuple(Brought(change, _remedies(diagnosis, change.question, after), bool(diagnosis.voices.heard(change.question)))
                 for change in changes)


def effort(steps: Sequence[Brought], known: KnowledgeBase) -> tuple[int, ...]:
    """For comparing sets: the effort of each change's quickest remedy, the hardest first; what is only not known costs nothing."""
    return tuple(sorted((_effort(step, known) for step in steps), reverse=True))


def _effort(step: Brought, known: KnowledgeBase) -> int:
    if not step.known_today:
        return -1
    return EFFORTS.index(known.remedies[step.remedies[0]].effort) if step.remedies else NO_REMEDY


def _remedies(diagnosis: Diagnosis, question: str, after: Mapping[str, Truth]) -> tuple[str, ...]:
    known = diagnosis.known
    concerned = {rule.concludes for rules in known.rules_of.values() for rule in rules for leaf in leaves(rule.when)
                 if isinstance(leaf, Asked) and leaf.question == question}
    moved = {name for name in concerned if diagnosis.settled[name] is not after[name]}
    fitting = [remedy for remedy in known.remedies.values() if _brings(remedy, moved, after) and not _barred(remedy, diagnosis)]
    return tuple(remedy.id for remedy in sorted(fitting, key=lambda one: (EFFORTS.index(one.effort), one.id)))


def _brings(remedy: Remedy, moved: set[str], after: Mapping[str, Truth]) -> bool:
    if any(name in moved and after[name] is Truth.TRUE for name in remedy.in_place):
        return True
    gone = {ground.finding for ground in remedy.reasons
            if after[ground.finding] is (Truth.TRUE if ground.excluded else Truth.FALSE)}
    return bool(moved & gone)


def _barred(remedy: Remedy, diagnosis: Diagnosis) -> bool:
    truths = [(diagnosis.truths[ground.finding], ground.excluded) for ground in remedy.not_when]
    return any(truth.known_false if excluded else truth.known_true for truth, excluded in truths)
