"""What `rapport report` does: one diagnosis for one reader, in one format, with the templates of a folder where they are given."""

from __future__ import annotations

from pathlib import Path

from .cases.opening import keep_told
from .tasks import diagnosed
from .tasks_paper import PAPER, on_paper


def report(path: Path, voice: str, language: str, layout: str, template: Path | None = None,
           templates: Path | None = None) -> str | bytes:
    """The report as text, md, html, json, pdf or docx."""
    from .reports.voices import told_to

    case, diagnosis = diagnosed(path)
    keep_told(path, case, diagnosis)
    paper = layout in PAPER
    return on_paper(lambda page: told_to(voice, case, diagnosis, language, page, templates, paper), layout, language, template)
