"""What must be true of the questionnaire: bands without gap or overlap, names that exist, a neutral step on the scale."""

from __future__ import annotations

import re
from collections.abc import Container

from .instrument import Instrument
from .model import KnowledgeBase
from .problems import Problems

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")


def check_instrument(known: KnowledgeBase, signs: Container[str], problems: Problems) -> None:
    """Notes what is wrong with the questionnaire, if there is one. `signs`: those that the axis counts."""
    if known.instrument is None:
        return
    _scale(known.instrument, problems)
    _bands(known.instrument, known, problems)
    _items(known.instrument, signs, problems)
    for side in known.instrument.sides:
        if side not in known.sides:
            problems.unknown(known.instrument.place, "side", side, known.sides)


def _scale(instrument: Instrument, problems: Problems) -> None:
    points = list(instrument.scale)
    if len(points) < 2 or points != list(range(points[0], points[0] + len(points))):
        problems.add(instrument.place, f"instrument: the scale {points} has to rise by one point a step, two steps or more.")
    if instrument.neutral not in instrument.scale:
        problems.unknown(instrument.place, "step of the scale", str(instrument.neutral), instrument.codes)


def _bands(instrument: Instrument, known: KnowledgeBase, problems: Problems) -> None:
    ladder = known.ladders.get(instrument.axis)
    if ladder is None:
        problems.unknown(instrument.place, "axis", instrument.axis, known.ladders)
    elif [band.value for band in instrument.bands] != (values := [rung.value for rung in ladder.rungs]):
        problems.add(instrument.place, f"instrument: the bands have to stand for the values of {ladder.id}: {', '.join(values)}.",
                     "One band a value, lowest first.")
    expected = instrument.lowest
    for band in instrument.bands:
        if band.least != expected or band.most < band.least:
            problems.add(band.place, f"instrument: the band {band.least}-{band.most} has to begin at {expected} and end above it.",
                         "Bands cover every score once, lowest first.")
        expected = band.most + 1
    if instrument.bands and expected != instrument.highest + 1:
        problems.add(instrument.bands[-1].place, f"instrument: the bands end at {expected - 1}; "
                     f"the highest score is {instrument.highest}.", "Bands cover every score once.")


def _items(instrument: Instrument, signs: Container[str], problems: Problems) -> None:
    if not instrument.items:
        problems.add(instrument.place, "instrument: there are no items.")
    for item in instrument.items.values():
        if not _ID.match(item.id):
            problems.add(item.place, f"'{item.id}' is no id.", "Use lower-case words joined by '_'.")
        for sign in item.signs:
            if sign not in signs:
                problems.add(item.place, f"item {item.id}: '{sign}' is no counted sign.", "Name signs that the axis counts, or [].")
