"""What the sources add to a conclusion, and where they contradict each other: told on the occasions named."""

from __future__ import annotations

from dataclasses import dataclass

from .problems import Place
from .reading import Record
from .text import Text

TENSION_KINDS = ("hard", "context", "internal", "reading")


@dataclass(frozen=True)
class Occasion:
    """When something is told: with a finding that holds (or is excluded), or with a remedy that is planned or declined."""

    finding: str | None
    remedy: str | None
    excluded: bool


@dataclass(frozen=True)
class Explanation:
    """What sources say about a conclusion beyond the rule that draws it."""

    id: str
    text: Text
    occasions: tuple[Occasion, ...]
    statements: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class TensionSide:
    """One of the views that contradict each other, and the context in which it holds."""

    says: Text
    holds_when: Text
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Tension:
    """Statements that contradict each other: the sides, and what decides between them, or that it stays open.

    `decided_by`: the rules, remedies or findings that decide; empty when the tension is left open.
    """

    id: str
    name: Text
    kind: str
    sides: tuple[TensionSide, ...]
    decided_by: tuple[str, ...]
    decision: Text
    occasions: tuple[Occasion, ...]
    place: Place

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements of every side, each once."""
        return tuple(dict.fromkeys(name for side in self.sides for name in side.statements))


@dataclass(frozen=True)
class LeftOut:
    """A statement that nothing carries, and why."""

    id: str
    reason: Text


def read_explanation(record: Record, name: str) -> Explanation:
    """An explanation."""
    return Explanation(name, record.text("text"), _occasions(record), record.words("statements"), record.place)


def read_tension(record: Record, name: str) -> Tension:
    """A tension with at least two sides."""
    sides = tuple(_side(side) for side in record.records("sides", "side"))
    if len(sides) < 2:
        record.problems.add(record.place, f"{record.kind}: a tension has two sides or more.")
    return Tension(name, record.text("name"), record.word("kind", among=TENSION_KINDS), sides,
                   record.words("decided_by", required=False), record.text("decision"), _occasions(record), record.place)


def _side(record: Record) -> TensionSide:
    side = TensionSide(record.text("says"), record.text("holds_when"), record.words("statements"))
    record.done()
    return side


def _occasions(record: Record) -> tuple[Occasion, ...]:
    occasions = tuple(_occasion(one) for one in record.records("with", "with"))
    if not occasions:
        record.problems.add(record.place, f"{record.kind}: 'with' names no occasion: it would never be told.")
    return occasions


def _occasion(record: Record) -> Occasion:
    finding, remedy = record.word("finding", False) or None, record.word("remedy", False) or None
    excluded = record.word("is", False, among=("excluded",)) == "excluded"
    if (finding is None) == (remedy is None) or (excluded and remedy):
        record.problems.add(record.place, f"{record.kind}: name a finding (perhaps 'is: excluded') or a remedy, not both.")
    record.done()
    return Occasion(finding, remedy, excluded)


def read_left_out(record: Record, name: str) -> LeftOut:
    """A statement left out with its reason."""
    return LeftOut(name, record.text("reason"))
