"""Reading mappings field by field: what is missing, misspelt or of the wrong kind is noted, and reading goes on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from .nodes import Node
from .problems import Place, Problems
from .text import LANGUAGES, Text


class Record:
    """One mapping; each reader marks its key as seen, `done` tells the keys nobody asked for."""

    def __init__(self, node: Node, problems: Problems, kind: str) -> None:
        self.node = node
        self.problems = problems
        self.kind = kind
        self.seen: set[str] = set()
        if node.kind != "mapping":
            problems.add(node.place, f"{kind}: a mapping (key: value) belongs here, not a {node.kind}.")

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return self.node.place

    def take(self, key: str, required: bool = True) -> Node | None:
        """The node under a key; a missing required one is noted."""
        self.seen.add(key)
        value = self.node.get(key)
        if value is None and required and self.node.kind == "mapping":
            self.problems.add(self.place, f"{self.kind}: '{key}' is missing.")
        return value

    def word(self, key: str, required: bool = True, among: Collection[str] = ()) -> str:
        """A single value as text; '' when it is missing."""
        node = self.take(key, required)
        return read_word(node, self.problems, f"{self.kind}, {key}", among) if node else ""

    def words(self, key: str, required: bool = True) -> tuple[str, ...]:
        """A list of words."""
        node = self.take(key, required)
        return read_words(node, self.problems, f"{self.kind}, {key}") if node else ()

    def count(self, key: str) -> int:
        """A whole number of at least 1."""
        node = self.take(key)
        if node is None:
            return 1
        if node.kind == "scalar" and node.text.isdigit() and int(node.text) > 0:
            return int(node.text)
        self.problems.add(node.place, f"{self.kind}, {key}: a whole number of at least 1 belongs here.")
        return 1

    def text(self, key: str, required: bool = True) -> Text:
        """A text in every language."""
        node = self.take(key, required)
        return read_text_in_all(node, self.problems, f"{self.kind}, {key}") if node else dict.fromkeys(LANGUAGES, "")

    def name(self, key: str) -> Text:
        """A name: one word or phrase for every language (authors, a year), or a text in each."""
        node = self.take(key)
        if node is not None and node.kind == "mapping":
            return read_text_in_all(node, self.problems, f"{self.kind}, {key}")
        return dict.fromkeys(LANGUAGES, read_word(node, self.problems, f"{self.kind}, {key}") if node else "")

    def nodes(self, key: str, required: bool = True) -> list[Node]:
        """The nodes of a list."""
        node = self.take(key, required)
        if node is None:
            return []
        if node.kind != "list":
            self.problems.add(node.place, f"{self.kind}, {key}: a list belongs here.")
            return []
        return node.items

    def records(self, key: str, kind: str, required: bool = True) -> Iterator[Record]:
        """The records of a list of mappings."""
        for node in self.nodes(key, required):
            yield Record(node, self.problems, f"{self.kind}, {kind}")

    def record(self, key: str, kind: str) -> Record | None:
        """The record under a key."""
        node = self.take(key)
        return Record(node, self.problems, f"{self.kind}, {kind}") if node else None

    def entries(self, key: str) -> list[tuple[Node, Node]]:
        """Key and value nodes of the mapping under a key."""
        node = self.take(key)
        if node is None:
            return []
        if node.kind != "mapping":
            self.problems.add(node.place, f"{self.kind}, {key}: a mapping belongs here.")
        return node.entries

    def done(self) -> None:
        """Notes every key that no reader asked for."""
        for key, _ in self.node.entries:
            if key.text not in self.seen:
                self.problems.unknown(key.place, f"key (in {self.kind})", key.text, self.seen)


def read_word(node: Node, problems: Problems, what: str, among: Collection[str] = ()) -> str:
    """One scalar; a bare yes/no and an empty value are refused, the word must be `among` the given ones."""
    if node.kind != "scalar":
        problems.add(node.place, f"{what}: one value belongs here, not a {node.kind}.")
        return ""
    if node.looks_boolean:
        problems.add(node.place, f"{what}: a bare '{node.text}' is read as true or false elsewhere.",
                     "Write a code in words, or put quotes round it.")
    elif node.looks_empty:
        problems.add(node.place, f"{what}: the value is empty.")
    elif among and node.text not in among:
        problems.unknown(node.place, what, node.text, among)
    return node.text


def read_words(node: Node, problems: Problems, what: str) -> tuple[str, ...]:
    """A list of scalars, each once."""
    if node.kind != "list":
        problems.add(node.place, f"{what}: a list [a, b] belongs here.")
        return ()
    words = [read_word(item, problems, what) for item in node]
    for word in sorted({word for word in words if words.count(word) > 1}):
        problems.add(node.place, f"{what}: '{word}' stands in the list twice.")
    return tuple(words)


def read_text_in_all(node: Node, problems: Problems, what: str) -> Text:
    """A mapping with one non-empty text a language."""
    record = Record(node, problems, what)
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        value = record.take(language)
        texts[language] = " ".join(value.text.split()) if value and value.kind == "scalar" else ""
        if value is not None and not texts[language]:
            problems.add(value.place, f"{what}: the text in '{language}' is empty.")
    record.done()
    return texts
