"""Many rows at once on the rails: what each row, or each group of rows, comes down to, in codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..engine.outcomes import Masks, Prescribed, choice_possible, established, still_possible
from ..engine.packing import read_cases
from ..engine.rails import Reading, rails
from ..kb.model import KnowledgeBase
from .anonymity import ANONYMOUS, SMALLEST_GROUP
from .hearing import voices_of
from .survey_rows import BLOCK, Block, Header, letters

FEWEST_STAFF = SMALLEST_GROUP
STAFF = ANONYMOUS
Columns = dict[str, list[str]]


def evaluate(known: KnowledgeBase, header: Header, block: Block) -> Columns:
    """The results of a block of rows, each taken as a case of its own: one voice, no disputes. Name -> a value for each row."""
    compiled = rails(known)
    inputs, answered = [0] * compiled.inputs.count, []
    for (_, question), column in zip(header.questions, block.letters, strict=True):
        for code, mask in _masks(column[::-1], list(known.questions[question].answers)).items():
            inputs[compiled.inputs.answers[question, code]] = mask
        answered.append(sum(inputs[at] for at in compiled.inputs.indices(known, question).values()))
    return {"answered": _numbers(answered, len(block.lines)), **outcomes(known, compiled.read(inputs, len(block.lines)))}


def _masks(column: str, codes: Sequence[str]) -> Masks:
    """For each code the rows that hold it: the letters, last row first, read as binary once a code."""
    letter_of = letters(codes)
    zeros = {ord(letter_of[code]): "0" for code in codes}
    return {code: int(column.translate({**zeros, ord(letter_of[code]): "1"}) or "0", 2) for code in codes}


def _numbers(masks: Iterable[int], size: int) -> list[str]:
    """How many of the masks hold each case."""
    planes: list[int] = []
    for mask in masks:
        carry, at = mask, 0
        while carry:
            if at == len(planes):
                planes.append(0)
            planes[at], carry, at = planes[at] ^ carry, planes[at] & carry, at + 1
    digits = [f"{plane:0{size}b}"[::-1] for plane in reversed(planes)] or ["0" * size]
    return [str(int("".join(row), 2)) for row in zip(*digits, strict=True)]


class Groups:
    """Rows gathered into cases by a column: the answers counted, so that memory grows with the groups, not with the rows."""

    def __init__(self, known: KnowledgeBase, by: str) -> None:
        self.known, self.by = known, by
        self.counts: dict[str, Counter[tuple[tuple[str, str], str]]] = {}
        self.sizes: Counter[tuple[str, str]] = Counter()

    def add(self, header: Header, block: Block) -> None:
        """Counts a block of rows in."""
        sides = block.about.get("side") or [""] * len(block.lines)
        who = [(group, side or "observer") for group, side in zip(block.about[self.by], sides, strict=True)]
        self.sizes.update(who)
        for (_, question), column in zip(header.questions, block.letters, strict=True):
            self.counts.setdefault(question, Counter()).update(zip(who, column, strict=True))

    def small(self) -> list[str]:
        """Groups with too few staff for their answers to be told."""
        return sorted(group for (group, side), size in self.sizes.items() if side == STAFF and size < FEWEST_STAFF)

    def results(self) -> Iterator[Columns]:
        """The results of the groups by name, some thousands at a time. Answers of fewer than five of the staff are left out."""
        rows: Counter[str] = Counter()
        for (group, _), size in self.sizes.items():
            rows[group] += size
        names, counts = sorted(rows), self._by_group()
        for start in range(0, len(names), BLOCK):
            some = names[start:start + BLOCK]
            voices = [voices_of(counts.get(name, {})) for name in some]
            yield {self.by: some, "rows": [str(rows[name]) for name in some],
                   "answered": [str(len(one.answered)) for one in voices], **outcomes(self.known, read_cases(voices, self.known))}

    def _by_group(self) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
        """Group -> question -> side -> answer -> how many gave it."""
        found: dict[str, dict[str, dict[str, dict[str, int]]]] = {}
        for question, counted in self.counts.items():
            codes = list(self.known.questions[question].answers)
            code_of = {letter: code for code, letter in letters(codes).items() if letter != "0"}
            for ((group, side), letter), count in counted.items():
                if letter != "0" and not (side == STAFF and self.sizes[group, side] < FEWEST_STAFF):
                    by_side = found.setdefault(group, {}).setdefault(question, {})
                    by_side.setdefault(side, {})[code_of[letter]] = count
        return found


def outcomes(known: KnowledgeBase, reading: Reading) -> Columns:
    """Every ladder (established and possible), the choice, the first remedy, all remedies, and what is contested, for each case."""
    columns: Columns = {}
    for name, ladder in known.ladders.items():
        columns[name] = _told(established(ladder, reading), reading)
        columns[f"{name}_possible"] = _told(still_possible(ladder, reading), reading)
    if known.choice:
        columns[known.choice.id] = _told(choice_possible(known, reading), reading)
    plan = Prescribed(known, reading)
    contested = {name: reading.known_true(name) & reading.known_false(name) for name in sorted(known.findings)}
    return {**columns, "first_remedy": _told(plan.first(), reading), "remedies": _told(plan.masks(), reading),
            "contested": _told(contested, reading)}


class _Joined(dict[tuple[str, ...], str]):
    """A row of digits -> the names whose digit is 1, joined; each combination is put together once."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, digits: tuple[str, ...]) -> str:
        self[digits] = "|".join(name for name, digit in zip(self.names, digits, strict=True) if digit == "1")
        return self[digits]


def _told(masks: Mapping[str, int], reading: Reading) -> list[str]:
    held = {name: mask for name, mask in masks.items() if mask}
    if not held:
        return [""] * reading.size
    joined = _Joined(list(held))
    digits = [f"{mask:0{reading.size}b}"[::-1] for mask in held.values()]
    return [joined[row] for row in zip(*digits, strict=True)]
