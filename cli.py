"""Rapport from the command line: parse, call, print."""

from __future__ import annotations

from pathlib import Path

import click

from . import __version__
from .cli_asking import instrument, interview
from .cli_cases import cases, compare, plan, replay
from .cli_kb import kb
from .cli_paper import guide, handout, report
from .cli_survey import survey
from .cli_teaching import path, teach
from .options import (
    Group,
    case_argument,
    format_option,
    lang_option,
    matcher_option,
    output_option,
    side_option,
    tell,
    template_option,
)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rapport")
def main() -> None:
    """Diagnose how a company's sales and marketing work together, and say why."""


@main.command()
@case_argument
@lang_option
@format_option("text", "md", "html", "json", "pdf", "docx")
@template_option
@output_option
@matcher_option
def diagnose(case: Path, lang: str, layout: str, template: Path | None, output: Path | None, matcher: str) -> None:
    """Level, conflict, reasons to move or stay, and a plan, each with its rules, answers and sources."""
    from . import tasks, tasks_paper

    tell(tasks_paper.on_paper(lambda page: tasks.diagnose(case, lang, page, matcher), layout, lang, template), output)


@main.command()
@click.argument("case", type=click.Path(dir_okay=False, path_type=Path), required=False)
@lang_option
@format_option("text", "json")
@output_option
def check(case: Path | None, lang: str, layout: str, output: Path | None) -> None:
    """The quick look for HR: healthy, watch or act. Without CASE the questions are asked here, nothing is kept."""
    from . import tasks
    from .terminal import check_in_terminal

    tell(tasks.check(case, lang, layout) if case else check_in_terminal(lang, layout), output)


@main.command()
@case_argument
@lang_option
@format_option("text", "json")
@output_option
def rests(case: Path, lang: str, layout: str, output: Path | None) -> None:
    """The answers that alone, and in pairs, would change the level or the first remedy if given otherwise."""
    from . import tasks

    tell(tasks.rests(case, lang, layout), output)


@main.command()
@case_argument
@click.argument("other", type=click.Path(dir_okay=False, path_type=Path), required=False)
@lang_option
@format_option("text", "html", "json")
@output_option
@matcher_option
@click.option("--all", "every", is_flag=True, help="Show helper firings and further reasons too.")
@click.option("--as-clips", is_flag=True, help="Show each rule in CLIPS notation beside the plain words (text).")
@click.option("--diff", is_flag=True, help="Show where the traces of CASE and OTHER part.")
def trace(case: Path, other: Path | None, lang: str, layout: str, output: Path | None, matcher: str, every: bool,
          as_clips: bool, diff: bool) -> None:
    """Every firing in order: number, rule, matched facts, new fact, source. As html, a page that steps through them."""
    from . import tasks

    if diff != (other is not None) or (diff and layout == "html"):
        raise click.UsageError("--diff takes two cases (CASE OTHER), as text or json; without it one case is traced.")
    if other is not None:
        tell(tasks.trace_difference(case, other, lang, layout), output)
    else:
        tell(tasks.trace(case, lang, layout, every, matcher, as_clips), output)


@main.command()
@case_argument
@click.argument("conclusion")
@click.option("--depth", type=click.Choice(("sentence", "findings", "full")), default="full", show_default=True,
              help="How far down: one sentence, the rules of this conclusion, or everything down to answers and sources.")
@click.option("--all", "every", is_flag=True, help="Show also what the conclusion does not rest on.")
@lang_option
@format_option("text", "html", "json")
@output_option
def how(case: Path, conclusion: str, depth: str, every: bool, lang: str, layout: str, output: Path | None) -> None:
    """The proof of a CONCLUSION (a finding, a remedy, level, level:3, conflict:open, fit) down to answers and sources."""
    from . import tasks

    tell(tasks.how(case, conclusion, lang, layout, depth, every), output)


@main.command("why-not")
@case_argument
@click.argument("conclusion")
@lang_option
@format_option("text", "html", "json")
@output_option
def why_not(case: Path, conclusion: str, lang: str, layout: str, output: Path | None) -> None:
    """Which conditions of a CONCLUSION failed, are open or contradictory, and the nearest way to it."""
    from . import tasks

    tell(tasks.why_not(case, conclusion, lang, layout), output)


@main.command()
@case_argument
@click.argument("first")
@click.argument("second")
@lang_option
@format_option("text", "html", "json")
@output_option
def contrast(case: Path, first: str, second: str, lang: str, layout: str, output: Path | None) -> None:
    """Why one conclusion and not the other (level:2 level:3): two tables with the same rows."""
    from . import tasks

    tell(tasks.contrast(case, first, second, lang, layout), output)


@main.command("what-if")
@case_argument
@click.argument("answers", nargs=-1, required=True, metavar="QUESTION=ANSWER...")
@lang_option
@format_option("text", "html", "json")
@output_option
def what_if(case: Path, answers: tuple[str, ...], lang: str, layout: str, output: Path | None) -> None:
    """What would change in level, conflict, findings and plan if these answers were given instead."""
    from . import tasks

    tell(tasks.what_if(case, answers, lang, layout), output)


@main.command()
@case_argument
@click.argument("question")
@lang_option
@format_option("text", "html", "json")
@output_option
def why(case: Path, question: str, lang: str, layout: str, output: Path | None) -> None:
    """Why a QUESTION is asked: what each of its answers would settle in this case."""
    from . import tasks

    tell(tasks.why(case, question, lang, layout), output)


@main.command()
@click.argument("answers", metavar="ANSWERS.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@lang_option
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="OUT.csv or OUT.jsonl.")
@click.option("--by", help="Group the rows by this column: one case a group.")
def batch(answers: Path, lang: str, output: Path, by: str | None) -> None:
    """Evaluate a file of answers, one row a respondent or a case. Rows that cannot be used are listed beside OUT."""
    from . import tasks

    click.echo(tasks.batch(answers, output, by, lang), nl=False, err=True)


@main.command()
@lang_option
@side_option
@format_option("text", "json")
@output_option
def questions(lang: str, side: str | None, layout: str, output: Path | None) -> None:
    """Every question with the codes of its answers, who can answer, and why it is asked."""
    from . import tasks

    tell(tasks.questions(lang, layout, side), output)


@main.command()
@case_argument
@lang_option
def new(case: Path, lang: str) -> None:
    """Write an empty, commented case file."""
    from . import tasks

    if case.exists():
        raise click.ClickException(f"{case} exists already; it was left as it is.")
    tell(tasks.new(lang), case)


@main.command()
@click.argument("first", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("second", type=click.Path(dir_okay=False, path_type=Path))
@output_option
def merge(first: Path, second: Path, output: Path | None) -> None:
    """Join two interviews of one organisation that were held apart."""
    from . import tasks

    tell(tasks.merged(first, second, output), output)


@main.command()
@case_argument
@click.option("--document", type=click.Choice(("sla", "brief")), default="sla", show_default=True,
              help="The internal service agreement, or the joint brief for tasks.")
@lang_option
@format_option("md", "html", "json")
@output_option
def sla(case: Path, document: str, lang: str, layout: str, output: Path | None) -> None:
    """Draft the agreement between the departments, or their joint brief, from what the case knows; blanks are marked."""
    from . import tasks

    tell(tasks.draft(case, document, lang, layout), output)


@main.command()
@lang_option
@format_option("text", "json")
@output_option
def glossary(lang: str, layout: str, output: Path | None) -> None:
    """The words used here: lead, MQL, gemba, cross-KPI, SLA, CRO ..."""
    from . import tasks

    tell(tasks.glossary(lang, layout), output)


for command in (report, guide, handout, kb, interview, instrument, survey, cases, plan, compare, replay, path, teach):
    main.add_command(command)
