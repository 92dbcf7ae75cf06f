"""The running text of an HTML element as stretches of one look each, white space joined as a browser joins it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

BOLD, ITALIC, CODE = {"strong", "b", "th", "dt", "summary", "figcaption"}, {"em", "i", "cite"}, {"code", "kbd"}
QUIET, STRONG = {"quiet", "cited", "id"}, {"state"}
LEFT_OUT = {"svg", "script", "style", "template", "button", "select", "input"}
SPACE = re.compile(r"[ \t\r\n\f]+")
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Look:
    """How a stretch of text looks."""

    bold: bool = False
    italic: bool = False
    quiet: bool = False
    code: bool = False


PLAIN = Look()


@dataclass(frozen=True)
class Stretch:
    """Text of one look; a line break is the text of a line feed."""

    text: str
    look: Look


def legal(text: str) -> str:
    """The text without the characters that no XML file may hold."""
    return _ILLEGAL.sub("", text)


def stretches(nodes: list[Any], look: Look) -> list[Stretch]:
    """The stretches of texts and inline elements, trimmed at both ends and around line breaks."""
    found: list[Stretch] = []
    for stretch in (one for node in nodes for one in _of(node, look)):
        text = stretch.text
        if not found or found[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if text == "\n" and found:
            found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
        if text:
            found.append(replace(stretch, text=text))
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return found


def _of(node: Any, look: Look) -> Iterator[Stretch]:
    """Everything in a node: a text, or an element with the texts in it, without what follows it."""
    if isinstance(node, str):
        yield Stretch(SPACE.sub(" ", node), look)
        return
    if not isinstance(node.tag, str) or node.tag in LEFT_OUT:
        return
    if node.tag == "br":
        yield Stretch("\n", look)
        return
    inner = looking(node, look)
    if node.text:
        yield from _of(node.text, inner)
    for child in node:
        yield from _of(child, inner)
        if child.tail:
            yield from _of(child.tail, inner)


def looking(node: Any, look: Look) -> Look:
    """The look inside an element."""
    classes = set((node.get("class") or "").split())
    return Look(look.bold or node.tag in BOLD or bool(classes & STRONG), look.italic or node.tag in ITALIC,
                look.quiet or bool(classes & QUIET), look.code or node.tag in CODE)
