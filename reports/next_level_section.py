"""How near the next level is: one of the smallest sets of changes that reach it, where that is found at once."""

from __future__ import annotations

from typing import Any

from ..engine.path import Path, smallest_changes
from ..engine.resting import Change
from .plan_section import LEVEL
from .telling import Teller

FEW_TRIED = 20_000


def next_level(teller: Teller) -> dict[str, Any] | None:
    """How many changes it takes, the changes of one set, and where all are compared; None where there is no next level."""
    rungs, reading = teller.known.ladders[LEVEL].rungs, teller.diagnosis.ladders[LEVEL]
    values = [rung.value for rung in rungs]
    if not reading.concluded or reading.concluded == values[-1]:
        return None
    rung = rungs[values.index(reading.concluded) + 1]
    assert rung.finding is not None
    found = smallest_changes(rung.finding, teller.diagnosis.voices, teller.known, FEW_TRIED)
    if not found.reachable:
        return None
    changes = [_told(teller, change) for change in found.sets[0]] if found.sets else []
    return {"line": _line(teller, rung.value, found), "changes": changes, "more": teller.say("next_more", value=rung.value)}


def _line(teller: Teller, value: str, found: Path) -> str:
    if found.size is None:
        return teller.say("next_far", value=value, size=found.at_least)
    return teller.say("next_one" if found.count == 1 else "next_several", value=value, size=found.size, count=found.count)


def _told(teller: Teller, change: Change) -> str:
    question = teller.known.questions[change.question]
    now = [question.answers[code].label[teller.language] for code in teller.diagnosis.voices.heard(question.id)]
    before = teller.speaker.listed(now, "or") or teller.say("path_not_known")
    return f"{question.text[teller.language]} {before} -> {question.answers[change.code].label[teller.language]}"
