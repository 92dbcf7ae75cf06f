"""A lesson on a terminal: pages are chosen by number, then level, conflict and first remedies are said; the debrief follows."""

from __future__ import annotations

from collections.abc import Sequence

import click

from .cases.model import Case
from .cases.teaching import FIRST_REMEDIES, Lesson, Said
from .kb import KnowledgeBase
from .prompting import WORDS, Stop, fitted, read_line, tell
from .reports.debrief import debrief
from .reports.handout import nameless
from .reports.phrasing import Speaker
from .reports.plan_section import CONFLICT, LEVEL
from .reports.telling import Teller


def teach_in_terminal(known: KnowledgeBase, case: Case, language: str) -> None:
    """The whole sitting."""
    say = Speaker(language).say
    lesson = Lesson(known, nameless(case))
    try:
        tell(say("teach_hello"))
        lesson = _looking(lesson, language)
        values = {axis: _value(known, axis, language) for axis in (LEVEL, CONFLICT)}
        remedies = list(known.remedies)
        tell(say("teach_ask_remedies", count=FIRST_REMEDIES))
        _listed([known.remedies[name].name[language] for name in remedies])
        chosen = _numbers(len(remedies), language, FIRST_REMEDIES)
    except Stop:
        tell(say("teach_quit"))
        return
    click.echo("\n" + debrief(lesson, Said(values, tuple(remedies[number] for number in chosen)), language), nl=False)


def _looking(lesson: Lesson, language: str) -> Lesson:
    """Shows the answers on the pages chosen, until the trainee goes on."""
    say, pages = Speaker(language).say, lesson.pages
    teller = Teller(lesson.case, lesson.whole(), language)
    _listed([page.title[language] for page in pages])
    tell(say("teach_ask_pages"))
    while chosen := _numbers(len(pages), language, len(pages)):
        for number in chosen:
            page = pages[number]
            lesson = lesson.looked_at(page.id)
            tell(page.title[language])
            for question in page.questions:
                for code in teller.diagnosis.voices.heard(question):
                    click.echo(fitted(teller.answer(question, code), "  - "))
    return lesson


def _value(known: KnowledgeBase, axis: str, language: str) -> str:
    ladder = known.ladders[axis]
    tell(Speaker(language).say("teach_ask_value", axis=ladder.name[language]))
    _listed([rung.name[language] for rung in ladder.rungs])
    while not (chosen := _numbers(len(ladder.rungs), language, 1)):
        tell(Speaker(language).say("teach_numbers", last=len(ladder.rungs)))
    return ladder.rungs[chosen[0]].value


def _numbers(last: int, language: str, most: int) -> Sequence[int]:
    """Numbers typed, counted from 0; none to go on. Asks again until they fit."""
    while True:
        line = read_line()
        word = WORDS.get(line.lower(), line)
        if word == "quit":
            raise Stop
        if word in ("", "on"):
            return ()
        typed = line.replace(",", " ").split()
        if len(typed) <= most and all(one.isdecimal() and 1 <= int(one) <= last for one in typed):
            return tuple(dict.fromkeys(int(one) - 1 for one in typed))
        tell(Speaker(language).say("teach_numbers", last=last))


def _listed(names: Sequence[str]) -> None:
    for number, name in enumerate(names, 1):
        click.echo(fitted(name, f"{number:>3}. "))
