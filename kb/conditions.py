"""Conditions of rules as data: a closed, small language (DESIGN: question, finding, all, any, not, at_least, disputed)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """True when the question was answered by one of these answers."""

    question: str
    answers: frozenset[str]


@dataclass(frozen=True)
class Concluded:
    """True when the finding holds."""

    finding: str


@dataclass(frozen=True)
class Disputed:
    """True when two sides answered the question differently."""

    question: str


@dataclass(frozen=True)
class All:
    """True when every part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Any:
    """True when some part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """True when the part is known to be false: never for what was merely not asked."""

    part: Condition


@dataclass(frozen=True)
class AtLeast:
    """True when at least `count` of the parts are."""

    count: int
    parts: tuple[Condition, ...]


Condition = Asked | Concluded | Disputed | All | Any | Not | AtLeast


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly under one."""
    if isinstance(condition, (All, Any, AtLeast)):
        return condition.parts
    return (condition.part,) if isinstance(condition, Not) else ()


def leaves(condition: Condition) -> Iterator[Asked | Concluded | Disputed]:
    """The questions and findings a condition looks at, left to right."""
    if isinstance(condition, (Asked, Concluded, Disputed)):
        yield condition
    for part in parts_of(condition):
        yield from leaves(part)
