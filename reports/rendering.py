"""A diagnosis in words: one view of plain values, laid out by a template a format."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from . import sections
from .background import background, tensions
from .checklist_section import checklist
from .instrument_section import second_opinion
from .next_level_section import next_level
from .pictures import pictures
from .pictures.paint import PAINTS
from .plan_section import CONFLICT, FIT, LEVEL
from .process_section import process_tables
from .sides import sides
from .telling import Teller
from .voices_section import who

TEMPLATES = Path(__file__).parent / "templates"
WIDTH = 78


def render(case: Case, diagnosis: Diagnosis, language: str, layout: str) -> str:
    """The report as text, md or html."""
    return environment(layout).get_template(f"report.{layout}.j2").render(view(case, diagnosis, language))


def view(case: Case, diagnosis: Diagnosis, language: str) -> dict[str, Any]:
    """All that a template needs, in plain values."""
    teller = Teller(case, diagnosis, language)
    parts: dict[str, Any] = {
        "language": language, "say": teller.say, "organisation": case.organisation or teller.say("unnamed"),
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


@lru_cache(maxsize=4)
def environment(layout: str) -> jinja2.Environment:
    """The templates of one layout; a name that is missing is an error, and HTML is escaped."""
    made = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=layout == "html",
                              undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    made.globals["paints"] = PAINTS
    made.filters["wrap"] = wrap
    made.filters["md"] = markdown_safe
    made.filters["line"] = one_line
    return made


def wrap(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> str:
    """A paragraph of at most 78 columns, its first line led by `first`, the others by `rest`.

    Reports keep that width on any screen, so that the same case gives the same bytes.
    """
    lead = " " * len(first) if rest is None else rest
    return textwrap.fill(one_line(text), width, initial_indent=first, subsequent_indent=lead, break_long_words=True,
                         break_on_hyphens=False)


def one_line(text: str) -> str:
    """Text of strangers on one line, without control characters."""
    return " ".join("".join(ch if ch.isprintable() else " " for ch in str(text)).split())


def markdown_safe(text: str) -> str:
    """Text of strangers as Markdown that shows it and does nothing else."""
    escaped = one_line(text)
    for mark in "\\`*_[]|~":
        escaped = escaped.replace(mark, "\\" + mark)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
