"""Processes as tables: phases with the duties and flows that a source names, and whom it gives them to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .text import Text


@dataclass(frozen=True)
class Duty:
    """Work that somebody does. Its id is that of its question; `by`: the answers that are as a source has it."""

    id: str
    name: Text
    by: tuple[str, ...]
    statements: tuple[str, ...]

    @property
    def as_meant(self) -> str:
        """The finding that it is done by those to whom a source gives it."""
        return f"{self.id}_as_meant"

    @property
    def unowned(self) -> str:
        """The finding that nobody does it."""
        return f"{self.id}_unowned"

    @property
    def unsettled(self) -> str:
        """The finding that two do it apart, or that the sides name different ones."""
        return f"{self.id}_unsettled"


@dataclass(frozen=True)
class Flow:
    """What passes from one to another. Its id is that of its question; `ends` are the giver and the taker."""

    id: str
    name: Text
    ends: tuple[str, str]
    statements: tuple[str, ...]

    @property
    def runs(self) -> str:
        """The finding that it happens regularly."""
        return f"{self.id}_runs"


@dataclass(frozen=True)
class Phase:
    """A part of a process: what is done in it and what passes to and fro."""

    id: str
    name: Text
    duties: tuple[Duty, ...]
    flows: tuple[Flow, ...]

    @property
    def entries(self) -> tuple[Duty | Flow, ...]:
        """Its duties, then its flows."""
        return (*self.duties, *self.flows)


@dataclass(frozen=True)
class Process:
    """A process in phases. Its topic is the topic of its pages."""

    id: str
    topic: str
    name: Text
    phases: tuple[Phase, ...]

    @property
    def unowned(self) -> str:
        """The finding that some duty of the process is done by nobody."""
        return f"{self.id}_duties_unowned"

    @property
    def unsettled(self) -> str:
        """The finding that for some duty it is not settled whose it is."""
        return f"{self.id}_duties_unsettled"

    @property
    def missing(self) -> str:
        """The finding that some flow of the process does not happen."""
        return f"{self.id}_flows_missing"

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties of every phase."""
        return tuple(duty for phase in self.phases for duty in phase.duties)

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The flows of every phase."""
        return tuple(flow for phase in self.phases for flow in phase.flows)

    @property
    def entries(self) -> tuple[Duty | Flow, ...]:
        """The duties and flows of every phase."""
        return tuple(one for phase in self.phases for one in phase.entries)

    @property
    def findings(self) -> tuple[str, ...]:
        """The findings that its table brings about."""
        return (*(name for duty in self.duties for name in (duty.as_meant, duty.unowned, duty.unsettled)),
                *(flow.runs for flow in self.flows), self.unowned, self.unsettled, self.missing)


@dataclass(frozen=True)
class Processes:
    """All processes by id, and what a table is told with: the ends of flows, and the answers that a flow
    does not happen and that something is not needed."""

    tables: Mapping[str, Process]
    ends: Mapping[str, Text]
    gone: str
    unneeded: frozenset[str]
    limits: Text
