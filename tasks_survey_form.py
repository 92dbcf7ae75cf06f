"""Writing a survey form to a file."""

from __future__ import annotations

from pathlib import Path

from .cases.survey_form import form_of
from .cases.survey_writing import as_csv, docx, xlsform
from .cases.writing import write_whole
from .kb import shipped
from .kb.problems import BrokenFile, Place, Problem
from .reports.phrasing import Speaker


def export(pages: str, layout: str, language: str, smallest: int, output: Path) -> None:
    """Writes the form. Raises `BrokenFile` for pages that are not there, OSError when the file cannot be written."""
    known = shipped()
    form = form_of(known, pages, smallest)
    if layout == "docx":
        try:
            content = docx(known, form, language)
        except ImportError:
            raise BrokenFile([Problem(Place("rapport survey export"), Speaker(language).say("survey_needs_docx"))]) from None
    else:
        content = xlsform(known, form) if layout == "xlsform" else as_csv(known, form)
    write_whole(output, content)
