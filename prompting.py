"""Lines typed and told on a terminal: the words that are no answers, who is speaking, and text fitted to the screen."""

from __future__ import annotations

import shutil
import sys

import click

from .cases.model import LATER, ONLOOKER, UNKNOWN, Case
from .kb.model import KnowledgeBase
from .reports.phrasing import Speaker
from .reports.rendering import WIDTH, wrap

WORDS = {"?": UNKNOWN, "unknown": UNKNOWN, "не знаю": UNKNOWN, "later": LATER, "позже": LATER, "back": "back", "назад": "back",
         "skip": "skip", "пропустить": "skip", "why": "why", "зачем": "why", "help": "help", "помощь": "help", "save": "save",
         "сохранить": "save", "quit": "quit", "выход": "quit", "on": "on", "дальше": "on"}


class Stop(Exception):
    """The person at the terminal stops, or there is no more input."""


def read_line() -> str:
    """What the person types. Raises `Stop` at the end of the input."""
    click.echo("> ", nl=False)
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        raise Stop from None
    if not line:
        click.echo()
        raise Stop
    return line.strip()


def fitted(text: str, first: str = "") -> str:
    """Wrapped to the screen if that is narrower than a report."""
    return wrap(text, first, width=max(20, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)))


def tell(text: str) -> None:
    """Prints a paragraph."""
    click.echo(fitted(text))


def respondent_and_side(known: KnowledgeBase, case: Case, language: str, side: str | None, respondent: str | None
                        ) -> tuple[str, str]:
    """Id and side of the person at the terminal; by default the observer. Raises `UsageError` where the options do not fit."""
    say = Speaker(language).say
    name = respondent or side or ONLOOKER
    found = case.respondent(name)
    if found is not None and side is not None and found.side != side:
        raise click.UsageError(say("ask_side_kept", respondent=name, side=found.side, other=side))
    if found is None and side is None and respondent is not None:
        raise click.UsageError(say("ask_side", sides="--side " + " | ".join(known.sides)))
    return name, found.side if found else side or ONLOOKER
