"""The knowledge base from its folder: every file is read, every problem told at once."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from . import entries
from .assumption_checks import check_assumptions
from .assumptions import read_assumptions
from .background import read_explanation, read_left_out, read_tension
from .checklist import read_checklist
from .checks import check
from .comparison import read_comparison
from .document import read_document
from .gaps import read_gaps
from .instrument_reading import read_instrument
from .model import KnowledgeBase, Page
from .nodes import Node, read_file
from .problems import BrokenFile, Problems
from .process_entries import Tables
from .processes import read_processes
from .reading import Record
from .renamed import check_renamed, read_renamed

Entry = TypeVar("Entry")
SHIPPED = Path(__file__).parent


@lru_cache(maxsize=1)
def shipped() -> KnowledgeBase:
    """The knowledge base that comes with the program."""
    return load(SHIPPED)


def load(folder: Path) -> KnowledgeBase:
    """The knowledge base in a folder. Raises `BrokenFile` with all problems of all files."""
    collecting = gc.isenabled()
    gc.disable()  # nothing of what is read is garbage: looking through it takes a quarter of the time
    try:
        return _Loading(folder).knowledge()
    finally:
        if collecting:
            gc.enable()


class _Loading:
    """Reads one folder; `problems` gathers what is wrong until everything has been read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems = Problems()
        self.hash = hashlib.sha256()

    def knowledge(self) -> KnowledgeBase:
        header = self._one("kb.yaml")
        version = Record(header, self.problems, "kb.yaml").word("version") if header else ""
        topics = self._file_table("topics.yaml", "topic", entries.read_named)
        questions, pages = entries.read_questions(_in_order(self._lists("questions"), list(topics)), self.problems)
        findings = self._table("findings", "finding", entries.read_finding)
        rules = self._table("rules", "rule", entries.read_rule)
        comparison = self._optional("comparison.yaml", lambda node: read_comparison(node, self.problems, findings, rules))
        tables = Tables(questions, pages, findings, rules, self.problems)
        processes = self._optional("processes.yaml", lambda node: read_processes(
            node, [file for _, file in self._nodes("processes")], list(topics), self.problems, tables))
        sides = self._file_table("sides.yaml", "side", entries.read_side)
        self._optional("gaps.yaml", lambda node: read_gaps(node, self.problems, pages, questions, sides, findings, rules))
        ladders, choice = entries.read_axes(self._list("axes.yaml"), self.problems)
        known = KnowledgeBase(
            version=version, hash="", pages=_by_topic(pages, list(topics)), questions=questions,
            findings=_sorted(findings), rules=_sorted(rules),
            sides=sides,
            topics=topics,
            ladders=ladders, choice=choice,
            stages=self._file_table("stages.yaml", "stage", entries.read_named),
            remedies=_sorted(self._table("remedies", "remedy", entries.read_remedy)),
            comparison=comparison, processes=processes,
            checklist=self._optional("checklist.yaml", lambda node: read_checklist(node, self.problems)),
            check=self._optional("check.yaml", lambda node: entries.read_check(node, self.problems)),
            instrument=self._optional("instrument.yaml", lambda node: read_instrument(node, self.problems)),
            explanations=_sorted(self._table("explanations", "explanation", read_explanation)),
            tensions=_sorted(self._table("tensions", "tension", read_tension)),
            left_out=self._file_table("left_out.yaml", "statement left out", read_left_out, optional=True),
            documents=self._file_table("documents.yaml", "document", read_document, optional=True),
            assumptions=self._optional("assumptions.yaml", lambda node: read_assumptions(node, self.problems)),
            renamed=self._file_table("renamed.yaml", "renamed question", read_renamed, optional=True),
            statements=self._table("statements", "statement", entries.read_statement),
            sources=self._file_table("sources.yaml", "source", entries.read_source),
            glossary=self._file_table("glossary.yaml", "term", entries.read_term))
        check(known, self.problems)
        check_assumptions(known, self.problems)
        check_renamed(known.renamed, known.questions, self.problems)
        self.problems.stop_if_any()
        return _with_hash(known, self.hash.hexdigest()[:16])

    def _read(self, path: Path) -> Node | None:
        try:
            self.hash.update(path.relative_to(self.folder).as_posix().encode() + b"\0" + path.read_bytes())
            return read_file(path, f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}", problems=self.problems)
        except OSError:
            self.problems.add(entries.Place(str(path)), "the file cannot be read.")
        except BrokenFile as broken:
            self.problems.found.extend(broken.problems)
        return None

    def _one(self, name: str) -> Node | None:
        path = self.folder / name
        if not path.exists():
            self.problems.add(entries.Place(str(path)), "this file of the knowledge base is missing.")
            return None
        return self._read(path)

    def _optional(self, name: str, reader: Callable[[Node], Entry]) -> Entry | None:
        node = self._read(self.folder / name) if (self.folder / name).exists() else None
        return reader(node) if node else None

    def _list(self, name: str) -> list[Node]:
        node = self._one(name)
        return self._items(node) if node else []

    def _items(self, node: Node) -> list[Node]:
        if node.kind != "list":
            self.problems.add(node.place, "this file has to be a list ('- id: ...').")
        return node.items

    def _lists(self, folder: str) -> Iterator[tuple[str, list[Node]]]:
        for name, node in self._nodes(folder):
            yield name, self._items(node)

    def _nodes(self, folder: str) -> Iterator[tuple[str, Node]]:
        for path in sorted((self.folder / folder).glob("*.yaml")):
            node = self._read(path)
            if node is not None:
                yield path.stem, node

    def _table(self, folder: str, kind: str, reader: entries.Reader[Entry]) -> dict[str, Entry]:
        nodes = [node for _, items in self._lists(folder) for node in items]
        return entries.read_table(nodes, kind, reader, self.problems)

    def _file_table(self, name: str, kind: str, reader: entries.Reader[Entry], optional: bool = False) -> dict[str, Entry]:
        nodes = [] if optional and not (self.folder / name).exists() else self._list(name)
        return entries.read_table(nodes, kind, reader, self.problems)


def _in_order(files: Iterator[tuple[str, list[Node]]], topics: list[str]) -> list[tuple[str, list[Node]]]:
    """Files of questions in the order of the topics, in which they are asked; others after them."""
    return sorted(files, key=lambda file: (topics.index(file[0]) if file[0] in topics else len(topics), file[0]))


def _by_topic(pages: dict[str, Page], topics: list[str]) -> dict[str, Page]:
    """Pages in the order of their topics; within one as they were read."""
    return dict(sorted(pages.items(), key=lambda item: topics.index(item[1].topic) if item[1].topic in topics else len(topics)))


def _sorted(table: dict[str, Entry]) -> dict[str, Entry]:
    return dict(sorted(table.items()))


def _with_hash(known: KnowledgeBase, digest: str) -> KnowledgeBase:
    from dataclasses import replace

    return replace(known, hash=digest)
