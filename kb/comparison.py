"""The comparison with published organisations: every cell of its table becomes a likeness finding with one rule."""

from __future__ import annotations

from .condition_reading import read_condition
from .conditions import Concluded
from .model import Comparison, Finding, Rule, Theme
from .nodes import Node
from .problems import Problems
from .reading import Record, read_text_in_all
from .text import Text


def read_comparison(node: Node, problems: Problems, findings: dict[str, Finding], rules: dict[str, Rule]) -> Comparison:
    """The comparison; its likeness findings and rules are added to the tables given."""
    record = Record(node, problems, "comparison")
    organisations = {key.text: read_text_in_all(value, problems, f"organisation {key.text}")
                     for key, value in record.entries("organisations")}
    misleads = record.text("misleads_when")
    themes = tuple(_theme(theme, misleads, organisations, findings, rules) for theme in record.records("themes", "theme"))
    comparison = Comparison(organisations, themes, record.text("limits"))
    record.done()
    return comparison


def _theme(record: Record, misleads: Text, organisations: dict[str, Text], findings: dict[str, Finding],
           rules: dict[str, Rule]) -> Theme:
    theme, name = record.word("id"), record.text("name")
    record.kind = f"theme {theme}"
    cells: dict[str, str] = {}
    for key, value in record.entries("cells"):
        if key.text not in organisations:
            record.problems.unknown(key.place, "organisation", key.text, organisations)
        cell = Record(value, record.problems, f"theme {theme}, {key.text}")
        cells[key.text] = _cell(cell, f"{theme}_like_{key.text}", misleads, findings, rules)
        cell.done()
    record.done()
    return Theme(theme, name, cells)


def _cell(cell: Record, name: str, misleads: Text, findings: dict[str, Finding], rules: dict[str, Rule]) -> str:
    node, statements = cell.take("when"), cell.words("statements")
    condition = read_condition(node, cell.problems, cell.kind) if node else Concluded("")
    findings[name] = Finding(name, "likeness", None, None, statements, cell.text("holds"), cell.text("fails"), cell.place)
    rules[name] = Rule(name, name, "when", condition, cell.text("because"), misleads, statements, "reviewed", cell.place)
    return name
