"""Where in a Word document something is written next, and the styles it is written in."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from .word_lists import Lists
from .word_runs import PLAIN, Look

EMU_A_TWIP, EMU_A_POINT = 635, 12700


@dataclass(frozen=True)
class Place:
    """Before which element what comes next goes, in which part (`parent`: the body or a cell), and in how many lists it stands.

    `together`: no page ends before the next paragraph.
    """

    document: Any
    lists: Lists
    before: Any
    parent: Any
    level: int = 0
    look: Look = PLAIN
    together: bool = False


def new_paragraph(place: Place) -> Any:
    """An empty paragraph at the place."""
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph

    made = OxmlElement("w:p")
    place.before.addprevious(made)
    return Paragraph(made, place.parent)


def style_named(document: Any, name: str) -> Any:
    """A style of the document; one that a template lacks is taken from the plain document that python-docx brings."""
    import docx as python_docx

    if name not in document.styles:
        lent = deepcopy(python_docx.Document().styles[name].element)
        for link in lent.findall(f"{{{lent.nsmap['w']}}}link"):
            lent.remove(link)
        document.styles.element.append(lent)
    return document.styles[name]
