"""Refusals in every language: a text that reads as English and knows how to say itself in the others."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..kb.nodes import read_file
from ..kb.problems import Problems
from ..kb.reading import read_text_in_all
from ..kb.said import Said
from ..kb.text import Text

FILE = Path(__file__).parent / "refusals.yaml"


@lru_cache(maxsize=1)
def refusals() -> dict[str, Text]:
    """Every text by key. Raises `BrokenFile` when one lacks a language."""
    problems = Problems()
    found = {key.text: read_text_in_all(node, problems, key.text) for key, node in read_file(FILE, "cases/refusals.yaml").entries}
    problems.stop_if_any()
    return found


def say(key: str, **values: object) -> Said:
    """A text with its blanks filled, in every language."""
    return Said({language: text.format(**{name: value.told(language) if isinstance(value, Said) else value
                                          for name, value in values.items()}) for language, text in refusals()[key].items()})
