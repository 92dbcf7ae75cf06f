"""Completions drawn: 4,096 companies that agree with what is known, one bit each, as frequent as they are likely.

The random numbers are the same for every case (they are drawn from the names of findings and questions), so that the same case
gives the same draw in any process, and two cases that differ in one answer differ through that answer alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ..kb.model import KnowledgeBase
from .chance import FULL, SIZE, below, partition, planes, spread_out
from .packing import pack
from .rails import Reading, rails
from .voices import Voices
from .weights import model

Masks = Mapping[str, int]


def completions_drawn(voices: Voices, known: KnowledgeBase) -> Reading:
    """The reading of the drawn completions of a case. Raises ValueError if there is no table of assumptions."""
    return rails(known).read(_drawing(known).inputs(voices), SIZE)


class _Drawing:
    """What is drawn once for a knowledge base."""

    def __init__(self, known: KnowledgeBase) -> None:
        self.known, self.model = known, model(known)
        self.planes = {finding: planes(f"finding {finding}") for finding in self.model.questions_of}
        self.after = {question: (partition(f"{question} true", true), partition(f"{question} false", false))
                      for question, (true, false) in self.model.shares.items()}
        self.told = {question: {value: partition(f"{question} {value}", rates) for value, rates in answers.rates.items()}
                     for question, answers in self.model.table.answers.items()}
        self.free = {question: partition(question, dict.fromkeys(entry.answers, 1)) for question, entry in known.questions.items()
                     if question not in self.after and question not in self.told}

    def inputs(self, voices: Voices) -> list[int]:
        """The inputs of the rails: what is known in every case, what is open as drawn."""
        index = rails(self.known).inputs.answers
        inputs = [FULL * bit for bit in pack([voices], rails(self.known))]
        for question, answers in self._open(voices):
            for code, mask in answers.items():
                inputs[index[question, code]] = mask
        return inputs

    def _open(self, voices: Voices) -> Iterator[tuple[str, Masks]]:
        where = self._where(voices)
        for finding, questions in self.model.questions_of.items():
            opened = [question for question in questions if not voices.heard(question)]
            held = self._held(finding, voices, where) if opened else 0
            for question in opened:
                true, false = self.after[question]
                yield question, {code: (held & true[code]) | (false[code] & ~held) for code in true}
        for question, by_value in self.told.items():
            if not voices.heard(question):
                masks = where[self.model.scale_at[self.model.table.answers[question].by]]
                yield question, {code: sum(masks[value] & drawn[code] for value, drawn in by_value.items())
                                 for code in self.known.questions[question].answers}
        for question, free in self.free.items():
            if not voices.heard(question):
                yield question, free

    def _where(self, voices: Voices) -> list[Masks]:
        """For each scale, the cases that stand at each of its values."""
        found: list[dict[str, int]] = [dict.fromkeys(scale.values, 0) for scale in self.model.table.scales]
        for point, block in zip(self.model.points, spread_out(self.model.weights(voices)), strict=True):
            for at, value in enumerate(point):
                found[at][value] |= block
        return list(found)

    def _held(self, finding: str, voices: Voices, where: Sequence[Masks]) -> int:
        """The cases in which a finding is drawn as true, given what was answered to its questions."""
        cases = where[self.model.scale_at[self.model.rates[finding].by]]
        drawn, held = self.planes[finding], 0
        for value, part, whole in self.model.often(finding, self.model.fit(finding, voices)):
            held |= cases[value] & below(part, whole, drawn)
        return held


@lru_cache(maxsize=4)
def _drawing(known: KnowledgeBase) -> _Drawing:
    return _Drawing(known)
