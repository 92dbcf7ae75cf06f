"""The questionnaire on a terminal: item by item, saved after every answer, ending with the scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import click

from .cases.failures import ChangedMeanwhile
from .cases.model import LATER, UNKNOWN, Case
from .cases.opening import OpenCase, opened
from .cases.rating import Rating, begin_rating
from .cases.scoring import score
from .kb import KnowledgeBase, shipped
from .kb.instrument import Item
from .prompting import WORDS, Stop, fitted, read_line, respondent_and_side, tell
from .reports.instrument_scores import scores_text
from .reports.phrasing import Speaker
from .reports.telling import lowered


@dataclass
class Sitting:
    """The questionnaire so far, its language, where it is saved, and the case as it was last saved."""

    rating: Rating
    language: str
    open: OpenCase
    kept: Case

    def say(self, key: str, **values: object) -> str:
        """A phrase in the language of the sitting."""
        return Speaker(self.language).say(key, **values)

    def keep(self, rating: Rating) -> None:
        """Takes over a changed state and saves it before anything else is asked; what somebody else saved first stays."""
        try:
            self.kept = self.open.save(self.kept, rating.case)
            self.rating = replace(rating, case=self.kept.with_newcomer(rating.person))
        except ChangedMeanwhile as changed:
            self.kept = changed.case
            self.rating = replace(self.rating, case=self.kept.with_newcomer(self.rating.person))
            for change, who in changed.changes:
                now = change.old["value"] if change.old else self.say("if_unanswered")
                tell(self.say("ask_changed", entry=change.key.name, who=who, now=now))


def rate_in_terminal(path: Path, language: str, side: str | None, respondent: str | None) -> None:
    """Asks the items that are open for a respondent and ends with the scores."""
    known = shipped()
    with opened(path, known) as found:
        _rate(known, found, language, side, respondent)


def _rate(known: KnowledgeBase, found: OpenCase, language: str, side: str | None, respondent: str | None) -> None:
    name, chosen = respondent_and_side(known, found.case, language, side, respondent)
    sitting = Sitting(begin_rating(known, found.case, chosen, name), language, found, found.case)
    _refuse_side(sitting, chosen)
    try:
        _ask_all(sitting, chosen)
        tell(sitting.say("rate_done"))
    except Stop:
        tell(sitting.say("ask_quit", path=found.where))
    except OSError as error:
        raise click.ClickException(sitting.say("ask_not_saved", path=found.where, error=error.strerror)) from None
    _tell_scores(known, sitting)


def _refuse_side(sitting: Sitting, side: str) -> None:
    known, instrument = sitting.rating.known, sitting.rating.instrument
    if known.sides[side].party and side not in instrument.sides:
        raise click.UsageError(sitting.say("rate_not_asked", side=side, sides=" | ".join(instrument.sides)))


def _tell_scores(known: KnowledgeBase, sitting: Sitting) -> None:
    scores = score(sitting.rating.case, known)
    if scores is not None:
        click.echo()
        click.echo(scores_text(known, sitting.rating.case, scores, sitting.language), nl=False)


def _ask_all(sitting: Sitting, side: str) -> None:
    """Asks item after item; what was put off comes once more at the end and is then left for another sitting."""
    if sitting.rating.left():
        _hello(sitting, side)
    while items := sitting.rating.left():
        again = sitting.rating.put_off(items[0])
        if _ask(sitting, items[0]) and again and sitting.rating.put_off(items[0]):
            sitting.rating = sitting.rating.without(items[0].id)


def _hello(sitting: Sitting, side: str) -> None:
    known, instrument = sitting.rating.known, sitting.rating.instrument
    organisation = sitting.rating.case.organisation or sitting.open.title
    tell(sitting.say("rate_hello", name=instrument.name[sitting.language], organisation=organisation,
                     who=lowered(known.sides[side].name[sitting.language])))
    if not known.sides[side].party:
        names = (lowered(known.sides[one].name[sitting.language]) for one in instrument.sides)
        tell(sitting.say("rate_meant_for", sides=Speaker(sitting.language).listed(names)))
    tell(sitting.say("rate_words", most=instrument.codes[-1]))


def _ask(sitting: Sitting, item: Item) -> bool:
    """Asks one item until it is rated or put off. False when it is passed over, or an earlier rating is taken back."""
    _show(sitting, item)
    while True:
        line = read_line()
        word = WORDS.get(line.lower(), line)
        if word in ("why", "help", "save"):
            _inform(sitting, item, word)
        elif word == "quit":
            raise Stop
        elif word == "skip":
            sitting.rating = sitting.rating.without(item.id)
            return False
        elif word == "back" and not sitting.rating.given:
            tell(sitting.say("ask_first"))
        elif word == "back":
            sitting.keep(sitting.rating.taken_back())
            return False
        elif word in (*sitting.rating.instrument.codes, UNKNOWN, LATER):
            sitting.keep(sitting.rating.rated(item.id, word))
            return True
        else:
            tell(sitting.say("rate_bad", word=word, most=sitting.rating.instrument.codes[-1]))


def _show(sitting: Sitting, item: Item) -> None:
    instrument = sitting.rating.instrument
    number = list(instrument.items).index(item.id) + 1
    click.echo()
    tell(sitting.say("rate_item", number=number, all=len(instrument.items), text=item.text[sitting.language]))
    steps = (f"{points} {label[sitting.language]}" for points, label in instrument.scale.items())
    click.echo(fitted("; ".join(steps), "  "))


def _inform(sitting: Sitting, item: Item, word: str) -> None:
    if word == "why":
        for name in item.statements:
            statement = sitting.rating.known.statements[name]
            tell(sitting.say("rate_why", text=statement.text[sitting.language], statement=name))
        tell(sitting.say("rate_only_score"))
    elif word == "help":
        tell(sitting.say("rate_words", most=sitting.rating.instrument.codes[-1]))
    else:
        sitting.keep(sitting.rating)
        tell(sitting.say("ask_saved", path=sitting.open.where))
