"""Sections of the short reports in plain values, and what management and HR are both told: the level and the limits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..cases.model import Case
from . import sections
from .handout import nameless
from .plan_section import LEVEL
from .telling import Teller

SHOWN = 3


@dataclass(frozen=True)
class Item:
    """One entry of a list: what it says after its label."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs, then a list; `ordered`: the list is numbered."""

    id: str
    heading: str
    lines: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    ordered: bool = False


def without_persons(case: Case) -> Case:
    """The case of the organisation at its date, without notes, departments, and the names of respondents."""
    return replace(nameless(case), organisation=case.organisation, date=case.date)


def in_short(teller: Teller) -> Section:
    """The level and the conflict, without counts and proofs."""
    reading = teller.diagnosis.ladders[LEVEL]
    lines = sections.level_lines(teller)[:2 if reading.concluded or teller.diagnosis.likely.get(LEVEL) else 1]
    return Section("short", teller.say("summary"), (" ".join([*lines, sections.conflict_line(teller)]),))


def short_limits(teller: Teller) -> Section:
    """What the diagnosis cannot say."""
    return Section("limits", teller.say("limits"), items=tuple(Item(line) for line in sections.limits(teller)))
