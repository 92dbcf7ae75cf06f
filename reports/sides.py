"""Either side's view beside the whole: what would follow from each alone, what all views share, and whom to ask first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..cases.outcome import outcome_of
from ..engine.asking import expected_gains
from ..engine.diagnosis import Diagnosis, diagnose
from ..engine.truth import Truth
from ..engine.voices import Voices
from ..kb.conditions import Disputed
from .axis_words import Namer
from .telling import Teller

Told = dict[str, Any]
KINDS = ("sign", "conflict_signal", "symptom")
DECISIVE = ("level", "conflict")


@dataclass(frozen=True)
class Settling:
    """The side whose open answers are expected to settle most of level and conflict, and the questions it could answer."""

    side: str
    questions: tuple[str, ...]


def views_of(diagnosis: Diagnosis) -> dict[str, Diagnosis]:
    """Side -> what follows from its voices and the undisputed rest, for each side that takes part in a dispute."""
    voices, known = diagnosis.voices, diagnosis.known
    disputing = {side for name in voices.said for side in _disputing(name, diagnosis)}
    sides = [name for name in known.sides if name in disputing]
    return {side: diagnose(known, voices.only(side, known)) for side in sides} if len(sides) > 1 else {}


def _disputing(question: str, diagnosis: Diagnosis) -> set[str]:
    """The sides that contradict another on a question, pair by pair."""
    known, leaf = diagnosis.known, Disputed(question)
    by_side = {side: codes for side, codes in diagnosis.voices.said[question].items() if known.sides[side].party}
    pairs = [(one, other) for one in by_side for other in by_side if one < other]
    return {side for pair in pairs for side in pair
            if Voices({question: {name: by_side[name] for name in pair}}).disputed(leaf, known) is Truth.TRUE}


def settles_most(diagnosis: Diagnosis) -> Settling | None:
    """Whose answer would settle most: by what the open questions of level and conflict, all answered by a side, are expected to.

    Where sides are expected to settle the same, and without a table of assumptions, the one with more such questions.
    """
    known, said = diagnosis.known, diagnosis.voices.said
    decisive = {question: kept for question, goals in diagnosis.open.items() if (kept := set(goals) & set(DECISIVE))}
    found = [Settling(side.id, tuple(name for name in decisive
                                     if side.id in known.questions[name].sides and side.id not in said.get(name, ())))
             for side in known.sides.values() if side.party]
    found = [one for one in found if one.questions]
    gains = expected_gains(known, diagnosis.voices, decisive, {one.side: one.questions for one in found}) \
        if found and known.assumptions is not None else {}
    return max(found, key=lambda one: (gains.get(one.side, 0), len(one.questions)), default=None)


def sides(teller: Teller) -> Told:
    """The views side by side, what they share, and whom to ask, in words; views is empty where nobody disputes anything."""
    namer = Namer(teller.known, teller.language)
    views = views_of(teller.diagnosis)
    return {"heads": _heads(teller), "views": _table(views, teller, namer), "shared": _shared(views, namer) if views else [],
            "settle": _settle(teller)}


def _heads(teller: Teller) -> list[Told]:
    """The sides that speak on a disputed question, as heads of the table of gaps."""
    voices, known = teller.diagnosis.voices, teller.known
    disputed = [name for name in voices.said if voices.disputed(Disputed(name), known) is Truth.TRUE]
    return [{"id": side.id, "name": side.name[teller.language]} for side in known.sides.values()
            if any(side.id in voices.said[name] for name in disputed)]


def _table(views: Mapping[str, Diagnosis], teller: Teller, namer: Namer) -> list[Told]:
    """A row for each axis and the first remedy, with a cell for each view and one for all together."""
    if not views:
        return []
    say, names = teller.say, {side: teller.known.sides[side].name[teller.language] for side in views}
    columns = [(say("sides_all"), teller.diagnosis), *((say("sides_view", side=names[side]), view) for side, view in views.items())]
    outcomes = [(name, outcome_of(each)) for name, each in columns]
    rows = [{"name": namer.axis(axis),
             "cells": [{"name": name, "text": namer.values(axis, one.axes[axis])} for name, one in outcomes]}
            for axis in outcomes[0][1].axes]
    first = [{"name": name, "text": namer.remedy(one.first) if one.first else "-"} for name, one in outcomes]
    return [*rows, {"name": say("replay_first"), "cells": first}]


def _shared(views: Mapping[str, Diagnosis], namer: Namer) -> list[str]:
    """What every view has in common, and what only one of them sees."""
    say, known = namer.say, namer.known
    outcomes = [outcome_of(view) for view in views.values()]
    same = [f"{namer.axis(axis)} - {namer.values(axis, values)}" for axis, values in outcomes[0].axes.items()
            if all(one.axes[axis] == values for one in outcomes)]
    lines = [say("sides_shared", shared="; ".join(same)) if same else say("sides_shared_none")]
    drawn = [name for name in known.findings if any(view.truths[name] is not Truth.UNKNOWN for view in views.values())]
    common = [name for name in drawn if len({view.truths[name] for view in views.values()}) == 1]
    lines.append(say("sides_common_findings", all=len(drawn), same=len(common)))
    for side, view in views.items():
        others = [other for name, other in views.items() if name != side]
        only = [namer.finding(name) for name, entry in known.findings.items() if entry.kind in KINDS
                and view.truths[name] is Truth.TRUE and all(other.truths[name] is not Truth.TRUE for other in others)]
        if only:
            lines.append(say("sides_only", side=known.sides[side].name[namer.language], findings="; ".join(only)))
    return lines


def _settle(teller: Teller) -> str:
    found = settles_most(teller.diagnosis)
    return teller.say("sides_settle", who=teller.known.sides[found.side].who[teller.language], count=len(found.questions)) \
        if found else ""


def sides_json(diagnosis: Diagnosis) -> Told:
    """The views and whom to ask, as plain values."""
    views = []
    for side, view in views_of(diagnosis).items():
        outcome = outcome_of(view)
        views.append({"side": side, "axes": {axis: list(values) for axis, values in outcome.axes.items()}, "first": outcome.first})
    found = settles_most(diagnosis)
    return {"views": views, "settles_most": {"side": found.side, "questions": list(found.questions)} if found else None}
