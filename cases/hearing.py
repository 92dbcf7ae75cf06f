"""From respondents to voices: each side speaks with every answer that at least a third of it gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..engine.voices import Voices
from .anonymity import may_be_heard
from .model import LATER, Case
from .survey import SILENT

A_THIRD = 3


@dataclass(frozen=True)
class Share:
    """How many of a side gave an answer, of how many who answered that question."""

    answer: str
    count: int
    of: int

    @property
    def speaks(self) -> bool:
        """True when a third or more gave it."""
        return self.count * A_THIRD >= self.of


Shares = Mapping[str, Mapping[str, tuple[Share, ...]]]


def shares(case: Case) -> Shares:
    """Question -> side -> shares of the answers, most frequent first. Too few of an anonymous side are not heard."""
    found: dict[str, dict[str, tuple[Share, ...]]] = {}
    for question, by_side in tallies(case).items():
        for side, departments in sorted(by_side.items()):
            counter = _together(departments)
            if counter and may_be_heard(side, sum(counter.values()), case.smallest_group):
                found.setdefault(question, {})[side] = _shares(counter)
    return found


def unheard(case: Case) -> Mapping[str, int]:
    """Anonymous side -> on how many questions too few of it answered to be heard."""
    found: Counter[str] = Counter()
    for by_side in tallies(case).values():
        for side, departments in by_side.items():
            counter = _together(departments)
            found[side] += bool(counter) and not may_be_heard(side, sum(counter.values()), case.smallest_group)
    return {side: count for side, count in sorted(found.items()) if count}


def tallies(case: Case) -> Mapping[str, Mapping[str, Mapping[str, Counter[str]]]]:
    """Question -> side -> department -> how often each answer was given, and each code of `SILENT`, in person or on a sheet."""
    counts: dict[str, dict[str, dict[str, Counter[str]]]] = {}
    for one in case.respondents:
        for question, given in one.answers.items():
            if given.value != LATER:
                _tally(counts, question, one.side, one.department)[given.value] += 1
    for group in case.survey.groups() if case.survey else ():
        for question, answers in group.answers.items():
            _tally(counts, question, group.side, group.department).update(answers)
    return dict(sorted(counts.items()))


def _tally(counts: dict[str, dict[str, dict[str, Counter[str]]]], question: str, side: str, department: str) -> Counter[str]:
    return counts.setdefault(question, {}).setdefault(side, {}).setdefault(department, Counter())


def _together(departments: Mapping[str, Counter[str]]) -> Counter[str]:
    """The answers of all departments; what is no answer stays out."""
    whole: Counter[str] = Counter()
    for counter in departments.values():
        whole.update({code: count for code, count in counter.items() if code not in SILENT and count})
    return whole


def _shares(counter: Counter[str]) -> tuple[Share, ...]:
    total = sum(counter.values())
    return tuple(Share(answer, count, total) for answer, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))


Counts = Mapping[str, Mapping[str, Mapping[str, int]]]


def voices_of(counts: Counts) -> Voices:
    """The voices that counted answers give: question -> side -> answer -> how many gave it."""
    return Voices({question: {side: _speaking(given) for side, given in sorted(by_side.items())}
                   for question, by_side in sorted(counts.items())})


def _speaking(given: Mapping[str, int]) -> tuple[str, ...]:
    total = sum(given.values())
    return tuple(sorted(code for code, count in given.items() if Share(code, count, total).speaks))


def hear(case: Case) -> Voices:
    """The voices of a case."""
    said = {question: {side: tuple(sorted(share.answer for share in given if share.speaks)) for side, given in by_side.items()}
            for question, by_side in shares(case).items()}
    settled = {question: given.value for question, given in sorted(case.settled.items()) if given.answered}
    return Voices(said, settled)
