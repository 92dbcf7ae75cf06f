"""What is known, as frozen values: questions, findings, rules and axes, and the whole of a knowledge base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .assumptions import Assumptions
from .background import Explanation, LeftOut, Tension
from .checklist import Checklist
from .conditions import Condition
from .document import Document
from .instrument import Instrument
from .ledger import Source, Statement, Term
from .problems import Place
from .process import Processes
from .remedy import Remedy
from .text import Text

if TYPE_CHECKING:
    from .renamed import Renamed

FINDING_KINDS = ("sign", "conflict_signal", "symptom", "strength", "antipattern", "driver", "barrier",
                 "factor", "likeness", "outcome", "gap", "duty", "flow")
MODES = ("when", "unless")
STATUSES = ("draft", "reviewed", "retired")


@dataclass(frozen=True)
class Answer:
    """One of the answers of a question: its code, its label in a list and the sentence that tells it.

    `lasting`: where it is so, a company cannot make it otherwise: without large deals, nobody can be sent to them.
    """

    code: str
    label: Text
    told: Text
    lasting: bool = False


@dataclass(frozen=True)
class Question:
    """One fact asked of a respondent. `order` runs from worst to best (or little to much); empty when answers have none.

    `staff`: the wording for people who work in one of the departments ("in our company ..."), if there is one.
    `fixed`: what a company cannot change of its own will (its market, its size, its history).
    """

    id: str
    page: str
    text: Text
    staff: Text | None
    help: Text
    why: Text
    sides: tuple[str, ...]
    order: tuple[str, ...]
    neutral: str | None
    answers: Mapping[str, Answer]
    origin: str
    statements: tuple[str, ...]
    place: Place
    fixed: bool = False

    def put_to(self, side: Side) -> Text:
        """The words in which a side is asked: those for staff where the side is asked so and they are there."""
        return self.staff if side.own_wording and self.staff is not None else self.text


@dataclass(frozen=True)
class Page:
    """Questions asked together; `topic` is the file they stand in."""

    id: str
    topic: str
    title: Text
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """A named conclusion. Signs belong to a value of an axis.

    `without_blame`: how it is told where nobody may feel accused, if not by `holds`.
    """

    id: str
    kind: str
    axis: str | None
    value: str | None
    statements: tuple[str, ...]
    holds: Text
    fails: Text
    place: Place
    without_blame: Text | None = None


@dataclass(frozen=True)
class Rule:
    """Concludes a finding: `when` establishes it, `unless` excludes it."""

    id: str
    concludes: str
    mode: str
    when: Condition
    because: Text
    misleads_when: Text
    statements: tuple[str, ...]
    status: str
    place: Place


@dataclass(frozen=True)
class Rung:
    """One step of a ladder; `finding` is None for the lowest, which needs nothing."""

    value: str
    finding: str | None
    name: Text
    told: Text


@dataclass(frozen=True)
class Ladder:
    """An axis whose value is the highest rung established. `rungs[0]` is the base."""

    id: str
    name: Text
    limits: Text
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Choice:
    """For one value of the ladder: the findings that decide (code of outcome -> finding), what speaks for and against."""

    value: str
    target: str | None
    always: str | None
    outcomes: Mapping[str, str]
    drivers: tuple[str, ...]
    barriers: tuple[str, ...]
    lifted_by: Mapping[str, str]


@dataclass(frozen=True)
class ChoiceAxis:
    """An axis read at every value of a ladder that is still possible."""

    id: str
    name: Text
    over: str
    open_value: str
    names: Mapping[str, Text]
    told: Mapping[str, Text]
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Named:
    """An id with its name: a stage of the plan, a topic."""

    id: str
    name: Text


@dataclass(frozen=True)
class Side:
    """Whom a respondent speaks for. `party` is False for one who only looks on; `own_wording`: asked in the wording for staff."""

    id: str
    name: Text
    who: Text
    party: bool
    own_wording: bool


@dataclass(frozen=True)
class Theme:
    """One theme of the comparison: model organisation -> the likeness finding that its cell became."""

    id: str
    name: Text
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Comparison:
    """Published organisations to compare a case with, theme by theme. Feeds no axis."""

    organisations: Mapping[str, Text]
    themes: tuple[Theme, ...]
    limits: Text


@dataclass(frozen=True)
class QuickCheck:
    """The short look: its questions, how many answers it needs, and the findings behind its verdicts."""

    questions: tuple[str, ...]
    minimum: int
    act: str
    quiet: str
    verdicts: Mapping[str, Text]
    next_steps: Mapping[str, tuple[Text, ...]]


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """Everything that is known, checked, in a fixed order. `hash` changes with any content.

    Compared by identity, so that what is built from it can be kept in caches.
    """

    version: str
    hash: str
    sides: Mapping[str, Side]
    topics: Mapping[str, Named]
    pages: Mapping[str, Page]
    questions: Mapping[str, Question]
    findings: Mapping[str, Finding]
    rules: Mapping[str, Rule]
    ladders: Mapping[str, Ladder]
    choice: ChoiceAxis | None
    stages: Mapping[str, Named]
    remedies: Mapping[str, Remedy]
    comparison: Comparison | None
    processes: Processes | None
    checklist: Checklist | None
    check: QuickCheck | None
    instrument: Instrument | None
    explanations: Mapping[str, Explanation]
    tensions: Mapping[str, Tension]
    left_out: Mapping[str, LeftOut]
    documents: Mapping[str, Document]
    assumptions: Assumptions | None
    renamed: Mapping[str, Renamed]
    statements: Mapping[str, Statement]
    sources: Mapping[str, Source]
    glossary: Mapping[str, Term]

    @cached_property
    def rules_of(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that conclude each finding, by rule id."""
        grouped: dict[str, list[Rule]] = {name: [] for name in self.findings}
        for rule in self.rules.values():
            if rule.status != "retired":
                grouped[rule.concludes].append(rule)
        return {name: tuple(sorted(rules, key=lambda rule: rule.id)) for name, rules in grouped.items()}
