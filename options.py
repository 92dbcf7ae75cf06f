"""Options that mean the same on every command, exit codes, and errors told without a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

LANGUAGES = ("en", "ru")
SIDES = ("sales", "marketing", "management", "hr", "staff", "observer")
ERROR, USAGE, BAD_FILE, NO_ANSWER = 1, 2, 3, 4
Command = TypeVar("Command", bound=Callable[..., Any])


def default_language() -> str:
    """The language of the locale, English unless it is Russian."""
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "ru" if locale.lower().startswith("ru") else "en"


lang_option = click.option("--lang", type=click.Choice(LANGUAGES), default=default_language,
                           help="Language of the output; by default that of the locale.")
output_option = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
                             help="Write to this file instead of the screen.")
matcher_option = click.option("--matcher", type=click.Choice(("counting", "rete")), default="counting", show_default=True,
                              help="How experta matches: our counting matcher, or the library's Rete.")
side_option = click.option("--side", type=click.Choice(SIDES), help="For whom the respondent speaks.")
respondent_option = click.option("--respondent", default=None, help="Id of the respondent; by default the name of the side.")
store_option = click.option("--store", default=None, metavar="FILE|ADDRESS",
                            help="The case store; by default RAPPORT_STORE, or a file in your data folder.")
template_option = click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.docx",
                               help="A Word template of your own with {{ body }} where the text goes (docx).")
case_argument = click.argument("case", type=click.Path(dir_okay=False, path_type=Path))


def format_option(*layouts: str) -> Callable[[Command], Command]:
    """`--format` with the layouts a command has; the first is the default."""
    return click.option("--format", "layout", type=click.Choice(layouts), default=layouts[0], show_default=True,
                        help="Layout of the output.")


def tell(text: str | bytes, output: Path | None = None, code: int = 0) -> None:
    """Prints a result, or writes it whole to a file; then ends with an exit code other than 0, if one is given."""
    if output is None and isinstance(text, bytes) and sys.stdout.isatty():
        raise click.UsageError("this format cannot be shown on a screen: give -o FILE.")
    if output is None:
        click.echo(text, nl=False)
    else:
        from .cases.writing import write_whole

        write_whole(output, text)
        click.echo(f"{output}", err=True)
    if code:
        click.get_current_context().exit(code)


class Group(click.Group):
    """A group of commands whose errors are told in plain words, with the exit code for their kind."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; what goes wrong is told on stderr."""
        from .cases.failures import Refused
        from .kb.problems import BrokenFile
        from .tasks import NothingAnswered

        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except BrokenFile as broken:
            for problem in broken.problems:
                click.echo(str(problem), err=True)
            ctx.exit(BAD_FILE)
        except NothingAnswered as nothing:
            click.echo(str(nothing), err=True)
            ctx.exit(NO_ANSWER)
        except Refused as refused:
            click.echo(str(refused), err=True)
            ctx.exit(ERROR)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            click.echo(f"{error.filename or 'rapport'}: {error.strerror or error}. Nothing was written.", err=True)
            ctx.exit(ERROR)
