"""Questions asked on a terminal, line by line: works in pipes and with screen readers; nothing is redrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from .cases.failures import ChangedMeanwhile
from .cases.hearing import hear
from .cases.interview import QUESTIONS_A_MINUTE, Interview, begin
from .cases.model import LATER, ONLOOKER, UNKNOWN, Case, Given
from .cases.opening import OpenCase, opened
from .engine.diagnosis import diagnose
from .kb import KnowledgeBase, shipped
from .kb.model import Page, Question
from .prompting import WORDS, Stop, fitted, read_line, respondent_and_side, tell
from .reports.outlook_section import enough_for_level, so_far
from .reports.phrasing import Speaker
from .reports.plan_section import CONFLICT, FIT, LEVEL
from .reports.quick_check import look_json, look_text
from .reports.rendering import render
from .reports.telling import Teller, lowered
from .tasks import NothingAnswered

NOTES = ("note ", "заметка ")


@dataclass
class Asking:
    """A sitting: the interview so far, where to save it, and what the person has noted for the next answer.

    `listed`: the labels listed last, so that a page that asks the same of several things lists them in full once.
    `kept`: the case as it was last saved. `level_told`: whether it was said that the level is settled.
    """

    interview: Interview
    language: str
    open: OpenCase
    kept: Case
    note: str = ""
    next_page: str = ""
    listed: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    level_told: bool = False

    def say(self, key: str, **values: object) -> str:
        """A phrase in the language of the sitting."""
        return Speaker(self.language).say(key, **values)

    @property
    def known(self) -> KnowledgeBase:
        """The knowledge base asked from."""
        return self.interview.known

    def teller(self) -> Teller:
        """Tells what follows from the answers so far."""
        return Teller(self.interview.case, self.interview.diagnosis(), self.language)

    def keep(self, interview: Interview) -> bool:
        """Takes over a changed interview and saves it before anything else is asked; False if somebody else was there first."""
        try:
            self.kept = self.open.save(self.kept, interview.case)
        except ChangedMeanwhile as changed:
            self.kept = changed.case
            self.interview = replace(self.interview, case=self.kept.with_newcomer(self.interview.person))
            for change, who in changed.changes:
                now = change.old["value"] if change.old and "value" in change.old else self.say("if_unanswered")
                tell(self.say("ask_changed", entry=change.key.name or change.key.respondent, who=who, now=now))
            return False
        self.interview = replace(interview, case=self.kept.with_newcomer(interview.person))
        return True


def interview_in_terminal(path: Path, language: str, side: str | None, respondent: str | None, minutes: int | None,
                          everything: bool = False) -> None:
    """Asks the open questions of a case, a file or one in the store, most telling first, and ends with the diagnosis."""
    known = shipped()
    with opened(path, known) as found:
        hold_interview(known, found, language, side, respondent, minutes, everything)


def hold_interview(known: KnowledgeBase, found: OpenCase, language: str, side: str | None, respondent: str | None,
                   minutes: int | None, everything: bool = False) -> None:
    """Asks until nothing is left, the time is up or the person stops; then tells the diagnosis."""
    asking = _sitting(known, found, language, side, respondent)
    if everything:
        asking.interview = asking.interview.with_everything()
    budget = minutes * QUESTIONS_A_MINUTE if minutes else None
    try:
        finished = _ask_all(asking, budget)
        tell(asking.say("ask_done") if finished else asking.say("ask_time", minutes=minutes))
    except Stop:
        tell(asking.say("ask_quit", path=found.where))
    except OSError as error:
        raise click.ClickException(asking.say("ask_not_saved", path=found.where, error=error.strerror)) from None
    if asking.interview.case.answered:
        click.echo()
        diagnosis = asking.interview.diagnosis()
        click.echo(render(asking.interview.case, diagnosis, language, "text"), nl=False)
        found.told(asking.kept, diagnosis)


def _sitting(known: KnowledgeBase, found: OpenCase, language: str, side: str | None, respondent: str | None) -> Asking:
    name, chosen = respondent_and_side(known, found.case, language, side, respondent)
    say = Speaker(language).say
    tell(say("ask_hello", organisation=found.case.organisation or found.title, who=lowered(known.sides[chosen].name[language])))
    tell(say("ask_words"))
    interview = begin(known, found.case, chosen, name)
    return Asking(interview, language, found, found.case, told=frozenset(page.id for page in interview.left_out()))


def _ask_all(asking: Asking, budget: int | None) -> bool:
    """Asks page after page; True when nothing is left, False when the budget of questions is used up.

    What was put off comes once more at the end; put off again, it is left for another sitting.
    """
    asked = 0
    while pages := asking.interview.pages_left() or _going_on(asking):
        page = next((one for one in pages if one.id == asking.next_page), pages[0])
        asking.next_page = ""
        second_look = asking.interview.put_off(page)
        _head(asking, page)
        for question in _open_again(asking, page):
            if budget is not None and asked >= budget:
                return False
            asked += 1
            if not _ask(asking, asking.known.questions[question]):
                break
            if asking.interview.person.answers[question].answered:
                _tell_so_far(asking)
        if second_look and not asking.next_page:
            asking.interview = asking.interview.without_page(page.id)
        _tell_left_out(asking)
    return True


def _tell_so_far(asking: Asking) -> None:
    """How sure it is by now; once, when the level has become settled, that one may stop here."""
    tell(so_far(asking.teller()))
    if not asking.level_told and (enough := enough_for_level(asking.teller())):
        asking.level_told = True
        tell(enough)


def _tell_left_out(asking: Asking) -> None:
    """Says which pages have just become idle, each once, and why they are not asked; not of those partly answered."""
    answered = asking.interview.person.answers
    idle = [page for page in asking.interview.left_out()
            if page.id not in asking.told and not any(question in answered for question in page.questions)]
    if idle:
        asking.told |= {page.id for page in idle}
        titles = "; ".join(page.title[asking.language] for page in idle)
        click.echo()
        tell(asking.say("ask_left_out", pages=titles))


def _going_on(asking: Asking) -> tuple[Page, ...]:
    """When nothing open can change the diagnosis: the pages left out, if the person wants to answer them all the same."""
    left = asking.interview.left_out()
    if not left:
        return ()
    click.echo()
    tell(asking.say("ask_settled", pages=len(left)))
    try:
        if WORDS.get(read_line().lower()) != "on":
            return ()
    except Stop:
        return ()
    asking.interview = asking.interview.with_everything()
    return asking.interview.pages_left()


def _open_again(asking: Asking, page: Page) -> Iterator[str]:
    """The open questions of a page, one after another, as answers come in; each at most once a visit."""
    asked: set[str] = set()
    while rest := [q for q in asking.interview.to_ask(page) if q not in asked]:
        asked.add(rest[0])
        yield rest[0]


def _head(asking: Asking, page: Page) -> None:
    pages, minutes = asking.interview.left()
    topic = asking.known.topics[page.topic].name[asking.language]
    click.echo()
    click.echo(fitted(asking.say("ask_left", pages=pages, minutes=minutes)))
    click.echo(fitted(asking.say("ask_page", topic=topic, title=page.title[asking.language])))
    asking.listed = ()


def _ask(asking: Asking, question: Question) -> bool:
    """Asks one question until it is answered or put off. False when the page is to be left."""
    _show(asking, question)
    while True:
        line = read_line()
        word = WORDS.get(line.lower(), line)
        note = next((line[len(lead):].strip() for lead in NOTES if line.lower().startswith(lead)), None)
        if note is not None:
            asking.note = note
            tell(asking.say("ask_noted"))
        elif word in ("why", "help", "save"):
            _inform(asking, question, word)
        elif word == "quit":
            raise Stop
        elif word == "skip":
            asking.interview = asking.interview.without_page(question.page)
            return False
        elif word == "back":
            if _back(asking):
                return False
        elif _take(asking, question, word):
            return True


def _take(asking: Asking, question: Question, word: str) -> bool:
    codes = list(question.answers)
    chosen = codes[int(word) - 1] if word.isdigit() and 0 < int(word) <= len(codes) else word
    labels = {answer.label[asking.language].lower(): code for code, answer in question.answers.items()}
    chosen = labels.get(chosen.lower(), chosen)
    if chosen not in question.answers and chosen not in (UNKNOWN, LATER):
        tell(asking.say("ask_bad", word=word, most=len(codes)))
        return False
    note, asking.note = asking.note, ""
    return asking.keep(asking.interview.answered(question.id, Given(chosen, note)))


def _show(asking: Asking, question: Question) -> None:
    language = asking.language
    click.echo()
    click.echo(fitted(asking.interview.wording(question.id)[language]))
    click.echo(fitted(question.help[language], "  "))
    labels = tuple(answer.label[language] for answer in question.answers.values())
    if labels == asking.listed:
        click.echo(fitted("; ".join(f"{number} {label}" for number, label in enumerate(labels, 1)), "  "))
        return
    asking.listed = labels
    for number, answer in enumerate(question.answers.values(), 1):
        click.echo(fitted(f"{answer.label[language]}  [{answer.code}]", f"  {number}  "))


def _inform(asking: Asking, question: Question, word: str) -> None:
    if word == "why":
        goals = asking.interview.diagnosis().open.get(question.id, ())
        names = dict.fromkeys(asking.say(f"goal_{goal if goal in (LEVEL, CONFLICT, FIT) else 'remedies'}") for goal in goals)
        tell(asking.say("ask_why", why=question.why[asking.language]))
        tell(asking.say("ask_decides", goals=", ".join(names)) if names else asking.say("ask_decides_nothing"))
    elif word == "help":
        tell(asking.say("ask_words"))
    else:
        asking.keep(asking.interview)
        tell(asking.say("ask_saved", path=asking.open.where))


def _back(asking: Asking) -> bool:
    """Takes the last answer of this sitting back, so that its page comes again. False at the first."""
    if not asking.interview.shown:
        tell(asking.say("ask_first"))
        return False
    question = asking.interview.shown[-1]
    asking.next_page = asking.known.questions[question].page
    asking.keep(asking.interview.taken_back(question))
    return True


def _ask_check(asking: Asking, names: list[str]) -> None:
    """Asks the questions of the quick look in order; `back` returns to the one answered last."""
    position = 0
    while position < len(names):
        shown = asking.interview.shown
        _ask(asking, asking.known.questions[names[position]])
        back = [name for name in shown if name not in asking.interview.shown]
        position = names.index(back[0]) if back else position + 1


def check_in_terminal(language: str, layout: str) -> str:
    """Asks the pages of the quick look; nothing is kept. Gives the verdict as text or JSON."""
    known = shipped()
    assert known.check is not None
    kept_nowhere = OpenCase(Case(""), "", "-", lambda _before, after: after, lambda _case, _diagnosis: None)
    asking = Asking(begin(known, Case(""), ONLOOKER, ONLOOKER), language, kept_nowhere, Case(""))
    click.echo(fitted(asking.say("ask_words")), err=True)
    try:
        _ask_check(asking, list(known.check.questions))
    except Stop:
        click.echo()
    case = asking.interview.case
    if not case.answered:
        raise NothingAnswered("rapport check: nothing was answered, so there is nothing to judge.")
    diagnosis = diagnose(known, hear(case))
    return look_json(diagnosis) if layout == "json" else "\n" + look_text(case, diagnosis, language)
