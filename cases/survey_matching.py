"""Which question a column of a form's export means, and which answer a cell: by code or by text in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from ..kb.model import KnowledgeBase
from .survey import DONT_KNOW, NOT_APPLICABLE, REFUSED
from .survey_words import listed, squeezed, words

SIDE, DEPARTMENT, CONSENT = "@side", "@department", "@consent"
LEFT_OUT = ""
YES, NO = "yes", "no"
BLANK = ""
HEADER_ROWS = 3
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_NUMBERING = re.compile(r"^\s*[^\W\d_]{0,3}[\d.]*\d\s*[.):]\s*", re.UNICODE)
_LIME_NUMBERING = re.compile(r"^\s*(?:G\d+)?Q\d+\s*[.):]?\s+")


@dataclass(frozen=True)
class Columns:
    """Column number -> what it means; `headers`: what stands over each column; `rows`: how many rows the header has.

    `former`: columns that go by the former name of their question. `retired`: headers of questions that are asked no more.
    """

    meaning: Mapping[int, str]
    headers: tuple[str, ...]
    personal: tuple[str, ...]
    left_out: tuple[str, ...]
    rows: int
    former: Mapping[int, str] = field(default_factory=dict)
    retired: tuple[str, ...] = ()

    def where(self, meaning: str) -> int | None:
        """The column that means something, or None."""
        return next((at for at, found in self.meaning.items() if found == meaning), None)

    @property
    def questions(self) -> Mapping[int, str]:
        """The columns that are questions."""
        return {at: found for at, found in self.meaning.items() if not found.startswith("@")}

    def twice(self) -> list[str]:
        """What more than one column means."""
        found = list(self.meaning.values())
        return sorted({one for one in found if found.count(one) > 1})


class ColumnNames:
    """Everything by which a column can be known: codes and wordings of questions, and what a person said before."""

    def __init__(self, known: KnowledgeBase, said: Mapping[str, str]) -> None:
        self.names: dict[str, str] = {}
        for key, meaning in (("side", SIDE), ("department", DEPARTMENT), ("consent", CONSENT)):
            self.names.update(dict.fromkeys({*listed(key), *listed(f"also_{key}"), key}, meaning))
        for question in known.questions.values():
            wordings = [question.text, *([question.staff] if question.staff else [])]
            self.names.update({squeezed(text): question.id for wording in wordings for text in wording.values()})
        self.names.update({squeezed(one.id): one.became for one in known.renamed.values() if one.became})
        self.names.update({squeezed(question): question for question in known.questions})
        self.former = {squeezed(one.id): one.id for one in known.renamed.values()}
        self.said = {squeezed(header): meaning for header, meaning in said.items()}
        self.personal = listed_personal()

    def meaning(self, header: str) -> str | None:
        """What a header means: a question, `SIDE`, `DEPARTMENT`, `CONSENT`, `LEFT_OUT` where a person said so, else None."""
        if squeezed(header) in self.said:
            return self.said[squeezed(header)]
        return next((self.names[one] for one in map(squeezed, _readings(header)) if one in self.names), None)

    def former_name(self, header: str) -> str | None:
        """The former name of a question by which a header goes."""
        if squeezed(header) in self.said:
            return None
        return next((self.former[one] for one in map(squeezed, _readings(header)) if one in self.former), None)

    def columns(self, top: Sequence[Sequence[str]]) -> Columns:
        """The columns of a table from its first rows; the header has as many rows as name something or belong to one that does."""
        rows = self._header_rows(top)
        over = list(zip_longest(*top[:rows], fillvalue=""))
        meaning, headers = {}, []
        for at, cells in enumerate(over):
            found = [one for one in map(self.meaning, cells) if one is not None]
            if found and found[0] != LEFT_OUT:
                meaning[at] = found[0]
            headers.append(next((cell.strip() for cell in cells if cell.strip()), f"#{at + 1}"))
        rest = [headers[at] for at in range(len(headers)) if at not in meaning]
        former = {at: name for at, cells in enumerate(over) if (name := next(filter(None, map(self.former_name, cells)), None))}
        retired = tuple(headers[at] for at in former if at not in meaning)
        personal = tuple(one for one in rest if self.is_personal(one) and one not in retired)
        left_out = tuple(one for one in rest if one not in personal and one not in retired)
        return Columns(meaning, tuple(headers), personal, left_out, rows, former, retired)

    def is_personal(self, header: str) -> bool:
        """True for what form tools add about the person who fills a form in: names, addresses, times, keys."""
        return squeezed(header) in self.personal or squeezed(re.split(r"[-/.] ?", header)[-1]) in self.personal

    def _header_rows(self, top: Sequence[Sequence[str]]) -> int:
        rows = 0
        for number, row in enumerate(top[:HEADER_ROWS], 1):
            cells = {squeezed(cell) for cell in row if cell.strip()}
            found = {meaning for cell in row if cell.strip() and (meaning := self.meaning(cell)) is not None}
            # Further rows have to name a question: a ticked consent repeats the heading of its column.
            named = bool(found) if not rows else any(one and not one.startswith("@") for one in found)
            if named or (rows and cells and (cells <= listed("second_header") or any(one.startswith("importid") for one in cells))):
                rows = number
        return rows


def _readings(header: str) -> Iterator[str]:
    """A header and the parts of it that may name a question: in brackets, without them, without numbering, after the groups."""
    text = header.strip()
    yield text
    yield from _BRACKETS.findall(text)
    bare = _BRACKETS.sub(" ", text)
    yield bare
    yield _NUMBERING.sub("", bare)
    yield _LIME_NUMBERING.sub("", bare)
    if "/" in text:
        for at, letter in enumerate(text):
            if letter == "/":
                yield text[at + 1:]
    if " " not in text:
        yield re.split(r"[-/.:]", text)[-1]


def listed_personal() -> frozenset[str]:
    """The headers of columns about persons, squeezed."""
    return listed("personal")


class AnswerNames:
    """What the cells of one column mean: the question's own answers first, then the ways to give none."""

    def __init__(self, known: KnowledgeBase, question: str, said: Mapping[str, str], former: str | None = None) -> None:
        self.names: dict[str, str] = {BLANK: BLANK}
        for code, keys in ((DONT_KNOW, ("dont_know", "also_dont_know")), (NOT_APPLICABLE, ("also_not_applicable",)),
                           (REFUSED, ("refused", "also_refused"))):
            self.names.update(dict.fromkeys({squeezed(code), *(word for key in keys for word in listed(key))}, code))
        answers = known.questions[question].answers
        self.names.update({squeezed(text): code for code, answer in answers.items() for text in answer.label.values()})
        self.names.update({squeezed(code): code for code in answers})
        if former is not None:
            self.names.update({squeezed(code): today for code, today in known.renamed[former].answers.items()})
        self.names.update({squeezed(value): code for value, code in said.items()})

    def code(self, cell: str) -> str | None:
        """The code of an answer, one of `SILENT`, `BLANK`, or None when the cell is nothing known."""
        if not cell.strip():
            return BLANK
        found = self.names.get(squeezed(cell))
        if found is None:
            found = next((self.names[squeezed(one)] for one in _BRACKETS.findall(cell) if squeezed(one) in self.names), None)
        return found or None


def consent_of(cell: str) -> str | None:
    """`YES`, or `NO` (also for a blank), or None for anything else."""
    word = squeezed(cell)
    if not word or word in listed("consent_no") or word in ("no", "0", "false", "declined"):
        return NO
    return YES if word in listed("consent_yes") | listed("also_yes") | listed("consent") else None


def side_of(cell: str, known: KnowledgeBase) -> str | None:
    """The side a cell names by code or name."""
    word = squeezed(cell)
    return next((side.id for side in known.sides.values() if word in {squeezed(side.id), *map(squeezed, side.name.values())}), None)


def department_of(cell: str, known: KnowledgeBase) -> str:
    """A department in one form: the code of the side it is called after, if there is one, else its name as written."""
    return side_of(cell, known) or " ".join(cell.split())


__all__ = ["AnswerNames", "ColumnNames", "Columns", "consent_of", "department_of", "side_of", "words"]
