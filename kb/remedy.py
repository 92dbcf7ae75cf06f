"""Remedies as frozen values: what to do, for what reasons, when not, and how well it is supported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .problems import Place
from .text import Text

EFFORTS = ("days", "weeks", "months")
GRADES = ("experiment", "survey", "case", "practitioner", "theory")


@dataclass(frozen=True)
class Ground:
    """Why a remedy is called for or barred: a finding, and whether it has to hold or to be excluded."""

    finding: str
    excluded: bool
    because: Text
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """A precondition of a remedy, and the remedy or task that brings it about."""

    finding: str
    brought_by: str | None
    task: Text | None
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Brings:
    """Answers to a question that a source lets a remedy bring about."""

    question: str
    answers: tuple[str, ...]
    statements: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class SideEffect:
    """What a remedy may also do."""

    text: Text
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A piece of a remedy, told where its finding holds (or is excluded), or always when it names none."""

    finding: str | None
    excluded: bool
    text: Text
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """How well a remedy is supported."""

    grade: str
    says: Text
    supports: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class Remedy:
    """What to do, for what reasons, and when not."""

    id: str
    name: Text
    what: Text
    stage: str
    owner: Text
    effort: str
    steps: tuple[Text, ...]
    parts: tuple[Part, ...]
    works_when: Text
    reasons: tuple[Ground, ...]
    in_place: tuple[str, ...]
    brings: tuple[Brings, ...]
    needs: tuple[Need, ...]
    not_when: tuple[Ground, ...]
    side_effects: tuple[SideEffect, ...]
    evidence: Evidence
    place: Place

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """Every statement behind the remedy, each once, in order of appearance."""
        parts = (part.statements for part in self.parts)
        groups = [*(g.statements for g in (*self.reasons, *self.not_when)), *(b.statements for b in self.brings),
                  *(n.statements for n in self.needs),
                  *(s.statements for s in self.side_effects), *parts, self.evidence.supports, self.evidence.against]
        return tuple(dict.fromkeys(name for group in groups for name in group))
