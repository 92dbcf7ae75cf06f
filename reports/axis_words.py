"""Axes, their values and remedies by name, without a diagnosis to tell."""

from __future__ import annotations

from collections.abc import Iterable

from ..kb.model import KnowledgeBase
from .phrasing import Speaker


class Namer:
    """Names of one knowledge base in one language."""

    def __init__(self, known: KnowledgeBase, language: str) -> None:
        self.known = known
        self.language = language
        self.speaker = Speaker(language)
        self.say = self.speaker.say

    def axis(self, axis: str) -> str:
        """An axis's name."""
        ladder, choice = self.known.ladders.get(axis), self.known.choice
        return ladder.name[self.language] if ladder else choice.name[self.language] if choice else axis

    def values(self, axis: str, values: Iterable[str]) -> str:
        """Values of an axis, several where they are possible; a value that exists no more is told by its code."""
        ladder, choice = self.known.ladders.get(axis), self.known.choice
        names = {rung.value: rung.name[self.language] for rung in ladder.rungs} if ladder else \
            {code: name[self.language] for code, name in choice.names.items()} if choice else {}
        told = [f"{value} ({names[value]})" if value.isdigit() and value in names else names.get(value, value) for value in values]
        return self.speaker.listed(told, "or") or "-"

    def remedy(self, remedy: str) -> str:
        """A remedy's name; its id when it exists no more."""
        found = self.known.remedies.get(remedy)
        return found.name[self.language] if found else remedy

    def finding(self, finding: str, fails: bool = False) -> str:
        """A finding told as holding, or as known false."""
        entry = self.known.findings[finding]
        return (entry.fails if fails else entry.holds)[self.language]
