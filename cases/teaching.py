"""A lesson as values: the pages a trainee has looked at, what each could tell, and how what was said compares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..engine.asking import ranked_pages
from ..engine.diagnosis import Diagnosis, diagnose
from ..engine.truth import Truth
from ..engine.without import rules_under
from ..kb.model import KnowledgeBase, Page, Rule
from .hearing import hear
from .model import Case

FIRST_REMEDIES = 3


@dataclass(frozen=True)
class Look:
    """A page looked at, what it was expected to settle, and the page that was expected to settle most at that moment."""

    page: str
    gain: int
    best: str
    most: int

    @property
    def share(self) -> int:
        """The gain in per cent of the best page's."""
        return 100 * self.gain // self.most if self.most else 100


@dataclass(frozen=True)
class Said:
    """What a trainee concludes: a value of each ladder and the first remedies."""

    values: dict[str, str]
    remedies: tuple[str, ...]


@dataclass(frozen=True)
class Lesson:
    """A hidden case, and the pages seen so far, in order."""

    known: KnowledgeBase
    case: Case
    looks: tuple[Look, ...] = ()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages to which the case holds an answer."""
        answered = set(hear(self.case).answered)
        return tuple(page for page in self.known.pages.values() if answered & set(page.questions))

    def seen(self) -> Diagnosis:
        """What follows from the pages seen alone."""
        shown = {question for look in self.looks for question in self.known.pages[look.page].questions}
        return diagnose(self.known, hear(self.case.only(shown)))

    def whole(self) -> Diagnosis:
        """The hidden diagnosis."""
        return diagnose(self.known, hear(self.case))

    def looked_at(self, page: str) -> Lesson:
        """The lesson with one more page seen; looking twice changes nothing."""
        if any(look.page == page for look in self.looks):
            return self
        seen = self.seen()
        before = {look.page for look in self.looks}
        askable = {one.id: one.questions for one in self.pages if one.id not in before}
        offers = ranked_pages(self.known, seen.voices, seen.open, askable)
        gain = next((offer.gain for offer in offers if offer.page == page), 0)
        best, most = (offers[0].page, offers[0].gain) if offers else (page, 0)
        return replace(self, looks=(*self.looks, Look(page, gain, best, most)))


@dataclass(frozen=True)
class Verdict:
    """How a value said compares: `right`, `possible` (it may still come out) or `unsupported`.

    `against`: the findings that stand against it: those it is counted from and that do not hold; too low, those that do.
    """

    axis: str
    said: str
    true: str
    state: str
    against: tuple[str, ...]


def verdicts(lesson: Lesson, said: Said, whole: Diagnosis) -> tuple[Verdict, ...]:
    """For each ladder that was spoken of."""
    return tuple(_verdict(lesson.known, axis, value, whole) for axis, value in said.values.items())


def _verdict(known: KnowledgeBase, axis: str, value: str, whole: Diagnosis) -> Verdict:
    reading = whole.ladders[axis]
    rungs = {rung.value: rung.finding for rung in known.ladders[axis].rungs}
    order = list(rungs)
    if value == reading.established:
        return Verdict(axis, value, reading.established, "right", ())
    too_high = order.index(value) > order.index(reading.established)
    goal = rungs[value] if too_high else rungs[reading.established]
    state = "possible" if value in reading.possible else "unsupported"
    wanted = [name for name in _signs(known, goal) if (whole.settled[name] is Truth.TRUE) != too_high]
    return Verdict(axis, value, reading.established, state, tuple(wanted))


def _signs(known: KnowledgeBase, goal: str | None) -> Iterator[str]:
    """The findings a rung is counted from: those under it that no step of an axis is."""
    if goal is None:
        return
    under = {rule.concludes for rule in rules_under(goal, known)}
    for name in known.findings:
        if name in under and known.findings[name].kind in ("sign", "conflict_signal"):
            yield name


def missed_rules(lesson: Lesson, whole: Diagnosis) -> tuple[Rule, ...]:
    """The rules that carry level, conflict or a first remedy of the hidden diagnosis and do not fire on the pages seen."""
    seen = lesson.seen()
    return tuple(rule for rule in _carrying(lesson.known, whole) if not _fires(seen, rule))


def first_remedies(whole: Diagnosis) -> tuple[str, ...]:
    """The first remedies of the plan."""
    return tuple(one.remedy for one in whole.plan.now[:FIRST_REMEDIES])


def _carrying(known: KnowledgeBase, whole: Diagnosis) -> Iterator[Rule]:
    goals: dict[str, None] = {}
    for axis, reading in whole.ladders.items():
        rungs = known.ladders[axis].rungs
        at = next(number for number, one in enumerate(rungs) if one.value == reading.established)
        goals.update(dict.fromkeys(_signs(known, rungs[at].finding or rungs[at + 1].finding)))
    for remedy in first_remedies(whole):
        goals.update(dict.fromkeys(ground.finding for ground in known.remedies[remedy].reasons))
    for goal in goals:
        for rule in known.rules_of[goal]:
            if _fires(whole, rule):
                yield rule


def _fires(diagnosis: Diagnosis, rule: Rule) -> bool:
    proof = next(one for one in diagnosis.proof(rule.concludes).rules if one.rule.id == rule.id)
    return proof.weighed.truth is Truth.TRUE
