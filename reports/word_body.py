"""The body of a page of HTML written into a Word document with its own headings, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .word_lists import BOX, BULLET, LEVELS, NUMBER, indent
from .word_place import EMU_A_POINT, EMU_A_TWIP, Place, new_paragraph, style_named
from .word_runs import LEFT_OUT, PLAIN, Look, looking, stretches
from .word_table import write_table

HEADINGS = ("h1", "h2", "h3", "h4")
PARAGRAPHS = ("p", "summary", "figcaption", "caption", "pre", "dt")
BLOCKS = {*HEADINGS, *PARAGRAPHS, "dd", "ul", "ol", "li", "dl", "table", "details", "figure", "div", "section", "main", "article",
          "header", "footer", "aside", "nav", "body", "hr", "blockquote"}
QUIET = "59646B"


def write(element: Any, place: Place) -> None:
    """Everything in an element, block by block."""
    for part in _parts(element):
        if isinstance(part, list):
            _paragraph(part, place)
        else:
            _block(part, place)


def _parts(element: Any) -> Iterator[Any]:
    """What is in an element, in order: a list of texts and inline elements that run on, or an element that is a block."""
    run: list[Any] = [element.text] if element.text else []
    for child in element:
        if child.tag in BLOCKS:
            if run:
                yield run
            yield child
            run = []
        elif child.tag not in LEFT_OUT:
            run.append(child)
        if child.tail:
            run.append(child.tail)
    if run:
        yield run


def _block(element: Any, place: Place) -> None:
    tag = element.tag
    classes = (element.get("class") or "").split()
    inner = replace(place, look=looking(element, place.look), together=place.together or "together" in classes)
    if tag in HEADINGS:
        _paragraph([element], place, style=f"Heading {tag[1]}")
    elif tag in ("ul", "ol"):
        _list(element, inner)
    elif tables := _tables(element):
        for table in tables:
            _table(table, inner)
    elif "write" in classes:
        _line_to_write_on(place)
    elif tag in PARAGRAPHS:
        made = _paragraph([element], place)
        if made is not None:
            made.paragraph_format.keep_with_next = place.together or tag in ("dt", "summary", "figcaption") or None
    elif tag in ("dd", "blockquote"):
        write(element, replace(inner, level=place.level + 1))
    elif tag != "hr":
        write(element, inner)


def _tables(element: Any) -> list[Any]:
    """A table, or those of a figure with a drawing: what is said of a drawing says nothing without it; its numbers do."""
    drawn = element.tag == "figure" and element.find(".//svg") is not None
    return list(element.iter("table")) if drawn or element.tag == "table" else []


def _paragraph(nodes: list[Any], place: Place, style: str = "", mark: int | None = None) -> Any:
    """A paragraph of running text, or None when there is no text to set. `mark`: the list whose mark it bears."""
    found = stretches(nodes, PLAIN if style.startswith("Heading") else place.look)
    if not found and mark is None:
        return None
    made = new_paragraph(place)
    if style:
        made.style = style_named(place.document, style)
    if mark is not None:
        _marked(made, mark, place.level - 1)
    elif place.level:
        made.paragraph_format.left_indent = indent(place.level - 1) * EMU_A_TWIP
    made.paragraph_format.keep_with_next = place.together or style.startswith("Heading") or None
    for stretch in found:
        _run(made, stretch.text, stretch.look)
    if not style:
        made.paragraph_format.space_after = (4 if place.level == 0 else 1) * EMU_A_POINT
    return made


def _run(paragraph: Any, text: str, look: Look) -> None:
    from docx.shared import Pt, RGBColor

    made = paragraph.add_run(text)
    made.bold, made.italic = look.bold or None, look.italic or None
    if look.quiet:
        made.font.color.rgb = RGBColor.from_string(QUIET)
        made.font.size = Pt(9)
    if look.code:
        made.font.name = "DejaVu Sans Mono"
        made.font.size = Pt(9)


def _marked(paragraph: Any, number: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = min(level, LEVELS - 1)
    properties.get_or_add_numId().val = number


def _list(element: Any, place: Place) -> None:
    kind = NUMBER if element.tag == "ol" else BOX if "boxes" in (element.get("class") or "") else BULLET
    number = place.lists.start(kind)
    inside = replace(place, level=place.level + 1)
    for item in element:
        if item.tag != "li":
            continue
        parts = list(_parts(item))
        first = parts.pop(0) if parts and (isinstance(parts[0], list) or parts[0].tag == "p") else []
        first = first if isinstance(first, list) else [first]
        _paragraph(first, replace(inside, look=looking(item, place.look)), mark=number)
        for part in parts:
            _paragraph(part, inside) if isinstance(part, list) else _block(part, inside)


def _line_to_write_on(place: Place) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    made = new_paragraph(place)
    if place.level:
        made.paragraph_format.left_indent = indent(place.level - 1) * EMU_A_TWIP
    made.paragraph_format.space_before = 10 * EMU_A_POINT
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="1" w:color="{QUIET}"/></w:pBdr>'
    made._p.get_or_add_pPr().insert_element_before(parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _table(element: Any, place: Place) -> None:
    caption = element.find("caption")
    if caption is not None:
        made = _paragraph([caption], replace(place, look=replace(place.look, bold=True)))
        if made is not None:
            made.paragraph_format.keep_with_next = True
    write_table(element, place, write)
