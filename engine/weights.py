"""How well what is known fits each kind of company, after the table of assumptions; exact, in whole numbers.

A company has a value on each scale; each finding is true as often as the table says at that value; each question is answered
after its main finding, with a few slips, or as the table says of the question itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import prod

from ..kb.assumptions import CERTAIN, Assumptions, Rates
from ..kb.model import KnowledgeBase
from .leaning import Leaning, leanings, rates_of
from .voices import Voices

MILLION = 1_000_000
Point = tuple[str, ...]
Fit = tuple[int, int]


class Model:
    """The table of assumptions applied to a knowledge base. All shares of answers are per million."""

    def __init__(self, known: KnowledgeBase, table: Assumptions) -> None:
        self.table = table
        self.rates = rates_of(known)
        self.shares = {question: _shares(known, question, leaning, table.slips)
                       for question, leaning in leanings(known).items() if question not in table.answers}
        self.questions_of: dict[str, list[str]] = {}
        for question, leaning in leanings(known).items():
            if question in self.shares:
                self.questions_of.setdefault(leaning.finding, []).append(question)
        self.scale_at = {scale.id: at for at, scale in enumerate(table.scales)}
        self.points: list[Point] = list(product(*(scale.values for scale in table.scales)))
        self.priors = [self._prior(point) for point in self.points]

    def _prior(self, point: Point) -> int:
        return prod(scale.weights[point[self.scale_at[scale.given]] if scale.given else ""][value]
                    for scale, value in zip(self.table.scales, point, strict=True))

    def weights(self, voices: Voices) -> list[int]:
        """For each point how well it fits what is known, all to one measure."""
        weights = list(self.priors)
        for at, factors in self._evidence(voices):
            weights = [weight * factors[point[at]] for weight, point in zip(weights, self.points, strict=True)]
        return weights if any(weights) else list(self.priors)

    def _evidence(self, voices: Voices) -> Iterator[tuple[int, Rates]]:
        """For each finding and question heard of: which scale it tells of, and how well it fits each value."""
        for finding, questions in self.questions_of.items():
            if any(voices.heard(question) for question in questions):
                rate, (if_true, if_false) = self.rates[finding], self.fit(finding, voices)
                yield self.scale_at[rate.by], {value: often * if_true + (CERTAIN - often) * if_false
                                               for value, often in rate.rates.items()}
        for question, answers in self.table.answers.items():
            if codes := voices.heard(question):
                yield self.scale_at[answers.by], {value: _sum(rates, codes) for value, rates in answers.rates.items()}

    def fit(self, finding: str, voices: Voices) -> Fit:
        """How well the answers heard to a finding's questions fit its being true, and its being false."""
        heard = [(self.shares[question], codes) for question in self.questions_of[finding] if (codes := voices.heard(question))]
        return prod(_sum(true, codes) for (true, _), codes in heard), prod(_sum(false, codes) for (_, false), codes in heard)

    def often(self, finding: str, fit: Fit) -> Iterator[tuple[str, int, int]]:
        """For each value of the finding's scale the chance that it is true there, as a numerator and a denominator."""
        for value, often in self.rates[finding].rates.items():
            true, false = often * fit[0], (CERTAIN - often) * fit[1]
            yield value, true, true + false


@lru_cache(maxsize=4)
def model(known: KnowledgeBase) -> Model:
    """The model of a knowledge base. Raises ValueError if it has no table of assumptions."""
    if known.assumptions is None:
        raise ValueError("this knowledge base has no table of assumptions to draw from")
    return Model(known, known.assumptions)


def _sum(shares: Rates, codes: Sequence[str]) -> int:
    """Where sides differ each may be right."""
    return sum(shares[code] for code in codes)


def _shares(known: KnowledgeBase, question: str, leaning: Leaning, slips: int) -> tuple[Rates, Rates]:
    """How the answers are shared out when the main finding is true, and when it is false."""
    codes = list(known.questions[question].answers)
    fitting = [code for code in codes if code in leaning.speaks_for] or [code for code in codes if code not in leaning.against]
    others = [code for code in codes if code not in leaning.speaks_for] if leaning.speaks_for else codes
    return _mostly(fitting, codes, slips), _mostly(others, codes, slips)


def _mostly(fitting: Sequence[str], codes: Sequence[str], slips: int) -> Mapping[str, int]:
    """Nearly always one of the fitting answers, each alike; now and then one of the others."""
    rest = len(codes) - len(fitting)
    slip = slips * (MILLION // CERTAIN) if rest else 0
    return {code: (MILLION - slip) // len(fitting) if code in fitting else slip // rest for code in codes}
