"""From a duty or a flow of a process table to ordinary entries: a question, findings and rules, with texts put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .conditions import Any, Asked, Concluded, Condition, Disputed
from .model import Answer, Finding, Page, Question, Rule
from .problems import Place, Problems
from .process import Duty, Flow, Process
from .process_words import Asking, Told, Words
from .text import LANGUAGES, Text


@dataclass(frozen=True)
class Tables:
    """The tables of the knowledge base to which entries are added; an id met twice is noted in `problems`."""

    questions: dict[str, Question]
    pages: dict[str, Page]
    findings: dict[str, Finding]
    rules: dict[str, Rule]
    problems: Problems

    def add_finding(self, finding: Finding) -> None:
        """Adds a finding."""
        if finding.id in self.findings:
            self.problems.add(finding.place, f"there is a finding '{finding.id}' already.", "Ids are used once.")
        self.findings[finding.id] = finding

    def add_rule(self, rule: Rule) -> None:
        """Adds a rule."""
        if rule.id in self.rules:
            self.problems.add(rule.place, f"there is a rule '{rule.id}' already.", "Ids are used once.")
        self.rules[rule.id] = rule


@dataclass(frozen=True)
class Origin:
    """What the entries of one process share: where its source says so, why its flows are told, when it misleads."""

    where: Text
    flow: Text
    misleads_when: Text


@dataclass(frozen=True)
class Reading:
    """Whom one source gives a duty to, and where it says so."""

    by: tuple[str, ...]
    where: Text
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What the questions of one page share."""

    page: str
    sides: tuple[str, ...]
    why: Text
    origin: str


def question(one: Duty | Flow, asking: Asking, help_text: Text, sheet: Sheet, place: Place) -> Question:
    """The question about a duty or a flow."""
    answers = {code: Answer(code, answer.label, _after(one.name, answer.told)) for code, answer in asking.answers.items()}
    return Question(one.id, sheet.page, _after(one.name, asking.asks), None, help_text, sheet.why, sheet.sides, asking.order,
                    asking.neutral, answers, sheet.origin, one.statements, place)


def add_duty(duty: Duty, readings: list[Reading], origin: Origin, place: Place, words: Words, tables: Tables) -> None:
    """Three findings of a duty: done as a source has it, done by nobody, not settled whose it is."""
    doers = _listed(duty.by, words)
    add = _Adding(duty, origin, place, tables)
    add.finding(duty.as_meant, (_joined(words.as_meant[0], doers), _joined(words.as_meant[1], doers)))
    for number, reading in enumerate(readings):
        because = _stopped(_joined(reading.where, _listed(reading.by, words)))
        name = duty.as_meant if number == 0 else f"{duty.as_meant}_{number + 1}"
        add.rule(name, duty.as_meant, Asked(duty.id, frozenset(reading.by)), because, reading.statements)
    given = _stopped(_joined(readings[0].where, _listed(readings[0].by, words)))
    add.finding(duty.unowned, (words.unowned.holds, words.unowned.fails))
    add.rule(duty.unowned, duty.unowned, Asked(duty.id, frozenset({words.nobody})), _joined(given, words.unowned.because))
    add.finding(duty.unsettled, words.unsettled)
    add.rule(f"{duty.id}_doubled", duty.unsettled, Asked(duty.id, frozenset({words.apart})), _joined(given, words.doubled))
    add.rule(f"{duty.id}_disputed", duty.unsettled, Disputed(duty.id), _joined(given, words.disputed))


def add_flow(flow: Flow, origin: Origin, place: Place, words: Words, tables: Tables) -> None:
    """The finding of a flow: it happens regularly, or does not."""
    add = _Adding(flow, origin, place, tables)
    add.finding(flow.runs, words.running)
    add.rule(flow.runs, flow.runs, Asked(flow.id, frozenset({words.regular})), origin.flow)


def add_whole(process: Process, origin: Origin, statements: tuple[str, ...], place: Place, words: Words, tables: Tables) -> None:
    """What is said of a process as a whole: work that nobody does, that is not settled, that does not reach the other."""
    gone = [Asked(flow.id, frozenset({words.missing})) for flow in process.flows]
    wholes: dict[str, tuple[str, Told, list[Condition]]] = {
        process.unowned: ("duty", words.whole["unowned"], [Concluded(duty.unowned) for duty in process.duties]),
        process.unsettled: ("duty", words.whole["unsettled"], [Concluded(duty.unsettled) for duty in process.duties]),
        process.missing: ("flow", words.whole["missing"], list(gone))}
    for name, (kind, told, parts) in wholes.items():
        if parts:
            texts = (_after(process.name, told.holds), _after(process.name, told.fails))
            tables.add_finding(Finding(name, kind, None, None, statements, *texts, place))
            tables.add_rule(Rule(name, name, "when", Any(tuple(parts)), told.because, origin.misleads_when, statements,
                                 "reviewed", place))


@dataclass(frozen=True)
class _Adding:
    """Adds the findings and rules of one duty or flow."""

    one: Duty | Flow
    origin: Origin
    place: Place
    tables: Tables

    def finding(self, name: str, told: tuple[Text, Text]) -> None:
        """A finding told as holding and as failing after the name of the duty or flow."""
        kind = "duty" if isinstance(self.one, Duty) else "flow"
        holds, fails = (_after(self.one.name, text) for text in told)
        self.tables.add_finding(Finding(name, kind, None, None, self.one.statements, holds, fails, self.place))

    def rule(self, name: str, concludes: str, when: Condition, because: Text, statements: tuple[str, ...] | None = None) -> None:
        self.tables.add_rule(Rule(name, concludes, "when", when, because, self.origin.misleads_when,
                                  self.one.statements if statements is None else statements, "reviewed", self.place))


def _after(name: Text, text: Text) -> Text:
    """What is said of something, after its name and a colon."""
    return {language: f"{name[language]}: {text[language]}" for language in LANGUAGES}


def _joined(one: Text, other: Text) -> Text:
    return {language: f"{one[language]} {other[language]}" for language in LANGUAGES}


def _stopped(text: Text) -> Text:
    return {language: f"{text[language]}." for language in LANGUAGES}


def _listed(codes: Iterable[str], words: Words) -> Text:
    """'marketing or both departments together'."""
    return {language: f" {words.either[language]} ".join(words.falls_to[code][language] for code in codes if code in words.falls_to)
            for language in LANGUAGES}
