"""The pictures of a report, each with its numbers as a table; a template only lays them out."""

from __future__ import annotations

from ..telling import Teller
from .areas import areas
from .funnel import funnel
from .level_axis import level_axis
from .plan_line import plan_line
from .process_heat import process_heat
from .shapes import Picture
from .signs_by_level import signs_by_level

PICTURES = {"level_axis": level_axis, "signs_by_level": signs_by_level, "areas": areas, "plan_line": plan_line,
            "process_heat": process_heat, "funnel": funnel}


def pictures(teller: Teller) -> dict[str, Picture | None]:
    """Every picture of a diagnosis by id; None for one that would show nothing."""
    return {name: drawn(teller) for name, drawn in PICTURES.items()}
