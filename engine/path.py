"""What would it take: the smallest sets of answers whose change establishes a finding, found by trying all, proved smallest.

Sets of one change are tried first, then of two, three and more, each size in one reading of the rules under the finding alone.
Where a size has more sets than may be tried, the search stops and says that more changes than the last size are needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any as Anything

from ..kb.model import KnowledgeBase
from .changing import alternatives, changed, under
from .choosing import choices, chosen, how_many
from .packing import pack
from .rails import compiled_function, rails
from .resting import Change
from .straight_line import straight_line
from .voices import Voices

MOST_TRIED = 12_000_000
MOST_LISTED = 200


@dataclass(frozen=True)
class Path:
    """`size`: how many changes it takes; None when it cannot be reached, or was not found. `sets`: at most 200 smallest ones.

    `count`: how many smallest sets there are. `at_least`: proved: fewer changes do not do. `reachable`: False when no changes do.
    """

    size: int | None
    sets: tuple[tuple[Change, ...], ...]
    count: int
    at_least: int
    reachable: bool


def smallest_changes(finding: str, voices: Voices, known: KnowledgeBase, most: int = MOST_TRIED) -> Path:
    """The smallest sets of changeable answers that make a finding settled true. `most`: how many sets of a size may be tried."""
    trying = _Trying(finding, voices, known)
    if trying.reached_by(0):
        return Path(0, ((),), 1, 0, True)
    if not trying.within_reach():
        return Path(None, (), 0, 0, False)
    for size in range(1, len(trying.questions) + 1):
        if how_many(trying.kinds, size) > most:
            return Path(None, (), 0, size, True)
        reached = trying.reached_by(size)
        if reached:
            sets = tuple(trying.changes(size, way) for way in _first_ways(reached))
            return Path(size, sets, reached.bit_count(), size, True)
    return Path(None, (), 0, 0, False)


class _Trying:
    def __init__(self, finding: str, voices: Voices, known: KnowledgeBase) -> None:
        self.voices, self.known, self.compiled = voices, known, rails(known)
        self.codes = alternatives(finding, voices, known)
        self.questions = tuple(self.codes)
        self.kinds = [len(codes) for codes in self.codes.values()]
        self.now = pack([voices], self.compiled)
        self.run = _programs(known, finding)
        self.after = {(question, code): pack([_alone(changed(voices, question, code), question)], self.compiled)
                      for question, codes in self.codes.items() for code in codes}
        self.own = {question: _inputs_of(question, known) for question in self.questions}

    def reached_by(self, size: int) -> int:
        """A bit for each set of so many changes: those that establish the finding."""
        full = (1 << how_many(self.kinds, size)) - 1
        inputs = [full * bit for bit in self.now]
        for (item, kind), mask in choices(self.kinds, size).items():
            question = self.questions[item]
            after = self.after[question, self.codes[question][kind]]
            for at in self.own[question]:
                inputs[at] = inputs[at] | mask if after[at] else inputs[at] & ~mask
        return self._settled_true(inputs, full)

    def within_reach(self) -> bool:
        """False when not even all useful answers heard at once give the finding any support: then no changes do."""
        inputs = list(self.now)
        for after in self.after.values():
            inputs = [one | other for one, other in zip(inputs, after, strict=True)]
        raw = self.run[0](inputs, 1, ())
        return bool(raw[-2])

    def changes(self, size: int, way: int) -> tuple[Change, ...]:
        """The changes of one set."""
        found = chosen(self.kinds, size, way)
        return tuple(Change(self.questions[item], self.codes[self.questions[item]][kind]) for item, kind in found)

    def _settled_true(self, inputs: Sequence[int], full: int) -> int:
        raw = self.run[0](inputs, full, ())
        reached: int = self.run[1](inputs, full, raw)[-2]
        return reached


def _alone(voices: Voices, question: str) -> Voices:
    """What was said to one question: nothing else of a changed case is read, and packing all of it takes its time."""
    settled = {question: voices.settled[question]} if question in voices.settled else {}
    return Voices({question: voices.said.get(question, {})}, settled)


def _inputs_of(question: str, known: KnowledgeBase) -> tuple[int, ...]:
    inputs = rails(known).inputs
    dispute = inputs.disputes.get(question)
    return (*inputs.indices(known, question).values(), *(() if dispute is None else (dispute, dispute + 1)))


@lru_cache(maxsize=64)
def _programs(known: KnowledgeBase, finding: str) -> tuple[Anything, Anything]:
    """The rules under a finding compiled alone, raw and settled; the finding's rails are the last two."""
    below = under(finding, known)
    order = [name for name in rails(known).order if name in below and name != finding] + [finding]
    inputs = rails(known).inputs
    raw, settled = (compiled_function(straight_line(known, order, inputs, settled=settled)) for settled in (False, True))
    return raw, settled


def _first_ways(reached: int) -> Iterator[int]:
    for _ in range(MOST_LISTED):
        if not reached:
            return
        lowest = reached & -reached
        yield lowest.bit_length() - 1
        reached ^= lowest


def after_changes(voices: Voices, changes: Sequence[Change]) -> Voices:
    """The voices with all these changes made."""
    for change in changes:
        voices = changed(voices, change.question, change.code)
    return voices
