"""Scores of the questionnaire: one a respondent who answered every item, the mean of a side, and how far sides are apart.

Whole numbers only: a mean is in tenths of a point, rounded down, so that none is shown at a bound it does not reach.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from ..kb.instrument import Band, Instrument
from ..kb.model import KnowledgeBase
from .anonymity import ANONYMOUS, may_be_heard
from .model import Case, Respondent

TENTHS = 10


@dataclass(frozen=True)
class Sheet:
    """What one respondent rated: item -> points. `missing`: how many items are without points (`unknown` is one of them)."""

    respondent: str
    side: str
    points: Mapping[str, int]
    missing: int

    @property
    def score(self) -> int | None:
        """The sum, once nothing is missing."""
        return None if self.missing else sum(self.points.values())

    @property
    def named(self) -> bool:
        """False for staff, whose single scores are shown to nobody."""
        return self.side != ANONYMOUS


@dataclass(frozen=True)
class SideScore:
    """A side's complete sheets and what they come to. `neutral`: how many of all its answers are the middle of the scale."""

    side: str
    sheets: tuple[Sheet, ...]
    tenths: int
    band: Band
    neutral: int

    def points(self, items: Collection[str]) -> int:
        """All points given to some items."""
        return sum(sheet.points[item] for sheet in self.sheets for item in items)

    @property
    def total(self) -> int:
        """All points given."""
        return sum(sheet.score or 0 for sheet in self.sheets)


@dataclass(frozen=True)
class Gap:
    """How many tenths of a point one side scores more than another."""

    higher: str
    lower: str
    tenths: int


@dataclass(frozen=True)
class Scores:
    """Everybody's sheets, the sides that can be scored, and the gaps between those that are parties.

    `too_small`: sides with complete sheets, fewer than `smallest`, too few to be shown without showing persons.
    """

    sheets: tuple[Sheet, ...]
    sides: tuple[SideScore, ...]
    gaps: tuple[Gap, ...]
    too_small: tuple[str, ...]
    smallest: int


def score(case: Case, known: KnowledgeBase) -> Scores | None:
    """The scores of a case; None when nobody rated an item."""
    if known.instrument is None or not case.rated:
        return None
    sheets = tuple(sheet for one in case.respondents if (sheet := _sheet(one, known.instrument)).points)
    names = [side for side in known.sides if any(sheet.side == side and not sheet.missing for sheet in sheets)]
    small = tuple(side for side in names if not may_be_heard(side, _complete(sheets, side), case.smallest_group))
    sides = tuple(_side(side, sheets, known.instrument) for side in names if side not in small)
    parties = [one for one in sides if known.sides[one.side].party]
    return Scores(sheets, sides, tuple(_gap(one, other) for one, other in combinations(parties, 2)), small, case.smallest_group)


def mean_in_tenths(total: int, count: int) -> int:
    """A mean in tenths, rounded down."""
    return TENTHS * total // count


def band_of(tenths: int, instrument: Instrument) -> Band:
    """The band that a score in tenths lies in: the highest whose least score it reaches."""
    return next((band for band in reversed(instrument.bands) if tenths >= TENTHS * band.least), instrument.bands[0])


def _complete(sheets: tuple[Sheet, ...], side: str) -> int:
    return sum(sheet.side == side and not sheet.missing for sheet in sheets)


def _sheet(one: Respondent, instrument: Instrument) -> Sheet:
    points = {item: int(code) for item in instrument.items if (code := one.instrument.get(item)) in instrument.codes}
    return Sheet(one.id, one.side, points, len(instrument.items) - len(points))


def _side(side: str, sheets: tuple[Sheet, ...], instrument: Instrument) -> SideScore:
    complete = tuple(sheet for sheet in sheets if sheet.side == side and not sheet.missing)
    tenths = mean_in_tenths(sum(sheet.score or 0 for sheet in complete), len(complete))
    neutral = sum(points == instrument.neutral for sheet in complete for points in sheet.points.values())
    return SideScore(side, complete, tenths, band_of(tenths, instrument), neutral)


def _gap(one: SideScore, other: SideScore) -> Gap:
    higher, lower = (one, other) if one.tenths >= other.tenths else (other, one)
    return Gap(higher.side, lower.side, higher.tenths - lower.tenths)
