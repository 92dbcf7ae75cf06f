"""Belnap's four truth values (Belnap 1977): a pair of 'known true' and 'known false'; both is contested, neither unknown."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """(known true, known false)."""

    UNKNOWN = (False, False)
    TRUE = (True, False)
    FALSE = (False, True)
    CONTESTED = (True, True)

    @property
    def known_true(self) -> bool:
        """Something speaks for it."""
        return self.value[0]

    @property
    def known_false(self) -> bool:
        """Something speaks against it."""
        return self.value[1]

    def turned(self) -> Truth:
        """Negation: the two sides change places."""
        return Truth((self.known_false, self.known_true))

    def settled(self) -> Truth:
        """The same, with contested read as unknown: a contradiction settles nothing."""
        return Truth.UNKNOWN if self is Truth.CONTESTED else self


def both(truths: Iterable[Truth]) -> Truth:
    """Conjunction: true if all are, false if one is."""
    values = list(truths)
    return Truth((all(t.known_true for t in values), any(t.known_false for t in values)))


def either(truths: Iterable[Truth]) -> Truth:
    """Disjunction: true if one is, false if all are."""
    values = list(truths)
    return Truth((any(t.known_true for t in values), all(t.known_false for t in values)))


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """True if `count` of them are known true; false if too many are known false for that."""
    values = list(truths)
    return Truth((sum(t.known_true for t in values) >= count,
                  sum(t.known_false for t in values) > len(values) - count))
