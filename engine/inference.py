"""One run of the ground rules over the answers, on experta, with each firing recorded.

Facts, rules, agenda, strategy and firing are experta's; the order of the agenda and the default matcher
are ours (docs/decisions/0002): nothing is ever taken back, so no stale activation can fire.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from ..kb.conditions import Disputed, leaves
from ..kb.model import KnowledgeBase
from .experta_door import Answer, Dispute, Known, OrderedStrategy, library
from .lowering import Atom, GroundRule, lower
from .matching import CountingMatcher, Network
from .truth import Truth
from .voices import Voices


@dataclass(frozen=True)
class Waiting:
    """An activation on the agenda: its rule and salience. experta takes them from the first of the list on."""

    rule: str
    salience: int


@dataclass(frozen=True)
class Firing:
    """One firing: which ground rule, on which facts, and whether its conclusion was new.

    `agenda`: what was waiting before it, this activation first; recorded when a run is watched. `waiting`: how many.
    """

    number: int
    rule: GroundRule
    matched: tuple[Any, ...]
    fresh: bool
    agenda: tuple[Waiting, ...] = ()
    waiting: int = 0

    @cached_property
    def facts(self) -> tuple[tuple[str, ...], ...]:
        """The facts matched, oldest first, as words: what kind, what about, what value."""
        return tuple(_shown(fact) for fact in sorted(self.matched, key=lambda fact: int(fact["__factid__"])))

    @property
    def new(self) -> tuple[str, ...] | None:
        """The new fact as words, or None."""
        atom = self.rule.concludes
        return (atom.kind, atom.name, atom.value) if self.fresh else None


@dataclass(frozen=True)
class Run:
    """What a run concluded: the atoms, and the firings in order."""

    atoms: frozenset[Atom]
    firings: tuple[Firing, ...]

    def truth(self, finding: str) -> Truth:
        """What is known of a finding."""
        return Truth((Atom("finding", finding, "true") in self.atoms, Atom("finding", finding, "false") in self.atoms))

    def remedies(self, value: str) -> list[str]:
        """The remedies that are wanted, barred or in_place, sorted."""
        return sorted(atom.name for atom in self.atoms if atom.kind == "remedy" and atom.value == value)


class _Agenda(library.agenda.Agenda):  # type: ignore[misc]
    """experta's agenda, remembering the activation it gave out last, and the first of those waiting when it is watched."""

    current: Any = None
    watched = False
    seen: tuple[Waiting, ...] = ()
    waiting = 0

    def get_next(self) -> Any:
        if self.watched:
            first = self.activations[:-AGENDA_SHOWN - 1:-1]
            self.seen = tuple(Waiting(one.rule.__name__, one.rule.salience) for one in first)
            self.waiting = len(self.activations)
        self.current = super().get_next()
        return self.current


class _Engine(library.KnowledgeEngine):  # type: ignore[misc]
    """One run over one network. `network` is set on a subclass, since experta builds its matcher in the constructor."""

    __strategy__ = OrderedStrategy
    network: Network

    def __init__(self) -> None:
        self.firings: list[Firing] = []
        self.concluded: set[Atom] = set()
        super().__init__()

    def get_rules(self) -> list[Any]:
        return list(self.network.experta_rules)

    def run_over(self, facts: Iterable[Any], watched: bool) -> Run:
        self.reset()
        self.agenda = _Agenda()
        self.agenda.watched = watched
        self.declare(*facts)
        self.run()
        return Run(frozenset(self.concluded), tuple(self.firings))

    def conclude(self, rule: GroundRule) -> None:
        atom = rule.concludes
        fresh = atom not in self.concluded
        if fresh:
            self.declare(Known(atom=atom))
            self.concluded.add(atom)
        agenda = self.agenda
        self.firings.append(Firing(len(self.firings) + 1, rule, tuple(agenda.current.facts), fresh, agenda.seen, agenda.waiting))


def _shown(fact: Any) -> tuple[str, ...]:
    if isinstance(fact, Answer):
        return ("answer", fact["question"], *fact["values"])
    if isinstance(fact, Dispute):
        return ("dispute", fact["question"], fact["value"])
    atom: Atom = fact["atom"]
    return (atom.kind, atom.name, atom.value)


MATCHERS = ("counting", "rete")
AGENDA_SHOWN = 12


@lru_cache(maxsize=8)
def _engine_class(known: KnowledgeBase, matcher: str) -> type[_Engine]:
    if matcher not in MATCHERS:
        raise ValueError(f"there is no matcher '{matcher}': {' or '.join(MATCHERS)}")
    attributes: dict[str, Any] = {"network": Network(lower(known))}
    gc.collect()
    gc.freeze()  # the network lives as long as the process: without this every collection walks it
    if matcher == "counting":
        attributes["__matcher__"] = CountingMatcher
    return type("CaseEngine", (_Engine,), attributes)


def infer(known: KnowledgeBase, voices: Voices, matcher: str = "counting", watched: bool = False) -> Run:
    """Runs all rules over the voices with a fresh engine. The answers' order does not matter.

    `watched`: the agenda before each firing is recorded too, its first twelve activations and their number.
    """
    return _engine_class(known, matcher)().run_over(_facts(known, voices), watched)


@lru_cache(maxsize=8)
def _disputable(known: KnowledgeBase) -> tuple[str, ...]:
    """The questions that some rule asks whether sides differ on."""
    asked = {leaf.question for rule in known.rules.values() for leaf in leaves(rule.when) if isinstance(leaf, Disputed)}
    return tuple(sorted(asked))


def _facts(known: KnowledgeBase, voices: Voices) -> list[Any]:
    answered = [q for q in sorted(set(voices.said) | set(voices.settled)) if voices.heard(q)]
    facts: list[Any] = [Answer(question=question, values=voices.heard(question)) for question in answered]
    for question in _disputable(known):
        truth = voices.disputed(Disputed(question), known)
        if truth is not Truth.UNKNOWN:
            facts.append(Dispute(question=question, value="true" if truth is Truth.TRUE else "false"))
    return facts
