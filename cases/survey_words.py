"""The words of a survey form in every language, and what words mean that come back from form tools."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ..kb.nodes import read_file
from ..kb.problems import Problems
from ..kb.reading import read_text_in_all
from ..kb.text import Text

FILE = Path(__file__).parent / "survey_words.yaml"
_MARKUP = re.compile(r"<[^>]*>")
_OTHER = re.compile(r"[\W_]+")


@lru_cache(maxsize=1)
def words() -> dict[str, Text]:
    """Every text by key. Raises `BrokenFile` when one lacks a language."""
    problems = Problems()
    root = read_file(FILE, "cases/survey_words.yaml")
    found = {key.text: read_text_in_all(node, problems, key.text) for key, node in root.entries}
    problems.stop_if_any()
    return found


def listed(key: str) -> frozenset[str]:
    """The words under a key in all languages, squeezed."""
    return frozenset(squeezed(word) for text in words()[key].values() for word in text.split(";"))


def squeezed(text: str) -> str:
    """A text as it is compared: letters and digits alone, small, one letter for Russian е and ё, without markup."""
    return _OTHER.sub("", _MARKUP.sub("", text).casefold()).replace("ё", "е")
