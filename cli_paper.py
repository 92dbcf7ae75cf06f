"""The commands whose result is meant to be printed or handed over: parse, call, print."""

from __future__ import annotations

from pathlib import Path

import click

from .options import SIDES, case_argument, format_option, lang_option, output_option, tell, template_option


@click.command()
@click.argument("case", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--for", "side", type=click.Choice(SIDES), help="Who is to be asked; by default the observer, asked everything.")
@click.option("--minutes", type=click.IntRange(min=1), help="How long it may take (four questions a minute).")
@lang_option
@format_option("md", "html", "pdf", "docx")
@template_option
@output_option
def guide(case: Path | None, side: str | None, minutes: int | None, lang: str, layout: str, template: Path | None,
          output: Path | None) -> None:
    """A printable interview guide: most telling pages first, why each question is asked, boxes, notes; with CASE what is open."""
    from . import tasks_paper

    tell(tasks_paper.guide(case, side, minutes, lang, layout, template), output)


@click.command()
@case_argument
@click.option("--voice", type=click.Choice(("consultant", "management", "hr", "trainee")), default="consultant", show_default=True,
              help="Who reads it: everything, one page, neutral words without persons, or questions with the answers folded away.")
@lang_option
@format_option("html", "pdf", "docx", "md", "json", "text")
@template_option
@click.option("--templates", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER",
              help="Templates of your own: blocks, layouts and styles in this folder win over those of the same name.")
@output_option
def report(case: Path, voice: str, lang: str, layout: str, template: Path | None, templates: Path | None,
           output: Path | None) -> None:
    """The diagnosis as a report to hand over, for one reader and in one format."""
    from . import tasks_report

    tell(tasks_report.report(case, voice, lang, layout, template, templates), output)


@click.command()
@case_argument
@click.option("--solution", is_flag=True, help="The sheet with the solution, for the trainer.")
@lang_option
@format_option("md", "html", "pdf", "docx")
@template_option
@output_option
def handout(case: Path, solution: bool, lang: str, layout: str, template: Path | None, output: Path | None) -> None:
    """A case as a sheet for a class, without its diagnosis and without names; or the sheet with the solution."""
    from . import tasks, tasks_paper

    tell(tasks_paper.on_paper(lambda page: tasks.handout(case, lang, page, solution), layout, lang, template), output)
