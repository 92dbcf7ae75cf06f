"""Sheets, CSV or XLSX, written so that no cell is ever taken for a formula, and read back as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..kb.problems import BrokenFile, Place, Problem, Problems

FORMULA = ("=", "+", "-", "@", "\t", "\r")
LARGEST = 5_000_000
_QUOTE = "'"
_SAVE = "Save the sheet as CSV or XLSX."


def harmless(text: str) -> str:
    """Text of strangers that no spreadsheet takes for a formula."""
    return _QUOTE + text if text.startswith(FORMULA) else text


def as_csv(rows: Sequence[Sequence[str]], separator: str) -> str:
    """Rows as CSV that a spreadsheet opens in columns; what looks like a formula gets an apostrophe before it."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows([[harmless(cell) for cell in row] for row in rows])
    return "\ufeff" + out.getvalue()


def as_xlsx(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """Rows as a workbook; every cell is text, and marked so that a spreadsheet keeps it text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = title
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(at, column)
            cell.value, cell.data_type, cell.quotePrefix = _clean(text), "s", text.startswith(FORMULA)
            cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=at == 1)
    for column in sheet.columns:
        sheet.column_dimensions[column[0].column_letter].width = 24
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _timeless(book: bytes) -> bytes:
    """The same workbook without the time at which it was written, so that the same plan gives the same bytes."""
    import re
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    out = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", old.read(name)) \
                if name == "docProps/core.xml" else old.read(name)
            new.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return out.getvalue()


def read_sheet(path: Path) -> list[list[str]]:
    """The rows of a CSV file (UTF-8, UTF-16 or Windows-1251; comma, semicolon or tab) or of a workbook's first sheet.

    Raises `BrokenFile` for what is neither, and for cells with formulas.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BrokenFile([Problem(Place(str(path)), "there is no such file.")]) from None
    if len(data) > LARGEST:
        raise BrokenFile([Problem(Place(str(path)), f"the file has {len(data):,} bytes; at most {LARGEST:,} are read.")])
    return _read_xlsx(data, path) if data.startswith(b"PK") else _read_csv(data, path)


def _read_csv(data: bytes, path: Path) -> list[list[str]]:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1251", errors="replace")
    if "\0" in text:
        raise BrokenFile([Problem(Place(str(path)), "this is neither CSV nor XLSX.", _SAVE)])
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    return [[_unquoted(cell.strip()) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]


def _read_xlsx(data: bytes, path: Path) -> list[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        sheet: Any = load_workbook(io.BytesIO(data)).worksheets[0]
    except (BadZipFile, KeyError, ValueError, IndexError, OSError):
        raise BrokenFile([Problem(Place(str(path)), "this is no workbook, or it is damaged.", _SAVE)]) from None
    problems, rows = Problems(), []
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                problems.add(Place(f"{path}, {cell.coordinate}"), "there is a formula in this cell.",
                             "Put its value there; formulas are not read.")
        rows.append([_cell(cell.value) for cell in row])
    problems.stop_if_any()
    return rows


def _cell(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return "" if value is None else _unquoted(str(value).strip())


def _unquoted(text: str) -> str:
    return text[1:] if text[:1] == _QUOTE and text[1:].startswith(FORMULA) else text


def _clean(text: str) -> str:
    """Without the control characters a workbook cannot hold."""
    return "".join(ch for ch in text if ch >= " " or ch in "\n\t")
