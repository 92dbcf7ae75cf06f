"""Two diagnoses of one organisation: where each axis stood and stands, and how many signs hold."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.diagnosis import Diagnosis
from ...kb.checks import counted_signs
from ...kb.model import Ladder
from ..axis_words import Namer
from ..telling import STATES
from .marks import cell, legend
from .shapes import INNER, LINE, MARGIN, WIDTH, Box, Part, Path, Picture, Shape, Words, folded, paragraph, table

LEFT, HIGH = 80, 26
SIZE, PITCH = 22, 26


def before_after(before: Diagnosis, after: Diagnosis, namer: Namer) -> Picture:
    """The ladders and the signs, before over after."""
    say, both = namer.say, (before, after)
    times = (say("picture_before"), say("picture_after_time"))
    shapes: list[Shape] = []
    top = MARGIN
    for ladder in before.known.ladders.values():
        part = _ladder(ladder, [one.ladders[ladder.id].possible for one in both], times, namer.language, top)
        shapes, top = [*shapes, *part.shapes], part.bottom
    counts = [_counts(one) for one in both]
    part = _signs(say("signs"), counts, times, top)
    seen = [(state, say(state)) for state in STATES.values() if any(count[state] for count in counts)]
    key = legend(seen, part.bottom + 4)
    rows = [row for ladder in before.known.ladders.values() for row in _rows(ladder, both, namer)]
    rows += [(say("picture_signs_state", state=say(state)), *(count[state] for count in counts)) for state in STATES.values()]
    numbers = table(say("picture_moved_title"), (say("picture_what"), *times), rows)
    return Picture("before_after", say("picture_moved_title"), say("picture_moved_told"), say("picture_numbers"),
                   key.bottom + MARGIN, (*shapes, *part.shapes, *key.shapes), numbers)


def _ladder(ladder: Ladder, possible: Sequence[Sequence[str]], times: Sequence[str], language: str, top: int) -> Part:
    """A row of boxes before and one after: filled where it stands, dashed where it may, with a line where it cannot."""
    heading = paragraph(ladder.name[language], MARGIN, top, INNER, bold=True)
    shapes: list[Shape] = [*heading.shapes]
    room = (WIDTH - MARGIN - LEFT) // len(ladder.rungs)
    names = [rung.value if rung.value.isdigit() else rung.name[language] for rung in ladder.rungs]
    heads = [folded(name, room - 2) for name in names]
    shapes += [Words(LEFT + room * at + room // 2, heading.bottom + 17 + LINE * down, line, "quiet", "middle")
               for at, lines in enumerate(heads) for down, line in enumerate(lines)]
    bottom = heading.bottom + 3 + LINE * max(map(len, heads))
    for values, time in zip(possible, times, strict=True):
        shapes.append(Words(MARGIN, bottom + 19, time))
        for at, rung in enumerate(ladder.rungs):
            shapes += _place(LEFT + room * at + 3, bottom, room - 6, rung.value in values, len(values) == 1)
        bottom += HIGH + 8
    return Part(tuple(shapes), bottom + 10)


def _rows(ladder: Ladder, both: Sequence[Diagnosis], namer: Namer) -> list[tuple[object, ...]]:
    """A row of the table for each value of a ladder."""
    def told(value: str, possible: Sequence[str]) -> str:
        return namer.say("picture_moved_out" if value not in possible else
                         "picture_moved_alone" if len(possible) == 1 else "picture_moved_possible")

    return [(f"{ladder.name[namer.language]}: {namer.values(ladder.id, [rung.value])}",
             *(told(rung.value, one.ladders[ladder.id].possible) for one in both)) for rung in ladder.rungs]


def _place(x: int, y: int, width: int, possible: bool, alone: bool) -> tuple[Shape, ...]:
    if possible:
        return (Box(x, y, width, HIGH, "first" if alone else "dashed"),)
    return (Path(((x, y + HIGH // 2), (x + width, y + HIGH // 2)), "faint"),)


def _counts(diagnosis: Diagnosis) -> dict[str, int]:
    states = [STATES[diagnosis.truths[sign]] for sign in counted_signs(diagnosis.known)]
    return {state: states.count(state) for state in STATES.values()}


def _signs(title: str, counts: Sequence[dict[str, int]], times: Sequence[str], top: int) -> Part:
    """A row of cells before and one after, those that hold first."""
    heading = paragraph(title, MARGIN, top, INNER, bold=True)
    shapes: list[Shape] = [*heading.shapes]
    bottom, across = heading.bottom + 4, (WIDTH - MARGIN - LEFT) // PITCH
    for count, time in zip(counts, times, strict=True):
        shapes.append(Words(MARGIN, bottom + 17, time))
        states = [state for state, many in count.items() for _ in range(many)]
        for at, state in enumerate(states):
            shapes += cell(state, LEFT + PITCH * (at % across), bottom + PITCH * (at // across), SIZE)
        bottom += PITCH * ((max(len(states), 1) - 1) // across + 1) + 8
    return Part(tuple(shapes), bottom)
