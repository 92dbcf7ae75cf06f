"""The list of terms: one Russian word for each, the words not to use for it, and the texts that use one all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .entries import read_table
from .ledger import Term
from .nodes import Node, read_file
from .problems import Place, Problems
from .reading import Record, read_words
from .text import Text

LANGUAGE = "ru"
_NAMES = ("id", "page", "question", "verdict")


@dataclass(frozen=True)
class Wording:
    """How a term is said. `avoid`: words not used for it ('*': any ending); `allowed`: entry that may -> why."""

    id: str
    term: Text
    avoid: tuple[str, ...]
    allowed: Mapping[str, Text]
    place: Place


def read_terms(folder: Path, problems: Problems) -> dict[str, Wording]:
    """The terms listed in a folder's `terms.yaml`; none if there is no such file."""
    path = folder / "terms.yaml"
    if not path.exists():
        return {}
    return read_table(read_file(path, f"{folder.name}/terms.yaml"), "term", _wording, problems)


def _wording(record: Record, name: str) -> Wording:
    term, avoid = record.text("term"), _avoided(record)
    allowed: dict[str, Text] = {}
    for one in record.records("except", "except", required=False):
        allowed[one.word("id")] = one.text("because")
        one.done()
    return Wording(name, term, avoid, allowed, record.place)


def _avoided(record: Record) -> tuple[str, ...]:
    node = record.take("avoid")
    words = read_words(node, record.problems, f"{record.kind}, avoid") if node else ()
    if node and not words:
        record.problems.add(node.place, f"{record.kind}: 'avoid' is empty.", "Name a word that is not to be used for it.")
    return words


def check_terms(terms: Mapping[str, Wording], glossary: Mapping[str, Term], texts: Iterable[tuple[str, Node]],
                problems: Problems) -> None:
    """Notes every text that uses a word to be avoided, exceptions nobody needs, and lists that contradict each other."""
    for term in terms.values():
        in_glossary = glossary.get(term.id)
        if in_glossary and dict(in_glossary.term) != dict(term.term):
            problems.add(term.place, f"term {term.id}: the glossary calls it '{in_glossary.term[LANGUAGE]}' "
                         f"({in_glossary.term['en']}).", "Use one name in both.")
        for other in terms.values():
            for word in _found(other, term.term[LANGUAGE]):
                problems.add(other.place, f"term {other.id} forbids '{word}', which is the word for {term.id}.")
    _check_texts(terms, texts, problems)


def _check_texts(terms: Mapping[str, Wording], texts: Iterable[tuple[str, Node]], problems: Problems) -> None:
    anything = _pattern(tuple(word for term in terms.values() for word in term.avoid))
    needed = set()
    for entry, node in texts:
        if not anything.search(_plain(node.text)):
            continue
        for term in terms.values():
            for word in _found(term, node.text):
                needed.add((term.id, entry))
                if entry not in term.allowed:
                    problems.add(node.place, f"{entry}: '{word}' is not said here.",
                                 f"The word for '{term.term['en']}' is '{term.term[LANGUAGE]}'.")
    for term in terms.values():
        for entry in term.allowed:
            if (term.id, entry) not in needed:
                problems.add(term.place, f"term {term.id}: {entry} uses none of its words.", "Take the exception out.")


def _found(term: Wording, text: str) -> Iterator[str]:
    """The words of a text that a term avoids."""
    for match in _pattern(term.avoid).finditer(_plain(text)):
        yield " ".join(match[0].split())


def _plain(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


@lru_cache(maxsize=256)
def _pattern(avoided: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, or of the runs of words, in whatever case; '*' stands for any ending."""
    written = (r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in one.split()) for one in avoided)
    return re.compile(rf"\b(?:{'|'.join(written)})\b" if avoided else r"(?!)", re.IGNORECASE)


def texts_in(folder: Path) -> Iterator[tuple[str, Node]]:
    """Every text of a folder's files in the language of the terms, with the id of the entry it belongs to."""
    for path in sorted(folder.rglob("*.yaml")):
        if path.name != "terms.yaml":
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            yield from _texts(read_file(path, name), path.stem)


def _texts(node: Node, entry: str) -> Iterator[tuple[str, Node]]:
    named = next((name.text for key in _NAMES if (name := node.get(key)) and name.kind == "scalar"), entry)
    for key, value in node.entries:
        if key.text == LANGUAGE and value.kind == "scalar":
            yield named, value
        else:
            yield from _texts(value, named)
    for item in node.items:
        yield from _texts(item, named)
