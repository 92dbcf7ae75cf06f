"""A text that is a plain string in English, and the same in other languages where somebody asks for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Said(str):
    """The English text; `told` gives another language."""

    texts: Mapping[str, str]

    def __new__(cls, texts: Mapping[str, str]) -> Said:
        """From language -> text."""
        found = super().__new__(cls, texts["en"])
        found.texts = texts
        return found

    def told(self, language: str) -> str:
        """The text in a language."""
        return self.texts.get(language, str(self))


def told(text: object, language: str) -> str:
    """A text in a language where it is known in it, else as it stands."""
    return text.told(language) if isinstance(text, Said) else str(text)


def lines(parts: Iterable[Said]) -> Said:
    """Texts under one another."""
    parts = list(parts)
    return Said({language: "\n".join(part.told(language) for part in parts) for language in parts[0].texts})
