"""The commands on the knowledge base itself: parse, call, print."""

from __future__ import annotations

from pathlib import Path

import click

from .options import ERROR, Group, format_option, lang_option, output_option, tell


@click.group(cls=Group)
def kb() -> None:
    """Look at the knowledge base."""


@kb.command("check")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@lang_option
@format_option("text", "json")
@output_option
def kb_check(folder: Path | None, lang: str, layout: str, output: Path | None) -> None:
    """Load and check a knowledge base (the shipped one by default) and count what it holds."""
    from . import tasks_kb

    tell(tasks_kb.check(folder, layout), output)


@kb.command("show")
@click.argument("name", metavar="ID")
@lang_option
@format_option("text", "json")
@output_option
def kb_show(name: str, lang: str, layout: str, output: Path | None) -> None:
    """Show a question, finding, rule, remedy, statement, source or term by its id."""
    from . import tasks_kb

    tell(tasks_kb.show(name, lang, layout), output)


@kb.command("terms")
@lang_option
@format_option("text", "json")
@output_option
def kb_terms(lang: str, layout: str, output: Path | None) -> None:
    """One Russian word for each term, and the words not to be used for it."""
    from . import tasks_kb

    tell(tasks_kb.terms(lang, layout), output)


@kb.command("statement")
@click.argument("name", metavar="ID")
@lang_option
@format_option("text", "json")
@output_option
def kb_statement(name: str, lang: str, layout: str, output: Path | None) -> None:
    """A statement of a source, and every question, finding, rule and remedy that rests on it."""
    from . import tasks_kb

    tell(tasks_kb.statement(name, lang, layout), output)


@kb.command("source")
@click.argument("name", metavar="ID")
@lang_option
@format_option("text", "json")
@output_option
def kb_source(name: str, lang: str, layout: str, output: Path | None) -> None:
    """A source, how far it was read, and its statements."""
    from . import tasks_kb

    tell(tasks_kb.source(name, lang, layout), output)


@kb.command("tensions")
@click.argument("name", metavar="[ID]", required=False)
@lang_option
@format_option("text", "json")
@output_option
def kb_tensions(name: str | None, lang: str, layout: str, output: Path | None) -> None:
    """Where the sources contradict each other, the context in which each side holds, and the rule that decides."""
    from . import tasks_kb

    tell(tasks_kb.tensions(name, lang, layout), output)


@kb.command("coverage")
@lang_option
@format_option("text", "json")
@output_option
def kb_coverage(lang: str, layout: str, output: Path | None) -> None:
    """Every statement with a case whose report or trace prints it; exit code 1 when one is missing."""
    from . import tasks_kb

    text, whole = tasks_kb.coverage(lang, layout)
    tell(text, output, 0 if whole else ERROR)


@kb.command("test")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@lang_option
@format_option("text", "json")
@output_option
def kb_test(folder: Path | None, lang: str, layout: str, output: Path | None) -> None:
    """Run the cases of knowledge (the shipped ones by default); exit code 1 when one fails."""
    from . import tasks_kb

    text, passed = tasks_kb.test(folder, lang, layout)
    tell(text, output, 0 if passed else ERROR)


@kb.command("graph")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--steps", type=click.IntRange(min=1), default=2, show_default=True, help="How many rules down from the ID.")
@lang_option
@format_option("svg", "dot", "mermaid")
@output_option
def kb_graph(name: str | None, steps: int, lang: str, layout: str, output: Path | None) -> None:
    """The rules around a question, finding or remedy as a picture: what it rests on, and what rests on it."""
    from . import tasks_kb

    tell(tasks_kb.graph(name, lang, layout, steps if name else None), output)


@kb.command("export")
@click.option("--clips", "form", flag_value="clips", required=True, help="As a CLIPS program (.clp).")
@output_option
def kb_export(form: str, output: Path | None) -> None:
    """Write the rules as a CLIPS program: facts in, findings known true and known false out."""
    from . import tasks_kb

    tell(tasks_kb.export(form), output)
