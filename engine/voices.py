"""Who said what: for every question the answers of each side, and what follows when sides differ (DESIGN.md 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..kb.conditions import Asked, Disputed
from ..kb.model import KnowledgeBase, Question
from .truth import Truth

FAR_APART = 2


@dataclass(frozen=True)
class Voices:
    """`said`: question -> side -> the answers that side speaks with (each given by a third of it or more).

    `settled`: question -> the one answer an onlooker settled a dispute by; the dispute stays known.
    """

    said: Mapping[str, Mapping[str, tuple[str, ...]]]
    settled: Mapping[str, str] = field(default_factory=dict)
    _heard: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def heard(self, question: str) -> tuple[str, ...]:
        """All answers that count for a question, each once, sorted; () when nobody answered."""
        if question not in self._heard:  # many conditions ask the same question
            said = self.said.get(question, {}).values()
            settled = (self.settled[question],) if question in self.settled else ()
            self._heard[question] = settled or tuple(sorted({code for codes in said for code in codes}))
        return self._heard[question]

    @property
    def answered(self) -> tuple[str, ...]:
        """The questions somebody answered, sorted."""
        return tuple(question for question in sorted({*self.said, *self.settled}) if self.heard(question))

    def truth(self, leaf: Asked) -> Truth:
        """True if some voice's answer is among the leaf's, false if some voice's is not."""
        heard, among = self.heard(leaf.question), leaf.answers
        if len(heard) == 1:
            return Truth.TRUE if heard[0] in among else Truth.FALSE
        return Truth((any(code in among for code in heard), any(code not in among for code in heard)))

    def disputed(self, leaf: Disputed, known: KnowledgeBase) -> Truth:
        """True when two sides differ (two steps or more where answers are ordered); false when all that may answer agree."""
        question = known.questions[leaf.question]
        by_side = self.said.get(leaf.question, {})
        if len(by_side) < 2:
            return Truth.UNKNOWN  # nobody to differ from, nor to agree with
        parties = [side for side in sorted(by_side) if known.sides[side].party]
        if any(_apart(by_side[one], by_side[other], question) for i, one in enumerate(parties) for other in parties[i + 1:]):
            return Truth.TRUE
        asked = [side for side in question.sides if known.sides[side].party]
        return Truth.FALSE if len(asked) > 1 and set(asked) <= set(parties) else Truth.UNKNOWN

    def with_answer(self, question: str, code: str, side: str) -> Voices:
        """The voices with one more answer, that of a side."""
        said = {**self.said, question: {**self.said.get(question, {}), side: (code,)}}
        return Voices(said, self.settled)

    def agreeing(self, question: str, code: str) -> Voices:
        """The voices with everybody who answered a question giving one and the same answer."""
        said = {**self.said, question: dict.fromkeys(self.said.get(question, {}), (code,))}
        return Voices(said, {**self.settled, question: code} if question in self.settled else self.settled)

    def only(self, side: str, known: KnowledgeBase) -> Voices:
        """That side's voices, and the answers of others where nothing is disputed."""
        said = {}
        for name, by_side in self.said.items():
            if side in by_side:
                said[name] = {side: by_side[side]}
            elif self.disputed(Disputed(name), known) is not Truth.TRUE:
                said[name] = dict(by_side)
        return Voices(said)


def _apart(one: tuple[str, ...], other: tuple[str, ...], question: Question) -> bool:
    ranks = {code: rank for rank, code in enumerate(question.order)}
    return any(_far(a, b, ranks) for a in one for b in other)


def _far(a: str, b: str, ranks: Mapping[str, int]) -> bool:
    if a in ranks and b in ranks and len(ranks) > FAR_APART:
        return abs(ranks[a] - ranks[b]) >= FAR_APART
    return a != b


__all__ = ["FAR_APART", "Voices"]
