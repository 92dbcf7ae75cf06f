"""A survey file in, a file of results out, block by block: rows that cannot be used go to a file of their own."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..kb.model import KnowledgeBase
from .batch import Columns, Groups, evaluate
from .sheets import harmless
from .survey_rows import Block, Header, Rejected, read_blocks

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Done:
    """How many results were written and how many rows left out, and where those are listed."""

    written: int
    rejected: int
    rejects: Path


def rejects_beside(output: Path) -> Path:
    """Where the rows left out are listed."""
    return output.with_name(f"{output.stem}.rejected.csv")


def run_batch(source: Path, output: Path, known: KnowledgeBase, by: str | None, progress: Progress = lambda _: None) -> Done:
    """Evaluates a file; results and rejects get their names when all is done. Raises `BrokenFile` for a file that is unusable."""
    rejects = rejects_beside(output)
    groups = Groups(known, by) if by else None
    with ExitStack() as stack:
        results = stack.enter_context(_Results(output))
        bad = stack.enter_context(_Rejects(rejects))
        for header, block in read_blocks(source, known, by):
            bad.write(block.rejected)
            if groups:
                groups.add(header, block)
            else:
                _each_row(known, header, block, results, bad)
            progress(block.position)
        if groups:
            bad.write(Rejected(0, f"{by} {name}: fewer than five of the staff answered; their answers were left out")
                      for name in groups.small())
            for columns in groups.results():
                results.write({by or "": list(map(harmless, columns.pop(by or ""))), **columns})
    return Done(results.count, bad.count, rejects)


def _each_row(known: KnowledgeBase, header: Header, block: Block, results: _Results, bad: _Rejects) -> None:
    """One result a row. A member of the staff is never told alone."""
    about = {name: list(map(harmless, column)) for name, column in block.about.items()}
    found = {"line": list(map(str, block.lines)), **about, **evaluate(known, header, block)}
    alone = [side == "staff" for side in about.get("side", ())]
    if any(alone):
        bad.write(Rejected(line, "an answer of the staff is not told alone; group the rows with --by")
                  for line, staff in zip(block.lines, alone, strict=True) if staff)
        found = {name: [value for value, staff in zip(column, alone, strict=True) if not staff] for name, column in found.items()}
    results.write(found)


class _Whole:
    """A text file that gets its name only when it is complete; None of it is left behind otherwise."""

    def __init__(self, path: Path) -> None:
        self.path, self.part = path, path.with_name(path.name + ".part")
        self.count = 0
        self.file: IO[str] | None = None

    def open(self) -> IO[str]:
        if self.file is None:
            self.file = self.part.open("w", encoding="utf-8", newline="")
        return self.file

    def close(self, complete: bool) -> None:
        if self.file is not None:
            self.file.close()
            if complete:
                os.replace(self.part, self.path)
            else:
                self.part.unlink()


class _Results:
    """Results as CSV, or as JSON lines when the name ends in .jsonl."""

    def __init__(self, path: Path) -> None:
        self.whole = _Whole(path)
        self.lines = path.suffix == ".jsonl"
        self.count = 0

    def __enter__(self) -> _Results:
        self.file = self.whole.open()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.whole.close(kind is None)

    def write(self, columns: Columns) -> None:
        """Writes results given as columns; the first bring the header of a CSV file."""
        rows = list(zip(*columns.values(), strict=True))
        if self.lines:
            self.file.writelines(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
        else:
            writer = csv.writer(self.file, lineterminator="\n")
            writer.writerows(rows if self.count else [tuple(columns), *rows])
        self.count += len(rows)


class _Rejects:
    """Lines and reasons; the file is there only if something was left out."""

    def __init__(self, path: Path) -> None:
        self.whole = _Whole(path)
        self.count = 0

    def __enter__(self) -> _Rejects:
        self.whole.path.unlink(missing_ok=True)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.whole.close(kind is None)

    def write(self, rejected: Iterable[Rejected]) -> None:
        """Writes rows left out."""
        for one in rejected:
            writer = csv.writer(self.whole.open(), lineterminator="\n")
            if not self.count:
                writer.writerow(["line", "reason"])
            writer.writerow([one.line or "", harmless(one.reason)])
            self.count += 1
