"""From respondents to voices: each side speaks with every answer that at least a third of it gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..engine.voices import Voices
from .model import Case

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
    """Question -> side -> shares of the answers, most frequent first."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for respondent in case.respondents:
        for question, given in respondent.answers.items():
            if given.answered:
                counts.setdefault(question, {}).setdefault(respondent.side, Counter())[given.value] += 1
    return {question: {side: _shares(counts[question][side]) for side in sorted(counts[question])}
            for question in sorted(counts)}


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
