"""The questionnaire put to one respondent, as values: a state goes in, a new one comes out.

Items come in the order of the knowledge base; those put off come last, once more in a sitting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..kb.instrument import Instrument, Item
from ..kb.model import KnowledgeBase
from .model import LATER, Case, Respondent


@dataclass(frozen=True)
class Rating:
    """One respondent of a case rating the items. `passed`: items passed over in this sitting; `given`: rated in it, in order."""

    known: KnowledgeBase
    instrument: Instrument
    case: Case
    respondent: str
    passed: tuple[str, ...] = ()
    given: tuple[str, ...] = ()

    @property
    def person(self) -> Respondent:
        """The respondent being asked."""
        found = self.case.respondent(self.respondent)
        assert found is not None
        return found

    def left(self) -> tuple[Item, ...]:
        """The items still to ask, in the order in which they will be asked."""
        ratings = self.person.instrument
        items = [item for item in self.instrument.items.values()
                 if ratings.get(item.id, LATER) == LATER and item.id not in self.passed]
        return tuple(sorted(items, key=self.put_off))

    def put_off(self, item: Item) -> bool:
        """True for an item that was put off before."""
        return self.person.instrument.get(item.id) == LATER

    def rated(self, item: str, code: str) -> Rating:
        """The state with an item rated, put off or not known."""
        case = self.case.with_respondent(self.person.with_rating(item, code))
        return replace(self, case=case, given=(*(name for name in self.given if name != item), item))

    def taken_back(self) -> Rating:
        """The state with the last rating of this sitting taken back, so that its item is asked again."""
        last = self.given[-1]
        case = self.case.with_respondent(self.person.with_rating(last, None))
        return replace(self, case=case, given=self.given[:-1], passed=tuple(name for name in self.passed if name != last))

    def without(self, item: str) -> Rating:
        """The state with an item passed over for this sitting."""
        return replace(self, passed=(*self.passed, item))


def begin_rating(known: KnowledgeBase, case: Case, side: str, respondent: str) -> Rating:
    """The questionnaire for a respondent of a case, new or continued. A continued one keeps the side it has."""
    assert known.instrument is not None
    person = case.respondent(respondent) or Respondent(respondent, side)
    return Rating(known, known.instrument, case.with_respondent(person), respondent)
