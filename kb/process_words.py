"""The words that all process tables are told with: what is asked, the answers, and what each of them amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Answer
from .nodes import Node
from .problems import Problems
from .reading import Record, read_text_in_all, read_word
from .text import Text


@dataclass(frozen=True)
class Told:
    """How a finding is told as holding and as failing, and why it follows."""

    holds: Text
    fails: Text
    because: Text


@dataclass(frozen=True)
class Asking:
    """What is asked of every duty (or flow), and the answers written once."""

    asks: Text
    answers: Mapping[str, Answer]
    order: tuple[str, ...]
    neutral: str | None


@dataclass(frozen=True)
class Words:
    """All that a table needs to be told. Texts about a duty or flow follow its name and a colon.

    `nobody`, `apart`, `regular` and `missing` are the answers that make work unowned, done twice, running and not running;
    `unneeded` are those that say that there is none.
    """

    duty: Asking
    nobody: str
    apart: str
    falls_to: Mapping[str, Text]
    either: Text
    as_meant: tuple[Text, Text]
    unowned: Told
    unsettled: tuple[Text, Text]
    doubled: Text
    disputed: Text
    flow: Asking
    regular: str
    missing: str
    ends: Mapping[str, Text]
    running: tuple[Text, Text]
    whole: Mapping[str, Told]
    unneeded: frozenset[str]
    limits: Text


def read_words_of_tables(node: Node, problems: Problems) -> Words:
    """The head of all process tables."""
    record = Record(node, problems, "processes.yaml")
    duties, flows, whole = (record.record(key, key) or _nothing(record) for key in ("duties", "flows", "whole"))
    unsettled = duties.record("unsettled", "unsettled") or _nothing(duties)
    words = Words(
        duty=_asking(duties), nobody=_answer(duties, "nobody"), apart=_answer(duties, "apart"), falls_to=_texts(duties, "falls_to"),
        either=duties.text("either"),
        as_meant=_pair(duties.record("as_meant", "as_meant") or _nothing(duties)),
        unowned=_told(duties.record("unowned", "unowned") or _nothing(duties)), unsettled=_both(unsettled),
        doubled=unsettled.text("doubled"), disputed=unsettled.text("disputed"),
        flow=_asking(flows), regular=_answer(flows, "regular"), missing=_answer(flows, "missing"), ends=_texts(flows, "ends"),
        running=_both(flows),
        whole={key: _told(whole.record(key, key) or _nothing(whole)) for key in ("unowned", "unsettled", "missing")},
        unneeded=frozenset(_answer(one, "unneeded") for one in (duties, flows)),
        limits=record.text("limits"))
    for one in (record, duties, flows, whole, unsettled):
        one.done()
    return words


def _nothing(record: Record) -> Record:
    """An empty record in the place of a missing one, so that reading goes on."""
    return Record(Node("mapping", record.place), Problems(), record.kind)


def _texts(record: Record, key: str) -> dict[str, Text]:
    return {name.text: read_text_in_all(value, record.problems, f"{record.kind}, {name.text}")
            for name, value in record.entries(key)}


def _both(record: Record) -> tuple[Text, Text]:
    return record.text("holds"), record.text("fails")


def _pair(record: Record) -> tuple[Text, Text]:
    pair = _both(record)
    record.done()
    return pair


def _told(record: Record) -> Told:
    told = Told(*_both(record), record.text("because"))
    record.done()
    return told


def _asking(record: Record) -> Asking:
    answers = {}
    for key, value in record.entries("answers"):
        code = read_word(key, record.problems, f"{record.kind}, answer")
        answer = Record(value, record.problems, f"{record.kind}, answer {code}")
        answers[code] = Answer(code, answer.text("label"), answer.text("told"))
        answer.done()
    neutral = record.word("neutral", required=False) or None
    return Asking(record.text("asks"), answers, record.words("order", required=False), neutral)


def _answer(record: Record, key: str) -> str:
    """The code of an answer of this record, named by what it amounts to."""
    node = record.node.get("answers")
    return record.word(key, among=[name.text for name, _ in node.entries] if node else ())
