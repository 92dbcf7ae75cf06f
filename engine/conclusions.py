"""What a user may ask about, by name: a finding, a remedy, an axis (its value today) or one value of an axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..kb.model import KnowledgeBase, Ladder
from ..kb.problems import BrokenFile, Place, Problem, nearest
from .diagnosis import Diagnosis
from .truth import Truth


@dataclass(frozen=True)
class Conclusion:
    """`kind`: finding, remedy, rung or choice. `findings`: those it is read off. `axis` and `value` where it belongs to one."""

    kind: str
    name: str
    findings: tuple[str, ...]
    axis: str = ""
    value: str = ""


def named(diagnosis: Diagnosis, name: str) -> Conclusion:
    """The conclusion with a name: `common_terms`, `level`, `level:3`, `fit`, `fit:yes`, `cross_kpi`.

    Raises `BrokenFile` with the nearest names when there is none.
    """
    known = diagnosis.known
    axis, _, value = name.partition(":")
    if axis in known.ladders:
        return _rung(known.ladders[axis], value or diagnosis.ladders[axis].established)
    if known.choice and axis == known.choice.id and diagnosis.choice:
        return _choice(diagnosis, value or diagnosis.choice.chosen)
    if name in known.findings:
        return Conclusion("finding", name, (name,))
    if name in known.remedies:
        return Conclusion("remedy", name, tuple(dict.fromkeys(ground.finding for ground in known.remedies[name].reasons)))
    raise BrokenFile([Problem(Place("conclusion"), f"there is no conclusion '{name}'.", nearest(name, names(known)))])


def names(known: KnowledgeBase) -> Iterator[str]:
    """Every name that `named` knows."""
    for ladder in known.ladders.values():
        yield ladder.id
        yield from (f"{ladder.id}:{rung.value}" for rung in ladder.rungs)
    if known.choice:
        yield known.choice.id
        yield from (f"{known.choice.id}:{value}" for value in known.choice.names)
    yield from known.findings
    yield from known.remedies


def _rung(ladder: Ladder, value: str) -> Conclusion:
    rung = next((one for one in ladder.rungs if one.value == value), None)
    if rung is None:
        raise BrokenFile([Problem(Place("conclusion"), f"axis {ladder.id} has no value '{value}'.",
                                  nearest(value, [one.value for one in ladder.rungs]))])
    return Conclusion("rung", f"{ladder.id}:{value}", (rung.finding,) if rung.finding else (), ladder.id, value)


def _choice(diagnosis: Diagnosis, value: str) -> Conclusion:
    axis = diagnosis.known.choice
    assert axis is not None
    if value not in axis.names:
        raise BrokenFile([Problem(Place("conclusion"), f"axis {axis.id} has no value '{value}'.", nearest(value, axis.names))])
    possible = diagnosis.ladders[axis.over].possible
    at = [choice for choice in axis.choices if choice.value in possible]
    chosen = [choice.outcomes[value] for choice in at if value in choice.outcomes]
    every = [finding for choice in at for finding in choice.outcomes.values()]
    return Conclusion("choice", f"{axis.id}:{value}", tuple(dict.fromkeys(chosen or every)), axis.id, value)


def reached(conclusion: Conclusion, diagnosis: Diagnosis) -> bool:
    """True when it stands: a finding settled true, a rung that is the value established, a choice made, a remedy planned."""
    if conclusion.kind == "rung":
        return diagnosis.ladders[conclusion.axis].established == conclusion.value
    if conclusion.kind == "choice":
        return diagnosis.choice is not None and diagnosis.choice.chosen == conclusion.value
    if conclusion.kind == "remedy":
        return conclusion.name in {one.remedy for one in (*diagnosis.plan.now, *diagnosis.plan.later)}
    return diagnosis.settled[conclusion.name] is Truth.TRUE
