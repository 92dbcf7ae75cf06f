"""The heat map of the process tables: a cell for each duty and flow, standing out the more, the more it calls for something."""

from __future__ import annotations

from collections.abc import Iterable

from ...kb.process import Duty, Flow, Phase, Process
from ..process_section import state_of
from ..telling import Teller
from .marks import CELLS, cell, legend
from .shapes import INNER, MARGIN, WIDTH, Cell, Part, Picture, Shape, paragraph, table

FUNNEL = "buying_funnel"  # it has a picture of its own
SIZE, PITCH, LEFT, APART = 22, 26, 180, 8
ORDER = ("as_source", "otherwise", "twice", "differ", "nobody", "missing", "unneeded", "open")


def process_heat(teller: Teller) -> Picture | None:
    """The heat map of every table of which something was answered; None where nothing was."""
    say, processes = teller.say, teller.known.processes
    tables = [one for one in processes.tables.values() if one.id != FUNNEL] if processes else []
    states = {one.id: entry_state(teller, one) for process in tables for one in process.entries}
    tables = [process for process in tables if any(states[one.id] != "open" for one in process.entries)]
    if not tables:
        return None
    seen = [state for state in ORDER if any(states[one.id] == state for process in tables for one in process.entries)]
    shapes: list[Shape] = []
    top = MARGIN
    for process in tables:
        part = _process(process, states, teller.language, top)
        shapes += part.shapes
        top = part.bottom + 10
    key = key_of(teller, seen, top + 4)
    heads = (say("picture_phase"), *(state_name(teller, state) for state in seen))
    return Picture("process_heat", say("picture_heat_title"), say("picture_heat_told"), say("picture_numbers"),
                   key.bottom + MARGIN, (*shapes, *key.shapes),
                   table(say("picture_heat_title"), heads, _rows(tables, states, seen, teller.language)))


def entry_state(teller: Teller, one: Duty | Flow) -> str:
    """How a duty or flow stands here; open where nobody answered."""
    assert teller.known.processes is not None
    return state_of(teller, teller.known.processes, one) if teller.diagnosis.voices.heard(one.id) else "open"


def state_name(teller: Teller, state: str) -> str:
    """A state of a duty or flow by name."""
    return teller.say("open" if state == "open" else f"table_{state}")


def key_of(teller: Teller, states: Iterable[str], top: int) -> Part:
    """The legend of the states that occur."""
    occurring = set(states)
    return legend([(state, state_name(teller, state)) for state in ORDER if state in occurring], top)


def _process(process: Process, states: dict[str, str], language: str, top: int) -> Part:
    told = paragraph(process.name[language], MARGIN, top, INNER, bold=True)
    shapes: list[Shape] = [*told.shapes]
    bottom = told.bottom + 4
    for phase in process.phases:
        part = _phase(phase, states, language, bottom)
        shapes += part.shapes
        bottom = part.bottom + 6
    return Part(tuple(shapes), bottom)


def _phase(phase: Phase, states: dict[str, str], language: str, top: int) -> Part:
    """The name, its duties, and apart from them its flows."""
    told = paragraph(phase.name[language], MARGIN, top, LEFT - MARGIN - 4, "quiet")
    places = [(one, LEFT + PITCH * at + (APART if at >= len(phase.duties) > 0 else 0)) for at, one in enumerate(phase.entries)]
    assert not places or places[-1][1] + SIZE <= WIDTH - MARGIN, phase.id
    cells = [shape for one, x in places for shape in cell(states[one.id], x, top + 1, SIZE)]
    return Part((*told.shapes, *cells), max(told.bottom, top + SIZE + 4))


def _rows(tables: list[Process], states: dict[str, str], seen: list[str], language: str) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for process in tables:
        for phase in process.phases:
            here = [states[one.id] for one in phase.entries]
            cells = (Cell(str(here.count(state)), CELLS[state][3] if state in here else None) for state in seen)
            rows.append((f"{process.name[language]}: {phase.name[language]}", *cells))
    return rows
