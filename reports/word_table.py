"""A table of HTML as a table of Word: header row repeated on every page, rows kept whole, cells shaded that say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import isqrt
from typing import Any

from .word_place import Place, new_paragraph, style_named
from .word_runs import looking

WIDEST = 45
SHADES = ("FFFFFF", "E3EEF6", "BCD7EA", "8DBAD9", "5E9CC6")


def write_table(element: Any, place: Place, write: Callable[[Any, Place], None]) -> None:
    """Writes the table before the element of the place, then a small gap."""
    from docx.oxml.table import CT_Tbl
    from docx.table import Table

    rows = list(element.iter("tr"))
    columns = max((sum(_span(cell) for cell in _cells(row)) for row in rows), default=0)
    if not columns:
        return
    made = CT_Tbl.new_tbl(len(rows), columns, _width(place))
    place.before.addprevious(made)
    _widths(made, rows, columns)
    Table(made, place.parent).style = style_named(place.document, "Table Grid")
    for row, line in zip(rows, made.tr_lst, strict=True):
        _row(row, line, place, write)
    new_paragraph(place).paragraph_format.space_after = 0


def _row(row: Any, line: Any, place: Place, write: Callable[[Any, Place], None]) -> None:
    from docx.table import _Cell

    properties = line.get_or_add_trPr()
    _flag(properties, "w:cantSplit")
    if all(cell.tag == "th" or not (cell.text_content().strip()) for cell in _cells(row)):
        _flag(properties, "w:tblHeader")
    free = list(line.tc_lst)
    for cell in _cells(row):
        mine, free = free[:_span(cell)], free[_span(cell):]
        if len(mine) > 1:
            mine[0].grid_span = len(mine)
            for more in mine[1:]:
                line.remove(more)
        _shade(mine[0], cell)
        last = mine[0].p_lst[-1]
        write(cell, replace(place, before=last, parent=_Cell(mine[0], place.parent), level=0, look=looking(cell, place.look)))
        if len(mine[0].p_lst) > 1:
            mine[0].remove(last)


def _widths(made: Any, rows: list[Any], columns: int) -> None:
    """Shares the width out: more to long texts, to none less than its longest word asks for."""
    asked = [1] * columns
    for cells in ([cell.text_content() for cell in _cells(row)] for row in rows):
        for at, text in enumerate(cells if len(cells) == columns else ()):
            longest = max((len(word) for word in text.split()), default=0)
            asked[at] = max(asked[at], 3 + min(WIDEST, longest), min(WIDEST, 3 * isqrt(len(text))))
    from docx.shared import Emu

    whole = sum(column.w for column in made.tblGrid.gridCol_lst)
    for at, column in enumerate(made.tblGrid.gridCol_lst):
        column.w = Emu(whole * asked[at] // sum(asked))
        for line in made.tr_lst:
            line.tc_lst[at].width = column.w


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: Any) -> int:
    given = cell.get("colspan") or "1"
    return max(1, int(given)) if given.isdigit() else 1


def _shade(made: Any, cell: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    given = cell.get("data-shade") or ("1" if cell.tag == "th" and cell.get("scope") == "col" else "")
    if given.isdigit() and int(given) < len(SHADES):
        fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADES[int(given)]}"/>'
        made.get_or_add_tcPr().append(parse_xml(fill))


def _flag(properties: Any, tag: str) -> None:
    from docx.oxml import OxmlElement

    properties.append(OxmlElement(tag))


def _width(place: Place) -> Any:
    from docx.shared import Emu

    page = place.document.sections[0]
    return Emu((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))

