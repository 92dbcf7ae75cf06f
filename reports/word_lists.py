"""Lists of a Word document that Word itself numbers and indents: bullets, numbers and boxes to tick, each list counted anew."""

from __future__ import annotations

from typing import Any

BULLET, NUMBER, BOX = "bullet", "number", "box"
MARKS = {BULLET: ("bullet", "\u2022"), NUMBER: ("decimal", "%{level}."), BOX: ("bullet", "\u2610")}
LEVELS = 6
STEP, HANGING = 360, 300
EMPTY = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


class Lists:
    """The lists of one document. A kind is described once; every numbered list is a new count of its own."""

    def __init__(self, document: Any) -> None:
        self.root = _numbering(document)
        self.kinds = {kind: self._described(kind) for kind in MARKS}
        self.shared = {kind: self._counted(kind) for kind in (BULLET, BOX)}

    def start(self, kind: str) -> int:
        """The number by which the paragraphs of one list belong together."""
        return self.shared[kind] if kind in self.shared else self._counted(kind)

    def _described(self, kind: str) -> int:
        number = self._next("w:abstractNum", "w:abstractNumId")
        described = _element("w:abstractNum", abstractNumId=number)
        described.append(_element("w:multiLevelType", val="hybridMultilevel"))
        for level in range(LEVELS):
            described.append(_level(kind, level))
        self.root.insert(len(self.root.findall(_name("w:abstractNum"))), described)
        return number

    def _counted(self, kind: str) -> int:
        number = self._next("w:num", "w:numId")
        counted = _element("w:num", numId=number)
        counted.append(_element("w:abstractNumId", val=self.kinds[kind]))
        if kind == NUMBER:
            for level in range(LEVELS):
                anew = _element("w:lvlOverride", ilvl=level)
                anew.append(_element("w:startOverride", val=1))
                counted.append(anew)
        cleanup = self.root.find(_name("w:numIdMacAtCleanup"))
        self.root.append(counted) if cleanup is None else cleanup.addprevious(counted)
        return number

    def _next(self, tag: str, key: str) -> int:
        return 1 + max((int(one.get(_name(key))) for one in self.root.findall(_name(tag))), default=0)


def indent(level: int) -> int:
    """How far the text of a level stands from the margin, in twentieths of a point."""
    return STEP * (level + 1)


def _level(kind: str, level: int) -> Any:
    form, mark = MARKS[kind]
    made = _element("w:lvl", ilvl=level)
    made.append(_element("w:start", val=1))
    made.append(_element("w:numFmt", val=form))
    made.append(_element("w:lvlText", val=mark.format(level=level + 1)))
    made.append(_element("w:lvlJc", val="left"))
    paragraph = _element("w:pPr")
    paragraph.append(_element("w:ind", left=indent(level), hanging=HANGING))
    made.append(paragraph)
    if kind == BOX:
        run = _element("w:rPr")
        run.append(_element("w:rFonts", ascii="DejaVu Sans", hAnsi="DejaVu Sans", hint="default"))
        made.append(run)
    return made


def _numbering(document: Any) -> Any:
    """The root of the numbering of a document; a template may have none yet."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    part = document.part
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in part.rels.values()):
        made = NumberingPart.load(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, EMPTY, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part.element


def _element(tag: str, **values: object) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for key, value in values.items():
        made.set(_name(f"w:{key}"), str(value))
    return made


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))
