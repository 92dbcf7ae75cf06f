"""The commands that put questions to a respondent on a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from .options import case_argument, format_option, lang_option, output_option, respondent_option, side_option, tell


@click.command()
@case_argument
@lang_option
@side_option
@respondent_option
@click.option("--minutes", type=click.IntRange(min=1), help="Stop asking after about this long (four questions a minute).")
@click.option("--all", "everything", is_flag=True, help="Ask also what can no longer change the diagnosis.")
def interview(case: Path, lang: str, side: str | None, respondent: str | None, minutes: int | None, everything: bool) -> None:
    """Ask what can still change the diagnosis, the most telling page first; saves every answer at once; ends with the diagnosis."""
    from .terminal import interview_in_terminal

    interview_in_terminal(case, lang, side, respondent, minutes, everything)


@click.command()
@case_argument
@lang_option
@side_option
@respondent_option
@click.option("--show", is_flag=True, help="Only tell the scores; --format json and -o do so too.")
@format_option("text", "json")
@output_option
def instrument(case: Path, lang: str, side: str | None, respondent: str | None, show: bool, layout: str,
               output: Path | None) -> None:
    """The questionnaire of 2006 as a second opinion: ask its twenty items, every answer saved at once, and tell the scores."""
    from . import tasks
    from .terminal_instrument import rate_in_terminal

    if not (show or output or layout == "json"):
        rate_in_terminal(case, lang, side, respondent)
    elif side or respondent:
        raise click.UsageError("--show, --format json and -o tell the scores of all: leave --side and --respondent out.")
    else:
        tell(tasks.instrument(case, lang, layout), output)
