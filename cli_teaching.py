"""The commands for a way to a level, and for a class."""

from __future__ import annotations

from pathlib import Path

import click

from .options import case_argument, format_option, lang_option, output_option, tell


@click.command()
@case_argument
@click.option("--to", "level", required=True, help="The level to reach.")
@click.option("--steps", is_flag=True, help="One level at a time, each from where the easiest way to the level before leads.")
@lang_option
@format_option("text", "html", "json")
@output_option
def path(case: Path, level: str, steps: bool, lang: str, layout: str, output: Path | None) -> None:
    """What it would take: the smallest sets of changes that reach a level, with the remedies for each change, by effort."""
    from . import tasks

    tell(tasks.path(case, level, steps, lang, layout), output)
