"""The signs of each level: a cell for each, holding, missing, contradicted or open."""

from __future__ import annotations

from ...engine.truth import Truth
from ...kb.model import Rung
from ..plan_section import LEVEL
from ..telling import STATES, Teller
from .marks import CELLS, cell, legend
from .shapes import INNER, MARGIN, Cell, Part, Picture, Shape, paragraph, table

SIZE, PITCH = 30, 34
ACROSS = INNER // PITCH


def signs_by_level(teller: Teller) -> Picture:
    """The signs by level, the highest level on top."""
    say, groups = teller.say, _groups(teller)
    shapes: list[Shape] = []
    top = MARGIN
    for rung, states in reversed(groups):
        part = _level(_heading(teller, rung), states, top)
        shapes += part.shapes
        top = part.bottom + 14
    seen = {state for _, states in groups for state in states}
    names = [(state, say(state)) for state in STATES.values() if state in seen]
    key = legend(names, top + 2)
    heads = (say("picture_level"), *(say(state) for state in STATES.values()), say("picture_all"))
    rows = [(_heading(teller, rung), *(_count(states, state) for state in STATES.values()), len(states)) for rung, states in groups]
    return Picture("signs_by_level", say("picture_signs_title"), say("picture_signs_told"), say("picture_numbers"),
                   key.bottom + MARGIN, (*shapes, *key.shapes), table(say("picture_signs_title"), heads, rows))


def _groups(teller: Teller) -> list[tuple[Rung, list[str]]]:
    """Level -> the state of each of its signs, those that hold first."""
    order = list(STATES.values())
    found = []
    for rung in teller.known.ladders[LEVEL].rungs:
        truths = [teller.diagnosis.truths[one.id] for one in teller.known.findings.values()
                  if one.kind == "sign" and one.value == rung.value]
        if truths and (rung.finding or Truth.TRUE in truths or Truth.CONTESTED in truths):
            found.append((rung, sorted((STATES[truth] for truth in truths), key=order.index)))
    return found


def _heading(teller: Teller, rung: Rung) -> str:
    name = teller.say("signs_of", value=rung.value, name=rung.name[teller.language])
    return name if rung.finding else f"{name} ({teller.say('not_counted')})"


def _count(states: list[str], state: str) -> Cell:
    count = states.count(state)
    return Cell(str(count), CELLS[state][3] if count else None)


def _level(heading: str, states: list[str], top: int) -> Part:
    told = paragraph(heading, MARGIN, top, INNER, bold=True)
    shapes: list[Shape] = [*told.shapes]
    for at, state in enumerate(states):
        shapes += cell(state, MARGIN + PITCH * (at % ACROSS), told.bottom + 4 + PITCH * (at // ACROSS), SIZE)
    return Part(tuple(shapes), told.bottom + 4 + PITCH * ((len(states) - 1) // ACROSS + 1))
