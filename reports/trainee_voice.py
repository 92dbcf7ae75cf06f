"""The diagnosis as questions for whoever learns to reason like this: what was answered, the questions, and the answers apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..kb.checks import counted_signs
from . import sections
from .handout import case_view
from .plan_section import plan
from .telling import Teller, ToldArgument, ToldFinding, lowered


@dataclass(frozen=True)
class Answer:
    """One line of an answer, with the rule and the statements it rests on."""

    text: str
    statements: tuple[str, ...] = ()
    rule: str = ""
    state: str = ""


@dataclass(frozen=True)
class Asked:
    """A question and the lines of its answer."""

    text: str
    answers: tuple[Answer, ...]


def trainee_values(teller: Teller) -> dict[str, Any]:
    """What was answered, the questions with their answers, and the limits."""
    return {"topics": case_view(teller)["topics"], "asked": tuple(_questions(teller)), "limits": sections.limits(teller)}


def _questions(teller: Teller) -> Iterator[Asked]:
    say = teller.say
    for name in counted_signs(teller.known):
        text = say("learn_sign", text=lowered(teller.finding_text(name)))
        yield Asked(text, tuple(_finding(teller.finding(name))))
    yield Asked(say("handout_level"), _lines(sections.level_lines(teller)))
    signals = [Answer(one.text, state=one.state) for one in sections.conflict(teller)["signals"]]
    yield Asked(say("handout_conflict"), (Answer(sections.conflict_line(teller)), *signals))
    fit = sections.fit(teller)
    reasons = [answer for key, names in (("drivers", fit["drivers"]), ("barriers", [one["told"] for one in fit["barriers"]]))
               for answer in (Answer(f"{say(key)}: {one.text}") for one in names)]
    yield Asked(say("learn_fit"), (*_lines(fit["lines"]), *reasons))
    yield from _remedies(teller)
    open_lines = sections.still_open(teller)["lines"] or [say("nothing_open")]
    yield Asked(say("handout_missing"), _lines(open_lines))


def _remedies(teller: Teller) -> Iterator[Asked]:
    made = plan(teller)
    told = [Answer(f"{one['name']}. {reason['text']}. {reason['because']}", reason["statements"])
            for one in made["now"][:3] for reason in one["reasons"][:1]]
    yield Asked(teller.say("handout_remedies"), tuple(told) or _lines([teller.say("plan_empty")]))
    yield Asked(teller.say("learn_not"), _lines(made["not_now"] or [teller.say("brief_not_none")]))


def _lines(lines: list[str]) -> tuple[Answer, ...]:
    return tuple(Answer(line) for line in lines)


def _finding(told: ToldFinding) -> Iterator[Answer]:
    yield Answer(told.text, state=told.state)
    for one in (*told.arguments, *told.against):
        yield from _argument(one)


def _argument(one: ToldArgument) -> Iterator[Answer]:
    for answer in one.answers:
        yield Answer(answer)
    yield Answer(one.because, one.statements, one.rule)


