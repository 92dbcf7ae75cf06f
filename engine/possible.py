"""What is certain, possible or excluded given what is unknown: a sound superset from the rails, exact where completing is cheap.

A completion answers every open question once. The superset never misses what a completion that contradicts nothing would
give; where few questions are left all completions are tried, and the result says that it is exact. Of remedies the outlook
holds as long as no further answer contradicts one before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..kb.model import KnowledgeBase
from ..kb.remedy import Ground, Remedy
from .axes import ChoiceReading, LadderReading
from .completing import completions, uncontradicted
from .outcomes import Masks, Prescribed, choice_possible, still_possible
from .packing import pack
from .rails import Rails, Reading
from .voices import Voices


@dataclass(frozen=True)
class RemedyOutlook:
    """Remedies that every completion prescribes, and those that only some do. All others are excluded."""

    certain: tuple[str, ...]
    possible: tuple[str, ...]
    exact: bool


def narrowed(reading: LadderReading, live: Iterable[str], voices: Voices, now: Reading) -> LadderReading:
    """A ladder's reading with only the values that completions of its live questions give, where few enough to try."""
    if reading.concluded:
        return replace(reading, exact=True)
    ladder = now.rails.known.ladders[reading.axis]
    values = _some(voices, live, now, lambda tried: still_possible(ladder, tried))
    kept = tuple(value for value in reading.possible if value in (values or ()))
    return replace(reading, possible=kept, exact=True) if kept else reading


def choice_values(reading: ChoiceReading, live: Iterable[str], voices: Voices, now: Reading) -> set[str] | None:
    """The values of the choice that completions of its live questions give, or None where there are too many to try."""
    if len(reading.possible) == 1:
        return None
    values = _some(voices, live, now, lambda tried: choice_possible(now.rails.known, tried))
    return values if values and values & set(reading.possible) else None


def _some(voices: Voices, live: Iterable[str], now: Reading, masks: Callable[[Reading], Masks]) -> set[str] | None:
    """The names that some completion gives, or None where there are too many to try."""
    tried = completions(voices, live, now.rails.known)
    if tried is None:
        return None
    return {name for name, mask in masks(tried).items() if mask}


def remedy_outlook(live: Iterable[str], voices: Voices, now: Reading) -> RemedyOutlook:
    """Which remedies are certain and which possible."""
    tried = completions(voices, live, now.rails.known)
    calm = uncontradicted(tried, now.raw) if tried else 0
    if tried and calm:
        held = {name: mask & calm for name, mask in Prescribed(now.rails.known, tried).masks().items()}
        return RemedyOutlook(tuple(sorted(name for name, mask in held.items() if mask == calm)),
                             tuple(sorted(name for name, mask in held.items() if mask and mask != calm)), True)
    bounds = _Bounds(now.rails.known, now, everything_open(voices, now.rails))
    certain = bounds.certain()
    return RemedyOutlook(certain, tuple(name for name in bounds.possible() if name not in certain), False)


def everything_open(voices: Voices, compiled: Rails) -> Reading:
    """The reading of one case in which every open question is answered in every way at once: nothing can become known beyond it."""
    inputs = pack([voices], compiled)
    for (question, _), at in compiled.inputs.answers.items():
        inputs[at] |= not voices.heard(question)
    for at in compiled.inputs.disputes.values():
        if not inputs[at] | inputs[at + 1]:
            inputs[at] = inputs[at + 1] = 1
    return compiled.read(inputs, 1)


class _Bounds:
    """From below what every completion prescribes, from above what some completion may: `now` known, `most` at most known."""

    def __init__(self, known: KnowledgeBase, now: Reading, most: Reading) -> None:
        self.known, self.now, self.most = known, now, most
        self.users = Prescribed(known, now).users
        stages = list(known.stages)
        self.resting = {remedy.id for remedy in known.remedies.values() if stages and remedy.stage == stages[-1]}

    def certain(self) -> tuple[str, ...]:
        """Sorted ids."""
        rival = any(self._may(name) for name in self.known.remedies if name not in self.resting)
        return tuple(name for name in sorted(self.known.remedies) if self._must(name) and not (rival and name in self.resting))

    def possible(self) -> tuple[str, ...]:
        """Sorted ids; those that are certain among them."""
        rival = any(self._must(name) for name in self.known.remedies if name not in self.resting)
        return tuple(name for name in sorted(self.known.remedies) if self._may(name) and not (rival and name in self.resting))

    def _must(self, name: str) -> bool:
        called = any(self._now(ground) for ground in self.known.remedies[name].reasons)
        called = called or any(self.now.false(finding) and self._must(user) for user, finding in self.users[name])
        return called and self._surely_free(self.known.remedies[name])

    def _surely_free(self, remedy: Remedy) -> bool:
        in_place = any(self.most.known_true(finding) and not self.now.known_false(finding) for finding in remedy.in_place)
        barred = any(self._raw(ground, self.now) or (self._raw(ground, self.most) and not self._raw(_turned(ground), self.now))
                     for ground in remedy.not_when)
        return not in_place and not barred and all(
            self.now.true(need.finding) or self._surely_free(self.known.remedies[need.brought_by])
            for need in remedy.needs if need.brought_by)

    def _may(self, name: str) -> bool:
        called = any(self._later(ground) for ground in self.known.remedies[name].reasons)
        called = called or any(self._may_fail(finding) and self._may(user) for user, finding in self.users[name])
        return called and self._perhaps_free(self.known.remedies[name])

    def _perhaps_free(self, remedy: Remedy) -> bool:
        in_place = any(self.now.known_true(finding) and not self.now.known_false(finding) for finding in remedy.in_place)
        return not in_place and not any(self._raw(ground, self.now) for ground in remedy.not_when) and all(
            not self.now.false(need.finding) or self._perhaps_free(self.known.remedies[need.brought_by])
            for need in remedy.needs if need.brought_by)

    def _may_fail(self, finding: str) -> bool:
        return bool(self.most.known_false(finding) and not self.now.true(finding))

    def _now(self, ground: Ground) -> bool:
        return bool(self.now.false(ground.finding) if ground.excluded else self.now.true(ground.finding))

    def _later(self, ground: Ground) -> bool:
        settled_other_way = self.now.true(ground.finding) if ground.excluded else self.now.false(ground.finding)
        return self._raw(ground, self.most) and not settled_other_way

    def _raw(self, ground: Ground, reading: Reading) -> bool:
        return bool(reading.known_false(ground.finding) if ground.excluded else reading.known_true(ground.finding))


def _turned(ground: Ground) -> Ground:
    return replace(ground, excluded=not ground.excluded)
