"""What a layout does once all blocks are laid out: nesting, wrapping, empty lines; and the one filter for text of strangers.

Text and Markdown are laid out line by line. A tab parts what leads a line from its words; a lone tab is an empty line that is
meant, every other empty line comes from the templates and goes. No text can bring a tab of its own: the filter takes it out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable

WIDTH = 78
LEADING = re.compile(r"^(#{1,6}(?= )|[-+>](?=\s|$)|[=-]{3,}$|\d{1,9}(?=[.)](\s|$)))")


def wrap(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> str:
    """A paragraph of at most 78 columns, its first line led by `first`, the others by `rest`.

    Reports keep that width on any screen, so that the same case gives the same bytes.
    """
    lead = " " * len(first) if rest is None else rest
    return textwrap.fill(one_line(text), width, initial_indent=first, subsequent_indent=lead, break_long_words=True,
                         break_on_hyphens=False)


def one_line(text: str) -> str:
    """Text of strangers on one line, without control characters and marks that turn the direction of writing."""
    told = str(text)
    if not told.isprintable():
        told = "".join(ch if ch.isprintable() else " " for ch in told)
    return " ".join(told.split())


def markdown_safe(text: str) -> str:
    """Text of strangers as Markdown that shows it and does nothing else."""
    escaped = one_line(text)
    for mark in "\\`*_[]|~":
        escaped = escaped.replace(mark, "\\" + mark)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace("://", ":&#47;/")
    return LEADING.sub(_escaped_lead, escaped).replace(">", "&gt;")


def _escaped_lead(found: re.Match[str]) -> str:
    """A mark that would begin a heading, a list, a quotation or a rule, made a mere character; of a number it is the dot."""
    mark = found.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def nested(text: str, depth: int) -> str:
    """The lines one level further in; empty lines between them go."""
    return "\n".join(" " * depth + line for line in text.split("\n") if line.strip())


def filled(text: str) -> str:
    """Lines of a plain text, wrapped at 78 columns with the words under each other."""
    return _joined(_wrapped(line) for line in text.split("\n") if line.strip(" "))


def settled(text: str) -> str:
    """Lines of Markdown, without the empty lines that nobody meant."""
    return _joined(line.strip("\t") if not line.strip() else line for line in text.split("\n") if line.strip(" "))


def _wrapped(line: str) -> str:
    lead, tab, words = line.partition("\t")
    if not tab:
        return line
    return wrap(words, lead) if words.strip() else ""


def _joined(lines: Iterable[str]) -> str:
    """Lines under each other: never two empty ones, none at the beginning or the end."""
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1]):
            kept.append(line.rstrip() if not line.strip() else line)
    while kept and not kept[-1]:
        kept.pop()
    return "\n".join(kept) + "\n"


SAFE: dict[str, Callable[[str], str]] = {"text": one_line, "md": markdown_safe, "html": one_line}
SETTLED: dict[str, Callable[[str], str]] = {"text": filled, "md": settled, "html": str}
