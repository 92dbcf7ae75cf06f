"""The level axis: a box for each level, established, possible or ruled out."""

from __future__ import annotations

from ..plan_section import LEVEL
from ..telling import Teller
from .shapes import MARGIN, WIDTH, Box, Path, Picture, Shape, Words, paragraph, table

BOX, ROW = 46, 62


def level_axis(teller: Teller) -> Picture:
    """The level axis, the highest level on top."""
    say, ladder = teller.say, teller.known.ladders[LEVEL]
    rows = [(rung.value, rung.name[teller.language], state) for rung, state in zip(ladder.rungs, states(teller), strict=True)]
    shapes, top = [], MARGIN
    for value, name, state in reversed(rows):
        drawn, top = _row(value, name, say(f"picture_level_{state}"), state, top)
        shapes += drawn
    numbers = table(say("picture_level_title"), (say("picture_level"), say("picture_name"), say("table_state")),
                    [(value, name, say(f"picture_level_{state}")) for value, name, state in rows])
    facts = "; ".join(say("picture_level_fact", value=value, state=say(f"picture_level_{state}")) for value, _, state in rows)
    return Picture("level_axis", say("picture_level_title"), say("picture_level_told", facts=facts), say("picture_numbers"), top,
                   tuple(shapes), numbers)


def states(teller: Teller) -> list[str]:
    """How each level stands, lowest first: established, passed, possible or excluded."""
    ladder, reading = teller.known.ladders[LEVEL], teller.diagnosis.ladders[LEVEL]
    values = [rung.value for rung in ladder.rungs]
    stands = values.index(reading.established)
    return [_state(at, stands, value in reading.possible, reading.concluded) for at, value in enumerate(values)]


def _state(at: int, stands: int, possible: bool, concluded: str | None) -> str:
    """The lowest level needs nothing, so it is no more than possible while a higher one is."""
    if possible:
        return "established" if concluded or (at == stands and at > 0) else "possible"
    return "passed" if at <= stands else "excluded"


def _struck(box: Box) -> tuple[Shape, ...]:
    """A stroke from corner to corner that leaves the number free."""
    left, right, top, bottom = box.x, box.x + BOX, box.y, box.y + BOX
    return Path(((left, bottom), (left + 14, bottom - 14)), "faint"), Path(((right - 14, top + 14), (right, top)), "faint")


def _row(value: str, name: str, told: str, state: str, top: int) -> tuple[list[Shape], int]:
    paint = {"established": "first", "passed": "first_edge", "possible": "dashed", "excluded": "faint"}[state]
    box = Box(MARGIN, top, BOX, BOX, paint)
    shapes: list[Shape] = [box]
    if state == "excluded":
        shapes += _struck(box)
    number = "on" if state == "established" else "quiet" if state == "excluded" else "ink"
    shapes.append(Words(box.x + BOX // 2, top + 29, value, number, "middle", True))
    left = box.x + BOX + 14
    words = paragraph(name, left, top, WIDTH - MARGIN - left, bold=state == "established")
    under = paragraph(told, left, words.bottom, WIDTH - MARGIN - left, "quiet")
    return [*shapes, *words.shapes, *under.shapes], max(top + ROW, under.bottom + 12)
