"""The radar of the four areas of the checklist, a line for each of two sides, with what they have not told and the gap between."""

from __future__ import annotations

from dataclasses import dataclass

from ..telling import Teller
from .area_counts import AreaCounts, Count, area_counts
from .shapes import MARGIN, WIDTH, Box, Cell, Dot, Part, Path, Picture, Point, Shape, Table, paragraph, table

REACH, MIDDLE = 116, WIDTH // 2
CORNERS = ((-1, -1), (1, -1), (1, 1), (-1, 1))  # clockwise from the upper left, an area each
PAINTS = ("first", "second")


@dataclass(frozen=True)
class Line:
    """One line of the radar: whose it is, and the count of each area."""

    name: str
    counts: tuple[Count, ...]


def areas(teller: Teller) -> Picture | None:
    """The radar; None where nothing is known of the items, or where the checklist has not four areas."""
    counted = area_counts(teller.diagnosis)
    if len(counted) != len(CORNERS):
        return None
    say, lines = teller.say, drawn_lines(teller, counted)
    texts = [_corner(teller, one, lines, at) for at, one in enumerate(counted)]
    top = MARGIN + max(_part(texts[at], at, 0).bottom for at in (0, 1)) + 12
    centre = (MIDDLE, top + REACH)
    under = top + 2 * REACH + 12
    corners = [_part(texts[at], at, under if CORNERS[at][1] > 0 else MARGIN) for at in range(4)]
    key = _legend(teller, lines, max(corners[2].bottom, corners[3].bottom) + 10)
    radar = (shape for at, line in enumerate(lines) for shape in _drawn(line, at, centre))
    words = (shape for corner in corners for shape in corner.shapes)
    shapes = (*_rings(centre), *_gaps(lines, centre), *radar, *words, *key.shapes)
    return Picture("areas", say("picture_areas_title"), say("picture_areas_told"), say("picture_numbers"), key.bottom + MARGIN,
                   shapes, _table(teller, counted))


def drawn_lines(teller: Teller, counted: tuple[AreaCounts, ...]) -> tuple[Line, ...]:
    """The first two sides that know of some item, or all together where none does; the table has every side."""
    sides = list(counted[0].sides)[:len(PAINTS)]
    if not sides:
        return (Line(teller.say("sides_all"), tuple(one.together for one in counted)),)
    return tuple(Line(teller.known.sides[side].name[teller.language], tuple(one.sides[side] for one in counted)) for side in sides)


def _corner(teller: Teller, one: AreaCounts, lines: tuple[Line, ...], at: int) -> list[str]:
    """The lines of text at a corner: the area, each side's count, and the contradictions."""
    texts = [one.area.name[teller.language]]
    for line in lines:
        count = line.counts[at]
        key = "picture_area_silent" if not count.known else "picture_area_open" if count.open else "picture_area"
        texts.append(teller.say(key, side=line.name, held=count.held, all=count.all, open=count.open))
    return [*texts, teller.say("picture_area_apart", count=one.apart)] if one.apart else texts


def _part(texts: list[str], at: int, top: int) -> Part:
    left, width = (MARGIN, MIDDLE - MARGIN - 8) if CORNERS[at][0] < 0 else (MIDDLE + 8, WIDTH - MARGIN - MIDDLE - 8)
    shapes: list[Shape] = []
    for number, text in enumerate(texts):
        part = paragraph(text, left, top, width, "ink" if number == 0 else "quiet", bold=number == 0)
        shapes, top = [*shapes, *part.shapes], part.bottom
    return Part(tuple(shapes), top)


def _at(corner: int, count: int, out_of: int, centre: Point) -> Point:
    across, down = CORNERS[corner]
    far = REACH * count // out_of if out_of else 0
    return centre[0] + across * far, centre[1] + down * far


def _rings(centre: Point) -> tuple[Shape, ...]:
    rings = tuple(Box(centre[0] - REACH * part // 4, centre[1] - REACH * part // 4, REACH * part // 2, REACH * part // 2,
                      "faint" if part == 4 else "grid") for part in (1, 2, 3, 4))
    return (*rings, *(Path((centre, _at(corner, 1, 1, centre)), "faint") for corner in range(4)))


def _gaps(lines: tuple[Line, ...], centre: Point) -> tuple[Shape, ...]:
    """A thick stretch of the axis between what two sides see in place."""
    if len(lines) < 2:
        return ()
    both = [corner for corner in range(len(CORNERS)) if all(line.counts[corner].known for line in lines)]
    ends = [tuple(_at(corner, line.counts[corner].held, line.counts[corner].all, centre) for line in lines) for corner in both]
    return tuple(Path(pair, "gap") for pair in ends if pair[0] != pair[1])


def _drawn(line: Line, number: int, centre: Point) -> tuple[Shape, ...]:
    """The outline, broken where a side has told nothing: that is not nothing in place."""
    paint = PAINTS[number]
    points = {corner: _at(corner, count.held, count.all, centre) for corner, count in enumerate(line.counts) if count.known}
    far = tuple(_open(corner, count, number, centre, paint) for corner, count in enumerate(line.counts) if count.open)
    neighbours = [(corner, (corner + 1) % len(CORNERS)) for corner in range(len(CORNERS))]
    outline = (Path(tuple(points.values()), f"{paint}_line", closed=True),) if len(points) == len(CORNERS) else \
        tuple(Path((points[one], points[other]), f"{paint}_edge") for one, other in neighbours if one in points and other in points)
    return (*outline, *far, *(_marker(number, x, y) for x, y in points.values()))


def _open(corner: int, count: Count, number: int, centre: Point, paint: str) -> Path:
    """From what is in place to what still could be, beside the axis so that two do not hide each other."""
    beside = 5 if number else -5
    ends = (_at(corner, many, count.all, centre) for many in (count.held, count.held + count.open))
    return Path(tuple((x + beside, y - beside * CORNERS[corner][0] * CORNERS[corner][1]) for x, y in ends), f"{paint}_far")


def _marker(number: int, x: int, y: int) -> Shape:
    """A disc for the first and a smaller square for the second, so that both are seen where they meet."""
    return Box(x - 5, y - 5, 10, 10, PAINTS[number]) if number else Dot(x, y, 9, PAINTS[number])


def _legend(teller: Teller, lines: tuple[Line, ...], top: int) -> Part:
    shapes: list[Shape] = []
    for number, line in enumerate(lines):
        dash = "first_line" if number == 0 else "second_line"
        drawn = (Path(((MARGIN, top + 12), (MARGIN + 44, top + 12)), dash), _marker(number, MARGIN + 22, top + 12))
        shapes, top = _with_text([*shapes, *drawn], line.name, top)
    if any(count.open for line in lines for count in line.counts):
        drawn_open = Path(((MARGIN, top + 12), (MARGIN + 44, top + 12)), f"{PAINTS[0]}_far")
        shapes, top = _with_text([*shapes, drawn_open], teller.say("picture_area_could"), top)
    if len(lines) > 1:
        gap = Path(((MARGIN, top + 12), (MARGIN + 44, top + 12)), "gap")
        shapes, top = _with_text([*shapes, gap], teller.say("picture_area_gap"), top)
    return Part(tuple(shapes), top)


def _with_text(shapes: list[Shape], text: str, top: int) -> tuple[list[Shape], int]:
    told = paragraph(text, MARGIN + 56, top, WIDTH - 2 * MARGIN - 56, "quiet")
    return [*shapes, *told.shapes], told.bottom + 2


def _table(teller: Teller, counted: tuple[AreaCounts, ...]) -> Table:
    """Every side and all together, area by area."""
    say, language, rows = teller.say, teller.language, list[tuple[object, ...]]()
    for one in counted:
        for side, count in one.sides.items():
            rows.append((one.area.name[language], teller.known.sides[side].name[language], *_cells(count), "-"))
        rows.append((one.area.name[language], say("sides_all"), *_cells(one.together), one.apart))
    heads = ("picture_area_name", "picture_side", "picture_in_place", "fails", "open", "picture_all", "picture_apart")
    return table(say("picture_areas_title"), tuple(say(key) for key in heads), rows)


def _cells(count: Count) -> tuple[Cell, ...]:
    missing = Cell(str(count.missing), 3 if count.missing else None)
    return Cell(str(count.held)), missing, Cell(str(count.open)), Cell(str(count.all))
