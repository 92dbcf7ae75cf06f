"""What is kept of a survey: counts of answers for each group, file by file. No answer sheet is kept, nor anything of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from .anonymity import ANONYMOUS, SMALLEST_GROUP

DONT_KNOW, NOT_APPLICABLE, REFUSED = "unknown", "not_applicable", "would_not_say"
SILENT = (DONT_KNOW, NOT_APPLICABLE, REFUSED)


@dataclass(frozen=True)
class Group:
    """The sheets of one department of one side. `answers`: question -> code, or one of `SILENT`, -> count; blanks are the rest.

    `retired`: the same of questions and codes that are no more; kept, and heard no more.
    """

    side: str
    department: str
    sheets: int
    answers: Mapping[str, Mapping[str, int]]
    retired: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def kept(self) -> Mapping[str, Mapping[str, int]]:
        """All counts as they are written: those of questions that are no more among them."""
        return {name: {**self.retired.get(name, {}), **self.answers.get(name, {})} for name in {**self.answers, **self.retired}}


@dataclass(frozen=True)
class Imported:
    """One file that was read: its name, what tells it from others, and its groups.

    `declined`: sheets without consent, `empty`: sheets without an answer; of both nothing but the number is kept.
    """

    name: str
    sha256: str
    declined: int
    empty: int
    groups: tuple[Group, ...]

    @property
    def sheets(self) -> int:
        """How many sheets count."""
        return sum(group.sheets for group in self.groups)

    def cells(self) -> Mapping[tuple[str, ...], int]:
        """Every count under its place: side and department, for answers with question and code."""
        found: dict[tuple[str, ...], int] = {(group.side, group.department): group.sheets for group in self.groups}
        return {**found, **{(group.side, group.department, question, code): count for group in self.groups
                            for question, counts in group.answers.items() for code, count in counts.items()}}

    def may_hold(self, other: Imported) -> bool:
        """True if every count of the other file could be part of this one: a later export of the same form always looks so."""
        mine = self.cells()
        return all(count <= mine.get(place, 0) for place, count in other.cells().items())


@dataclass(frozen=True)
class Survey:
    """All files of a case. `smallest`: the group size promised. `columns`, `values`: what was said about columns and answers."""

    smallest: int = SMALLEST_GROUP
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: tuple[Imported, ...] = ()

    def groups(self) -> Iterator[Group]:
        """The groups of all files."""
        for one in self.files:
            yield from one.groups

    def sheets(self, side: str) -> Mapping[str, int]:
        """Department -> sheets of a side."""
        found: Counter[str] = Counter()
        for group in self.groups():
            if group.side == side:
                found[group.department] += group.sheets
        return dict(found)

    @property
    def retired(self) -> tuple[str, ...]:
        """The questions that are no longer asked and that somebody answered."""
        return tuple(dict.fromkeys(name for group in self.groups() for name in group.retired))

    def only(self, questions: Collection[str]) -> Survey:
        """The same survey with the answers to these questions alone."""
        files = tuple(replace(one, groups=tuple(replace(group, answers={q: c for q, c in group.answers.items() if q in questions})
                                                for group in one.groups)) for one in self.files)
        return replace(self, files=files)

    @property
    def answered(self) -> bool:
        """True when an answer was given that is one."""
        return any(code not in SILENT and count for group in self.groups() for counts in group.answers.values()
                   for code, count in counts.items())


__all__ = ["ANONYMOUS", "DONT_KNOW", "NOT_APPLICABLE", "REFUSED", "SILENT", "Group", "Imported", "Survey"]
