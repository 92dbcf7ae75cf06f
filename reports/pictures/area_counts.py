"""The four areas of the checklist counted for each side by itself: what it sees in place, missing, and has not told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...engine.diagnosis import Diagnosis
from ...engine.packing import read_cases
from ...engine.truth import Truth
from ...engine.voices import Voices
from ...kb.checklist import Area


@dataclass(frozen=True)
class Count:
    """Of the items of an area: in place, missing, and open, which is also where one's own answers contradict each other."""

    held: int
    missing: int
    open: int

    @property
    def all(self) -> int:
        """The items of the area."""
        return self.held + self.missing + self.open

    @property
    def known(self) -> int:
        """The items of which something is settled."""
        return self.held + self.missing


@dataclass(frozen=True)
class AreaCounts:
    """One area: the counts by side, those of all together, and on how many items two sides contradict each other."""

    area: Area
    sides: Mapping[str, Count]
    together: Count
    apart: int


def area_counts(diagnosis: Diagnosis) -> tuple[AreaCounts, ...]:
    """The areas; () where nothing is known of any item.

    A side is counted by its own answers alone. What too few of an anonymous side answered is not among its voices.
    """
    listed = diagnosis.known.checklist
    areas = listed.areas if listed else ()
    items = [item.finding for area in areas for item in area.items]
    seen = {side: truths for side, truths in _by_side(diagnosis).items() if any(truths[one] is not Truth.UNKNOWN for one in items)}
    if not seen and all(diagnosis.truths[one] is Truth.UNKNOWN for one in items):
        return ()
    return tuple(_counts(area, seen, diagnosis.truths) for area in areas)


def _by_side(diagnosis: Diagnosis) -> dict[str, Mapping[str, Truth]]:
    """Side -> the truths that its own answers give, read all at once."""
    said, known = diagnosis.voices.said, diagnosis.known
    sides = [side.id for side in known.sides.values() if side.party and any(side.id in by_side for by_side in said.values())]
    alone = [Voices({question: {side: by_side[side]} for question, by_side in said.items() if side in by_side}) for side in sides]
    reading = read_cases(alone, known) if alone else None
    return {side: reading.truths(at) for at, side in enumerate(sides)} if reading else {}


def _counts(area: Area, seen: Mapping[str, Mapping[str, Truth]], together: Mapping[str, Truth]) -> AreaCounts:
    apart = sum({Truth.TRUE, Truth.FALSE} <= {truths[item.finding] for truths in seen.values()} for item in area.items)
    return AreaCounts(area, {side: _count(area, truths) for side, truths in seen.items()}, _count(area, together), apart)


def _count(area: Area, truths: Mapping[str, Truth]) -> Count:
    found = [truths[item.finding] for item in area.items]
    held, missing = found.count(Truth.TRUE), found.count(Truth.FALSE)
    return Count(held, missing, len(found) - held - missing)
