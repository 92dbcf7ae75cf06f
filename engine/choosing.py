"""All ways to change so many of some answers, laid out as cases for the rails: one bit a way, without listing them."""

from __future__ import annotations

from collections.abc import Sequence

Masks = dict[tuple[int, int], int]


def how_many(kinds: Sequence[int], size: int) -> int:
    """The number of ways to choose `size` items and one of its kinds for each. `kinds`: how many kinds each item has."""
    counts = [1] + [0] * size
    for number in kinds:
        for at in range(size, 0, -1):
            counts[at] += counts[at - 1] * number
    return counts[size]


def choices(kinds: Sequence[int], size: int) -> Masks:
    """(item, kind) -> the ways in which it is chosen. Ways without the last item come first, then those with each of its kinds."""
    layer: list[Masks] = [{} for _ in range(size + 1)]
    counts = [1] + [0] * size
    for item, number in enumerate(kinds):
        for at in range(size, 0, -1):
            layer[at] = _with(layer[at], layer[at - 1], counts[at], counts[at - 1], item, number)
            counts[at] += counts[at - 1] * number
    return layer[size]


def _with(without: Masks, fewer: Masks, before: int, each: int, item: int, number: int) -> Masks:
    """The ways without an item, followed by those that add one of its kinds to ways with one item fewer."""
    found = dict(without)
    full = (1 << each) - 1
    for key, mask in fewer.items():
        repeated = sum(mask << each * kind for kind in range(number))
        found[key] = found.get(key, 0) | repeated << before
    for kind in range(number if each else 0):
        found[item, kind] = full << before + each * kind
    return found


def chosen(kinds: Sequence[int], size: int, way: int) -> tuple[tuple[int, int], ...]:
    """The items with their kinds in one way, the first item first."""
    found: list[tuple[int, int]] = []
    for item in range(len(kinds) - 1, -1, -1):
        before = how_many(kinds[:item], size - len(found))
        if way >= before:
            each = how_many(kinds[:item], size - len(found) - 1)
            kind, way = divmod(way - before, each)
            found.append((item, kind))
    return tuple(reversed(found))


