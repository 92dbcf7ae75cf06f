"""A remedy of the plan at work: who does it, from when, how far it is, and how it is measured."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

PLANNED, STARTED, DONE, DROPPED = "planned", "started", "done", "dropped"
STATUSES = (PLANNED, STARTED, DONE, DROPPED)
FIELDS = ("owner", "start", "status", "measure")
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?\Z")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")


@dataclass(frozen=True)
class Step:
    """What is agreed for one remedy. Nothing agreed is an empty text; `status` is planned until said otherwise."""

    remedy: str
    owner: str = ""
    start: str = ""
    status: str = PLANNED
    measure: str = ""

    @property
    def agreed(self) -> bool:
        """True when anything was agreed."""
        return self != Step(self.remedy)

    def as_plain(self) -> dict[str, str]:
        """The step as JSON takes it."""
        return {name: getattr(self, name) for name in FIELDS}

    def with_values(self, values: Mapping[str, str]) -> Step:
        """The step with some fields changed."""
        return replace(self, **values)


def read_day(text: str) -> str | None:
    """A day as 2026-11-24 or 2026-11, also from 24.11.2026; None when it is none, or can be read in two ways."""
    from datetime import date

    dotted = _DOTTED.match(text)
    if dotted:
        text = f"{dotted[3]}-{int(dotted[2]):02d}-{int(dotted[1]):02d}"
    found = _DAY.match(text)
    if not found:
        return None
    try:
        date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
    return text
