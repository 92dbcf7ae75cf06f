"""A published checklist: areas of items, each item a finding that shows whether it is in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .nodes import Node
from .problems import Place, Problems
from .reading import Record
from .text import Text


@dataclass(frozen=True)
class Item:
    """One item: in place when its finding holds, missing when it is excluded."""

    finding: str
    name: Text
    statements: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Area:
    """One column of the checklist."""

    id: str
    name: Text
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Checklist:
    """The whole checklist, with what it does not say and where it comes from."""

    name: Text
    limits: Text
    statements: tuple[str, ...]
    areas: tuple[Area, ...]


def read_checklist(node: Node, problems: Problems) -> Checklist:
    """The checklist; an area or an item named twice is noted."""
    record = Record(node, problems, "checklist")
    areas = tuple(_area(area) for area in record.records("areas", "area"))
    checklist = Checklist(record.text("name"), record.text("limits"), record.words("statements"), areas)
    record.done()
    _each_once([area.id for area in areas], "area", node.place, problems)
    _each_once([item.finding for area in areas for item in area.items], "finding", node.place, problems)
    return checklist


def _area(record: Record) -> Area:
    area = Area(record.word("id"), record.text("name"), tuple(_item(item) for item in record.records("items", "item")))
    record.done()
    return area


def _item(record: Record) -> Item:
    item = Item(record.word("finding"), record.text("name"), record.words("statements"), record.place)
    record.done()
    return item


def _each_once(names: list[str], kind: str, place: Place, problems: Problems) -> None:
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.add(place, f"checklist: the {kind} '{name}' stands in it twice.")


def check_checklist(checklist: Checklist | None, findings: Iterable[str], problems: Problems) -> None:
    """Every item names a finding that exists."""
    known = tuple(findings)
    for area in checklist.areas if checklist else ():
        for item in area.items:
            if item.finding not in known:
                problems.unknown(item.place, "finding (in the checklist)", item.finding, known)
