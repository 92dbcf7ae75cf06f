"""What a picture is made of: shapes with whole coordinates, words with room reckoned for them, and its numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

WIDTH, MARGIN = 480, 8
TEXT, LINE = 17, 23  # on a phone of 360 points a picture is shown at about two thirds: 17 becomes 11
INNER = WIDTH - 2 * MARGIN

Point = tuple[int, int]
Bounds = tuple[int, int, int, int]
NARROW, WIDE = frozenset("iljtfrI.,:;'!|()[]/ -«»"), frozenset("mwMWшщжюмыфъШЩЖЮМЫФЪД@%—→№")


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int
    paint: str
    kind: ClassVar[str] = "box"

    @property
    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        return self.x, self.y, self.x + self.width, self.y + self.height


@dataclass(frozen=True)
class Path:
    """A line through points; `closed` joins the last to the first."""

    points: tuple[Point, ...]
    paint: str
    closed: bool = False
    kind: ClassVar[str] = "path"

    @property
    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        across, down = zip(*self.points, strict=True)
        return min(across), min(down), max(across), max(down)


@dataclass(frozen=True)
class Dot:
    """A circle."""

    x: int
    y: int
    radius: int
    paint: str
    kind: ClassVar[str] = "dot"

    @property
    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


@dataclass(frozen=True)
class Words:
    """A line of text that stands on `y`. `anchor`: start, middle or end, which is where `x` is."""

    x: int
    y: int
    text: str
    paint: str = "ink"
    anchor: str = "start"
    bold: bool = False
    kind: ClassVar[str] = "words"

    @property
    def bounds(self) -> Bounds:
        """Left, top, right, bottom, by the room that its letters may take in a wide font."""
        width = measured(self.text, self.bold)
        left = self.x - {"start": 0, "middle": width // 2, "end": width}[self.anchor]
        return left, self.y - 14, left + width, self.y + 5


Shape = Box | Path | Dot | Words


@dataclass(frozen=True)
class Cell:
    """A cell of a table. `shade`: from 0, nothing to do, to 4, most to do; None where a shade would say nothing."""

    text: str
    shade: int | None = None


@dataclass(frozen=True)
class Table:
    """The numbers of a picture; the first cell of a row is its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A drawing with its title, what it shows in words, and its numbers. `numbers` is the line over the table."""

    id: str
    title: str
    told: str
    numbers: str
    height: int
    shapes: tuple[Shape, ...]
    table: Table
    width: int = WIDTH


@dataclass(frozen=True)
class Part:
    """Shapes and where they end, so that the next can stand below."""

    shapes: tuple[Shape, ...]
    bottom: int


def measured(text: str, bold: bool = False) -> int:
    """The room for a text, reckoned after a wide font: letters of three widths, capitals and digits wider than small letters."""
    hundredths = sum(42 if one in NARROW else 100 if one in WIDE else 74 if one.isupper() else 65 for one in text)
    return hundredths * TEXT * (112 if bold else 100) // 10000 + 1


def folded(text: str, width: int, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that find room in a width; a word longer than a line is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and measured(f"{lines[-1]} {word}", bold) <= width:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        lines += _cut(word, width, bold)
    return tuple(lines)


def _cut(word: str, width: int, bold: bool) -> list[str]:
    """The word in pieces that find room; a piece has at least one letter."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and measured(pieces[-1] + letter, bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def paragraph(text: str, x: int, top: int, width: int, paint: str = "ink", bold: bool = False) -> Part:
    """A text in as many lines as it needs, its first below `top`."""
    lines = folded(text, width, bold)
    words = tuple(Words(x, top + 17 + LINE * at, line, paint, bold=bold) for at, line in enumerate(lines))
    return Part(words, top + LINE * len(lines))


def table(caption: str, heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> Table:
    """A table of plain values; a cell may already be one."""
    return Table(caption, heads, tuple(tuple(one if isinstance(one, Cell) else Cell(str(one)) for one in row) for row in rows))
