"""Texts in every language."""

from collections.abc import Mapping

LANGUAGES = ("en", "ru")
Text = Mapping[str, str]
