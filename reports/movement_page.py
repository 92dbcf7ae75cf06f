"""Two cases compared as a page: the picture of before and after, then what moved in words."""

from __future__ import annotations

from typing import Any

from .axis_words import Namer
from .movement import LISTS, axis_line, knowledge_line
from .pictures.shapes import Picture
from .rendering import environment
from .replaying import shift_lines


def moved_page(told: dict[str, Any], picture: Picture, namer: Namer) -> str:
    """The page: self-contained, without scripts."""
    say, first = namer.say, told["cases"]
    knowledge = [{"line": knowledge_line(one, namer), "shifts": [shift_lines(shift, namer) for shift in one["shifts"]]}
                 for one in told["knowledge"]]
    others = told["organisations"]
    warning = say("move_organisations", first=others[0], second=others[1]) if others else ""
    return environment("html").get_template("compare.html.j2").render(
        language=namer.language, title=say("move_title", first=first[0], second=first[1]), knowledge=knowledge, warning=warning,
        before_after=picture, axes=[axis_line(one, namer) for one in told["axes"]], none=say("move_none"),
        lists=[{"heading": say(f"move_{key}"), "lines": [f"{one['text']} ({one['id']})" for one in told[key]]} for key in LISTS])
