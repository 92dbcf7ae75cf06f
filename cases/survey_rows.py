"""Rows of a survey, one a respondent or a case: read in blocks, every bad row told with its line and the reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import StringIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from string import ascii_lowercase
from typing import BinaryIO

from ..kb.model import KnowledgeBase
from ..kb.problems import BrokenFile, Place, Problems, nearest
from .model import NO_ANSWER

BLOCK = 4096
ABOUT = ("id", "side", "department", "organisation", "date")
DELIMITERS = ",;\t"
_ANSWERED = str.maketrans(ascii_lowercase, "1" * len(ascii_lowercase))
_WHOLE_COLUMNS = find_spec("numpy") is not None  # the extra [fast]; without it files are read row by row, more slowly
Row = list[str]


@dataclass(frozen=True)
class Header:
    """What stands in which column: questions by number, and whatever else is told about a row."""

    names: tuple[str, ...]
    questions: tuple[tuple[int, str], ...]
    about: dict[str, int]

    def told(self, row: Row, name: str) -> str:
        """What a row says about itself; '' where there is no such column."""
        return row[self.about[name]].strip() if name in self.about else ""


@dataclass(frozen=True)
class Rejected:
    """A row that was left out: its line in the file and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Block:
    """Good rows by their lines, and those left out.

    `about`: the columns that tell about a row. `letters`: for each question a text with a letter for each row, 'a' for the first
    of its answers, '0' for none.
    """

    lines: list[int]
    about: dict[str, list[str]]
    letters: list[str]
    rejected: list[Rejected]
    position: int


def read_blocks(path: Path, known: KnowledgeBase, by: str | None = None) -> Iterator[tuple[Header, Block]]:
    """The rows of a file, a few thousand at a time. Raises `BrokenFile` when the file or its header cannot be used."""
    try:
        with path.open("rb") as file:
            yield from _blocks(path, file, known, by)
    except UnicodeDecodeError as error:
        raise _broken(path, 0, f"this is not UTF-8 ({error.reason}).", "Save it as CSV in UTF-8.") from None


def _blocks(path: Path, file: BinaryIO, known: KnowledgeBase, by: str | None) -> Iterator[tuple[Header, Block]]:
    first, *others = StringIO(file.readline().decode("utf-8-sig"), newline="").readlines() or [""]
    more = [other.encode() for other in others]  # only where lines end in a carriage return alone
    if not first.strip():
        raise _broken(path, 1, "the file is empty.", "The first line holds the ids of the questions.")
    delimiter = max(DELIMITERS, key=first.count)
    header = read_header(path, next(csv.reader([first], delimiter=delimiter)), known, by)
    packing, line = _Packing(known, header, delimiter), 2
    while text := b"".join(chain(more, islice(file, BLOCK))):
        more = []
        block = packing.plain(text, line, file.tell())
        if block is None:
            yield from ((header, one) for one in _quoted(path, packing, text, file, line))
            return
        line += len(block.lines)
        yield header, block


def _quoted(path: Path, packing: _Packing, text: bytes, file: BinaryIO, line: int) -> Iterator[Block]:
    """The rest of a file in which cells stand in quotes or rows are faulty, row by row."""
    rest = TextIOWrapper(file, "utf-8", newline="")
    reader = csv.reader(chain(StringIO(text.decode(), newline=""), rest), delimiter=packing.delimiter)
    try:
        while numbered := [(line + reader.line_num - 1, row) for row in islice(reader, BLOCK)]:
            yield packing.checked([one for one in numbered if one[1]], file.tell())
    except csv.Error as error:
        raise _broken(path, line + reader.line_num, f"the rows cannot be read from here ({error}).") from None
    finally:
        rest.detach()


def read_header(path: Path, cells: Sequence[str], known: KnowledgeBase, by: str | None) -> Header:
    """The header; every column has to be a question, a word about the row or the one to group by."""
    names = tuple(cell.strip() for cell in cells)
    problems, place = Problems(), Place(str(path), 1)
    allowed = {*ABOUT, *([by] if by else [])}
    for name in names:
        if name not in known.questions and name not in allowed:
            problems.add(place, f"column '{name}' is no question.", nearest(name, [*known.questions, *allowed]) or "Take it out.")
        if names.count(name) > 1:
            problems.add(place, f"there are two columns '{name}'.", "Keep one of them.")
    if by and by not in names:
        problems.add(place, f"there is no column '{by}' to group by.", nearest(by, names))
    if not any(name in known.questions for name in names):
        problems.add(place, "no column is a question.", "`rapport questions` shows their ids.")
    problems.stop_if_any()
    return Header(names, tuple((at, name) for at, name in enumerate(names) if name in known.questions and name != by),
                  {name: at for at, name in enumerate(names) if name in allowed})


class _Packing:
    """Rows to letters: whole columns at a time where the rows are plain and faultless, else row by row."""

    def __init__(self, known: KnowledgeBase, header: Header, delimiter: str) -> None:
        self.known, self.header, self.delimiter = known, header, delimiter
        self.width = len(header.names)
        self.letter_of = {name: letters(list(known.questions[name].answers)) for _, name in header.questions}

    def plain(self, text: bytes, line: int, position: int) -> Block | None:
        """The block, if no cell is quoted, all rows are as long as the header and every answer is one; else None."""
        if b'"' in text or not _WHOLE_COLUMNS:
            return None
        from .survey_columns import cells_of

        cells = cells_of(text, self.delimiter, self.width)
        if cells is None:
            return None
        packed: list[str] = []
        for at, name in self.header.questions:
            column = cells.letters(at, self.letter_of[name])
            if column is None:
                return None
            packed.append(column)
        about = {name: cells.texts(at) for name, at in self.header.about.items()}
        if not self._sides_fit(about.get("side", []), packed):
            return None
        return Block(list(range(line, line + cells.rows)), about, packed, [], position)

    def _sides_fit(self, sides: list[str], packed: list[str]) -> bool:
        """True if every side exists and has answered only what it is asked."""
        for side in set(sides) - {""}:
            if side not in self.known.sides:
                return False
            rows = int("".join("1" if one == side else "0" for one in sides), 2)
            for (_, name), column in zip(self.header.questions, packed, strict=True):
                strange = self.known.sides[side].party and side not in self.known.questions[name].sides
                if strange and int(column.translate(_ANSWERED), 2) & rows:
                    return False
        return True

    def checked(self, numbered: list[tuple[int, Row]], position: int) -> Block:
        """The block of the rows without a fault, and those that have one."""
        faults = [(line, row, self._fault(row)) for line, row in numbered]
        good = [(line, [cell.strip() for cell in row]) for line, row, fault in faults if not fault]
        packed = ["".join(self.letter_of[name][row[at]] for _, row in good) for at, name in self.header.questions]
        about = {name: [row[at] for _, row in good] for name, at in self.header.about.items()}
        rejected = [Rejected(line, fault) for line, _, fault in faults if fault]
        return Block([line for line, _ in good], about, packed, rejected, position)

    def _fault(self, row: Row) -> str:
        """Why a row cannot be used; '' if it can."""
        if len(row) != self.width:
            return f"{len(row)} cells, but {self.width} columns"
        side = self.header.told(row, "side")
        if side and side not in self.known.sides:
            return f"there is no side '{side}'; known: {', '.join(self.known.sides)}"
        for at, name in self.header.questions:
            code = row[at].strip()
            if code not in self.letter_of[name]:
                return f"{name} has no answer '{code}'. {nearest(code, self.known.questions[name].answers)}".strip()
            if side and code and self.known.sides[side].party and side not in self.known.questions[name].sides:
                return f"{name} is not asked of {side}"
        return ""


def letters(codes: Sequence[str]) -> dict[str, str]:
    """A letter for each answer; '0' for whatever is no answer."""
    return {**dict.fromkeys(("", *NO_ANSWER), "0"), **{code: chr(ord("a") + number) for number, code in enumerate(codes)}}


def _broken(path: Path, line: int, what: str, mend: str = "Mend this line.") -> BrokenFile:
    problems = Problems()
    problems.add(Place(str(path), line), what, mend)
    return BrokenFile(problems.found)
