"""The phrases that join what the knowledge base says, a file a language; a missing one is an error, never a hole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from ..kb.nodes import Node, read_file
from ..kb.problems import BrokenFile, Place, Problem

FOLDER = Path(__file__).parent / "phrases"


@lru_cache(maxsize=4)
def phrases(language: str) -> Mapping[str, str]:
    """All phrases of a language by key."""
    return {key: node.text for key, node in phrase_nodes(language)}


def phrase_nodes(language: str) -> list[tuple[str, Node]]:
    """Key and node of every phrase of a language; a node knows its line."""
    node = read_file(FOLDER / f"{language}.yaml", f"reports/phrases/{language}.yaml")
    return [(key.text, value) for key, value in node.entries]


class Speaker:
    """Says phrases in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.phrases = phrases(language)

    def say(self, key: str, **values: object) -> str:
        """A phrase with its blanks filled. Raises `BrokenFile` for a phrase or a value that is missing."""
        try:
            return self.phrases[key].format(**values) if values else self.phrases[key]
        except KeyError as missing:
            place = Place(f"reports/phrases/{self.language}.yaml")
            raise BrokenFile([Problem(place, f"phrase '{key}' or its value {missing} is missing.")]) from None

    def tenths(self, number: int) -> str:
        """A number of tenths as a decimal; whole numbers without one."""
        whole, tenth = divmod(number, 10)
        return f"{whole}{self.say('decimal_mark')}{tenth}" if tenth else str(whole)

    def listed(self, words: Iterable[str], joint: str = "and") -> str:
        """'a, b and c' in the language."""
        items = list(words)
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.say(joint)} {items[-1]}"
