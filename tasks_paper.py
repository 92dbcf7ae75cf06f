"""What the commands do that put something on paper: the interview guide, and any page as PDF or Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .cases.failures import Refused
from .cases.model import Case
from .cases.opening import open_case
from .cases.refusals import say
from .kb import shipped

PAPER = ("pdf", "docx")


def on_paper(write: Callable[[str], str], layout: str, language: str, template: Path | None = None) -> str | bytes:
    """What `write` gives for a layout; pdf and docx are made from its html. A template goes with docx alone."""
    if template is not None and layout != "docx":
        raise Refused(say("template_alone"))
    if layout == "pdf":
        from .reports.paper import pdf

        return pdf(write("html"))
    if layout == "docx":
        from .reports.word import docx

        return docx(write("html"), language, template)
    return write(layout)


def guide(path: Path | None, side: str | None, minutes: int | None, language: str, layout: str,
          template: Path | None) -> str | bytes:
    """The interview guide for an empty case, or for what is open in a case."""
    from .reports.guide import guide as write_guide

    known = shipped()
    case = open_case(path, known) if path is not None else Case("")
    return on_paper(lambda page: write_guide(known, case, side, minutes, language, page), layout, language, template)
