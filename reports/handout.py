"""A case as a sheet for a class: what was answered, no diagnosis, no names; and the sheet with the solution."""

from __future__ import annotations

from typing import Any

from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from ..engine.truth import Truth
from ..kb.checks import counted_signs
from . import sections
from .plan_section import CONFLICT, LEVEL, plan
from .rendering import environment
from .telling import STATES, Teller
from .voices_section import sheets_told

Told = dict[str, Any]


def nameless(case: Case) -> Case:
    """The case without what could tell whose it is: organisation, date and notes; respondents are called after their sides."""
    from dataclasses import replace

    counts: dict[str, int] = {}
    respondents = []
    for one in case.respondents:
        counts[one.side] = counts.get(one.side, 0) + 1
        answers = {question: replace(given, note="") for question, given in one.answers.items()}
        respondents.append(replace(one, id=f"{one.side}_{counts[one.side]}", department="", answers=answers))
    settled = {question: replace(given, note="") for question, given in case.settled.items()}
    return Case("", "", "", tuple(respondents), settled, (), survey=case.survey)


def handout(case: Case, diagnosis: Diagnosis, language: str, layout: str, solution: bool) -> str:
    """The sheet as md or html: the case alone, or its solution."""
    teller = Teller(nameless(case), diagnosis, language)
    view = solution_view(teller) if solution else case_view(teller)
    page = environment(layout).get_template(f"handout.{layout}.j2")
    return page.render(**view, say=teller.say, language=language, solution=solution)


def case_view(teller: Teller) -> Told:
    """What was answered, topic by topic, and the questions for the class."""
    topics: dict[str, list[str]] = {}
    for question in teller.known.questions.values():
        heard = teller.diagnosis.voices.heard(question.id)
        if heard:
            topic = teller.known.topics[teller.known.pages[question.page].topic].name[teller.language]
            topics.setdefault(topic, []).append("; ".join(teller.answer(question.id, code) for code in heard))
    sides = dict.fromkeys([*(one.side for one in teller.case.respondents), *sheets_told(teller.case)])
    names = [teller.known.sides[side].name[teller.language] for side in sides]
    ladder, conflict = teller.known.ladders[LEVEL], teller.known.ladders[CONFLICT]
    return {"voices": ", ".join(names), "topics": [{"name": name, "lines": lines} for name, lines in topics.items()],
            "levels": [f"{rung.value}. {rung.name[teller.language]}" for rung in ladder.rungs],
            "grades": [rung.name[teller.language] for rung in conflict.rungs],
            "signs": [teller.finding_text(sign) for sign in counted_signs(teller.known)]}


def solution_view(teller: Teller) -> Told:
    """The diagnosis in short, sign by sign with its rule and sources, and the first remedies with their reasons."""
    made = plan(teller)
    signs = []
    for name in counted_signs(teller.known):
        told = teller.finding(name)
        signs.append({"state": STATES[teller.diagnosis.truths[name]], "text": told.text,
                      "arguments": [{"rule": one.rule, "because": one.because, "answers": one.answers, "statements": one.statements}
                                    for one in (*told.arguments, *told.against)]})
    signals = [teller.finding(name) for name in teller.diagnosis.of_kind("conflict_signal", Truth.TRUE)]
    return {"summary": sections.summary(teller), "signs": signs,
            "signals": [{"text": one.text, "rules": [arg.rule for arg in one.arguments if arg.rule]} for one in signals],
            "remedies": made["now"][:3], "sources": sections.sources(teller)}
