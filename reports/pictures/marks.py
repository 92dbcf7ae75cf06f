"""Small cells that tell a state by a mark and a frame besides the colour, and the legend that names them."""

from __future__ import annotations

from collections.abc import Iterable

from .shapes import LINE, MARGIN, WIDTH, Box, Part, Path, Shape, paragraph

Strokes = tuple[tuple[tuple[int, int], ...], ...]
STROKES: dict[str, Strokes] = {  # in hundredths of the cell
    "check": (((20, 55), (42, 76), (80, 26)),),
    "cross": (((25, 25), (75, 75)), ((75, 25), (25, 75))),
    "bolt": (((60, 14), (34, 54), (66, 46), (40, 86)),),
    "twice": (((37, 22), (37, 78)), ((63, 22), (63, 78))),
    "wave": (((18, 60), (39, 40), (61, 60), (82, 40)),),
    "broken": (((14, 50), (40, 50)), ((60, 50), (86, 50)), ((56, 26), (44, 74))),
    "dash": (((25, 50), (75, 50)),),
    "none": ()}
CELLS = {  # state: frame, mark, paint of the mark, shade of a cell of the table
    "holds": ("held", "check", "mark_on", 0), "fails": ("gone", "cross", "mark_gone", 3),
    "contested": ("doubt", "bolt", "mark_doubt", 2), "open": ("dashed", "none", "mark", None),
    "as_source": ("heat_0", "check", "mark", 0), "otherwise": ("heat_1", "wave", "mark", 1),
    "unneeded": ("heat_0", "dash", "mark", 0),
    "twice": ("heat_3", "twice", "mark_on", 3), "differ": ("heat_3", "bolt", "mark_on", 3),
    "nobody": ("heat_4", "cross", "mark_on", 4), "missing": ("heat_4", "broken", "mark_on", 4)}


def cell(state: str, x: int, y: int, size: int) -> tuple[Shape, ...]:
    """The cell of a state."""
    frame, mark, paint, _ = CELLS[state]
    strokes = tuple(Path(tuple((x + across * size // 100, y + down * size // 100) for across, down in stroke), paint)
                    for stroke in STROKES[mark])
    return (Box(x, y, size, size, frame), *strokes)


def legend(states: Iterable[tuple[str, str]], top: int) -> Part:
    """What the cells mean: a line for each state and its name."""
    shapes: list[Shape] = []
    for state, name in states:
        told = paragraph(name, MARGIN + 34, top, WIDTH - 2 * MARGIN - 34, "quiet")
        shapes += [*cell(state, MARGIN, top + 1, 22), *told.shapes]
        top = max(told.bottom, top + LINE) + 5
    return Part(tuple(shapes), top)
