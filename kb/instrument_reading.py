"""The questionnaire of a knowledge base, read from its file."""

from __future__ import annotations

from .entries import read_table
from .instrument import ITEM_KINDS, Band, Instrument, Item, Note
from .nodes import Node
from .problems import Problems
from .reading import Record
from .text import Text


def read_instrument(node: Node, problems: Problems) -> Instrument:
    """The questionnaire of a knowledge base."""
    record = Record(node, problems, "instrument")
    instrument = Instrument(
        record.word("id"), record.text("name"), record.word("axis"), record.words("sides"), _scale(record), record.count("neutral"),
        tuple(_band(band) for band in record.records("bands", "band")),
        _one_note(record, "origin"), _one_note(record, "apart"), tuple(_note(one) for one in record.records("limits", "limit")),
        read_table(record.nodes("items"), "item", _item, problems), record.place)
    record.done()
    return instrument


def _scale(record: Record) -> dict[int, Text]:
    scale: dict[int, Text] = {}
    for step in record.records("scale", "step"):
        points = step.count("points")
        if points in scale:
            record.problems.add(step.place, f"{step.kind}: there is a step of {points} points already.")
        scale[points] = step.text("label")
        step.done()
    return scale


def _band(record: Record) -> Band:
    band = Band(record.count("from"), record.count("to"), record.word("value"), record.text("name"), record.words("statements"),
                record.place)
    record.done()
    return band


def _one_note(record: Record, key: str) -> Note:
    inner = record.record(key, key)
    return _note(inner) if inner else Note({}, (), record.place)


def _note(record: Record) -> Note:
    note = Note(record.text("text"), record.words("statements"), record.place)
    record.done()
    return note


def _item(record: Record, name: str) -> Item:
    return Item(name, record.text("text"), record.word("about", among=ITEM_KINDS), record.words("signs"),
                record.words("statements"), record.place)
