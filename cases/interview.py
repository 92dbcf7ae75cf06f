"""The interview as values: a state goes in, a new one comes out. The same for a terminal and a browser.

Pages come in the order of the knowledge base, those that can still change something first; what was put off
comes last. Everything is derived again from the answers, so any earlier answer can be changed.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from ..engine.diagnosis import Diagnosis, diagnose
from ..kb.model import KnowledgeBase, Page
from ..kb.text import Text
from .hearing import hear
from .model import LATER, Case, Given, Respondent

QUESTIONS_A_MINUTE = 4


@dataclass(frozen=True)
class Interview:
    """One respondent of a case being asked. `skipped`: pages passed over in this sitting."""

    known: KnowledgeBase
    case: Case
    respondent: str
    skipped: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def person(self) -> Respondent:
        """The respondent being asked."""
        found = self.case.respondent(self.respondent)
        assert found is not None
        return found

    def diagnosis(self) -> Diagnosis:
        """What follows from all answers of the case so far."""
        return diagnose(self.known, hear(self.case))

    def may_answer(self, question: str) -> bool:
        """True if the respondent's side is asked this question; an onlooker is asked all."""
        side = self.known.sides[self.person.side]
        return not side.party or side.id in self.known.questions[question].sides

    def wording(self, question: str) -> Text:
        """The words in which the respondent's side is asked a question."""
        return self.known.questions[question].put_to(self.known.sides[self.person.side])

    def open_on(self, page: Page) -> tuple[str, ...]:
        """The questions of a page that this respondent can answer and has not."""
        return tuple(q for q in page.questions if self.may_answer(q) and self._is_open(q))

    def _is_open(self, question: str) -> bool:
        given = self.person.answers.get(question)
        return given is None or given.value == LATER

    def pages_left(self) -> tuple[Page, ...]:
        """The pages still to ask, in the order in which they will be asked."""
        relevant = self.diagnosis().open
        pages = [page for page in self.known.pages.values() if self.open_on(page) and page.id not in self.skipped]
        return tuple(sorted(pages, key=lambda page: (self.put_off(page), not self._matters(page, relevant))))

    def put_off(self, page: Page) -> bool:
        """True when every open question of a page was put off before."""
        return all(q in self.person.answers for q in self.open_on(page))

    def _matters(self, page: Page, relevant: Container[str]) -> bool:
        return any(q in relevant for q in self.open_on(page))

    def left(self) -> tuple[int, int]:
        """How much is left: pages, and minutes at four questions a minute (rounded up)."""
        pages = self.pages_left()
        questions = sum(len(self.open_on(page)) for page in pages)
        return len(pages), -(-questions // QUESTIONS_A_MINUTE)

    def answered(self, question: str, given: Given) -> Interview:
        """The interview with an answer given."""
        case = self.case.with_respondent(self.person.with_answer(question, given))
        return replace(self, case=case, shown=(*(q for q in self.shown if q != question), question))

    def taken_back(self, question: str) -> Interview:
        """The interview with an answer taken back, so that its question is asked again."""
        case = self.case.with_respondent(self.person.with_answer(question, None))
        return replace(self, case=case, shown=tuple(q for q in self.shown if q != question))

    def without_page(self, page: str) -> Interview:
        """The interview with a page passed over for this sitting."""
        return replace(self, skipped=(*self.skipped, page))


def begin(known: KnowledgeBase, case: Case, side: str, respondent: str) -> Interview:
    """An interview with a respondent of a case, new or continued. A continued one keeps the side it has."""
    found = case.respondent(respondent)
    person = found if found is not None else Respondent(respondent, side)
    return Interview(known, case.with_respondent(person), respondent)
