"""Tables that form tools export, row by row: CSV in several encodings and with several separators, or XLSX."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..kb.problems import BrokenFile, Place, Problem

SEPARATORS = ",;\t|"
CHUNK = 1 << 20
SAMPLE = 1 << 16
FALLBACK = "cp1251"
Row = list[str]
Rows = Iterator[Row]


@dataclass(frozen=True)
class Encoded:
    """What a file is told apart by, and how its text is written (None for a workbook)."""

    sha256: str
    size: int
    encoding: str | None


def look_at(path: Path) -> Encoded:
    """Reads a file once. Raises `BrokenFile` when it is not there or is no table."""
    hashed, size, start = hashlib.sha256(), 0, b""
    utf8, legacy = codecs.getincrementaldecoder("utf-8")(), codecs.getincrementaldecoder(FALLBACK)()
    fits = {"utf-8-sig": True, FALLBACK: True}
    try:
        with path.open("rb") as file:
            while block := file.read(CHUNK):
                start, size = start or block[:SAMPLE], size + len(block)
                hashed.update(block)
                fits["utf-8-sig"] = fits["utf-8-sig"] and _decodes(utf8, block)
                fits[FALLBACK] = fits[FALLBACK] and _decodes(legacy, block)
    except OSError as error:
        raise _broken(path, f"the file cannot be read: {error.strerror}.") from None
    if not size:
        raise _broken(path, "the file is empty.", "Export the form again.")
    return Encoded(hashed.hexdigest(), size, _encoding(path, start, fits))


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(path: Path, start: bytes, fits: dict[str, bool]) -> str | None:
    if start.startswith(b"PK"):
        return None
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _broken(path, "this is an old Excel workbook (.xls).", "Save it as .xlsx or as CSV.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start:
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    found = next((name for name, good in fits.items() if good), None)
    if found is None:
        raise _broken(path, "the text is neither UTF-8, UTF-16 nor Windows-1251.", "Save it as CSV in UTF-8.")
    return found


@contextmanager
def table(path: Path, encoded: Encoded, score: Callable[[list[Row]], int], read: Callable[[int], None]) -> Iterator[Rows]:
    """The rows of a file. `score` says how well first rows fit, to choose the separator; `read` is told bytes as they are read."""
    if encoded.encoding is None:
        yield _workbook_rows(path, encoded.size, read)
        return
    with path.open("rb") as raw:
        text = io.TextIOWrapper(_Watched(raw, read), encoding=encoded.encoding, newline="")
        separator = _separator(path, encoded.encoding, score)
        if text.read(4).lower() != "sep=":
            text.seek(0)
        else:
            text.readline()
        yield _checked(path, csv.reader(text, delimiter=separator))


class _Watched(io.BufferedReader):
    """A file that tells how much of it was read."""

    def __init__(self, raw: io.BufferedReader, read: Callable[[int], None]) -> None:
        super().__init__(raw.raw)
        self.told = read

    def read1(self, size: int = -1, /) -> bytes:
        """The next bytes, told as read."""
        block = super().read1(size)
        self.told(len(block))
        return block


def _separator(path: Path, encoding: str, score: Callable[[list[Row]], int]) -> str:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(SAMPLE)
    first = sample.partition("\n")[0]
    if first.lower().startswith("sep="):
        return first[4:5] or ","
    return max(SEPARATORS, key=lambda separator: _fit(sample, separator, score))


def _fit(sample: str, separator: str, score: Callable[[list[Row]], int]) -> tuple[int, int]:
    reader, rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator), []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == 3:
                break
    except csv.Error:
        return (0, 0)
    return (score(rows), len(rows[0]) if rows else 0)


def _checked(path: Path, reader: Iterator[Row]) -> Rows:
    try:
        yield from reader
    except csv.Error as error:
        raise _broken(path, f"the rows cannot be read to the end ({error}).", "Export the form again.") from None


def _workbook_rows(path: Path, size: int, read: Callable[[int], None]) -> Rows:
    from zipfile import BadZipFile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings(action="ignore"):  # of styles and validations that other programs leave out
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise _broken(path, f"this workbook cannot be read ({error}).", "Save it as .xlsx or as CSV again.") from None
    try:
        if not book.worksheets:
            raise _broken(path, "this workbook has no sheet with cells.")
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            yield [_cell(value) for value in row]
    finally:
        book.close()
        read(size)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _broken(path: Path, what: str, mend: str = "") -> BrokenFile:
    return BrokenFile([Problem(Place(str(path)), what, mend)])
