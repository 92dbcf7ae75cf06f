"""Who answered: persons one by one, an anonymous side as a number, and only where it is no small group."""

from __future__ import annotations

from typing import Any

from ..cases.anonymity import ANONYMOUS, shown
from ..cases.hearing import unheard
from ..cases.model import Case, Respondent
from .telling import Teller, lowered


def persons(case: Case) -> list[Respondent]:
    """The respondents who are told one by one."""
    return [one for one in case.respondents if one.side != ANONYMOUS]


def sheets_told(case: Case) -> dict[str, int | None]:
    """Side -> how many answered: anonymous sides (None: too few to be told) and those that the survey reached."""
    survey = case.survey.sheets if case.survey else lambda _side: {}
    sides = dict.fromkeys([ANONYMOUS, *(group.side for group in (case.survey.groups() if case.survey else ()))])
    found: dict[str, int | None] = {}
    for side in sides:
        sheets = case.sheets(side) if side == ANONYMOUS else survey(side)
        if any(sheets.values()):
            found[side] = _total(case, side, dict(sheets))
    return found


def _total(case: Case, side: str, sheets: dict[str, int]) -> int | None:
    if side != ANONYMOUS:
        return sum(sheets.values())
    allowed = shown({name: {"sheets": count} for name, count in sheets.items()}, smallest=case.smallest_group)
    return None if allowed.total is None else allowed.total["sheets"]


def who(teller: Teller) -> str:
    """Everybody who answered, in one line."""
    names = {side.id: lowered(side.name[teller.language]) for side in teller.known.sides.values()}
    told = [names[one.side] if one.id == one.side else f"{one.id} ({names[one.side]})" for one in persons(teller.case)
            if one.answers or not one.instrument]
    for side, count in sheets_told(teller.case).items():
        key = "voices_sheets" if count is not None else "voices_few"
        told.append(teller.say(key, side=names[side], count=count, least=teller.case.smallest_group))
    return ", ".join(told) or teller.say("none_answered")


def limits_of_voices(teller: Teller) -> list[str]:
    """How many answered, and what too few of an anonymous side answered to be heard on."""
    count = sum(any(given.answered for given in one.answers.values()) for one in persons(teller.case))
    count += sum(sheets or 0 for sheets in sheets_told(teller.case).values())
    lines = [teller.say("limit_voices", count=count)]
    for side, questions in unheard(teller.case).items():
        lines.append(teller.say("limit_unheard", side=teller.known.sides[side].name[teller.language], count=questions,
                                least=teller.case.smallest_group))
    return lines


def respondents_export(case: Case) -> dict[str, Any]:
    """Who answered, for JSON."""
    told = {"respondents": [{"id": one.id, "side": one.side} for one in persons(case)]}
    groups = [{"side": side, "sheets": count} for side, count in sheets_told(case).items()]
    return {**told, "groups": groups} if groups else told
