"""Questions that were renamed or are no longer asked, so that old cases still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Question
from .problems import Place, Problems
from .reading import Record, read_word
from .text import Text


@dataclass(frozen=True)
class Renamed:
    """A question under its former id. `became`: its id today, None when it is no longer asked. `answers`: old code -> today's."""

    id: str
    became: str | None
    answers: Mapping[str, str]
    because: Text
    place: Place

    def today(self, code: str) -> str:
        """An answer's code of then as it is called today."""
        return self.answers.get(code, code)


def read_renamed(record: Record, name: str) -> Renamed:
    """A question under its former name."""
    became = record.word("became", required=False) or None
    answers = {}
    for key, value in record.entries("answers") if record.node.get("answers") else ():
        answers[key.text] = read_word(value, record.problems, f"{record.kind}, answers")
    return Renamed(name, became, answers, record.text("because"), record.place)


def check_renamed(renamed: Mapping[str, Renamed], questions: Mapping[str, Question], problems: Problems) -> None:
    """Notes former names that lead nowhere or hide a question of today."""
    for one in renamed.values():
        if one.id in questions and one.became != one.id:
            problems.add(one.place, f"'{one.id}' is still a question: it cannot be renamed or retired.",
                         f"To map old codes of its answers write 'became: {one.id}'.")
        if one.became is None:
            if one.answers:
                problems.add(one.place, f"{one.id} is no longer asked, so its answers lead nowhere.", "Take 'answers' out.")
        elif one.became not in questions:
            problems.unknown(one.place, "question", one.became, questions)
        else:
            codes = questions[one.became].answers
            for code in one.answers.values():
                if code not in codes:
                    problems.unknown(one.place, f"answer of {one.became}", code, codes)
