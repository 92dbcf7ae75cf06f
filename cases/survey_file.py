"""The survey beside a case file (`case.survey.json`): read strictly, written whole, readable by its owner alone."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..kb.model import KnowledgeBase
from ..kb.nodes import Node, read_file
from ..kb.problems import Problems
from ..kb.reading import Record
from .anonymity import NEVER_BELOW, SMALLEST_GROUP
from .survey import SILENT, Group, Imported, Survey
from .survey_carrying import code_today, survey_today
from .writing import write_whole

OWNER_ONLY = 0o600


def survey_path(case: Path) -> Path:
    """Where the survey of a case file is kept."""
    return case.with_name(f"{case.stem}.survey.json")


def read_survey(case: Path, known: KnowledgeBase) -> Survey | None:
    """The survey beside a case file; None when there is none. Raises `BrokenFile` with all its problems."""
    path = survey_path(case)
    if not path.exists():
        return None
    problems = Problems()
    survey = _Reading(known, problems).survey(Record(read_file(path, problems=problems), problems, "survey"))
    problems.stop_if_any()
    return survey_today(survey, known)


def save_survey(survey: Survey, case: Path) -> None:
    """Writes the survey of a case atomically. Raises OSError."""
    path = survey_path(case)
    plain = {"smallest_group": survey.smallest, "columns": dict(sorted(survey.columns.items())),
             "values": {question: dict(sorted(values.items())) for question, values in sorted(survey.values.items())},
             "files": [as_plain(one) for one in survey.files]}
    write_whole(path, json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
    os.chmod(path, OWNER_ONLY)


def as_plain(one: Imported) -> dict[str, Any]:
    """The counts of a file as JSON takes them."""
    groups = [{"side": group.side, "department": group.department, "sheets": group.sheets,
               "answers": {question: {code: count for code, count in sorted(counts.items()) if count}
                           for question, counts in sorted(group.kept.items())}} for group in one.groups]
    return {"name": one.name, "sha256": one.sha256, "declined": one.declined, "empty": one.empty, "groups": groups}


class _Reading:
    def __init__(self, known: KnowledgeBase, problems: Problems) -> None:
        self.known, self.problems = known, problems

    def survey(self, record: Record) -> Survey:
        smallest = self._number(record, "smallest_group")
        if smallest < NEVER_BELOW:
            self.problems.add(record.place, f"smallest_group: {smallest} is too small; at least {NEVER_BELOW} is needed.")
        columns = {key.text: node.text for key, node in record.entries("columns")}
        values = {key.text: {value.text: code.text for value, code in node.entries} for key, node in record.entries("values")}
        files = tuple(self._file(one) for one in record.records("files", "file"))
        record.done()
        return Survey(smallest or SMALLEST_GROUP, columns, values, files)

    def _file(self, record: Record) -> Imported:
        found = Imported(self._text(record, "name"), record.word("sha256"), self._number(record, "declined"),
                         self._number(record, "empty"), tuple(self._group(one) for one in record.records("groups", "group")))
        record.done()
        return found

    def _group(self, record: Record) -> Group:
        side, department = record.word("side", among=tuple(self.known.sides)), self._text(record, "department")
        sheets = self._number(record, "sheets")
        answers = {key.text: self._counts(key, node) for key, node in record.entries("answers")}
        record.done()
        return Group(side, department, sheets, answers)

    def _counts(self, key: Node, node: Node) -> Mapping[str, int]:
        renamed = self.known.renamed.get(key.text)
        if renamed and renamed.became is None:
            return {code.text: self._whole(value, code.text) for code, value in node.entries}
        question = self.known.questions.get(renamed.became or "" if renamed else key.text)
        if question is None:
            self.problems.unknown(key.place, "question", key.text, self.known.questions)
            return {}
        for code, _ in node.entries:
            if code_today(key.text, code.text, self.known) not in question.answers and code.text not in SILENT:
                self.problems.unknown(code.place, f"answer of {key.text}", code.text, [*question.answers, *SILENT])
        return {code.text: self._whole(value, code.text) for code, value in node.entries}

    def _number(self, record: Record, key: str) -> int:
        node = record.take(key)
        return self._whole(node, key) if node is not None else 0

    def _whole(self, node: Node, what: str) -> int:
        if node.kind == "scalar" and node.text.isdecimal():
            return int(node.text)
        self.problems.add(node.place, f"{what}: a whole number belongs here.")
        return 0

    def _text(self, record: Record, key: str) -> str:
        node = record.take(key)
        return node.text if node is not None and node.kind == "scalar" else ""
