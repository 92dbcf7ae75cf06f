"""Axes read off settled truths: the rungs established and possible, and the choice at every value still possible."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from ..kb.model import Choice, ChoiceAxis, KnowledgeBase, Ladder
from .truth import Truth


@dataclass(frozen=True)
class LadderReading:
    """`established`: the highest rung that stands. `possible`: the values still open, lowest first, never empty.

    `exact`: every possible value is given by some completion, none is there to be on the safe side.
    """

    axis: str
    established: str
    possible: tuple[str, ...]
    exact: bool = False

    @property
    def concluded(self) -> str | None:
        """The value, when only one is possible."""
        return self.possible[0] if len(self.possible) == 1 else None


@dataclass(frozen=True)
class ChoiceReading:
    """What is chosen, what is still possible, where to, and what speaks for and against at the values still possible."""

    axis: str
    chosen: str
    possible: tuple[str, ...]
    target: str | None
    drivers: tuple[str, ...]
    barriers: tuple[str, ...]
    lifted_by: Mapping[str, str]
    exact: bool = False


@dataclass(frozen=True)
class Unevenness:
    """Signs of a higher value that hold while signs of lower values are missing."""

    ahead: tuple[str, ...]
    missing: tuple[str, ...]


def read_ladder(ladder: Ladder, settled: Mapping[str, Truth]) -> LadderReading:
    """The reading of a ladder."""
    truths = [settled[rung.finding] if rung.finding else Truth.TRUE for rung in ladder.rungs]
    highest = max(i for i, truth in enumerate(truths) if truth is Truth.TRUE)
    possible = [ladder.rungs[i].value for i in range(len(truths))
                if not any(truth is Truth.FALSE for truth in truths[:i + 1])
                and not any(truth is Truth.TRUE for truth in truths[i + 1:])]
    return LadderReading(ladder.id, ladder.rungs[highest].value, tuple(possible))


def read_choice(axis: ChoiceAxis, over: LadderReading, settled: Mapping[str, Truth],
                among: Container[str] | None = None) -> ChoiceReading:
    """The reading of the choice, at every value of the ladder that is still possible. `among`: the codes that completions give."""
    at_possible = [choice for choice in axis.choices if choice.value in over.possible]
    open_codes = {code for choice in at_possible for code in _possible_codes(choice, settled)}
    possible = tuple(code for code in axis.names if code in open_codes and (among is None or code in among))
    targets = {choice.target for choice in at_possible if possible == (next(iter(choice.outcomes), None),)}
    return ChoiceReading(
        axis.id, possible[0] if len(possible) == 1 else axis.open_value, possible,
        targets.pop() if len(targets) == 1 and len(at_possible) == 1 else None,
        _standing([name for choice in at_possible for name in choice.drivers], settled),
        _standing([name for choice in at_possible for name in choice.barriers], settled),
        {finding: remedy for choice in at_possible for finding, remedy in choice.lifted_by.items()},
        among is not None or len(possible) == 1)


def _possible_codes(choice: Choice, settled: Mapping[str, Truth]) -> list[str]:
    if choice.always:
        return [choice.always]
    certain = [code for code, finding in choice.outcomes.items() if settled[finding] is Truth.TRUE]
    return certain or [code for code, finding in choice.outcomes.items() if settled[finding] is not Truth.FALSE]


def _standing(findings: list[str], settled: Mapping[str, Truth]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in findings if settled[name] is Truth.TRUE))


def read_unevenness(ladder: Ladder, settled: Mapping[str, Truth], known: KnowledgeBase) -> Unevenness | None:
    """Signs ahead of missing ones, or None when the profile is even."""
    rank = {rung.value: number for number, rung in enumerate(ladder.rungs)}
    signs = [(rank[f.value or ""], name) for name, f in known.findings.items() if f.kind == "sign" and f.axis == ladder.id]
    standing = [(number, name) for number, name in signs if number > 0 and settled[name] is Truth.TRUE]
    missing = [(number, name) for number, name in signs if number > 0 and settled[name] is Truth.FALSE]
    lowest = min((number for number, _ in missing), default=len(rank))
    ahead = sorted((number, name) for number, name in standing if number > lowest)
    highest = max((number for number, _ in ahead), default=0)
    below = sorted((number, name) for number, name in missing if number < highest)
    return Unevenness(tuple(n for _, n in ahead), tuple(n for _, n in below)) if ahead else None
