"""A published questionnaire rated on a scale and added up: asked beside the diagnosis as a second opinion, feeding no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .problems import Place
from .text import Text

ITEM_KINDS = ("practice", "attitude", "outcome", "upstream", "structure")


@dataclass(frozen=True)
class Item:
    """One statement to agree with. `about`: what it asks after; `signs`: the counted signs that ask after the same matter."""

    id: str
    text: Text
    about: str
    signs: tuple[str, ...]
    statements: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Band:
    """Whole scores from `least` to `most`, and the value of the axis that they stand for."""

    least: int
    most: int
    value: str
    name: Text
    statements: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Note:
    """Something to be said with every score."""

    text: Text
    statements: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Instrument:
    """The questionnaire. `scale`: points -> label, lowest first; `sides`: whom its authors would have
    answer it; `apart`: what a gap between sides is worth."""

    id: str
    name: Text
    axis: str
    sides: tuple[str, ...]
    scale: Mapping[int, Text]
    neutral: int
    bands: tuple[Band, ...]
    origin: Note
    apart: Note
    limits: tuple[Note, ...]
    items: Mapping[str, Item]
    place: Place

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The points of the scale as they are typed and written."""
        return tuple(str(points) for points in self.scale)

    @property
    def lowest(self) -> int:
        """The score of one who strongly disagrees throughout."""
        return min(self.scale, default=0) * len(self.items)

    @property
    def highest(self) -> int:
        """The score of one who strongly agrees throughout."""
        return max(self.scale, default=0) * len(self.items)
