"""The commands on the case store and on stored cases: parse, call, print."""

from __future__ import annotations

from pathlib import Path

import click

from .options import ERROR, Group, case_argument, error_lang_option, format_option, lang_option, output_option, store_option, tell

SIDES = ("sales", "marketing", "management", "hr", "staff", "observer")
name_argument = click.argument("name", metavar="ID")
keep_option = click.option("--keep", "keep_days", type=click.IntRange(min=1), metavar="DAYS", help="Keep the case so many days.")
side_option = click.option("--side", type=click.Choice(SIDES), help="For whom the respondent speaks.")
respondent_option = click.option("--respondent", default=None, help="Id of the respondent; by default the name of the side.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask first.")


@click.group(cls=Group)
def cases() -> None:
    """Keep cases in a store: every answer safe at once, with its history."""


@cases.command("new")
@click.argument("organisation")
@click.option("--id", "name", help="Id of the case; by default made from the organisation's name.")
@click.option("--date", default="", help="The date the case is of.")
@click.option("--note", default="", help="A remark on the case.")
@keep_option
@error_lang_option
@store_option
def cases_new(organisation: str, name: str | None, date: str, note: str, keep_days: int | None, store: str | None) -> None:
    """Put a new case into the store; its id is printed."""
    from . import tasks_cases

    click.echo(tasks_cases.new(store, organisation, name, date, note, keep_days))


@cases.command("list")
@lang_option
@format_option("text", "json")
@output_option
@store_option
def cases_list(lang: str, layout: str, output: Path | None, store: str | None) -> None:
    """The cases in the store."""
    from . import tasks_cases

    tell(tasks_cases.list_cases(store, lang, layout), output)


@cases.command("show")
@name_argument
@click.option("--history", is_flag=True, help="Show also who changed what, when, and what was there before.")
@lang_option
@format_option("text", "json")
@output_option
@store_option
def cases_show(name: str, history: bool, lang: str, layout: str, output: Path | None, store: str | None) -> None:
    """A case: respondents, diagnoses with the knowledge they were made with, history."""
    from . import tasks_cases

    tell(tasks_cases.show(store, name, lang, layout, history), output)


@cases.command("answer")
@name_argument
@click.argument("answers", nargs=-1, required=True, metavar="QUESTION=ANSWER...")
@side_option
@respondent_option
@click.option("--note", default="", help="A note that goes with the answers.")
@click.option("--basis", type=click.Choice(("told", "seen", "document")), default="told", show_default=True,
              help="What they rest on.")
@click.option("--settle", is_flag=True, help="The observer settles disputes about these questions; --note says on what grounds.")
@error_lang_option
@store_option
def cases_answer(name: str, answers: tuple[str, ...], side: str | None, respondent: str | None, note: str, basis: str, settle: bool,
                 store: str | None) -> None:
    """Keep answers of a respondent; QUESTION= takes an answer back."""
    from . import tasks_cases

    tasks_cases.answer(store, name, answers, side, respondent, note, basis, settle)


@cases.command("note")
@name_argument
@click.argument("text")
@click.option("--question", help="Note it with the answer to this question instead of the case.")
@respondent_option
@error_lang_option
@store_option
def cases_note(name: str, text: str, question: str | None, respondent: str | None, store: str | None) -> None:
    """Keep a note on a case, or on an answer."""
    from . import tasks_cases

    tasks_cases.note(store, name, text, question, respondent)


@cases.command("interview")
@name_argument
@lang_option
@side_option
@respondent_option
@click.option("--minutes", type=click.IntRange(min=1), help="Stop asking after about this long (four questions a minute).")
@click.option("--all", "everything", is_flag=True, help="Ask also what can no longer change the diagnosis.")
@store_option
def cases_interview(name: str, lang: str, side: str | None, respondent: str | None, minutes: int | None, everything: bool,
                    store: str | None) -> None:
    """Ask what is still open in a stored case; every answer is committed before the next question is shown."""
    from . import tasks_cases

    tasks_cases.interview(store, name, lang, side, respondent, minutes, everything)


@cases.command("export")
@name_argument
@output_option
@click.option("--with-single-answers", "everything", is_flag=True,
              help="With every single answer of staff, who were promised anonymity: do not hand that file out.")
@lang_option
@store_option
def cases_export(name: str, output: Path | None, everything: bool, lang: str, store: str | None) -> None:
    """A case as a case file, its survey beside it; without the single answers of staff."""
    from . import tasks_cases

    text, left_out = tasks_cases.export(store, name, output, everything, lang)
    tell(text, output)
    click.echo(left_out, nl=False, err=True)


@cases.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--id", "name", help="Id of the new case; by default made from the organisation's name.")
@click.option("--into", metavar="ID", help="Add to a case that is there; contradictions are refused.")
@keep_option
@error_lang_option
@store_option
def cases_import(file: Path, name: str | None, into: str | None, keep_days: int | None, store: str | None) -> None:
    """Put a case file into the store; the id is printed."""
    from . import tasks_cases

    if into and (name or keep_days):
        raise click.UsageError("--into adds to a case that is there: leave --id and --keep out.")
    click.echo(tasks_cases.bring_in(store, file, name, into, keep_days))


@cases.command("erase")
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@yes_option
@lang_option
@store_option
def cases_erase(names: tuple[str, ...], yes: bool, lang: str, store: str | None) -> None:
    """Erase cases with history, diagnoses and plan, so that nothing of them stays in the file."""
    from . import tasks_cases

    _sure(names, lang, yes)
    text, clean = tasks_cases.erase(store, names, lang)
    tell(text, None, 0 if clean else ERROR)


@cases.command("keep")
@name_argument
@click.argument("days", type=click.IntRange(min=0))
@error_lang_option
@store_option
def cases_keep(name: str, days: int, store: str | None) -> None:
    """Keep a case so many DAYS from today; 0 keeps it without end."""
    from . import tasks_cases

    tasks_cases.keep(store, name, days or None)


@cases.command("purge")
@click.option("--dry-run", is_flag=True, help="Only show what would be erased.")
@yes_option
@lang_option
@store_option
def cases_purge(dry_run: bool, yes: bool, lang: str, store: str | None) -> None:
    """Erase the cases whose retention period is over."""
    from . import tasks_cases

    over = tasks_cases.expired(store)
    click.echo(tasks_cases.expired_text(over, lang), nl=False)
    if not dry_run:
        if over:
            _sure(tuple(name for name, _ in over), lang, yes)
        text, clean = tasks_cases.purge(store, tuple(name for name, _ in over), lang)
        tell(text, None, 0 if clean else ERROR)


@cases.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@error_lang_option
@store_option
def cases_backup(file: Path, store: str | None) -> None:
    """Copy the store into a new FILE, while others may go on working; --store FILE opens the copy."""
    from . import tasks_cases

    tasks_cases.back_up(store, file)
    click.echo(f"{file}", err=True)


def _sure(names: tuple[str, ...], lang: str, yes: bool) -> None:
    from .reports.phrasing import Speaker

    if not yes:
        click.confirm(Speaker(lang).say("cases_sure", names=", ".join(names)), abort=True, err=True)


@click.command()
@case_argument
@click.option("--remedy", metavar="ID", help="Say what is agreed for one remedy, with the options below.")
@click.option("--owner", help="Who does it.")
@click.option("--start", help="From when: 2026-11-24, 2026-11 or 24.11.2026.")
@click.option("--status", help="planned, started, done or dropped.")
@click.option("--measure", help="How it is told that it works.")
@click.option("--read", "sheet", type=click.Path(dir_okay=False, path_type=Path),
              help="Take a sheet (CSV or XLSX) back that was filled in.")
@lang_option
@format_option("text", "html", "json", "csv", "xlsx")
@output_option
@store_option
def plan(case: Path, remedy: str | None, owner: str | None, start: str | None, status: str | None, measure: str | None,
         sheet: Path | None, lang: str, layout: str, output: Path | None, store: str | None) -> None:
    """The plan at work: owner, start, status and measure of each remedy; as a sheet out and back in."""
    from . import tasks_plan

    given = {"owner": owner, "start": start, "status": status, "measure": measure}
    agreed = {field: text for field, text in given.items() if text is not None}
    if bool(agreed) != (remedy is not None) or (sheet and remedy):
        raise click.UsageError("--remedy ID goes with --owner, --start, --status or --measure, and not with --read.")
    if layout == "xlsx" and output is None:
        raise click.UsageError("--format xlsx needs -o FILE.")
    if sheet is not None:
        click.echo(tasks_plan.read_plan(store, case, sheet, lang), nl=False)
    elif remedy is not None:
        tasks_plan.agree(store, case, remedy, agreed)
    else:
        tell(tasks_plan.plan(store, case, lang, layout), output)


@click.command()
@click.argument("before", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("after", type=click.Path(dir_okay=False, path_type=Path))
@lang_option
@format_option("text", "json", "html")
@output_option
@store_option
def compare(before: Path, after: Path, lang: str, layout: str, output: Path | None, store: str | None) -> None:
    """What has moved from one case to a later one: level, signs, conflict, gaps, remedies; a change of knowledge is told apart."""
    from . import tasks_plan

    tell(tasks_plan.compare(store, before, after, lang, layout), output)


@click.command()
@click.argument("names", nargs=-1, metavar="[ID]...")
@lang_option
@format_option("text", "json", "html")
@output_option
@store_option
def replay(names: tuple[str, ...], lang: str, layout: str, output: Path | None, store: str | None) -> None:
    """Which stored cases change level, conflict or first remedy with today's knowledge, and the rule that did it."""
    from . import tasks_plan

    tell(tasks_plan.replay(store, names, lang, layout), output)
