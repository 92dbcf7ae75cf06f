"""What is likely and what can still change, in words: always apart from what is established."""

from __future__ import annotations

from ..engine.likely import likeliest
from .plan_section import CONFLICT, LEVEL
from .telling import Teller

REMEDIES_NAMED = 4
HALF = 500


def estimate(teller: Teller, axis: str) -> list[str]:
    """The likeliest value, told as an estimate; none without a table of assumptions."""
    shares = teller.diagnosis.likely.get(axis)
    if not shares:
        return []
    value = likeliest(shares)
    name = next(rung.name[teller.language] for rung in teller.known.ladders[axis].rungs if rung.value == value)
    key = f"likely_{axis}" if shares[value] >= HALF else f"likelier_{axis}"
    return [teller.say(key, value=value, name=name, share=_percent(shares[value]), count=len(teller.diagnosis.voices.answered))]


def level_short(teller: Teller) -> str:
    """The level or range in two words."""
    possible = teller.diagnosis.ladders[LEVEL].possible
    if len(possible) == len(teller.known.ladders[LEVEL].rungs):
        return teller.say("level_short_any")
    return teller.say("level_short", values=teller.speaker.listed(possible, "or"))


def so_far(teller: Teller) -> str:
    """How sure the level is by now, in one line."""
    shares, level = teller.diagnosis.likely.get(LEVEL), level_short(teller)
    if not shares or teller.diagnosis.ladders[LEVEL].concluded:
        return teller.say("ask_so_far", level=level)
    value = likeliest(shares)
    return teller.say("ask_so_far_likely", level=level, value=value, share=_percent(shares[value]))


def _percent(share: int) -> int:
    """Per mille as whole per cent; never all of it, since this is told only where something else is still possible."""
    return min(99, share // 10)


def outlook(teller: Teller) -> list[str]:
    """What the plan can still become, and for which axes every way of answering was tried."""
    outlook, known = teller.diagnosis.outlook, teller.known
    planned = {one.remedy for one in (*teller.diagnosis.plan.now, *teller.diagnosis.plan.later)}
    may_come = [known.remedies[name].name[teller.language] for name in outlook.possible if name not in planned]
    may_go = [known.remedies[name].name[teller.language] for name in outlook.possible if name in planned]
    lines = []
    for key, names in (("outlook_may_come", may_come), ("outlook_may_go", may_go)):
        if names:
            some = teller.speaker.listed(names) if len(names) <= REMEDIES_NAMED else ""
            lines.append(teller.say(key, names=some) if some else teller.say(f"{key}_many", count=len(names)))
    tried = [axis for axis in (LEVEL, CONFLICT) if (one := teller.diagnosis.ladders[axis]).exact and not one.concluded]
    if tried:
        lines.append(teller.say("outlook_exact", axes=teller.speaker.listed(teller.say(f"goal_{axis}") for axis in tried)))
    return lines
