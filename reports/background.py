"""What the sources add to the conclusions of a case, and where they contradict each other, told on the occasions named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..engine.occasions import arises, explanations_told, tensions_told
from ..kb.background import Occasion, Tension
from .telling import Teller, lowered


def background(teller: Teller) -> list[dict[str, Any]]:
    """Explanations with the conclusions or remedies that call for them."""
    return [{"text": one.text[teller.language], "about": list(dict.fromkeys(_about(teller, one.occasions))),
             "statements": teller.cite(one.statements)} for one in explanations_told(teller.diagnosis)]


def _about(teller: Teller, occasions: tuple[Occasion, ...]) -> Iterator[str]:
    for one in occasions:
        if arises(one, teller.diagnosis):
            if one.finding:
                yield teller.finding_text(one.finding, one.excluded)
            else:
                yield teller.known.remedies[one.remedy or ""].name[teller.language]


def tensions(teller: Teller) -> list[dict[str, Any]]:
    """Contradictions between sources that bear on this case: each side with its context, and what decided."""
    return [tension(teller, one) for one in tensions_told(teller.diagnosis)]


def tension(teller: Teller, one: Tension) -> dict[str, Any]:
    """One contradiction in plain values."""
    language = teller.language
    sides = [{"says": side.says[language], "holds_when": lowered(side.holds_when[language]),
              "statements": teller.cite(side.statements)}
             for side in one.sides]
    return {"id": one.id, "name": one.name[language], "kind": teller.say(f"tension_kind_{one.kind}"), "sides": sides,
            "decision": one.decision[language], "decided_by": list(one.decided_by)}
