"""Problems found in files: gathered all at once, told with place, meaning and mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from .said import told


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file; lines and columns count from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it is, what is wrong, what to do about it."""

    place: Place
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: str) -> str:
        """The problem in a language, as far as it is known in it."""
        mend = told(self.mend, language)
        return f"{self.place}: {told(self.what, language)}" + (f" {mend}" if mend else "")


class BrokenFile(Exception):
    """A file cannot be used; carries every problem that was found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Problems:
    """The problems met so far; reading goes on so that all of them are told together."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: Place, what: str, mend: str = "") -> None:
        """Notes one problem."""
        self.found.append(Problem(place, what, mend))

    def unknown(self, place: Place, kind: str, name: str, known: Iterable[str]) -> None:
        """Notes a name that does not exist, with the nearest that does."""
        self.add(place, f"there is no {kind} '{name}'.", nearest(name, known))

    def stop_if_any(self) -> None:
        """Raises `BrokenFile` with all problems, if there are any."""
        if self.found:
            raise BrokenFile(self.found)


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint with the names most like `name`; all of them when they are few; '' when none is."""
    names = sorted(known)
    if close := closest(name, names):
        return "Did you mean " + " or ".join(f"'{word}'" for word in close) + "?"
    return "Known: " + ", ".join(names) + "." if 0 < len(names) <= 8 else ""


def closest(name: str, known: Iterable[str]) -> list[str]:
    """The names most like `name`, the likest first; three at most."""
    return difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
