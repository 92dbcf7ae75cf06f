"""What is likely and what can still change, in words: always apart from what is established."""

from __future__ import annotations

from ..engine.likely import likeliest
from .plan_section import CONFLICT, FIT, LEVEL
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
    """How sure the level is by now, in one line; once it is settled, the conflict too."""
    shares, level = teller.diagnosis.likely.get(LEVEL), level_short(teller)
    if teller.diagnosis.ladders[LEVEL].concluded:
        return _level_and_conflict(teller, level)
    if not shares:
        return teller.say("ask_so_far", level=level)
    value = likeliest(shares)
    return teller.say("ask_so_far_likely", level=level, value=value, share=_percent(shares[value]))


def _level_and_conflict(teller: Teller, level: str) -> str:
    ladder, shares = teller.known.ladders[CONFLICT], teller.diagnosis.likely.get(CONFLICT)
    names = {rung.value: rung.name[teller.language] for rung in ladder.rungs}
    possible = teller.diagnosis.ladders[CONFLICT].possible
    if len(possible) == 1:
        return teller.say("ask_so_far_both", level=level, conflict=names[possible[0]])
    if not shares:
        return teller.say("ask_so_far", level=level)
    value = likeliest(shares)
    return teller.say("ask_so_far_conflict", level=level, conflict=names[value], share=_percent(shares[value]))


def enough_for_level(teller: Teller) -> str:
    """That the level is settled, and what the open questions can still decide; nothing while it is open or if nothing is left."""
    goals = dict.fromkeys(goal if goal in (LEVEL, CONFLICT, FIT) else "remedies"
                          for some in teller.diagnosis.open.values() for goal in some)
    if not teller.diagnosis.ladders[LEVEL].concluded or not goals:
        return ""
    return teller.say("ask_level_settled", goals=teller.speaker.listed(teller.say(f"goal_{goal}") for goal in goals))


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
    return lines + _how_exact(teller)


def _how_exact(teller: Teller) -> list[str]:
    """What of level, conflict, move and plan is said exactly, and what as a bound; nothing of what is concluded."""
    found = teller.diagnosis
    exact = {axis: found.ladders[axis].exact for axis in (LEVEL, CONFLICT) if not found.ladders[axis].concluded}
    if found.choice and len(found.choice.possible) > 1:
        exact[FIT] = found.choice.exact
    if found.outlook.possible:
        exact["remedies"] = found.outlook.exact
    return [teller.say(key, axes=teller.speaker.listed(teller.say(f"goal_{axis}") for axis in axes))
            for key, wanted in (("outlook_exact", True), ("outlook_bound", False))
            if (axes := [axis for axis, one in exact.items() if one is wanted])]
