"""Conditions from their YAML form. Every mapping has exactly one key; a key that is no word of the language is a question."""

from __future__ import annotations

from collections.abc import Callable

from .conditions import All, Any, Asked, AtLeast, Concluded, Condition, Disputed, Not
from .nodes import Node
from .problems import Problems
from .reading import Record, read_word, read_words

_IMPOSSIBLE = Concluded("")


def read_condition(node: Node, problems: Problems, what: str) -> Condition:
    """The condition at a node; what is malformed is noted and read as an empty finding."""
    if node.kind != "mapping" or len(node.entries) != 1:
        problems.add(node.place, f"{what}: a condition is a mapping with exactly one key, like {{question: [answers]}}.",
                     "Join several with 'all:' or 'any:'.")
        return _IMPOSSIBLE
    key, value = node.entries[0]
    reader = _READERS.get(key.text)
    if reader is not None:
        return reader(value, problems, what)
    return Asked(key.text, frozenset(read_words(value, problems, f"{what}, {key.text}")))


def _parts(node: Node, problems: Problems, what: str) -> tuple[Condition, ...]:
    if node.kind != "list" or not node.items:
        problems.add(node.place, f"{what}: a list of conditions belongs here.")
    return tuple(read_condition(item, problems, what) for item in node.items)


def _at_least(node: Node, problems: Problems, what: str) -> Condition:
    record = Record(node, problems, f"{what}, at_least")
    count = record.count("count")
    parts = tuple(read_condition(item, problems, what) for item in record.nodes("of"))
    record.done()
    if count > len(parts):
        problems.add(node.place, f"{what}: at least {count} of {len(parts)} can never be true.")
    return AtLeast(count, parts)


_READERS: dict[str, Callable[[Node, Problems, str], Condition]] = {
    "all": lambda node, problems, what: All(_parts(node, problems, what)),
    "any": lambda node, problems, what: Any(_parts(node, problems, what)),
    "not": lambda node, problems, what: Not(read_condition(node, problems, what)),
    "at_least": _at_least,
    "finding": lambda node, problems, what: Concluded(read_word(node, problems, f"{what}, finding")),
    "disputed": lambda node, problems, what: Disputed(read_word(node, problems, f"{what}, disputed")),
}

RESERVED = frozenset(_READERS)
