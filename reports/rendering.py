"""A diagnosis in words: one view of plain values, laid out by a template a format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from . import sections
from .background import background, tensions
from .checklist_section import checklist
from .instrument_section import second_opinion
from .laying_out import WIDTH, one_line, wrap
from .next_level_section import next_level
from .pictures import pictures
from .plan_section import CONFLICT, FIT, LEVEL
from .process_section import process_tables
from .sides import sides
from .telling import Teller
from .templating import TEMPLATES, environment, laid_out
from .voices_section import who

BLOCKS = ("head", "summary", "signs", "conflict", "fit", "plan", "next_level", "gaps", "views", "overrides", "opinion", "practices",
          "processes", "checklist", "background", "tensions", "likeness", "still_open", "limits", "sources")
"""The blocks that tell everything, in the order of the report."""


def render(case: Case, diagnosis: Diagnosis, language: str, layout: str, folder: Path | None = None, paper: bool = False) -> str:
    """The whole report as text, md or html; `paper`: nothing in it is folded away."""
    return in_blocks("consultant", BLOCKS, view(case, diagnosis, language), layout, folder, paper)


def in_blocks(voice: str, blocks: tuple[str, ...], values: dict[str, Any], layout: str, folder: Path | None = None,
              paper: bool = False) -> str:
    """A report of some blocks in one layout."""
    told = {**values, "voice": voice, "blocks": blocks, "layout": layout, "paper": paper}
    return laid_out("report.j2", told, layout, folder)


def view(case: Case, diagnosis: Diagnosis, language: str) -> dict[str, Any]:
    """All that a template needs, in plain values."""
    teller = Teller(case, diagnosis, language)
    parts: dict[str, Any] = {
        "language": language, "say": teller.say, "title": title(teller), "organisation": case.organisation or teller.say("unnamed"),
        "date": case.date, "note": case.note, "who": who(teller),
        "axes": (LEVEL, CONFLICT, FIT)}
    for name in ("summary", "signs", "conflict", "fit", "practices", "plan", "gaps", "likeness", "still_open", "overrides",
                 "limits"):
        parts[name] = getattr(sections, name)(teller)
    parts["background"], parts["tensions"] = background(teller), tensions(teller)
    parts["opinion"] = second_opinion(teller)
    parts["processes"] = process_tables(teller)
    parts["checklist"] = checklist(teller)
    parts["pictures"] = pictures(teller)
    parts["next_level"] = next_level(teller)
    parts["sides"] = sides(teller)
    parts["sources"] = sections.sources(teller)
    parts["version"] = diagnosis.known.version
    return parts


def title(teller: Teller) -> str:
    """The heading of every report."""
    return teller.say("title", organisation=teller.case.organisation or teller.say("unnamed"))


__all__ = ["BLOCKS", "TEMPLATES", "WIDTH", "environment", "in_blocks", "one_line", "render", "title", "view", "wrap"]
