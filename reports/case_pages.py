"""Two cases compared, cases read again, and the plan at work, each as a page: self-contained, without scripts."""

from __future__ import annotations

from typing import Any

from .axis_words import Namer
from .movement import LISTS, axis_line, knowledge_line
from .pictures.shapes import Picture
from .rendering import environment
from .replaying import case_line, same_line, shift_lines
from .step_sheet import agreed, counted, plan_title, proposed

Told = dict[str, Any]


def _page(template: str, namer: Namer, title: str, **values: object) -> str:
    return environment("html").get_template(template).render(language=namer.language, title=title, **values)


def _shifts(one: Told, namer: Namer) -> list[list[str]]:
    return [shift_lines(shift, namer) for shift in one["shifts"]]


def moved_page(told: Told, picture: Picture, namer: Namer) -> str:
    """What moved from one case to the other, with the picture of before and after."""
    say, first, others = namer.say, told["cases"], told["organisations"]
    knowledge = [{"line": knowledge_line(one, namer), "shifts": _shifts(one, namer)} for one in told["knowledge"]]
    lists = [{"heading": say(f"move_{key}"), "lines": [f"{one['text']} ({one['id']})" for one in told[key]]} for key in LISTS]
    return _page("compare.html.j2", namer, say("move_title", first=first[0], second=first[1]), knowledge=knowledge, lists=lists,
                 warning=say("move_organisations", first=others[0], second=others[1]) if others else "",
                 before_after=picture, axes=[axis_line(one, namer) for one in told["axes"]], none=say("move_none"))


def replays_page(told: Told, namer: Namer) -> str:
    """Which stored cases read otherwise with today's knowledge, and the rule that did it."""
    cases = [{"line": line, "since": namer.say("replay_since") if one["then"] and one["answered_since"] else "",
              "shifts": _shifts(one, namer)} for one in told["cases"] if (line := case_line(one, told["knowledge"], namer))]
    return _page("replay.html.j2", namer, namer.say("replay_title"), cases=cases, same=same_line(told, namer))


def plan_page(rows: list[Told], organisation: str, picture: Picture | None, namer: Namer) -> str:
    """The plan with its time line and what is agreed for each remedy."""
    steps = [{"name": row["name"], "proposed": proposed(row, namer), "agreed": agreed(row, namer)} for row in rows]
    return _page("plan.html.j2", namer, plan_title(organisation, namer), plan_line=picture, sum=counted(rows, namer), steps=steps)
