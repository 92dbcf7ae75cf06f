"""What is known, as frozen values: questions, findings, rules, axes, remedies, statements and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .conditions import Condition
from .problems import Place

LANGUAGES = ("en", "ru")
Text = Mapping[str, str]

FINDING_KINDS = ("sign", "conflict_signal", "symptom", "strength", "antipattern", "driver", "barrier",
                 "factor", "likeness", "outcome", "gap")
MODES = ("when", "unless")
STATUSES = ("draft", "reviewed", "retired")
EFFORTS = ("days", "weeks", "months")
GRADES = ("experiment", "survey", "case", "practitioner", "theory")


@dataclass(frozen=True)
class Answer:
    """One of the answers of a question: its code, its label in a list and the sentence that tells it."""

    code: str
    label: Text
    told: Text


@dataclass(frozen=True)
class Question:
    """One fact asked of a respondent. `order` runs from worst to best (or little to much); empty when answers have none."""

    id: str
    page: str
    text: Text
    help: Text
    why: Text
    sides: tuple[str, ...]
    order: tuple[str, ...]
    neutral: str | None
    answers: Mapping[str, Answer]
    origin: str
    statements: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Page:
    """Questions asked together; `topic` is the file they stand in."""

    id: str
    topic: str
    title: Text
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """A named conclusion. Signs belong to a value of an axis."""

    id: str
    kind: str
    axis: str | None
    value: str | None
    statements: tuple[str, ...]
    holds: Text
    fails: Text
    place: Place


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
class Ground:
    """Why a remedy is called for or barred: a finding, and whether it has to hold or to be excluded."""

    finding: str
    excluded: bool
    because: Text
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """A precondition of a remedy, and the remedy or task that brings it about."""

    finding: str
    brought_by: str | None
    task: Text | None
    statements: tuple[str, ...]


@dataclass(frozen=True)
class SideEffect:
    """What a remedy may also do."""

    text: Text
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """How well a remedy is supported."""

    grade: str
    says: Text
    supports: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class Remedy:
    """What to do, for what reasons, and when not."""

    id: str
    name: Text
    what: Text
    stage: str
    owner: Text
    effort: str
    steps: tuple[Text, ...]
    works_when: Text
    reasons: tuple[Ground, ...]
    in_place: tuple[str, ...]
    needs: tuple[Need, ...]
    not_when: tuple[Ground, ...]
    side_effects: tuple[SideEffect, ...]
    evidence: Evidence
    place: Place

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """Every statement behind the remedy, each once, in order of appearance."""
        groups = [*(g.statements for g in (*self.reasons, *self.not_when)), *(n.statements for n in self.needs),
                  *(s.statements for s in self.side_effects), self.evidence.supports, self.evidence.against]
        return tuple(dict.fromkeys(name for group in groups for name in group))


@dataclass(frozen=True)
class Statement:
    """One claim of one source, in our words."""

    id: str
    source: str
    place: Text
    attributed_to: str | None
    text: Text


@dataclass(frozen=True)
class Source:
    """A document or paper, and how far it was read."""

    id: str
    title: Text
    authors: str
    year: str
    language: str
    published: Text
    read: str
    quality: Text


@dataclass(frozen=True)
class Term:
    """An entry of the glossary."""

    id: str
    term: Text
    meaning: Text
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """An id with its name: a stage of the plan, a topic."""

    id: str
    name: Text


@dataclass(frozen=True)
class Side:
    """Whom a respondent speaks for. `party` is False for one who only looks on."""

    id: str
    name: Text
    who: Text
    party: bool


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


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything that is known, checked, in a fixed order. `hash` changes with any content."""

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
    check: QuickCheck | None
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
