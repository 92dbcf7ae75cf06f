"""The published checklist of a report: each item in place, missing or open, area by area, with what would bring it."""

from __future__ import annotations

from typing import Any

from ..engine.diagnosis import Diagnosis
from ..engine.truth import Truth
from ..kb.checklist import Area, Item
from .telling import STATES, Teller


def checklist(teller: Teller) -> dict[str, Any]:
    """The checklist in plain values; nothing where there is none or no item of it is known."""
    listed = teller.known.checklist
    if listed is None or not any(_known(teller.diagnosis, area) for area in listed.areas):
        return {}
    return {"name": listed.name[teller.language], "limits": listed.limits[teller.language],
            "statements": teller.cite(listed.statements), "areas": [_area(teller, area) for area in listed.areas]}


def _known(diagnosis: Diagnosis, area: Area) -> bool:
    return any(diagnosis.truths[item.finding] is not Truth.UNKNOWN for item in area.items)


def _area(teller: Teller, area: Area) -> dict[str, Any]:
    items = [_item(teller, item) for item in area.items]
    count = {state: sum(one["state"] == state for one in items) for state in STATES.values()}
    line = teller.say("checklist_area", name=area.name[teller.language], held=count["holds"], all=len(items),
                      missing=count["fails"], open=count["open"] + count["contested"])
    return {"id": area.id, "name": area.name[teller.language], "line": line, "held": count["holds"], "missing": count["fails"],
            "open": count["open"] + count["contested"], "items": items}


def _item(teller: Teller, item: Item) -> dict[str, Any]:
    state = STATES[teller.diagnosis.truths[item.finding]]
    remedies = _brought_by(teller, item.finding) if state == "fails" else []
    note = teller.say("checklist_remedy", names=", ".join(remedies)) if remedies else ""
    return {"finding": item.finding, "name": item.name[teller.language], "state": state, "note": note,
            "statements": teller.cite(item.statements)}


def _brought_by(teller: Teller, finding: str) -> list[str]:
    """The remedies of the plan that name the item as a piece of them, or that are in place where it holds."""
    plan = teller.diagnosis.plan
    remedies = [teller.known.remedies[one.remedy] for one in (*plan.now, *plan.later)]
    return [remedy.name[teller.language] for remedy in remedies
            if finding in remedy.in_place or any(part.excluded and part.finding == finding for part in remedy.parts)]


def checklist_states(diagnosis: Diagnosis) -> list[tuple[str, list[tuple[str, Truth]]]]:
    """Area by area, the finding of each item and its truth."""
    listed = diagnosis.known.checklist
    return [(area.id, [(item.finding, diagnosis.truths[item.finding]) for item in area.items])
            for area in (listed.areas if listed else ())]
