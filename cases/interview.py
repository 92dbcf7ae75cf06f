"""The interview as values: a state goes in, a new one comes out. The same for a terminal and a browser.

The most telling page comes first; what can no longer change the diagnosis is left out unless all is to be asked; what was
put off comes last. Everything is derived again from the answers, so any earlier answer can be changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from ..engine.asking import ranked_pages
from ..engine.diagnosis import Diagnosis, diagnose
from ..kb.conditions import Asked, leaves
from ..kb.model import KnowledgeBase, Page
from ..kb.text import Text
from .hearing import hear
from .model import LATER, Case, Given, Respondent

QUESTIONS_A_MINUTE = 4


@dataclass(frozen=True)
class Interview:
    """One respondent of a case being asked.

    `skipped`: pages passed over in this sitting. `everything`: ask also what can no longer change the diagnosis.
    """

    known: KnowledgeBase
    case: Case
    respondent: str
    skipped: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    everything: bool = False

    @property
    def person(self) -> Respondent:
        """The respondent being asked."""
        found = self.case.respondent(self.respondent)
        assert found is not None
        return found

    def diagnosis(self) -> Diagnosis:
        """What follows from all answers of the case so far."""
        return self._diagnosis

    @cached_property
    def _diagnosis(self) -> Diagnosis:
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

    def to_ask(self, page: Page) -> tuple[str, ...]:
        """Those of them that can still change the diagnosis, or all when everything is to be asked."""
        return tuple(q for q in self.open_on(page) if self.everything or self.matters(q))

    def matters(self, question: str) -> bool:
        """True if the answer can still change the diagnosis: nobody has answered, or others have and this side may differ."""
        heard_from_others = self.known.sides[self.person.side].party and self.diagnosis().voices.heard(question)
        return question in self.diagnosis().open or bool(heard_from_others and question in _ruled(self.known))

    def _is_open(self, question: str) -> bool:
        given = self.person.answers.get(question)
        return given is None or given.value == LATER

    def pages_left(self) -> tuple[Page, ...]:
        """The pages still to ask, in the order in which they would be asked as things stand."""
        pages = [page for page in self.known.pages.values() if self.to_ask(page) and page.id not in self.skipped]
        rank = {offer: number for number, offer in enumerate(self._ranked(pages))}
        return tuple(sorted(pages, key=lambda page: (self.put_off(page), rank.get(page.id, len(rank)))))

    def _ranked(self, pages: list[Page]) -> list[str]:
        """Pages by how much they are expected to settle; none without a table of assumptions."""
        if self.known.assumptions is None:
            return [page.id for page in pages if any(q in self.diagnosis().open for q in self.to_ask(page))]
        last = self.known.pages[self.known.questions[self.shown[-1]].page].topic if self.shown else None
        offers = ranked_pages(self.known, self.diagnosis().voices, self.diagnosis().open,
                              {page.id: self.to_ask(page) for page in pages}, last)
        return [offer.page for offer in offers]

    def left_out(self) -> tuple[Page, ...]:
        """The pages that this respondent could answer and that can no longer change anything."""
        return tuple(page for page in self.known.pages.values() if page.id not in self.skipped and not self.to_ask(page)
                     and any(q not in self.person.answers for q in self.open_on(page)))

    def put_off(self, page: Page) -> bool:
        """True when every question of a page that is still to be asked was put off before."""
        return all(q in self.person.answers for q in self.to_ask(page))

    def left(self) -> tuple[int, int]:
        """How much is left at most: pages, and minutes at four questions a minute (rounded up)."""
        pages = [page for page in self.known.pages.values() if self.to_ask(page) and page.id not in self.skipped]
        questions = sum(len(self.to_ask(page)) for page in pages)
        return len(pages), -(-questions // QUESTIONS_A_MINUTE)

    def with_everything(self) -> Interview:
        """The interview that asks also what can no longer change the diagnosis."""
        return replace(self, everything=True)

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


@lru_cache(maxsize=4)
def _ruled(known: KnowledgeBase) -> frozenset[str]:
    """The questions that some rule beside the comparison looks at."""
    return frozenset(leaf.question for name, rules in known.rules_of.items() if known.findings[name].kind != "likeness"
                     for rule in rules for leaf in leaves(rule.when) if isinstance(leaf, Asked))
