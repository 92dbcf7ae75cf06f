"""Cases of knowledge: answers as a source would give them, and what has to follow. Read strictly, compared one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..engine.diagnosis import Diagnosis, diagnose
from ..engine.occasions import explanations_told, tensions_told
from ..engine.truth import Truth
from ..engine.voices import Voices
from ..engine.without import depends_on
from ..kb.model import KnowledgeBase
from ..kb.nodes import Node, read_file
from ..kb.problems import BrokenFile, Place, Problem, Problems
from ..kb.reading import Record, read_word
from .model import ONLOOKER, Case, Given, Respondent

TRUTHS = {"holds": Truth.TRUE, "fails": Truth.FALSE, "open": Truth.UNKNOWN, "contested": Truth.CONTESTED}
NAMES = {Truth.TRUE: "holds", Truth.FALSE: "fails", Truth.UNKNOWN: "is open", Truth.CONTESTED: "is contested"}
LISTS = ("level", "conflict", "remedies", "not_remedies", "explains", "tensions", "not_tensions", "missing")


@dataclass(frozen=True)
class KnowledgeCase:
    """One case: who answered what, what is expected. `statement` and `place` say where in the sources it was read."""

    name: str
    statement: str
    place: Place
    said: dict[str, dict[str, str]]
    truths: dict[str, tuple[str, ...]]
    lists: dict[str, tuple[str, ...]]
    fit: str

    def voices(self) -> Voices:
        """The answers as voices."""
        return Voices({question: {side: (code,) for side, code in by_side.items()} for question, by_side in self.said.items()})

    def as_case(self) -> Case:
        """The answers as a case, one respondent a side."""
        sides = sorted({side for by_side in self.said.values() for side in by_side})
        return Case(self.name, respondents=tuple(Respondent(side, side, answers={
            question: Given(by_side[side]) for question, by_side in self.said.items() if side in by_side}) for side in sides))


@dataclass(frozen=True)
class Outcome:
    """What came of one case: the expectations that were not met, and the rules an expected finding depends on."""

    case: KnowledgeCase
    failures: tuple[str, ...]
    rules: tuple[str, ...]


def read_knowledge_cases(folder: Path, known: KnowledgeBase) -> tuple[KnowledgeCase, ...]:
    """All cases of a folder, file by file. Raises `BrokenFile` with every problem of every file."""
    problems, found = Problems(), []
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise BrokenFile([Problem(Place(str(folder)), "there are no files of knowledge cases (*.yaml) here.")])
    for path in paths:
        node = read_file(path, path.name, problems=problems)
        if node.kind != "list":
            problems.add(node.place, "a file of knowledge cases is a list ('- case: ...').")
        found += [_read(item, known, problems) for item in node.items]
    problems.stop_if_any()
    return tuple(found)


def _read(node: Node, known: KnowledgeBase, problems: Problems) -> KnowledgeCase:
    record = Record(node, problems, "case")
    name, statement = record.word("case"), record.word("statement")
    record.kind = f"case '{name}'"
    if statement and statement not in known.statements:
        problems.unknown(record.place, "statement", statement, known.statements)
    record.word("place")
    said = {key.text: {ONLOOKER: read_word(value, problems, key.text)} for key, value in _entries(record, "answers")}
    for key, value in _entries(record, "sides"):
        said[key.text] = {side.text: read_word(code, problems, key.text) for side, code in value.entries}
    truths = {state: record.words(state, required=False) for state in TRUTHS}
    lists = {name: record.words(name, required=False) for name in LISTS}
    case = KnowledgeCase(name, statement, record.place, said, truths, lists, record.word("fit", required=False))
    record.done()
    _check(case, known, problems)
    return case


def _entries(record: Record, key: str) -> list[tuple[Node, Node]]:
    return record.entries(key) if record.node.get(key) else []


def _check(case: KnowledgeCase, known: KnowledgeBase, problems: Problems) -> None:
    for question, by_side in case.said.items():
        if question not in known.questions:
            problems.unknown(case.place, "question", question, known.questions)
            continue
        for side, code in by_side.items():
            if side not in known.sides:
                problems.unknown(case.place, "side", side, known.sides)
            if code not in known.questions[question].answers:
                problems.unknown(case.place, f"answer of {question}", code, known.questions[question].answers)
    tables = {"finding": [n for names in case.truths.values() for n in names],
              "remedy": [*case.lists["remedies"], *case.lists["not_remedies"]], "explanation": case.lists["explains"],
              "tension": [*case.lists["tensions"], *case.lists["not_tensions"]], "question": case.lists["missing"]}
    existing = {"finding": known.findings, "remedy": known.remedies, "explanation": known.explanations,
                "tension": known.tensions, "question": known.questions}
    for kind, names in tables.items():
        for name in names:
            if name not in existing[kind]:
                problems.unknown(case.place, kind, name, existing[kind])


def run(case: KnowledgeCase, known: KnowledgeBase) -> Outcome:
    """Diagnoses one case and compares."""
    voices = case.voices()
    diagnosis = diagnose(known, voices)
    expected = [finding for names in case.truths.values() for finding in names] + _decisive(case, known)
    rules = {rule for finding in dict.fromkeys(expected) for rule in depends_on(finding, voices, known)}
    return Outcome(case, tuple(_failures(case, diagnosis)), tuple(sorted(rules)))


def _decisive(case: KnowledgeCase, known: KnowledgeBase) -> list[str]:
    """The findings that the expected values of axes, and the expected remedies, are read off."""
    found = [rung.finding for axis in ("level", "conflict") if case.lists[axis]
             for rung in known.ladders[axis].rungs if rung.finding]
    if case.fit and known.choice:
        found += [finding for choice in known.choice.choices for finding in choice.outcomes.values()]
    for name in case.lists["remedies"]:
        found += [ground.finding for ground in known.remedies[name].reasons]
    for name in case.lists["not_remedies"]:
        found += [*(ground.finding for ground in known.remedies[name].not_when), *known.remedies[name].in_place]
    return found


def _failures(case: KnowledgeCase, diagnosis: Diagnosis) -> Iterator[str]:
    for state, names in case.truths.items():
        for finding in names:
            if diagnosis.truths[finding] is not TRUTHS[state]:
                yield f"{finding}: expected '{state}', but it {NAMES[diagnosis.truths[finding]]}"
    for axis in ("level", "conflict"):
        possible = diagnosis.ladders[axis].possible if case.lists[axis] else ()
        if possible != case.lists[axis]:
            yield f"{axis}: expected {', '.join(case.lists[axis])}, possible are {', '.join(possible)}"
    if case.fit and diagnosis.choice and diagnosis.choice.chosen != case.fit:
        yield f"fit: expected {case.fit}, found {diagnosis.choice.chosen}"
    told = {"remedies": {one.remedy for one in (*diagnosis.plan.now, *diagnosis.plan.later)},
            "explains": {one.id for one in explanations_told(diagnosis)}, "tensions": {one.id for one in tensions_told(diagnosis)},
            "missing": set(diagnosis.open)}
    for key, come_up in told.items():
        for name in sorted(set(case.lists[key]) - come_up):
            yield f"{key}: {name} does not come up"
        for name in sorted(set(case.lists.get(f"not_{key}", ())) & come_up):
            yield f"not_{key}: {name} comes up"
