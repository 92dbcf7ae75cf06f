"""`question=answer` words as a respondent's answers: checked like a case file, every mistake told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..kb.model import KnowledgeBase
from ..kb.problems import Place, Problems
from .model import BASES, NO_ANSWER, ONLOOKER, Case, Given, Respondent

PLACE = Place("answer")


def read_words(words: Iterable[str], known: KnowledgeBase, note: str = "", basis: str = "told") -> dict[str, Given | None]:
    """Question -> what is given to it; None where nothing stands after '=': the answer is taken back. Raises `BrokenFile`."""
    problems, found = Problems(), {}
    for word in words:
        name, _, code = word.partition("=")
        question = known.questions.get(name)
        if question is None:
            problems.unknown(PLACE, "question", name, known.questions)
        elif code and code not in question.answers and code not in NO_ANSWER:
            problems.unknown(PLACE, f"answer of {name}", code, [*question.answers, *NO_ANSWER])
        if name in found:
            problems.add(PLACE, f"'{name}' is answered twice.", "Keep one of the two.")
        found[name] = Given(code, note, basis) if code else None
    problems.stop_if_any()
    return found


def speaking(case: Case, side: str | None, respondent: str | None) -> Respondent:
    """The respondent who is meant: by id, or the one named like the side; new with a side, else the observer."""
    problems = Problems()
    name = respondent or side or ONLOOKER
    found = case.respondent(name)
    if found is not None and side is not None and found.side != side:
        problems.add(PLACE, f"respondent '{name}' speaks for {found.side} in this case, not for {side}.",
                     "Use another --respondent for another person.")
    if found is None and side is None and respondent is not None:
        problems.add(PLACE, f"there is no respondent '{respondent}' yet.", "Say for whom he or she speaks: --side.")
    problems.stop_if_any()
    return found or Respondent(name, side or ONLOOKER)


def with_answers(case: Case, person: Respondent, given: Mapping[str, Given | None], known: KnowledgeBase) -> Case:
    """The case with a respondent's answers. Raises `BrokenFile` for what that side is not asked."""
    problems = Problems()
    side = known.sides[person.side]
    for name, answer in given.items():
        if answer is not None and side.party and side.id not in known.questions[name].sides:
            problems.add(PLACE, f"{name} is not asked of {side.id}, but of {', '.join(known.questions[name].sides)}.",
                         "Enter it under a respondent who can answer it, or as the observer's.")
        person = person.with_answer(name, answer)
    problems.stop_if_any()
    return case.with_respondent(person)


def settled(case: Case, given: Mapping[str, Given | None]) -> Case:
    """The case with disputes settled by the observer. Raises `BrokenFile` where the grounds are missing."""
    problems, kept = Problems(), dict(case.settled)
    for name, answer in given.items():
        if answer is None:
            kept.pop(name, None)
        elif not answer.note:
            problems.add(PLACE, f"{name}: a note is missing.", "Say on what grounds the observer settles it: --note '...'.")
        else:
            kept[name] = answer
    problems.stop_if_any()
    return replace(case, settled=kept)


__all__ = ["BASES", "read_words", "settled", "speaking", "with_answers"]
