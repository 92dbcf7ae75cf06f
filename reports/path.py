"""What would it take, told: the smallest sets of changes that reach a level, each change with the remedies that bring it about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.bringing import Brought, brought_about, effort, says_so
from ..engine.diagnosis import Diagnosis, diagnose
from ..engine.path import Path, after_changes, smallest_changes
from ..kb.problems import BrokenFile, Place, Problem, nearest
from .plan_section import LEVEL
from .rendering import wrap
from .telling import Teller

Told = dict[str, Any]
SETS_SHOWN = 5
REMEDIES_SHOWN = 3


def told_path(teller: Teller, value: str, by_steps: bool) -> Told:
    """The ways to a level: at once, or one level at a time, each from where the easiest way to the level before leads."""
    ladder = teller.known.ladders[LEVEL]
    values = [rung.value for rung in ladder.rungs]
    if value not in values:
        raise BrokenFile([Problem(Place("--to"), f"there is no level '{value}'.", nearest(value, values))])
    here = values.index(teller.diagnosis.ladders[LEVEL].established)
    wanted = values.index(value)
    targets = values[here + 1:wanted + 1] if by_steps else values[wanted:wanted + 1] if wanted > here else []
    stages, diagnosis = [], teller.diagnosis
    for target in targets:
        stage, first = _stage(teller, diagnosis, target)
        stages.append(stage)
        if not first:
            break
        if target != targets[-1]:
            after = after_changes(diagnosis.voices, [step.change for step in first])
            diagnosis = diagnose(teller.known, after)
    far = wanted > here + 1 and not by_steps
    return {"to": value, "from": values[here], "stages": stages, "already": wanted <= here, "far": far}


def _stage(teller: Teller, diagnosis: Diagnosis, value: str) -> tuple[Told, tuple[Brought, ...]]:
    rung = next(one for one in teller.known.ladders[LEVEL].rungs if one.value == value)
    assert rung.finding is not None
    found = smallest_changes(rung.finding, diagnosis.voices, teller.known)
    sets = by_effort(diagnosis, found)
    text = teller.say("path_level", level=value, name=rung.name[teller.language])
    return {"level": value, "text": text, **told_ways(teller, diagnosis, found, sets[:SETS_SHOWN])}, sets[0] if sets else ()


def by_effort(diagnosis: Diagnosis, found: Path) -> list[tuple[Brought, ...]]:
    """The sets with their remedies, the least effort first."""
    sets = [brought_about(diagnosis, changes) for changes in found.sets]
    return sorted(sets, key=lambda steps: effort(steps, diagnosis.known))


def told_ways(teller: Teller, diagnosis: Diagnosis, found: Path, sets: Sequence[tuple[Brought, ...]]) -> Told:
    """Smallest sets in words, with how many there are and what is proved."""
    listed = found.count <= len(found.sets)
    return {"size": found.size, "count": found.count, "at_least": found.at_least, "reachable": found.reachable,
            "verdict": _verdict(teller, found), "rest": _rest(teller, found.count - len(sets), listed),
            "sets": [[_change(teller, diagnosis, step) for step in steps] for steps in sets]}


def _verdict(teller: Teller, found: Path) -> str:
    if not found.reachable:
        return teller.say("path_unreachable")
    if found.size is None:
        return teller.say("path_too_many", size=found.at_least)
    return teller.say("path_smallest", size=found.size, count=found.count)


def _rest(teller: Teller, left: int, listed: bool) -> str:
    if left <= 0:
        return ""
    return teller.say("path_rest", count=left) + ("" if listed else " " + teller.say("path_some_compared"))


def _change(teller: Teller, diagnosis: Diagnosis, step: Brought) -> Told:
    question = teller.known.questions[step.change.question]
    now = [question.answers[code].label[teller.language] for code in diagnosis.voices.heard(question.id)]
    told = {"question": question.id, "text": question.text[teller.language], "answer": step.change.code,
            "before": teller.speaker.listed(now, "or") or teller.say("path_not_known"),
            "after": question.answers[step.change.code].label[teller.language], "known_today": step.known_today,
            "remedies": [_remedy(teller, step, name) for name in step.remedies[:REMEDIES_SHOWN]],
            "unfit": [_remedy(teller, step, name) for name in step.unfit[:REMEDIES_SHOWN]]}
    return {**told, "note": change_note(teller, told)}


def _remedy(teller: Teller, step: Brought, name: str) -> Told:
    remedy = teller.known.remedies[name]
    return {"id": name, "name": remedy.name[teller.language], "effort": teller.say(remedy.effort),
            "statements": list(teller.cite(says_so(remedy, step.change)))}


def path_text(teller: Teller, told: Told) -> str:
    """The ways as text."""
    lines = [wrap(teller.say("path_title", here=told["from"], to=told["to"]))]
    if told["already"]:
        lines.append(wrap(teller.say("path_already")))
    for stage in told["stages"]:
        lines += ["", wrap(stage["text"]), wrap(stage["verdict"]), *ways_lines(teller, stage)]
    if told["far"]:
        lines += ["", wrap(teller.say("path_far"))]
    return "\n".join(lines) + "\n"


def ways_lines(teller: Teller, stage: Told) -> list[str]:
    """The sets of one stage."""
    lines = []
    for number, changes in enumerate(stage["sets"], 1):
        lines += ["", wrap(teller.say("path_way", number=number), "  ")]
        for one in changes:
            asked = f"{one['text']} {one['before']} -> {one['after']} ({one['question']}={one['answer']})"
            lines.append(wrap(asked, "  - ", "    "))
            lines.append(wrap(one["note"], "      ", "      "))
    return [*lines, *(["", wrap(stage["rest"], "  ")] if stage["rest"] else [])]


def change_note(teller: Teller, change: Told) -> str:
    """What brings a change about, or that it may be only not known."""
    if change["remedies"]:
        told = teller.say("path_remedies", remedies=_listed(change["remedies"]))
    elif change["unfit"]:
        told = teller.say("path_unfit", remedies=_listed(change["unfit"]))
    else:
        told = teller.say("path_no_remedy")
    return told if change["known_today"] else f"{teller.say('path_ask_first')} {told}"


def _listed(remedies: Sequence[Told]) -> str:
    return "; ".join(f"{one['name']} ({', '.join([one['effort'], *one['statements']])})" for one in remedies)
