"""The questions of a survey form, and whom each is put to: what every format of the form is written from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kb.model import KnowledgeBase, Page, Question
from ..kb.problems import BrokenFile, Place, Problems
from ..kb.text import Text
from .anonymity import ANONYMOUS
from .survey_words import words

STAFF_PAGES, ALL_PAGES = "staff", "all"
MESSAGES = ("invitation", "purpose", "who_sees", "comments")


@dataclass(frozen=True)
class FormPage:
    """A page with those of its questions that are in the form."""

    page: Page
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Form:
    """A form. `sides`: those that fill it in; with one side only, nobody is asked for whom he or she speaks."""

    pages: tuple[FormPage, ...]
    sides: tuple[str, ...]
    departments: tuple[str, ...]
    smallest: int

    def message(self, key: str) -> Text:
        """A text around the questions."""
        return {language: text.replace("{smallest}", str(self.smallest)) for language, text in words()[key].items()}


def form_of(known: KnowledgeBase, pages: str, smallest: int) -> Form:
    """The form of `staff` (what staff may answer), `all` or pages by id. Raises `BrokenFile` for an id that is not there."""
    if pages == STAFF_PAGES:
        chosen = [FormPage(page, _put_to(known, page, ANONYMOUS)) for page in known.pages.values()]
    else:
        chosen = [FormPage(page, tuple(known.questions[name] for name in page.questions)) for page in _named(known, pages)]
    kept = tuple(one for one in chosen if one.questions)
    asked = {side for one in kept for question in one.questions for side in question.sides}
    parties = tuple(side.id for side in known.sides.values() if side.party and side.id in asked)
    sides = (ANONYMOUS,) if pages == STAFF_PAGES else parties
    return Form(kept, sides, _departments(known), smallest)


def _put_to(known: KnowledgeBase, page: Page, side: str) -> tuple[Question, ...]:
    return tuple(known.questions[name] for name in page.questions if side in known.questions[name].sides)


def _named(known: KnowledgeBase, pages: str) -> Sequence[Page]:
    if pages == ALL_PAGES:
        return list(known.pages.values())
    problems = Problems()
    names = [name.strip() for name in pages.split(",") if name.strip()]
    for name in names:
        if name not in known.pages:
            problems.unknown(Place("--pages"), "page", name, [*known.pages, STAFF_PAGES, ALL_PAGES])
    if not names:
        problems.add(Place("--pages"), "no page is named.", "Name pages with commas between, or staff, or all.")
    problems.stop_if_any()
    return [page for page in known.pages.values() if page.id in names]


def _departments(known: KnowledgeBase) -> tuple[str, ...]:
    """The departments that staff may name: the sides that a questionnaire on two departments is about."""
    return tuple(known.instrument.sides[:2]) if known.instrument else ()


def wording(known: KnowledgeBase, question: Question) -> Text:
    """The words in which a form asks: those for staff, who fill in most forms, where there are some."""
    return question.put_to(known.sides[ANONYMOUS]) if ANONYMOUS in known.sides else question.text


__all__ = ["ALL_PAGES", "ANONYMOUS", "MESSAGES", "STAFF_PAGES", "BrokenFile", "Form", "FormPage", "form_of", "wording"]
