"""Random numbers as integers, one bit a case: drawn from names, so that they are the same in any process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

SIZE = 4096
FULL = (1 << SIZE) - 1
PLANES = 10


def planes(name: str) -> list[int]:
    """A random number of ten bits for each case, a plane a bit, the lowest first."""
    random = Random(f"rapport draw {name}")
    return [random.getrandbits(SIZE) for _ in range(PLANES)]


def below(part: int, whole: int, drawn: Sequence[int]) -> int:
    """About `part` of `whole` of the cases: those whose random number is small enough."""
    share = ((part << PLANES + 1) + whole) // (2 * whole) if whole else 0
    if share >= 1 << PLANES:
        return FULL
    mask = 0
    for at, plane in enumerate(drawn):
        mask = mask | plane if share >> at & 1 else mask & plane
    return mask


def partition(name: str, shares: Mapping[str, int]) -> dict[str, int]:
    """The cases shared out among names at random, in proportion to their shares; each case to one name."""
    left, whole = FULL, sum(shares.values())
    found: dict[str, int] = {}
    for code, share in shares.items():
        found[code] = left & below(share, whole, planes(f"{name} {code}"))
        left &= ~found[code]
        whole -= share
    if left:
        found[list(shares)[-1]] |= left
    return found


def spread_out(weights: Sequence[int]) -> list[int]:
    """The cases shared out in proportion to weights, to the nearest case, and evenly so in every aligned part of them.

    Cases are ranked by their number read backwards in binary (van der Corput), so that each block of 256 holds every kind.
    """
    total, found, reached, before = sum(weights), [], 0, 0
    for weight in weights:
        reached += weight
        upto = _ranked_below((2 * SIZE * reached + total) // (2 * total))
        found.append(upto & ~before)
        before = upto
    return found


def _ranked_below(count: int) -> int:
    """The first `count` cases of the ranking."""
    if count >= SIZE:
        return FULL
    mask = 0
    for at, plane in enumerate(_RANK):
        mask = mask & plane if not count >> at & 1 else mask | plane
    return mask


def _without_digit(digit: int) -> int:
    """The cases whose number has no 1 at a binary digit."""
    run = 1 << digit
    return ((1 << run) - 1) * (FULL // ((1 << 2 * run) - 1))


_RANK = [_without_digit(digit) for digit in reversed(range(SIZE.bit_length() - 1))]
