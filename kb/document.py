"""Documents drafted from a case (an agreement, a brief): sections of lines, each said, asked of the case, or left to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .condition_reading import read_condition
from .conditions import Condition
from .problems import Place
from .reading import Record
from .text import Text


@dataclass(frozen=True)
class Line:
    """One line of a draft.

    `text` is said, always or where `when` holds; `blank`: it names what is left to fill in. `question`: what the case
    answers to it is told first, as how things stand today.
    """

    text: Text
    when: Condition | None
    question: str | None
    blank: bool


@dataclass(frozen=True)
class Section:
    """A heading with its lines, and the statements it follows."""

    id: str
    title: Text
    lines: tuple[Line, ...]
    owners_of: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A draft that is written from a case."""

    id: str
    title: Text
    intro: Text
    sections: tuple[Section, ...]
    place: Place


def read_document(record: Record, name: str) -> Document:
    """A document with its sections."""
    return Document(name, record.text("title"), record.text("intro"),
                    tuple(_section(one) for one in record.records("sections", "section")), record.place)


def _section(record: Record) -> Section:
    section = Section(record.word("id"), record.text("title"), tuple(_line(one) for one in record.records("lines", "line")),
                      record.word("owners_of", required=False) or None, record.words("statements"))
    record.done()
    return section


def _line(record: Record) -> Line:
    question = record.word("ask", required=False) or None
    node = record.take("when", required=False)
    said, blank = record.node.get("say") is not None, record.node.get("blank") is not None
    if said == blank:
        record.problems.add(record.place, f"{record.kind}: either 'say' (a text) or 'blank' (what to fill in) belongs here.",
                            "With 'ask', what the case answers is told before it.")
    text = record.text("say" if said else "blank")
    line = Line(text, read_condition(node, record.problems, record.kind) if node else None, question, blank)
    record.done()
    return line


def questions_of(document: Document) -> Iterator[str]:
    """The questions whose answers a document tells."""
    for section in document.sections:
        for line in section.lines:
            if line.question:
                yield line.question
