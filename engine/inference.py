"""experta behind one door: the only module that imports it. Runs the ground rules over the answers and records each firing.

experta 1.9.4 pins frozendict 1.2, which looks up `collections.Mapping`, gone since Python 3.10: the name
is lent for the import and taken back. Importing experta also configures the root logger: that is undone.
Facts, rules, agenda, strategy and firing are experta's; the order of the agenda and the default matcher
are ours (docs/decisions/0002): nothing is ever taken back, so no stale activation can fire.
"""

from __future__ import annotations

import bisect
import collections
import collections.abc
import gc
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from ..kb.conditions import Disputed, leaves
from ..kb.model import KnowledgeBase
from .lowering import Atom, Differ, GroundRule, Heard, Pattern, lower
from .truth import Truth
from .voices import Voices


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


experta: Any = _import_experta()


class Answer(experta.Fact):  # type: ignore[misc]
    """The answers that count for one question: (question, values)."""


class Dispute(experta.Fact):  # type: ignore[misc]
    """What is known of a dispute over a question: (question, value)."""


class Known(experta.Fact):  # type: ignore[misc]
    """A conclusion or a part of one: (atom). One field, since experta copies and checks every field of every fact."""


@dataclass(frozen=True)
class Firing:
    """One firing: which ground rule, on which facts, and whether its conclusion was new."""

    number: int
    rule: GroundRule
    matched: tuple[Any, ...]
    fresh: bool

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


class OrderedStrategy(experta.abstract.Strategy):  # type: ignore[misc]
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
            bisect.insort(agenda.activations, activation)


def _identity(activation: Any) -> tuple[str, frozenset[int]]:
    return activation.rule.__name__, frozenset(fact["__factid__"] for fact in activation.facts)


class _Descending(str):
    """Sorts backwards: experta takes the last of the agenda, and the first name is to fire first."""

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)


class CountingMatcher(experta.abstract.Matcher):  # type: ignore[misc]
    """For ground positive rules: how many patterns of each rule are still missing (Dowling and Gallier 1984)."""

    def __init__(self, engine: Any) -> None:
        super().__init__(engine)
        self.reset()

    def reset(self) -> None:
        """Forgets all facts."""
        self.missing = list(self.engine.network.sizes)
        self.bound: dict[int, list[Any]] = {}

    def changes(self, adding: Sequence[Any] | None = None, deleting: Sequence[Any] | None = None) -> tuple[list[Any], list[Any]]:
        """The activations that the new facts complete. Nothing is ever taken back."""
        if deleting:
            raise NotImplementedError("facts are never retracted: run again from the answers")
        added: list[Any] = []
        network = self.engine.network
        for fact in adding or ():
            for index in network.waiting_for(fact):
                self.bound.setdefault(index, []).append(fact)
                self.missing[index] -= 1
                if self.missing[index] == 0:
                    added.append(experta.activation.Activation(network.experta_rules[index], self.bound[index]))
        return added, []


class Network:
    """The ground rules as experta rules, and which of them wait for which fact. Built once, shared by runs."""

    def __init__(self, rules: tuple[GroundRule, ...]) -> None:
        self.rules = rules
        self.sizes = [len(rule.patterns) for rule in rules]
        self.tests: dict[tuple[frozenset[str], bool], Callable[[Any], bool]] = {}
        self.experta_rules = [self._experta_rule(rule) for rule in rules]
        self.by_atom: dict[Pattern, list[int]] = {}
        self.by_question: dict[str, list[tuple[Heard, list[int]]]] = {}
        self._index()

    def _index(self) -> None:
        for index, rule in enumerate(self.rules):
            for pattern in rule.patterns:
                self.by_atom.setdefault(pattern, []).append(index)
        for pattern, indices in self.by_atom.items():
            if isinstance(pattern, Heard):
                self.by_question.setdefault(pattern.question, []).append((pattern, indices))

    def waiting_for(self, fact: Any) -> Iterable[int]:
        """The rules one of whose patterns the fact meets."""
        if isinstance(fact, Known):
            return self.by_atom.get(fact["atom"], ())
        if isinstance(fact, Dispute):
            return self.by_atom.get(Differ(fact["question"], fact["value"]), ())
        if isinstance(fact, Answer):
            waiting = self.by_question.get(fact["question"], ())
            return [index for pattern, indices in waiting if _meets(fact["values"], pattern.answers, pattern.among)
                    for index in indices]
        return ()

    def _experta_rule(self, rule: GroundRule) -> Any:
        def fire(engine: Any) -> None:
            engine.conclude(rule)

        fire.__name__ = rule.name
        return experta.Rule(*(self._pattern(pattern) for pattern in rule.patterns), salience=-rule.stratum)(fire)

    def _pattern(self, pattern: Pattern) -> Any:
        if isinstance(pattern, Atom):
            return Known(atom=pattern)
        if isinstance(pattern, Differ):
            return Dispute(question=pattern.question, value=pattern.value)
        return Answer(question=pattern.question, values=experta.P(self._test(pattern)))

    def _test(self, pattern: Heard) -> Callable[[Any], bool]:
        """One function a set of answers: experta tells checks apart by the identity of their function."""
        key = (pattern.answers, pattern.among)
        if key not in self.tests:
            self.tests[key] = lambda values: _meets(values, *key)
        return self.tests[key]


def _meets(values: Iterable[str], answers: frozenset[str], among: bool) -> bool:
    return any((value in answers) == among for value in values)


class _Agenda(experta.agenda.Agenda):  # type: ignore[misc]
    """experta's agenda, remembering the activation it gave out last."""

    current: Any = None

    def get_next(self) -> Any:
        self.current = super().get_next()
        return self.current


class _Engine(experta.KnowledgeEngine):  # type: ignore[misc]
    """One run over one network. `network` is set on a subclass, since experta builds its matcher in the constructor."""

    __strategy__ = OrderedStrategy
    network: Network

    def __init__(self) -> None:
        self.firings: list[Firing] = []
        self.concluded: set[Atom] = set()
        super().__init__()

    def get_rules(self) -> list[Any]:
        return list(self.network.experta_rules)

    def run_over(self, facts: Iterable[Any]) -> Run:
        self.reset()
        self.agenda = _Agenda()
        self.declare(*facts)
        self.run()
        return Run(frozenset(self.concluded), tuple(self.firings))

    def conclude(self, rule: GroundRule) -> None:
        atom = rule.concludes
        fresh = atom not in self.concluded
        if fresh:
            self.declare(Known(atom=atom))
            self.concluded.add(atom)
        self.firings.append(Firing(len(self.firings) + 1, rule, tuple(self.agenda.current.facts), fresh))


def _shown(fact: Any) -> tuple[str, ...]:
    if isinstance(fact, Answer):
        return ("answer", fact["question"], *fact["values"])
    if isinstance(fact, Dispute):
        return ("dispute", fact["question"], fact["value"])
    atom: Atom = fact["atom"]
    return (atom.kind, atom.name, atom.value)


MATCHERS = ("counting", "rete")


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


def infer(known: KnowledgeBase, voices: Voices, matcher: str = "counting") -> Run:
    """Runs all rules over the voices with a fresh engine. The answers' order does not matter."""
    return _engine_class(known, matcher)().run_over(_facts(known, voices))


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
