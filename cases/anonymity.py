"""What may be shown of answers given anonymously: nothing about a small group, nor what subtraction would show of one.

Every number about such answers goes through here. Groups are counted by those who answered the question itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

ANONYMOUS = "staff"
SMALLEST_GROUP = 5
NEVER_BELOW = 3

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Shown:
    """What may be shown of one table: the counts of all together (None: not even those) and of some groups.

    `withheld`: the groups that are there and not shown. Their counts can be worked out only together, and together they are
    no small group.
    """

    total: Counts | None
    groups: Mapping[str, Counts]
    withheld: tuple[str, ...]


def may_be_heard(side: str, answered: int, smallest: int) -> bool:
    """False for answers to a question that too few of an anonymous side gave: no conclusion may rest on them."""
    return side != ANONYMOUS or answered >= smallest


def allowed_smallest(wanted: int) -> int:
    """The smallest group to be shown. Raises ValueError below three: of two, each knows the other's answer."""
    if wanted < NEVER_BELOW:
        raise ValueError(f"groups smaller than {NEVER_BELOW} are never shown")
    return wanted


def shown(groups: Mapping[str, Counts], silent: Collection[str] = (), smallest: int = SMALLEST_GROUP) -> Shown:
    """What may be shown of a table: group -> answer -> count, where each respondent is in one group.

    `silent`: codes that are no answers; they are shown where the group is, but do not make it larger.
    """
    present = {name: counts for name, counts in groups.items() if any(counts.values())}
    sizes = {name: _answers(counts, silent) for name, counts in present.items()}
    if sum(sizes.values()) < allowed_smallest(smallest):
        return Shown(None, {}, tuple(sorted(present)))
    hidden = withheld(sizes, smallest)
    total: Counter[str] = Counter()
    for counts in present.values():
        total.update(counts)
    return Shown(dict(total), {name: dict(present[name]) for name in sorted(present) if name not in hidden}, tuple(sorted(hidden)))


def withheld(sizes: Mapping[str, int], smallest: int) -> frozenset[str]:
    """The groups to keep back beside a total: the small ones, and the next larger until all of them together are no small group."""
    by_size = sorted(sizes, key=lambda name: (sizes[name], name))
    count = sum(size < smallest for size in sizes.values())
    while 0 < count < len(by_size) and sum(sizes[name] for name in by_size[:count]) < smallest:
        count += 1
    return frozenset(by_size[:count])


def _answers(counts: Counts, silent: Collection[str]) -> int:
    return sum(count for code, count in counts.items() if code not in silent)
