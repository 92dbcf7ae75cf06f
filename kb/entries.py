"""One reader for each kind of entry of the knowledge base: a record in, a frozen value out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from .condition_reading import read_condition
from .conditions import Concluded
from .ledger import Source, Statement, Term
from .model import (
    FINDING_KINDS,
    MODES,
    STATUSES,
    Answer,
    Choice,
    ChoiceAxis,
    Finding,
    Ladder,
    Named,
    Page,
    Question,
    QuickCheck,
    Rule,
    Rung,
    Side,
)
from .nodes import Node
from .problems import Place, Problems
from .reading import Record, read_text_in_all, read_word
from .remedy import EFFORTS, GRADES, Brings, Evidence, Ground, Need, Part, Remedy, SideEffect

Entry = TypeVar("Entry")
Reader = Callable[[Record, str], Entry]


def read_table(nodes: Iterable[Node], kind: str, reader: Reader[Entry], problems: Problems) -> dict[str, Entry]:
    """Entries by id; an id met twice is noted."""
    table: dict[str, Entry] = {}
    for node in nodes:
        record = Record(node, problems, kind)
        name = record.word("id")
        record.kind = f"{kind} {name}"
        if name in table:
            problems.add(record.place, f"there is a {kind} '{name}' already.", "Ids are used once.")
        table[name] = reader(record, name)
        record.done()
    return table


def read_questions(files: Iterable[tuple[str, list[Node]]], problems: Problems
                   ) -> tuple[dict[str, Question], dict[str, Page]]:
    """Questions and their pages; the file a page stands in is its topic."""
    questions: dict[str, Question] = {}
    pages: dict[str, Page] = {}
    for topic, nodes in files:
        for node in nodes:
            record = Record(node, problems, "page")
            name = record.word("page")
            record.kind = f"page {name}"
            if name in pages:
                problems.add(record.place, f"there is a page '{name}' already.", "Ids are used once.")
            title, fixed = record.text("title"), _never_changes(record)
            read = read_table(record.nodes("questions"), "question", partial(_question, page=name, fixed=fixed), problems)
            for double in sorted(set(read) & set(questions)):
                problems.add(read[double].place, f"there is a question '{double}' already.", "Ids are used once.")
            questions.update(read)
            pages[name] = Page(name, topic, title, tuple(read))
            record.done()
    return questions, pages


def _never_changes(record: Record) -> bool:
    return record.word("changes", required=False, among=("never",)) == "never"


def _question(record: Record, name: str, page: str, fixed: bool) -> Question:
    text, help_text, why = record.text("text"), record.text("help"), record.text("why")
    staff = record.text("staff") if record.node.get("staff") else None
    sides = record.words("sides")
    order, neutral = record.words("order", required=False), record.word("neutral", required=False) or None
    answers: dict[str, Answer] = {}
    for key, value in record.entries("answers"):
        code = read_word(key, record.problems, f"{record.kind}, answer")
        answer = Record(value, record.problems, f"{record.kind}, answer {code}")
        answers[code] = Answer(code, answer.text("label"), answer.text("told"), _never_changes(answer))
        answer.done()
    return Question(name, page, text, staff, help_text, why, sides, order, neutral, answers,
                    record.word("from"), record.words("statements"), record.place, _never_changes(record) or fixed)


def read_finding(record: Record, name: str) -> Finding:
    """A finding."""
    gentle = record.text("without_blame", False)
    return Finding(name, record.word("kind", among=FINDING_KINDS), record.word("axis", False) or None,
                   record.word("value", False) or None, record.words("statements"), record.text("holds"),
                   record.text("fails"), record.place, gentle if any(gentle.values()) else None)


def read_rule(record: Record, name: str) -> Rule:
    """A rule with its condition."""
    node = record.take("when")
    condition = read_condition(node, record.problems, record.kind) if node else Concluded("")
    return Rule(name, record.word("concludes"), record.word("mode", among=MODES), condition, record.text("because"),
                record.text("misleads_when"), record.words("statements"), record.word("status", among=STATUSES), record.place)


def read_axes(nodes: Iterable[Node], problems: Problems) -> tuple[dict[str, Ladder], ChoiceAxis | None]:
    """Ladders by id, and the axis of choices over one of them, if there is one."""
    ladders: dict[str, Ladder] = {}
    choice = None
    for node in nodes:
        record = Record(node, problems, "axis")
        name = record.word("id")
        record.kind = f"axis {name}"
        if record.word("kind", among=("ladder", "choice")) == "choice":
            choice = _choice_axis(record, name)
        else:
            ladders[name] = Ladder(name, record.text("name"), record.text("limits"),
                                   tuple(_rung(rung) for rung in record.records("rungs", "rung")))
        record.done()
    return ladders, choice


def _rung(record: Record) -> Rung:
    rung = Rung(record.word("value"), record.word("finding", False) or None, record.text("name"), record.text("told"))
    record.done()
    return rung


def _choice_axis(record: Record, name: str) -> ChoiceAxis:
    names, told = {}, {}
    for value in record.records("values", "value"):
        code = value.word("value")
        names[code], told[code] = value.text("name"), value.text("told")
        value.done()
    return ChoiceAxis(name, record.text("name"), record.word("over"), record.word("open_value"), names, told,
                      tuple(_choice(entry) for entry in record.records("at", "at")))


def _choice(record: Record) -> Choice:
    value, always = record.word("value"), record.word("always", False) or None
    outcomes = {key.text: read_word(node, record.problems, record.kind) for key, node in record.entries("outcomes")} \
        if not always else {}
    lifted = {key.text: read_word(node, record.problems, record.kind) for key, node in record.entries("lifted_by")} \
        if record.node.get("lifted_by") else {}
    choice = Choice(value, record.word("target", False) or None, always, outcomes, record.words("drivers", False),
                    record.words("barriers", False), lifted)
    record.done()
    return choice


def read_remedy(record: Record, name: str) -> Remedy:
    """A remedy with its grounds, needs and evidence."""
    remedy = Remedy(
        name, record.text("name"), record.text("what"), record.word("stage"), record.text("owner"),
        record.word("effort", among=EFFORTS),
        tuple(read_text_in_all(node, record.problems, f"{record.kind}, step") for node in record.nodes("steps")),
        tuple(_part(entry) for entry in record.records("parts", "part", required=False)),
        record.text("works_when"), tuple(_ground(entry) for entry in record.records("reasons", "reason")),
        record.words("in_place"), tuple(_brings(entry) for entry in record.records("brings", "brings", required=False)),
        tuple(_need(entry) for entry in record.records("needs", "need")),
        tuple(_ground(entry) for entry in record.records("not_when", "not_when")),
        tuple(_side_effect(entry) for entry in record.records("side_effects", "side effect")),
        _evidence(record), record.place)
    if len(remedy.steps) != 3:
        record.problems.add(record.place, f"{record.kind}: three first steps belong here, not {len(remedy.steps)}.")
    return remedy


def _ground(record: Record) -> Ground:
    ground = Ground(record.word("finding"), record.word("is", False, among=("excluded",)) == "excluded",
                    record.text("because"), record.words("statements"))
    record.done()
    return ground


def _brings(record: Record) -> Brings:
    brings = Brings(record.word("question"), record.words("answers"), record.words("statements"), record.place)
    record.done()
    return brings


def _need(record: Record) -> Need:
    brought_by = record.word("brought_by", required=False) or None
    task = record.text("task") if brought_by is None else None
    need = Need(record.word("finding"), brought_by, task, record.words("statements"))
    record.done()
    return need


def _part(record: Record) -> Part:
    finding = record.word("finding", required=False) or None
    part = Part(finding, record.word("is", False, among=("excluded",)) == "excluded", record.text("text"),
                record.words("statements"))
    record.done()
    return part


def _side_effect(record: Record) -> SideEffect:
    effect = SideEffect(record.text("text"), record.words("statements"))
    record.done()
    return effect


def _evidence(record: Record) -> Evidence:
    inner = record.record("evidence", "evidence")
    if inner is None:
        return Evidence("", {}, (), ())
    evidence = Evidence(inner.word("grade", among=GRADES), inner.text("says"), inner.words("for"), inner.words("against"))
    inner.done()
    return evidence


def read_check(node: Node, problems: Problems) -> QuickCheck:
    """The quick look."""
    record = Record(node, problems, "check")
    verdicts, steps = {}, {}
    for verdict in record.records("verdicts", "verdict"):
        code = verdict.word("verdict", among=("healthy", "watch", "act"))
        verdicts[code] = verdict.text("told")
        steps[code] = tuple(read_text_in_all(n, problems, f"check, {code}") for n in verdict.nodes("next_steps"))
        verdict.done()
    result = QuickCheck(record.words("questions"), record.count("minimum"), record.word("act"), record.word("quiet"),
                        verdicts, steps)
    record.done()
    return result


def read_statement(record: Record, name: str) -> Statement:
    """A statement."""
    return Statement(name, record.word("source"), record.text("place"), record.word("attributed_to", False) or None,
                     record.text("text"), record.place)


def read_source(record: Record, name: str) -> Source:
    """A source."""
    return Source(name, record.text("title"), record.name("authors"), record.name("year"), record.word("language"),
                  record.text("published"), record.word("read", among=("whole", "page", "abstract", "ours")),
                  record.text("quality"))


def read_term(record: Record, name: str) -> Term:
    """A term of the glossary."""
    return Term(name, record.text("term"), record.text("meaning"), record.words("statements", False))


def read_named(record: Record, name: str) -> Named:
    """An id with a name."""
    return Named(name, record.text("name"))


def read_side(record: Record, name: str) -> Side:
    """A side."""
    return Side(name, record.text("name"), record.text("who"), record.word("role", among=("party", "onlooker")) == "party",
                record.word("wording", required=False, among=("staff",)) == "staff")


__all__ = ["Place", "Reader", "read_axes", "read_check", "read_finding", "read_named", "read_questions", "read_remedy",
           "read_rule", "read_side", "read_source", "read_statement", "read_table", "read_term"]
