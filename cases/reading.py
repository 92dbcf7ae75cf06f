"""Case files, YAML or JSON, read strictly: every mistake is told with line and mend, and nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ..kb.instrument import Instrument
from ..kb.model import KnowledgeBase, Question
from ..kb.nodes import Node, read_file
from ..kb.problems import BrokenFile, Problems, nearest
from ..kb.reading import Record, read_word
from ..kb.renamed import Renamed
from .model import ACTIONS, BASES, NO_ANSWER, ONLOOKER, Case, Given, Override, Respondent
from .survey_file import read_survey

LARGEST = 2_000_000
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


def read_case(path: Path, known: KnowledgeBase) -> Case:
    """The case in a file, with the survey beside it. Raises `BrokenFile` with all its problems."""
    problems = Problems()
    case = _Reading(known, problems).case(read_file(path, largest=LARGEST, problems=problems))
    problems.stop_if_any()
    return replace(case, survey=read_survey(path, known))


class _Reading:
    def __init__(self, known: KnowledgeBase, problems: Problems) -> None:
        self.known = known
        self.problems = problems
        self.retired: dict[tuple[str, str], Given] = {}

    def case(self, node: Node) -> Case:
        record = Record(node, self.problems, "case")
        case = Case(self._line(record, "organisation"), self._date(record), self._line(record, "note"),
                    self._respondents(record), self._settled(record), self._overrides(record), self.retired)
        record.done()
        return case

    def _line(self, record: Record, key: str) -> str:
        node = record.take(key, required=False)
        if node is None or node.looks_empty:
            return ""
        if node.kind != "scalar":
            self.problems.add(node.place, f"{record.kind}, {key}: a text belongs here, not a {node.kind}.")
        return node.text

    def _date(self, record: Record) -> str:
        text = self._line(record, "date")
        if text and not _DATE.match(text):
            node = record.node.get("date") or record.node
            self.problems.add(node.place, f"'{text}' is no date.", "Write it as 2026-11-23, 2026-11 or 2026.")
        return text

    def _respondents(self, record: Record) -> tuple[Respondent, ...]:
        found = [self._respondent(one) for one in record.records("respondents", "respondent", required=False)]
        flat = record.take("answers", required=False)
        answers = self._answers(Record(flat, self.problems, "answers"), ONLOOKER, ONLOOKER) \
            if flat is not None and not flat.looks_empty else None
        ratings = self._ratings(record, "instrument", ONLOOKER)
        if answers is not None or ratings:
            found.append(Respondent(ONLOOKER, ONLOOKER, "", answers or {}, ratings))
        ids = [one.id for one in found]
        for double in sorted({name for name in ids if ids.count(name) > 1}):
            self.problems.add(record.place, f"there are two respondents '{double}'.", "Give each an id of its own.")
        return tuple(found)

    def _respondent(self, record: Record) -> Respondent:
        name = record.word("id")
        record.kind = f"respondent {name}"
        side = record.word("side", among=tuple(self.known.sides))
        department = self._line(record, "department")
        inner = record.take("answers", required=False)
        answers = self._answers(Record(inner, self.problems, f"{record.kind}, answers"), side, name) \
            if inner is not None and not inner.looks_empty else {}
        ratings = self._ratings(record, f"{record.kind}, instrument", side)
        record.done()
        return Respondent(name, side, department, answers, ratings)

    def _ratings(self, record: Record, what: str, side: str) -> dict[str, str]:
        node, asked = record.take("instrument", required=False), self.known.instrument
        if node is None or node.looks_empty:
            return {}
        if asked is None:
            self.problems.add(node.place, f"{what}: this knowledge base has no questionnaire.")
            return {}
        if side in self.known.sides and self.known.sides[side].party and side not in asked.sides:
            self.problems.add(node.place, f"{what}: the questionnaire is not put to {side}, but to {', '.join(asked.sides)}.",
                              "Enter the points under a respondent who can give them, or as the observer's.")
        return self._points(Record(node, self.problems, what), asked)

    def _points(self, record: Record, asked: Instrument) -> dict[str, str]:
        ratings: dict[str, str] = {}
        for key, node in record.node.entries:
            if key.text not in asked.items:
                self.problems.unknown(key.place, "item of the questionnaire", key.text, asked.items)
            elif not node.looks_empty:
                ratings[key.text] = self._rating(node, key.text, asked)
        return ratings

    def _rating(self, node: Node, item: str, asked: Instrument) -> str:
        codes = [*asked.codes, *NO_ANSWER]
        if node.kind != "scalar" or node.text not in codes:
            told = f"'{node.text}'" if node.kind == "scalar" else f"a {node.kind}"
            self.problems.add(node.place, f"{item}: {told} is no rating.", f"Use one of: {', '.join(codes)}.")
        return node.text

    def _answers(self, record: Record, side: str, who: str) -> dict[str, Given]:
        answers: dict[str, Given] = {}
        under: dict[str, str] = {}
        for key, node in record.node.entries:
            name = self._today(key.text)
            question = self.known.questions.get(name)
            if question is None and key.text in self.known.renamed:
                self._set_aside(who, key.text, node)
            elif question is None:
                self.problems.unknown(key.place, "question", key.text, self.known.questions)
            elif under.setdefault(name, key.text) != key.text:
                former = key.text if key.text != name else under[name]
                self.problems.add(key.place, f"{former} is the former name of {name}, and both are answered.", "Keep one of them.")
            else:
                self._may_answer(key, question, side)
                if not node.looks_empty:
                    answers[name] = self._given(node, question, f"{record.kind}, {key.text}", self.known.renamed.get(key.text))
        return answers

    def _today(self, name: str) -> str:
        """A question's name today; its name in the file where it has none today."""
        renamed = self.known.renamed.get(name)
        return renamed.became or name if renamed else name

    def _set_aside(self, who: str, name: str, node: Node) -> None:
        """Keeps an answer to a question that is no longer asked as it stands."""
        value = node if node.kind == "scalar" else node.get("value")
        parts = {key: found.text for key in ("note", "basis") if (found := node.get(key))}
        if value is not None and not value.looks_empty:
            self.retired[who, name] = Given(value.text, parts.get("note", ""), parts.get("basis", "told"))

    def _may_answer(self, key: Node, question: Question, side: str) -> None:
        if side in self.known.sides and self.known.sides[side].party and side not in question.sides:
            self.problems.add(key.place, f"{key.text} is not asked of {side}, but of {', '.join(question.sides)}.",
                              "Enter it under a respondent who can answer it, or as the observer's.")

    def _given(self, node: Node, question: Question, what: str, renamed: Renamed | None) -> Given:
        if node.kind != "mapping":
            return Given(self._code(node, question, what, renamed))
        record = Record(node, self.problems, what)
        value = record.take("value")
        given = Given(self._code(value, question, what, renamed) if value else "", self._line(record, "note"),
                      record.word("basis", required=False, among=BASES) or "told")
        record.done()
        return given

    def _code(self, node: Node, question: Question, what: str, renamed: Renamed | None) -> str:
        code = read_word(node, self.problems, what)
        code = renamed.today(code) if renamed else code
        if node.kind == "scalar" and not node.looks_boolean and code not in question.answers and code not in NO_ANSWER:
            known = list(question.answers) + list(NO_ANSWER)
            hint = nearest(code, known) or f"Known: {', '.join(known)}."
            self.problems.add(node.place, f"{question.id} has no answer '{code}'.", hint)
        elif node.looks_boolean:
            self.problems.add(node.place, f"{question.id} is not answered by yes or no.",
                              f"Use one of: {', '.join([*question.answers, *NO_ANSWER])}.")
        return code

    def _settled(self, record: Record) -> dict[str, Given]:
        node = record.take("settled", required=False)
        if node is None or node.looks_empty:
            return {}
        answers = self._answers(Record(node, self.problems, "settled"), ONLOOKER, "")
        for key, value in node.entries:
            given = answers.get(self._today(key.text))
            if given and not given.note:
                self.problems.add(value.place, f"settled, {key.text}: a note is missing.",
                                  "Say on what grounds the observer settled it: {value: ..., note: ...}.")
        return answers

    def _overrides(self, record: Record) -> tuple[Override, ...]:
        found = []
        for one in record.records("overrides", "override", required=False):
            override = Override(one.word("finding"), one.word("action", among=ACTIONS), self._line(one, "reason"))
            if override.finding and override.finding not in self.known.findings:
                self.problems.unknown(one.place, "finding", override.finding, self.known.findings)
            if not override.reason:
                self.problems.add(one.place, f"override of {override.finding}: the reason is missing.")
            one.done()
            found.append(override)
        return tuple(found)


__all__ = ["BrokenFile", "read_case"]
