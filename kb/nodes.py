"""YAML and JSON as trees of nodes that know their line: repeated keys, aliases and bare yes/no are refused.

The tree is built from the parser's events with a stack of our own, so that neither deep nesting nor
aliases can exhaust the machine, and every value keeps its place for messages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from .problems import BrokenFile, Place, Problem, Problems

DEEPEST = 40
LARGEST = 5_000_000
_BOOLEAN_WORDS = frozenset(["yes", "no", "on", "off", "true", "false", "y", "n"])
_JSON_ESCAPES = re.compile(r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_NULL_WORDS = frozenset(("", "~", "null"))


@dataclass
class Node:
    """A scalar, a list or a mapping with its place. Mappings keep key nodes and value nodes."""

    kind: str
    place: Place
    text: str = ""
    plain: bool = False
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Node, Node]] = field(default_factory=list)

    @property
    def looks_boolean(self) -> bool:
        """True for a bare yes, no, true ... which other YAML readers turn into true or false."""
        return self.plain and self.text.lower() in _BOOLEAN_WORDS

    @property
    def looks_empty(self) -> bool:
        """True for a bare empty value, `~` or `null`."""
        return self.kind == "scalar" and self.plain and self.text.lower() in _NULL_WORDS

    def get(self, key: str) -> Node | None:
        """The value under a key of a mapping, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


def read_file(path: Path, shown_as: str | None = None, largest: int = LARGEST, problems: Problems | None = None) -> Node:
    """The tree of one file. Raises `BrokenFile` when it is missing, too large or not well formed.

    `problems`: where repeated keys are noted, so that reading goes on and all mistakes are told together.
    """
    name = shown_as or str(path)
    try:
        size = path.stat().st_size
        if size > largest:
            raise BrokenFile([Problem(Place(name), f"the file has {size:,} bytes; at most {largest:,} are read.",
                                      "A case file of that size is not one: check which file this is.")])
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BrokenFile([Problem(Place(name), "there is no such file.", _neighbours(path))]) from None
    except UnicodeDecodeError:
        raise BrokenFile([Problem(Place(name), "the file is not in UTF-8.", "Save it as UTF-8 text.")]) from None
    except OSError as error:
        raise BrokenFile([Problem(Place(name), f"the file cannot be read: {error.strerror}.")]) from None
    return read_text(text, name, problems)


def read_text(text: str, name: str, problems: Problems | None = None) -> Node:
    """The tree of a YAML or JSON text. Repeated keys are noted in `problems`, or raised at once as `BrokenFile` without it."""
    if name.endswith(".json"):
        text = _JSON_ESCAPES.sub(_as_character, text.replace("\t", " "))
    found = Problems() if problems is None else problems
    try:
        root = _Builder(name, found).build(text)
    except yaml.YAMLError as error:
        raise BrokenFile([*found.found, _syntax_problem(error, name)]) from None
    if problems is None:
        found.stop_if_any()
    if root is None:
        raise BrokenFile([Problem(Place(name), "the file is empty.", "`rapport new` writes one to fill in.")])
    return root


def _as_character(escape: re.Match[str]) -> str:
    """JSON writes characters beyond the first plane as two escapes, which YAML does not know; `\\\\` stays."""
    return escape[0] if escape[0] == "\\\\" else str(json.loads(f'"{escape[0]}"'))


def _neighbours(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder '{folder}' either."
    names = [entry.name for entry in folder.iterdir() if entry.suffix in (".yaml", ".yml", ".json")]
    from .problems import nearest

    return nearest(path.name, names)


def _too_deep(place: Place) -> Problem:
    return Problem(place, f"values are nested more than {DEEPEST} deep.",
                   "No file of this kind needs that: check which file this is.")


def _syntax_problem(error: yaml.YAMLError, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    if "depth" in what:  # newer parsers stop by themselves at some depth
        return _too_deep(place)
    mend = ("Look at indentation, colons and quotes on this line and the one before; "
            "a text that contains ': ' or ' #' needs quotes.")
    return Problem(place, f"this is not well-formed YAML: {what}.", mend)


class _Builder:
    """Turns parser events into nodes without recursion."""

    def __init__(self, name: str, problems: Problems) -> None:
        self.name = name
        self.problems = problems
        self.stack: list[Node] = []
        self.keys: list[Node | None] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self, text: str) -> Node | None:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                plain = event.style is None or event.style == ""
                self._place_value(Node("scalar", self._at(event), event.value, plain))
            elif isinstance(event, yaml.MappingStartEvent):
                self._open(Node("mapping", self._at(event)))
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open(Node("list", self._at(event)))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.stack.pop()
                self.keys.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._stop(event, "aliases (*name) are not read here.", "Write the value out.")
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self._stop(event, "a second document begins here (---).", "Keep one document a file.")
        return self.root

    def _at(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name)

    def _stop(self, event: yaml.Event, what: str, mend: str) -> None:
        raise BrokenFile([*self.problems.found, Problem(self._at(event), what, mend)])

    def _open(self, node: Node) -> None:
        if len(self.stack) >= DEEPEST:
            raise BrokenFile([_too_deep(node.place)])
        self._place_value(node)
        self.stack.append(node)
        self.keys.append(None)

    def _place_value(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif self.keys[-1] is None:
            self._take_key(parent, node)
        else:
            parent.entries.append((self.keys[-1], node))
            self.keys[-1] = None

    def _take_key(self, parent: Node, node: Node) -> None:
        if node.kind != "scalar":
            raise BrokenFile([*self.problems.found,
                              Problem(node.place, "a key has to be a word, not a list or mapping.")])
        first = next((key for key, _ in parent.entries if key.text == node.text), None)
        if first is not None:
            self.problems.add(node.place, f"'{node.text}' stands here a second time (first on line {first.place.line}).",
                              "Keep one of the two: neither is taken silently.")
        self.keys[-1] = node
