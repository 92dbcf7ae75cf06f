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


@click.command()
@click.argument("case", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--level", help="Draw a case of this level instead of reading CASE.")
@click.option("--difficulty", type=click.IntRange(1, 5), default=2, show_default=True, help="How noisy and thin a drawn case is.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which case is drawn: a class with one seed has one case.")
@click.option("--save", type=click.Path(dir_okay=False, path_type=Path), help="Write the drawn case to this file and stop.")
@lang_option
def teach(case: Path | None, level: str | None, difficulty: int, seed: int, save: Path | None, lang: str) -> None:
    """A lesson: the diagnosis is hidden; choose pages, say level, conflict and first remedies; a debrief compares."""
    from . import tasks

    if (case is None) == (level is None) or (save is not None and level is None):
        raise click.UsageError("give either a CASE or --level N; --save goes with --level.")
    found = tasks.lesson_case(case, level, difficulty, seed)
    if save is not None:
        from .cases.writing import as_yaml

        tell(as_yaml(found), save)
        return
    from .terminal_teaching import teach_in_terminal

    teach_in_terminal(tasks.knowledge(), found, lang)
