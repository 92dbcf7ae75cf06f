"""The commands on surveys: parse, call, print."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .options import SIDES, Group, case_argument, format_option, lang_option, output_option, store_option, tell


@click.group(cls=Group)
def survey() -> None:
    """Ask many people with a form tool, and take their answers in without knowing theirs from anybody's."""


@survey.command("export")
@click.option("--pages", default="staff", show_default=True, metavar="staff|all|IDS", help="Which pages: ids with commas between.")
@click.option("--smallest", type=click.IntRange(min=3), default=5, show_default=True, help="Smallest group to show.")
@lang_option
@format_option("xlsform", "csv", "docx")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
def survey_export(pages: str, smallest: int, lang: str, layout: str, output: Path) -> None:
    """Write a form: XLSForm and CSV in both languages, DOCX in one, with invitation, purpose, consent and who sees what."""
    from . import tasks_survey_form

    tasks_survey_form.export(pages, layout, lang, smallest, output)
    click.echo(f"{output}", err=True)


@survey.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--case", "case", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="A case file (counts go beside it), or the id of a case in the store.")
@click.option("--side", type=click.Choice(SIDES), default="staff", show_default=True, help="Whose answers, if no column says it.")
@click.option("--department", default="", help="Of which department, where no column says it.")
@click.option("--column", "columns", multiple=True, metavar="HEADER=QUESTION", help="What a column means; HEADER= drops it.")
@click.option("--answer", "values", multiple=True, metavar="QUESTION:VALUE=CODE", help="What a value means. Kept.")
@click.option("--smallest", type=click.IntRange(min=3), default=None, help="Smallest group heard and shown, as promised (5).")
@click.option("--replace", "how", flag_value="replace", help="This file instead of the ones that it repeats.")
@click.option("--add", "how", flag_value="add", help="These are other sheets, however alike.")
@click.option("--dry-run", "dry", is_flag=True, help="Show what would match; write nothing.")
@lang_option
@store_option
def survey_import(file: Path, case: Path, side: str, department: str, columns: tuple[str, ...], values: tuple[str, ...],
                  smallest: int | None, how: str | None, dry: bool, lang: str, store: str | None) -> None:
    """Count an export of a form tool (CSV or XLSX) into a case. Personal columns are dropped; nothing is guessed."""
    from . import tasks_survey

    size = file.stat().st_size if file.exists() else 0
    with click.progressbar(length=size, label=file.name, file=sys.stderr) as bar:
        told = tasks_survey.import_file(file, case, lang, side=side, department=department, columns=columns, values=values,
                                        smallest=smallest, how=how or "ask", dry=dry, place=store, read=bar.update)
    tell(told)


@survey.command("summary")
@case_argument
@click.option("--invited", multiple=True, metavar="DEPARTMENT=NUMBER", help="How many were invited, for the response rate.")
@lang_option
@format_option("text", "html", "json")
@output_option
@store_option
def survey_summary(case: Path, invited: tuple[str, ...], lang: str, layout: str, output: Path | None, store: str | None) -> None:
    """Results by side, and by department where no small group would show; and the response rate."""
    from . import tasks_survey

    tell(tasks_survey.summary(case, lang, layout, invited, store), output)
