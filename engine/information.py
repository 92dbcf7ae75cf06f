"""How much one sorting of the drawn cases tells of another: mutual information in millionths of a bit (Shannon 1948)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log2

from .chance import SIZE

MILLION = 1_000_000
HALF_A_NAT = 721_348


def information(cells: Sequence[int], outcomes: Sequence[int]) -> int:
    """What knowing the cell tells of the outcome, less what as many cells would seem to tell by chance (Miller 1955)."""
    living = [outcome for outcome in outcomes if outcome]
    filled = [cell for cell in cells if cell]
    if len(living) < 2 or len(filled) < 2:
        return 0
    term = _terms()
    told = term[SIZE] - sum(term[outcome.bit_count()] for outcome in living)
    left = sum(term[cell.bit_count()] - sum(term[(cell & outcome).bit_count()] for outcome in living) for cell in filled)
    by_chance = (len(filled) - 1) * (len(living) - 1) * HALF_A_NAT
    return max(0, (told - left - by_chance) // SIZE)


@lru_cache(maxsize=1)
def _terms() -> list[int]:
    """n log2 n in millionths for every number of cases, in whole numbers, so that the order never hangs on a rounding."""
    return [0, *(round(n * log2(n) * MILLION) for n in range(1, SIZE + 1))]
