"""Drafts written from a case: what is known is told, what is not is left as a marked blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from ..engine.proof import weigh
from ..engine.truth import Truth
from ..kb.document import Document, Line, Section
from .json_export import dumps
from .rendering import environment
from .telling import Teller

BLANK = "…………………"


def draft(case: Case, diagnosis: Diagnosis, document: Document, language: str, layout: str) -> str:
    """The draft as md, html or json."""
    view = draft_view(Teller(case, diagnosis, language), document)
    return dumps(view) if layout == "json" else environment(layout).get_template(f"draft.{layout}.j2").render(
        **view, say=Teller(case, diagnosis, language).say, language=language)


def draft_view(teller: Teller, document: Document) -> dict[str, Any]:
    """The draft in plain values: sections of lines, each with whether it is still to be filled in."""
    sections = [_section(teller, one) for one in document.sections]
    blanks = sum(line["blank"] for section in sections for line in section["lines"])
    return {"id": document.id, "title": document.title[teller.language], "intro": document.intro[teller.language],
            "organisation": teller.case.organisation or BLANK, "date": teller.case.date or BLANK,
            "sections": sections, "blanks": blanks}


def _section(teller: Teller, section: Section) -> dict[str, Any]:
    lines = [told for line in section.lines for told in _lines(teller, line)]
    return {"title": section.title[teller.language], "lines": lines, "statements": list(teller.cite(section.statements))}


def _lines(teller: Teller, line: Line) -> Iterator[dict[str, Any]]:
    """How things stand today, where the case knows it; then the line itself, said or left to fill in."""
    diagnosis = teller.diagnosis
    if line.when is not None and weigh(line.when, diagnosis.settled, diagnosis.voices, diagnosis.known).truth is not Truth.TRUE:
        return
    heard = diagnosis.voices.heard(line.question) if line.question else ()
    if heard:
        told = "; ".join(teller.answer(line.question or "", code) for code in heard)
        yield {"text": teller.say("draft_today", text=told), "blank": False}
    text = line.text[teller.language]
    yield {"text": f"{text}: {BLANK}" if line.blank else text, "blank": line.blank}
