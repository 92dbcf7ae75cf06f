"""Completions drawn: many companies that agree with what is known, one bit each, in proportion to how well they fit it.

The model is the table of assumptions: a company has a value on each scale; each finding is true as often as the table says at
that value; each question is answered after its main finding, with a few slips. Given the known answers every weight is worked
out exactly, in whole numbers. The random numbers are drawn once and are the same for every case, so that the same case gives
the same draw in any process, and two cases that differ in one answer differ through that answer alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import prod
from random import Random

from ..kb.assumptions import CERTAIN, Rate
from ..kb.model import KnowledgeBase
from .leaning import Leaning, leanings, rates_of
from .packing import pack
from .rails import Reading, rails
from .voices import Voices

SIZE = 4096
PLANES = 10
Point = tuple[str, ...]


def completions_drawn(voices: Voices, known: KnowledgeBase) -> Reading:
    """The reading of 4,096 drawn completions. Raises ValueError if the knowledge base has no table of assumptions."""
    if known.assumptions is None:
        raise ValueError("this knowledge base has no table of assumptions to draw from")
    drawing = _drawing(known)
    return rails(known).read(drawing.inputs(voices), SIZE)


@lru_cache(maxsize=4)
def _drawing(known: KnowledgeBase) -> _Drawing:
    return _Drawing(known)


@dataclass(frozen=True)
class _Shares:
    """How the answers to a question are shared out when its main finding is true, and when it is false: per mille."""

    leaning: Leaning
    if_true: Mapping[str, Fraction]
    if_false: Mapping[str, Fraction]


class _Drawing:
    """What is drawn once for a knowledge base."""

    def __init__(self, known: KnowledgeBase) -> None:
        table = known.assumptions
        assert table is not None
        self.known, self.table = known, table
        self.rates = rates_of(known)
        self.shares = {question: _shares(known, question, leaning, table.slips)
                       for question, leaning in leanings(known).items() if question not in table.answers}
        self.by_finding: dict[str, list[str]] = {}
        for question, shares in self.shares.items():
            self.by_finding.setdefault(shares.leaning.finding, []).append(question)
        self.scale_at = {scale.id: at for at, scale in enumerate(table.scales)}
        self.points = list(product(*(scale.values for scale in table.scales)))
        self.planes = {finding: _planes(f"finding {finding}") for finding in self.by_finding}
        self.drawn = {question: (_partition(f"{question} true", shares.if_true), _partition(f"{question} false", shares.if_false))
                      for question, shares in self.shares.items()}
        self.told = {question: {value: _partition(f"{question} {value}", {code: Fraction(share, CERTAIN) for code, share in rates.items()})
                                for value, rates in answers.rates.items()} for question, answers in table.answers.items()}
        self.free = {question: _partition(question, dict.fromkeys(entry.answers, Fraction(1, len(entry.answers))))
                     for question, entry in known.questions.items() if question not in self.shares and question not in self.told}

    def inputs(self, voices: Voices) -> list[int]:
        """The inputs of the rails: what is known in every case, what is open as drawn."""
        full = (1 << SIZE) - 1
        compiled = rails(self.known)
        inputs = [full * bit for bit in pack([voices], compiled)]
        where = self._where(voices)
        for question, answers in self._open(voices, where):
            for code, mask in answers.items():
                inputs[compiled.inputs.answers[question, code]] = mask
        return inputs

    def _open(self, voices: Voices, where: Sequence[Mapping[str, int]]) -> Iterator[tuple[str, Mapping[str, int]]]:
        for finding, questions in self.by_finding.items():
            opened = [question for question in questions if not voices.heard(question)]
            held = self._held(finding, voices, where) if opened else 0
            for question in opened:
                if_true, if_false = self.drawn[question]
                yield question, {code: (held & if_true[code]) | (if_false[code] & ~held) for code in if_true}
        for question, by_value in self.told.items():
            if not voices.heard(question):
                masks = where[self.scale_at[self.table.answers[question].by]]
                yield question, {code: sum(masks[value] & drawn[code] for value, drawn in by_value.items())
                                 for code in self.known.questions[question].answers}
        for question, free in self.free.items():
            if not voices.heard(question):
                yield question, free

    def _held(self, finding: str, voices: Voices, where: Sequence[Mapping[str, int]]) -> int:
        """The cases in which a finding is drawn as true, given what was answered to its questions."""
        rate = self.rates[finding]
        if_true, if_false = self._fit(finding, voices)
        held = 0
        for value, cases in where[self.scale_at[rate.by]].items():
            true, false = rate.rates[value] * if_true, (CERTAIN - rate.rates[value]) * if_false
            held |= cases & _below(round((1 << PLANES) * true / (true + false)) if true + false else 0, self.planes[finding])
        return held

    def _fit(self, finding: str, voices: Voices) -> tuple[Fraction, Fraction]:
        """How well the answers heard to a finding's questions fit its being true, and its being false."""
        heard = [(self.shares[question], codes) for question in self.by_finding[finding] if (codes := voices.heard(question))]
        return (prod((_mean(shares.if_true, codes) for shares, codes in heard), start=Fraction(1)),
                prod((_mean(shares.if_false, codes) for shares, codes in heard), start=Fraction(1)))

    def _where(self, voices: Voices) -> list[Mapping[str, int]]:
        """For each scale, the cases that stand at each of its values: blocks as large as the values are likely."""
        weights = [self._prior(point) for point in self.points]
        for at, factors in self._evidence(voices):
            weights = [weight * factors[point[at]] for weight, point in zip(weights, self.points, strict=True)]
        blocks = _blocks(weights)
        found: list[dict[str, int]] = [dict.fromkeys(scale.values, 0) for scale in self.table.scales]
        for point, block in zip(self.points, blocks, strict=True):
            for at, value in enumerate(point):
                found[at][value] |= block
        return list(found)

    def _prior(self, point: Point) -> Fraction:
        weight = Fraction(1)
        for scale, value in zip(self.table.scales, point, strict=True):
            given = point[self.scale_at[scale.given]] if scale.given else ""
            weight *= Fraction(scale.weights[given][value], CERTAIN)
        return weight

    def _evidence(self, voices: Voices) -> Iterator[tuple[int, Mapping[str, Fraction]]]:
        """For each finding and question heard of: which scale it tells of, and how well it fits each value."""
        for finding in self.by_finding:
            if any(voices.heard(question) for question in self.by_finding[finding]):
                yield self.scale_at[self.rates[finding].by], _by_value(self.rates[finding], *self._fit(finding, voices))
        for question, answers in self.table.answers.items():
            if codes := voices.heard(question):
                yield self.scale_at[answers.by], {value: _mean({code: Fraction(share, CERTAIN) for code, share in rates.items()}, codes)
                                                  for value, rates in answers.rates.items()}


def _by_value(rate: Rate, if_true: Fraction, if_false: Fraction) -> Mapping[str, Fraction]:
    return {value: (often * if_true + (CERTAIN - often) * if_false) / CERTAIN for value, often in rate.rates.items()}


def _mean(shares: Mapping[str, Fraction], codes: Sequence[str]) -> Fraction:
    """Where sides differ each may be right."""
    return sum((shares[code] for code in codes), Fraction(0)) / len(codes)


def _shares(known: KnowledgeBase, question: str, leaning: Leaning, slips: int) -> _Shares:
    codes = list(known.questions[question].answers)
    fitting = [code for code in codes if code in leaning.speaks_for] or [code for code in codes if code not in leaning.against]
    others = [code for code in codes if code not in leaning.speaks_for] if leaning.speaks_for else codes
    return _Shares(leaning, _mostly(fitting, codes, slips), _mostly(others, codes, slips))


def _mostly(fitting: Sequence[str], codes: Sequence[str], slips: int) -> Mapping[str, Fraction]:
    """Nearly always one of the fitting answers, each alike; now and then one of the others."""
    rest = [code for code in codes if code not in fitting]
    slip = Fraction(slips if rest else 0, CERTAIN)
    return {code: (1 - slip) / len(fitting) if code in fitting else slip / len(rest) for code in codes}


def _planes(name: str) -> list[int]:
    random = Random(f"rapport draw {name}")
    return [random.getrandbits(SIZE) for _ in range(PLANES)]


def _below(share: int, planes: Sequence[int]) -> int:
    """The cases whose random number, ten bits in `planes`, lies below `share` of 1,024."""
    if share >= 1 << PLANES:
        return (1 << SIZE) - 1
    mask = 0
    for at, plane in enumerate(planes):
        mask = mask | plane if share >> at & 1 else mask & plane
    return mask


def _partition(name: str, shares: Mapping[str, Fraction]) -> Mapping[str, int]:
    """The cases shared out among the answers."""
    left, share_left, found = (1 << SIZE) - 1, Fraction(1), {}
    for code, share in shares.items():
        part = _below(round((1 << PLANES) * share / share_left), _planes(f"{name} {code}")) if share_left else 0
        found[code] = left & part
        left &= ~part
        share_left -= share
    last = list(shares)[-1]
    return {code: mask | (left if code == last else 0) for code, mask in found.items()}


def _blocks(weights: Sequence[Fraction]) -> list[int]:
    """The cases in blocks, one after another, as large as the weights, to the nearest case."""
    total = sum(weights, Fraction(0))
    blocks, reached, start = [], Fraction(0), 0
    for weight in weights:
        reached += weight
        end = round(SIZE * reached / total) if total else SIZE
        blocks.append(((1 << end - start) - 1) << start)
        start = end
    return blocks
