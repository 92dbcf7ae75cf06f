"""A case: one organisation at one date, its respondents and their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from .anonymity import SMALLEST_GROUP
from .survey import Survey

UNKNOWN = "unknown"
LATER = "later"
NO_ANSWER = (UNKNOWN, LATER)
BASES = ("told", "seen", "document")
ONLOOKER = "observer"
ACTIONS = ("set_aside", "add")


@dataclass(frozen=True)
class Given:
    """What a respondent said to one question: an answer's code, or `unknown` or `later`; its note and basis."""

    value: str
    note: str = ""
    basis: str = "told"

    @property
    def answered(self) -> bool:
        """False for don't-know and for what is put off: neither is ever read as 'no'."""
        return self.value not in NO_ANSWER


@dataclass(frozen=True)
class Respondent:
    """One who answers, and whom he or she speaks for. No names are kept.

    `instrument`: item of the questionnaire -> points as written, `unknown` or `later`; kept apart from the answers.
    """

    id: str
    side: str
    department: str = ""
    answers: Mapping[str, Given] = field(default_factory=dict)
    instrument: Mapping[str, str] = field(default_factory=dict)

    def with_answer(self, question: str, given: Given | None) -> Respondent:
        """The same respondent with one answer changed, or taken out for None."""
        answers = {name: value for name, value in self.answers.items() if name != question}
        if given is not None:
            answers[question] = given
        return replace(self, answers=answers)

    def with_rating(self, item: str, code: str | None) -> Respondent:
        """The same respondent with one item of the questionnaire rated, or taken out for None."""
        ratings = {name: value for name, value in self.instrument.items() if name != item}
        if code is not None:
            ratings[item] = code
        return replace(self, instrument=ratings)


@dataclass(frozen=True)
class Override:
    """A consultant sets a conclusion aside, or adds one, with a reason; shown beside the system's."""

    finding: str
    action: str
    reason: str


@dataclass(frozen=True)
class Case:
    """One organisation at one date. `settled`: disputes the observer settled, each with a note. `survey`: counted answer sheets.

    `retired`: (respondent, question) -> what was answered to a question that is no longer asked; kept, but heard no more.
    The respondent is '' where the observer had settled a dispute about it.
    """

    organisation: str
    date: str = ""
    note: str = ""
    respondents: tuple[Respondent, ...] = ()
    settled: Mapping[str, Given] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    retired: Mapping[tuple[str, str], Given] = field(default_factory=dict)
    survey: Survey | None = None

    def respondent(self, name: str) -> Respondent | None:
        """The respondent with an id, or None."""
        return next((one for one in self.respondents if one.id == name), None)

    def with_respondent(self, respondent: Respondent) -> Case:
        """The same case with a respondent added or replaced."""
        kept = [respondent if one.id == respondent.id else one for one in self.respondents]
        if self.respondent(respondent.id) is None:
            kept.append(respondent)
        return replace(self, respondents=tuple(kept))

    def with_newcomer(self, person: Respondent) -> Case:
        """The same case; with the person, who has said nothing yet, where it does not know him or her."""
        return self if self.respondent(person.id) else self.with_respondent(replace(person, answers={}, instrument={}))

    def only(self, questions: Collection[str]) -> Case:
        """The same case with the answers to these questions alone."""
        kept = tuple(replace(one, answers={q: g for q, g in one.answers.items() if q in questions}) for one in self.respondents)
        return replace(self, respondents=kept, settled={q: g for q, g in self.settled.items() if q in questions},
                       survey=self.survey.only(questions) if self.survey else None)

    @property
    def answered(self) -> bool:
        """True when somebody answered something."""
        by_persons = any(given.answered for one in self.respondents for given in one.answers.values())
        return by_persons or (self.survey is not None and self.survey.answered)

    @property
    def smallest_group(self) -> int:
        """The smallest group of an anonymous side that is heard and shown."""
        return self.survey.smallest if self.survey else SMALLEST_GROUP

    def sheets(self, side: str) -> Mapping[str, int]:
        """Department -> how many of a side answered, in person or on a sheet of the survey."""
        found = Counter(self.survey.sheets(side) if self.survey else {})
        found.update(one.department for one in self.respondents if one.side == side and one.answers)
        return dict(found)

    @property
    def rated(self) -> bool:
        """True when somebody gave points to some item of the questionnaire."""
        return any(code not in NO_ANSWER for one in self.respondents for code in one.instrument.values())
