"""How the ground rules are matched: each as an experta rule, and a counting matcher that knows which facts they wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .experta_door import Answer, Dispute, Known, library
from .lowering import Atom, Differ, GroundRule, Heard, Pattern


class CountingMatcher(library.abstract.Matcher):  # type: ignore[misc]
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
                    added.append(library.activation.Activation(network.experta_rules[index], self.bound[index]))
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
        return library.Rule(*(self._pattern(pattern) for pattern in rule.patterns), salience=-rule.stratum)(fire)

    def _pattern(self, pattern: Pattern) -> Any:
        if isinstance(pattern, Atom):
            return Known(atom=pattern)
        if isinstance(pattern, Differ):
            return Dispute(question=pattern.question, value=pattern.value)
        return Answer(question=pattern.question, values=library.P(self._test(pattern)))

    def _test(self, pattern: Heard) -> Callable[[Any], bool]:
        """One function a set of answers: experta tells checks apart by the identity of their function."""
        key = (pattern.answers, pattern.among)
        if key not in self.tests:
            self.tests[key] = lambda values: _meets(values, *key)
        return self.tests[key]


def _meets(values: Iterable[str], answers: frozenset[str], among: bool) -> bool:
    return any((value in answers) == among for value in values)
