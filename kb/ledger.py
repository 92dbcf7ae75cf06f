"""Who said what: statements, their sources, and the words of the field."""

from __future__ import annotations

from dataclasses import dataclass

from .problems import Place
from .text import Text


@dataclass(frozen=True)
class Statement:
    """One claim of one source, in our words."""

    id: str
    source: str
    place: Text
    attributed_to: str | None
    text: Text
    where: Place


@dataclass(frozen=True)
class Source:
    """A document or paper, and how far it was read."""

    id: str
    title: Text
    authors: Text
    year: Text
    language: str
    published: Text
    read: str
    quality: Text


@dataclass(frozen=True)
class Term:
    """An entry of the glossary."""

    id: str
    term: Text
    meaning: Text
    statements: tuple[str, ...]
