"""Stored cases read with today's knowledge: whose level, conflict or first remedy became another, and the rule that did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..cases.outcome import FIRST, Cause, Shift
from .axis_words import Namer
from .rendering import wrap

Told = dict[str, Any]


@dataclass(frozen=True)
class Replay:
    """One stored case: the knowledge of its last diagnosis (None: never diagnosed), whether answers came since, what is other."""

    name: str
    then: tuple[str, str] | None
    since: bool
    shifts: tuple[Shift, ...]


def replays_plain(replays: Sequence[Replay], namer: Namer) -> Told:
    """The replays as plain values."""
    known = namer.known
    return {"knowledge": {"version": known.version, "hash": known.hash},
            "cases": [{"id": one.name, "then": {"version": one.then[0], "hash": one.then[1]} if one.then else None,
                       "answered_since": one.since, "shifts": [shift_plain(shift, namer) for shift in one.shifts]}
                      for one in replays]}


def shift_plain(shift: Shift, namer: Namer) -> Told:
    """What reads otherwise, as plain values."""
    def told(values: tuple[str, ...]) -> str:
        return ", ".join(map(namer.remedy, values)) or "-" if shift.what == FIRST else namer.values(shift.what, values)

    return {"what": shift.what, "name": namer.say("replay_first") if shift.what == FIRST else namer.axis(shift.what),
            "before": list(shift.before), "after": list(shift.after), "told": [told(shift.before), told(shift.after)],
            "causes": [{"kind": one.kind, "id": one.id, "how": one.how, "because": _because(one, namer)} for one in shift.causes]}


def _because(cause: Cause, namer: Namer) -> str | None:
    """Why a rule of today concludes what it does."""
    rule = namer.known.rules.get(cause.id) if cause.kind == "rules" else None
    return rule.because[namer.language] if rule else None


def shift_lines(told: Told, namer: Namer) -> list[str]:
    """One shift in sentences: what reads otherwise, what that comes from, and what each rule says."""
    say = namer.say
    causes = [say(f"replay_cause_{one['kind']}", id=one["id"], how=say(f"replay_how_{one['how']}")) for one in told["causes"]]
    return [say("replay_shift", what=told["name"], before=told["told"][0], after=told["told"][1]),
            say("replay_because", causes="; ".join(causes) or say("replay_no_cause")),
            *(one["because"] for one in told["causes"] if one["because"])]


def shift_text(told: Told, namer: Namer) -> list[str]:
    """The lines of one shift."""
    what, causes, *because = shift_lines(told, namer)
    return [wrap(what, "  - ", "    "), wrap(causes, "      ", "        "), *(wrap(one, "        ") for one in because)]


def replays_text(told: Told, namer: Namer) -> str:
    """The replays as text: first those that changed."""
    lines: list[str] = []
    for one in told["cases"]:
        line = case_line(one, told["knowledge"], namer)
        lines += [wrap(line)] if line else []
        if one["then"] and line:
            lines += [wrap(namer.say("replay_since"), "  ")] if one["answered_since"] else []
            lines += [line for shift in one["shifts"] for line in shift_text(shift, namer)]
        lines += [""] if line else []
    return "\n".join([*lines, wrap(same_line(told, namer))]) + "\n"


def case_line(one: Told, today: Told, namer: Namer) -> str:
    """That a case was never diagnosed, or reads otherwise; '' for one that reads as before."""
    if one["then"] is None:
        return namer.say("replay_new", id=one["id"])
    then, now = (f"{each['version']}, {each['hash']}" for each in (one["then"], today))
    return namer.say("replay_case", id=one["id"], then=then, today=now) if one["shifts"] else ""


def same_line(told: Told, namer: Namer) -> str:
    """How many of the cases diagnosed before read as they did."""
    diagnosed = [one for one in told["cases"] if one["then"]]
    return namer.say("replay_same", count=sum(not one["shifts"] for one in diagnosed), all=len(diagnosed))
