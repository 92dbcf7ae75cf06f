"""experta behind one door: the only module that imports it. Its facts, and the order of its agenda.

experta 1.9.4 pins frozendict 1.2, which looks up `collections.Mapping`, gone since Python 3.10: the name
is lent for the import and taken back. Importing experta also configures the root logger: that is undone.
"""

from __future__ import annotations

import bisect
import collections
import collections.abc
import logging
from collections.abc import Iterable
from operator import attrgetter
from typing import Any


def _import_experta() -> Any:
    handlers, level = list(logging.root.handlers), logging.root.level
    collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
    try:
        import experta
        import experta.abstract
        import experta.activation
        import experta.agenda
    finally:
        del collections.Mapping  # type: ignore[attr-defined]
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
    return experta


library: Any = _import_experta()


class Answer(library.Fact):  # type: ignore[misc]
    """The answers that count for one question: (question, values)."""


class Dispute(library.Fact):  # type: ignore[misc]
    """What is known of a dispute over a question: (question, value)."""


class Known(library.Fact):  # type: ignore[misc]
    """A conclusion or a part of one: (atom). One field, since experta copies and checks every field of every fact."""


class OrderedStrategy(library.abstract.Strategy):  # type: ignore[misc]
    """The agenda ordered by salience, rule name and fact numbers: the same in every process.

    The library's DepthStrategy leaves activations of equal key behind when they are removed, and they
    fire (met in 1.9.4, tests/test_experta_behaviour.py).
    """

    def _update_agenda(self, agenda: Any, added: Iterable[Any], removed: Iterable[Any]) -> None:
        gone = set(map(_identity, removed))
        if gone:
            agenda.activations[:] = [activation for activation in agenda.activations if _identity(activation) not in gone]
        for activation in added:
            numbers = sorted(fact["__factid__"] for fact in activation.facts)
            activation.key = (activation.rule.salience, _Descending(activation.rule.__name__), [-number for number in numbers])
            bisect.insort(agenda.activations, activation, key=_key)


_key = attrgetter("key")


def _identity(activation: Any) -> tuple[str, frozenset[int]]:
    return activation.rule.__name__, frozenset(fact["__factid__"] for fact in activation.facts)


class _Descending(str):
    """Sorts backwards: experta takes the last of the agenda, and the first name is to fire first."""

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)
