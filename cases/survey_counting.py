"""Rows of an export to counts, thousands at a time: what is kept grows with questions, answers and departments, not with rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from ..kb.model import KnowledgeBase, Question
from ..kb.problems import Place, Problems, nearest
from .survey import Group
from .survey_matching import BLANK, CONSENT, DEPARTMENT, NO, SIDE, YES, AnswerNames, Columns, consent_of, department_of, side_of

BLOCK = 4096
MOST_DEPARTMENTS = 200
MOST_TOLD = 20
Row = Sequence[str]
Key = tuple[str, str]


@dataclass(frozen=True)
class Defaults:
    """The side and department of rows that do not tell them."""

    side: str
    department: str


class Counting:
    """Counts the rows of one file; what cannot be counted is noted with row and column."""

    def __init__(self, known: KnowledgeBase, columns: Columns, values: Mapping[str, Mapping[str, str]], defaults: Defaults,
                 place: Place) -> None:
        self.known, self.columns, self.defaults, self.place = known, columns, defaults, place
        self.names = {at: AnswerNames(known, question, values.get(question, {}), columns.former.get(at))
                      for at, question in columns.questions.items()}
        self.codes: dict[int, dict[str, str | None]] = {at: {} for at in columns.questions}
        self.counts: dict[int, Counter[tuple[Key, str]]] = {at: Counter() for at in columns.questions}
        self.sheets: Counter[Key] = Counter()
        self.keys: dict[tuple[str, str], Key] = {}
        self.declined = self.empty = self.faults = 0
        self.problems = Problems()
        self.cells = _picker(list(columns.questions))

    def add_all(self, rows: Iterator[Row], first: int) -> None:
        """Counts all rows; `first`: the number of the first of them in the file."""
        while block := list(islice(rows, BLOCK)):
            self._add(block, first)
            first += len(block)

    def groups(self) -> tuple[Group, ...]:
        """What was counted."""
        return tuple(Group(side, department, self.sheets[side, department], self._answers((side, department)))
                     for side, department in sorted(self.sheets))

    def _answers(self, key: Key) -> dict[str, dict[str, int]]:
        found = {}
        for at, question in sorted(self.columns.questions.items(), key=itemgetter(1)):
            counts: Counter[str] = Counter()
            for (group, cell), count in self.counts[at].items():
                code = self.codes[at][cell]
                if group == key and code:
                    counts[code] += count
            if counts:
                found[question] = dict(counts)
        return found

    def _add(self, block: list[Row], first: int) -> None:
        width = len(self.columns.headers)
        kept, numbers, keys = [], [], []
        for number, given in enumerate(block, first):
            row = given if len(given) == width else self._fitted(given, width, number)
            if row is not None and self._takes_part(row, number):
                key = self._key(row, number)
                if key is not None:
                    kept.append(row)
                    numbers.append(number)
                    keys.append(key)
        if kept:
            self.sheets.update(keys)
            self._count(list(zip(*kept, strict=True)), numbers, keys)

    def _fitted(self, row: Row, width: int, number: int) -> Row | None:
        if any(cell.strip() for cell in row[width:]):
            self._fault(number, "", f"there are {len(row)} cells, but {width} columns.", "Export the form again.")
            return None
        return [*row, *[""] * (width - len(row))][:width]

    def _takes_part(self, row: Row, number: int) -> bool:
        """False without consent and without any answer."""
        at = self.columns.where(CONSENT)
        consent = YES if at is None else consent_of(row[at])
        said = at is not None and bool(row[at].strip())
        if not "".join(self.cells(row)).strip() and not (said and consent == NO):
            self.empty += any(cell.strip() for cell in row)
            return False
        self.declined += consent == NO
        if consent is None and at is not None:
            self._fault(number, self.columns.headers[at], f"'{row[at]}' says neither yes nor no.", "Write yes or no.")
        return consent == YES

    def _key(self, row: Row, number: int) -> Key | None:
        side_at, department_at = self.columns.where(SIDE), self.columns.where(DEPARTMENT)
        told = (row[side_at] if side_at is not None else "", row[department_at] if department_at is not None else "")
        if told not in self.keys:
            side = self.defaults.side if side_at is None else side_of(told[0], self.known)
            if side is None:
                self._fault(number, self.columns.headers[side_at or 0], f"'{told[0]}' is no side.",
                            f"Known: {', '.join(self.known.sides)}.")
                return None
            department = department_of(told[1], self.known) or self.defaults.department
            if len(self.keys) >= MOST_DEPARTMENTS:
                self._fault(number, self.columns.headers[department_at or 0], f"more than {MOST_DEPARTMENTS} departments are told.",
                            "Check whether this column tells departments; `--column HEADER=` leaves a column out.")
                return None
            self.keys[told] = (side, department)
        return self.keys[told]

    def _count(self, columns: list[tuple[str, ...]], numbers: list[int], keys: list[Key]) -> None:
        for at in self.columns.questions:
            found = Counter(zip(keys, columns[at], strict=True))
            for (key, cell), count in found.items():
                if self._usable(at, key, cell, columns[at], numbers, keys):
                    self.counts[at][key, cell] += count

    def _usable(self, at: int, key: Key, cell: str, column: tuple[str, ...], numbers: list[int], keys: list[Key]) -> bool:
        codes, question = self.codes[at], self.known.questions[self.columns.questions[at]]
        code = codes[cell] if cell in codes else self.names[at].code(cell)
        if code == BLANK or (code is not None and self._is_asked(key[0], question.sides)):
            codes[cell] = code
            return code != BLANK
        number = next(n for n, k, c in zip(numbers, keys, column, strict=True) if k == key and c == cell)
        if code is None:
            self._unknown_answer(number, at, question, cell.strip())
        else:
            self._fault(number, self.columns.headers[at], f"{question.id} is not asked of {key[0]}, but of "
                        f"{', '.join(question.sides)}.", "Say whose answers these are (--side), or leave it out (--column).")
        return False

    def _unknown_answer(self, number: int, at: int, question: Question, cell: str) -> None:
        labels = [text for one in question.answers.values() for text in one.label.values()]
        hint = nearest(cell, [*question.answers, *labels]) or f"Known: {', '.join(question.answers)}."
        self._fault(number, self.columns.headers[at], f"{question.id} has no answer '{cell}'.",
                    f"{hint} Say what it means: --answer '{question.id}:{cell}=CODE'.")

    def _is_asked(self, side: str, sides: Sequence[str]) -> bool:
        return side in sides or not self.known.sides[side].party

    def _fault(self, number: int, column: str, what: str, mend: str) -> None:
        self.faults += 1
        if self.faults <= MOST_TOLD:
            where = f", column '{column}'" if column else ""
            self.problems.add(Place(self.place.file, number), f"row {number}{where}: {what}", mend)


def _picker(at: list[int]) -> Callable[[Row], Row]:
    """Takes some cells of a row, always as a sequence."""
    if len(at) == 1:
        return lambda row: (row[at[0]],)
    pick: Callable[[Row], Row] = itemgetter(*at)
    return pick
