"""A printable guide for an interview: the pages most worth asking first, why each is asked, boxes to tick and room for notes."""

from __future__ import annotations

from typing import Any

from ..cases.interview import QUESTIONS_A_MINUTE, Interview, begin
from ..cases.model import ONLOOKER, UNKNOWN, Case
from ..kb.model import KnowledgeBase, Page
from .phrasing import Speaker
from .rendering import environment

Told = dict[str, Any]


def guide(known: KnowledgeBase, case: Case, side: str | None, minutes: int | None, language: str, layout: str) -> str:
    """The guide as md or html: what is still open in the case for one side, or for whoever looks on."""
    speaker = Speaker(language)
    view = guide_view(known, case, side or ONLOOKER, minutes, speaker)
    return environment(layout).get_template(f"guide.{layout}.j2").render(**view, say=speaker.say, language=language)


def guide_view(known: KnowledgeBase, case: Case, side: str, minutes: int | None, speaker: Speaker) -> Told:
    """The guide in plain values: the pages that fit into the minutes, most telling first, and the names of those that do not."""
    asked = begin(known, case, side, side)
    fitting, left = _cut(asked, minutes)
    questions = sum(len(asked.to_ask(page)) for page in fitting)
    return {"organisation": case.organisation, "date": case.date, "side": known.sides[side].name[speaker.language],
            "minutes": -(-questions // QUESTIONS_A_MINUTE), "questions": questions,
            "pages": [_page(asked, page, speaker.language) for page in fitting],
            "left": [_left(asked, page, speaker.language) for page in left]}


def _cut(asked: Interview, minutes: int | None) -> tuple[list[Page], list[Page]]:
    """The pages in the order in which they would be asked: those that fit, and those for which no time is left."""
    budget = minutes * QUESTIONS_A_MINUTE if minutes else None
    fitting: list[Page] = []
    left: list[Page] = []
    for page in asked.pages_left():
        size = len(asked.to_ask(page))
        if budget is not None and (size > budget or left):
            left.append(page)
            continue
        budget = None if budget is None else budget - size
        fitting.append(page)
    return fitting, left


def _page(asked: Interview, page: Page, language: str) -> Told:
    questions = [_question(asked, question, language) for question in asked.to_ask(page)]
    topic = asked.known.topics[page.topic].name[language]
    return {"topic": topic, "title": page.title[language], "seconds": _seconds(len(questions)), "questions": questions}


def _question(asked: Interview, name: str, language: str) -> Told:
    question = asked.known.questions[name]
    answers = [{"code": answer.code, "label": answer.label[language]} for answer in question.answers.values()]
    return {"id": name, "text": asked.wording(name)[language], "help": question.help[language], "why": question.why[language],
            "answers": answers, "unknown": UNKNOWN}


def _left(asked: Interview, page: Page, language: str) -> Told:
    count = len(asked.to_ask(page))
    return {"title": page.title[language], "count": count, "seconds": _seconds(count)}


def _seconds(questions: int) -> int:
    return questions * 60 // QUESTIONS_A_MINUTE
