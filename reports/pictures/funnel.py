"""The buying funnel: who answers for each step, and where it passes from one to the other."""

from __future__ import annotations

from dataclasses import dataclass

from ...kb.process import Duty
from ..process_section import duty_in_source, here
from ..telling import Teller
from .marks import CELLS, cell
from .process_heat import FUNNEL, entry_state, key_of, state_name
from .shapes import MARGIN, WIDTH, Cell, Part, Path, Picture, Point, Shape, paragraph, table

WIDEST, NARROWEST, LEFT = 116, 44, 140


@dataclass(frozen=True)
class Step:
    """A step of the funnel: its name, the answer if there is only one, who it is in words, in the source, and its state."""

    name: str
    code: str
    owner: str
    source: str
    state: str


def funnel(teller: Teller) -> Picture | None:
    """The funnel from top to bottom; None where nobody answered for any step."""
    process = teller.known.processes.tables.get(FUNNEL) if teller.known.processes else None
    if process is None or not any(teller.diagnosis.voices.heard(one.id) for one in process.duties):
        return None
    steps = [_step(teller, duty) for duty in process.duties]
    given = len(process.phases[0].duties)  # the phases are those before and after the hand-over of the source
    lines = _passings(teller, steps, given)
    shapes: list[Shape] = []
    top = MARGIN
    for at, step in enumerate(steps):
        if at in lines:
            part = _passing(lines[at], top)
            shapes, top = [*shapes, *part.shapes], part.bottom
        part = _drawn(step, at, len(steps), top)
        shapes, top = [*shapes, *part.shapes], part.bottom
    key = key_of(teller, (step.state for step in steps), top + 4)
    say = teller.say
    heads = (say("picture_step"), say("table_here"), say("table_in_source"), say("table_state"))
    rows: list[tuple[object, ...]] = []
    for at, step in enumerate(steps):
        rows += [(line, "-", "-", "-") for line in lines.get(at, ())]
        rows.append((step.name, step.owner, step.source, Cell(state_name(teller, step.state), CELLS[step.state][3])))
    return Picture("funnel", say("picture_funnel_title"), say("picture_funnel_told"), say("picture_numbers"),
                   key.bottom + MARGIN, (*shapes, *key.shapes), table(say("picture_funnel_title"), heads, rows))


def _step(teller: Teller, duty: Duty) -> Step:
    heard, state = teller.diagnosis.voices.heard(duty.id), entry_state(teller, duty)
    owner = teller.say("open") if state == "open" else here(teller, duty.id)
    return Step(duty.name[teller.language], heard[0] if len(heard) == 1 else "", owner, duty_in_source(teller, duty), state)


def _passings(teller: Teller, steps: list[Step], given: int) -> dict[int, list[str]]:
    """Step -> the lines drawn above it: where the source hands over, and where the answers do."""
    lines: dict[int, list[str]] = {given: [teller.say("picture_handover_source")]}
    for at in range(1, len(steps)):
        one, other = steps[at - 1], steps[at]
        if one.code and other.code and one.code != other.code and not {one.state, other.state} & {"nobody", "unneeded", "open"}:
            told = teller.say("picture_handover_here", giver=one.owner, taker=other.owner)
            lines.setdefault(at, []).append(told)
    return lines


def _passing(lines: list[str], top: int) -> Part:
    shapes: list[Shape] = [Path(((MARGIN, top + 6), (WIDTH - MARGIN, top + 6)), "dashed")]
    bottom = top + 10
    for line in lines:
        part = paragraph(line, LEFT, bottom, WIDTH - MARGIN - LEFT, bold=True)
        shapes, bottom = [*shapes, *part.shapes], part.bottom
    return Part(tuple(shapes), bottom + 8)


def _drawn(step: Step, at: int, count: int, top: int) -> Part:
    """The name and the owner, and the slice of the funnel beside them, as high as they are."""
    name = paragraph(step.name, LEFT, top, WIDTH - MARGIN - LEFT)
    owner = paragraph(step.owner, LEFT + 30, name.bottom, WIDTH - MARGIN - LEFT - 30, "quiet")
    sign = cell(step.state, LEFT, name.bottom + 1, 20)
    height = owner.bottom - top
    upper, lower = (WIDEST - (WIDEST - NARROWEST) * (at + more) // count for more in (0, 1))
    return Part((*_slice(step.code, top, height, upper, lower), *name.shapes, *sign, *owner.shapes), owner.bottom + 10)


def _slice(code: str, top: int, height: int, upper: int, lower: int) -> tuple[Shape, ...]:
    """Filled for the first of two owners, striped for the second, both for work together, empty for all else."""
    middle = MARGIN + WIDEST // 2
    corners: tuple[Point, ...] = ((middle - upper // 2, top), (middle + upper // 2, top), (middle + lower // 2, top + height),
                                  (middle - lower // 2, top + height))
    if code == "marketing":
        return (Path(corners, "first", closed=True),)
    outline = Path(corners, "second_edge" if code in ("sales", "together") else "dashed", closed=True)
    if code not in ("sales", "together"):
        return (outline,)
    stripes = []
    for down in range(8, height - 2, 9):
        half = (upper + (lower - upper) * down // height) // 2
        left = middle if code == "together" else middle - half
        stripes.append(Path(((left, top + down), (middle + half, top + down)), "second_hatch"))
    halved = Path((corners[0], (middle, top), (middle, top + height), corners[3]), "first", closed=True)
    return (*((halved,) if code == "together" else ()), *stripes, outline)


