"""The questionnaire's bands beside the level diagnosed: whether they differ, and what in the answers can be seen of why.

A reason is given only where its condition is true. Most are tried out: would the score leave its band towards the
level if these answers had been different?
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from ..cases.scoring import Scores, SideScore, band_of, mean_in_tenths
from ..engine.diagnosis import Diagnosis
from ..engine.truth import Truth
from ..kb.conditions import Disputed
from ..kb.instrument import Instrument, Item


@dataclass(frozen=True)
class Reason:
    """Something that can be seen of why band and level differ. Numbers are counts, or tenths of a point (`*_tenths`)."""

    code: str
    items: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """One side's band beside the level. `relation`: agrees, within (a range), above or below."""

    side: str
    value: str
    relation: str
    reasons: tuple[Reason, ...]

    @property
    def differs(self) -> bool:
        """True when band and level contradict each other."""
        return self.relation in ("above", "below")


@dataclass(frozen=True)
class _Difference:
    """A side whose band differs: what its reasons are sought in."""

    score: SideScore
    above: bool
    scores: Scores
    diagnosis: Diagnosis
    instrument: Instrument

    def band_if(self, total: int, parts: int = 1) -> int | None:
        """The score in tenths if the total were `total / parts`, when that leaves the band towards the level; else None."""
        tenths = mean_in_tenths(total, parts * len(self.score.sheets))
        nearer = tenths < self.score.tenths if self.above else tenths > self.score.tenths
        return tenths if nearer and band_of(tenths, self.instrument) != self.score.band else None


def compare(diagnosis: Diagnosis, scores: Scores) -> tuple[Comparison, ...]:
    """Every scored side beside the level."""
    instrument = diagnosis.known.instrument
    assert instrument is not None
    return tuple(_compare(one, scores, diagnosis, instrument) for one in scores.sides)


def _compare(one: SideScore, scores: Scores, diagnosis: Diagnosis, instrument: Instrument) -> Comparison:
    possible, value = diagnosis.ladders[instrument.axis].possible, one.band.value
    if value in possible:
        return Comparison(one.side, value, "agrees" if len(possible) == 1 else "within", ())
    values = [rung.value for rung in diagnosis.known.ladders[instrument.axis].rungs]
    above = values.index(value) > values.index(possible[-1])
    difference = _Difference(one, above, scores, diagnosis, instrument)
    reasons = tuple(reason for seek in _REASONS for reason in seek(difference))
    return Comparison(one.side, value, "above" if above else "below", reasons)


def _same_matter(of: _Difference) -> Iterator[Reason]:
    """Items on which the side says one thing and the diagnosis finds the other."""
    found = Truth.FALSE if of.above else Truth.TRUE
    items = tuple(item.id for item in of.instrument.items.values()
                  if item.signs and all(of.diagnosis.settled[sign] is found for sign in item.signs) and _leans(of, item))
    if items:
        yield Reason("same_matter", items, numbers={"count": len(items)})


def _leans(of: _Difference, item: Item) -> bool:
    """True when more than half of the side's respondents agree (or disagree, if the band is below)."""
    given = [sheet.points[item.id] for sheet in of.score.sheets]
    leaning = sum(points > of.instrument.neutral if of.above else points < of.instrument.neutral for points in given)
    return 2 * leaning > len(given)


def _neutral(of: _Difference) -> Iterator[Reason]:
    """Neutral answers without whose points the side would be in another band."""
    score = of.score
    tenths = of.band_if(score.total - score.neutral if of.above else score.total + score.neutral)
    if tenths is not None:
        yield Reason("neutral", numbers={"count": score.neutral, "of": len(score.sheets) * len(of.instrument.items),
                                         "points": of.instrument.neutral, "shifted_tenths": tenths})


def _uncounted(of: _Difference) -> Iterator[Reason]:
    """Items on matters that no counted sign asks after."""
    items = of.instrument.items.values()
    yield from _group(of, "uncounted", [item for item in items if not item.signs and item.about != "attitude"])


def _attitudes(of: _Difference) -> Iterator[Reason]:
    """Items on what people feel and believe."""
    yield from _group(of, "attitudes", [item for item in of.instrument.items.values() if item.about == "attitude"])


def _group(of: _Difference, code: str, items: Collection[Item]) -> Iterator[Reason]:
    """A group of items without which - were they rated like the counted practices - the side would be in another band."""
    names = tuple(item.id for item in items)
    counted = tuple(item.id for item in of.instrument.items.values() if item.signs and item.about == "practice")
    if not names or not counted:
        return
    theirs, others = of.score.points(names), of.score.points(counted)
    tenths = of.band_if(len(counted) * (of.score.total - theirs) + len(names) * others, parts=len(counted))
    if tenths is not None:
        sheets = len(of.score.sheets)
        yield Reason(code, names, numbers={"theirs_tenths": mean_in_tenths(theirs, len(names) * sheets),
                                           "others_tenths": mean_in_tenths(others, len(counted) * sheets),
                                           "shifted_tenths": tenths})


def _same_throughout(of: _Difference) -> Iterator[Reason]:
    """Sheets with the same points everywhere."""
    count = sum(len(set(sheet.points.values())) == 1 for sheet in of.score.sheets)
    if count:
        yield Reason("same_throughout", numbers={"count": count, "of": len(of.score.sheets)})


def _bands_differ(of: _Difference) -> Iterator[Reason]:
    """Other sides whose scores lie in other bands."""
    others = tuple(one.side for one in of.scores.sides if one.band != of.score.band)
    if others:
        yield Reason("bands_differ", sides=others)


def _disputed(of: _Difference) -> Iterator[Reason]:
    """Questions of the diagnosis that this side answered and on which the sides contradict each other."""
    voices, known = of.diagnosis.voices, of.diagnosis.known
    count = sum(of.score.side in by_side and voices.disputed(Disputed(question), known) is Truth.TRUE
                for question, by_side in voices.said.items())
    if count:
        yield Reason("disputed", numbers={"count": count})


def _not_heard(of: _Difference) -> Iterator[Reason]:
    """The diagnosis rests on the answers of others."""
    said = of.diagnosis.voices.said.values()
    heard = {side for by_side in said for side in by_side}
    if of.score.side not in heard:
        yield Reason("not_heard", sides=tuple(side for side in of.diagnosis.known.sides if side in heard))


_REASONS: tuple[Callable[[_Difference], Iterator[Reason]], ...] = (
    _same_matter, _neutral, _uncounted, _attitudes, _same_throughout, _bands_differ, _disputed, _not_heard)
