"""How likely each value of an axis is: the share, per mille, of drawn completions that end there. An estimate only."""

from __future__ import annotations

from collections.abc import Mapping

from ..kb.assumptions import CERTAIN
from ..kb.model import Ladder
from .axes import LadderReading
from .outcomes import established
from .rails import Reading


def likely(ladder: Ladder, reading: LadderReading, drawn: Reading) -> dict[str, int]:
    """Value -> share, adding up to 1,000. What is not possible has none; if no draw ends at a possible value all share alike."""
    counts = {value: mask.bit_count() if value in reading.possible else 0 for value, mask in established(ladder, drawn).items()}
    if not any(counts.values()):
        counts = {value: int(value in reading.possible) for value in counts}
    return per_mille(counts)


def per_mille(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts as shares of 1,000 in whole numbers; what rounding leaves goes to the largest remainders, the first of equal ones."""
    total = sum(counts.values())
    shares = {name: count * CERTAIN // total for name, count in counts.items()}
    remainders = sorted(counts, key=lambda name: -(counts[name] * CERTAIN % total))
    for name in remainders[:CERTAIN - sum(shares.values())]:
        shares[name] += 1
    return shares


def likeliest(shares: Mapping[str, int]) -> str:
    """The value with the largest share; of equal ones the lowest."""
    return max(shares, key=lambda value: shares[value])
