"""What would follow if answers were others: the same voices with some questions answered differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..kb.model import KnowledgeBase
from .diagnosis import Diagnosis, diagnose
from .truth import Truth
from .voices import Voices


@dataclass(frozen=True)
class Moved:
    """Something that reads differently in two diagnoses: before and after, as values (several where they are possible)."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What two diagnoses of one knowledge base have different. `findings`: name -> truth before and after."""

    axes: tuple[Moved, ...]
    findings: Mapping[str, tuple[Truth, Truth]]
    begun: tuple[str, ...]
    dropped: tuple[str, ...]
    first: tuple[str | None, str | None]

    @property
    def nothing(self) -> bool:
        """True when nothing a reader can see is different."""
        return not (self.axes or self.findings or self.begun or self.dropped or self.first[0] != self.first[1])


def supposing(voices: Voices, answers: Mapping[str, str], speaker: str) -> Voices:
    """The voices with these questions answered by one speaker alone; what others said to them is put aside."""
    said = {question: by_side for question, by_side in voices.said.items() if question not in answers}
    settled = {question: code for question, code in voices.settled.items() if question not in answers}
    return Voices({**said, **{question: {speaker: (code,)} for question, code in answers.items()}}, settled)


def suppose(diagnosis: Diagnosis, answers: Mapping[str, str], speaker: str) -> Diagnosis:
    """The diagnosis with these answers instead."""
    return diagnose(diagnosis.known, supposing(diagnosis.voices, answers, speaker))


def difference(before: Diagnosis, after: Diagnosis) -> Difference:
    """What changes from one diagnosis to another."""
    known = before.known
    axes = [Moved(name, before.ladders[name].possible, after.ladders[name].possible) for name in known.ladders]
    if known.choice and before.choice and after.choice:
        axes.append(Moved(known.choice.id, (before.choice.chosen,), (after.choice.chosen,)))
    findings = {name: (before.truths[name], after.truths[name]) for name in _told(known)
                if before.truths[name] is not after.truths[name]}
    planned = [[one.remedy for one in (*each.plan.now, *each.plan.later)] for each in (before, after)]
    return Difference(tuple(one for one in axes if one.before != one.after), findings,
                      tuple(name for name in planned[1] if name not in planned[0]),
                      tuple(name for name in planned[0] if name not in planned[1]),
                      (next(iter(planned[0]), None), next(iter(planned[1]), None)))


def _told(known: KnowledgeBase) -> Iterable[str]:
    """The findings a reader is told of: those that are not steps of an axis or comparisons."""
    return (name for name, finding in known.findings.items() if finding.kind not in ("outcome", "likeness"))
