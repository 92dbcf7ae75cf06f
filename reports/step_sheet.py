"""The plan at work told: each remedy with owner, start, status and measure; as text, as values, as rows of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..cases.steps import FIELDS, STATUSES, Step
from ..engine.diagnosis import Diagnosis
from .axis_words import Namer
from .rendering import wrap

Told = dict[str, Any]
COLUMNS = ("remedy", "name", "place", "proposed", "effort", *FIELDS)


def plan_rows(diagnosis: Diagnosis, steps: Mapping[str, Step], namer: Namer) -> list[Told]:
    """The remedies of today's plan in its order, then those that were agreed and are no longer in it."""
    plan = diagnosis.plan
    places = {**{one.remedy: "now" for one in plan.now}, **{one.remedy: "later" for one in plan.later}}
    places.update({name: "gone" for name, step in steps.items() if step.agreed and name not in places})
    return [_row(name, place, steps.get(name, Step(name)), namer) for name, place in places.items()]


def _row(name: str, place: str, step: Step, namer: Namer) -> Told:
    remedy = namer.known.remedies.get(name)
    return {"remedy": name, "name": namer.remedy(name), "place": place,
            "proposed": remedy.owner[namer.language] if remedy else "", "effort": remedy.effort if remedy else "",
            **step.as_plain()}


def plan_title(organisation: str, namer: Namer) -> str:
    """The title of the plan of an organisation."""
    return namer.say("step_title", organisation=organisation or namer.say("unnamed"))


def plan_text(rows: list[Told], organisation: str, namer: Namer) -> str:
    """The plan as text."""
    title = plan_title(organisation, namer)
    lines = [wrap(title), "=" * min(len(title), 78)]
    for number, row in enumerate(rows, 1):
        lines.append(wrap(f"{row['name']} ({proposed(row, namer)})", f"{number}. ", "   "))
        lines.append(wrap(agreed(row, namer), "   ", "   "))
    return "\n".join([*lines, "", wrap(counted(rows, namer))]) + "\n"


def proposed(row: Told, namer: Namer) -> str:
    """What the knowledge base says of a row: id, place in the plan, who, effort."""
    effort = [namer.say(row["effort"])] if row["effort"] else []
    return "; ".join([row["remedy"], namer.say("step_place_" + row["place"]), row["proposed"] or "-", *effort])


def agreed(row: Told, namer: Namer) -> str:
    """What was agreed for a row, or that nothing was."""
    if not Step(row["remedy"], *(row[name] for name in FIELDS)).agreed:
        return namer.say("step_nothing")
    values = {name: row[name] or "-" for name in FIELDS}
    return namer.say("step_agreed", **{**values, "status": namer.say(f"step_status_{row['status']}")})


def counted(rows: list[Told], namer: Namer) -> str:
    """How many rows have each status, or that there is nothing to do."""
    counts = {status: sum(row["status"] == status for row in rows) for status in STATUSES}
    return namer.say("step_counts", **counts) if rows else namer.say("plan_empty")


def plan_sheet(rows: list[Told], namer: Namer) -> list[list[str]]:
    """The plan as rows of a sheet under a head in the language."""
    say = namer.say
    head = [say(f"step_column_{name}") for name in COLUMNS]
    told = [{**row, "place": say(f"step_place_{row['place']}"), "effort": say(row["effort"]) if row["effort"] else "",
             "status": say(f"step_status_{row['status']}")} for row in rows]
    return [head, *([str(row[name]) for name in COLUMNS] for row in told)]
