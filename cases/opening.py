"""A case by the name a user gives: a file, or the id of a case in the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..engine.diagnosis import Diagnosis
from ..kb.model import KnowledgeBase
from .failures import Refused
from .model import Case
from .reading import read_case
from .refusals import say
from .store import place as places
from .writing import save_case


@dataclass(frozen=True)
class OpenCase:
    """A case open for changes. `save` takes it as it was last saved and as it is to be, and gives what holds then.

    `told` keeps a diagnosis that was told of it, where that is kept. `where`: what a user is told it is saved in.
    """

    case: Case
    title: str
    where: str
    save: Callable[[Case, Case], Case]
    told: Callable[[Case, Diagnosis], None]


def is_stored(path: Path, place: str | None = None) -> bool:
    """True when a name can only be that of a case in the store: no file, nothing of a path in it, and a store is there."""
    if path.exists() or not re.fullmatch(r"[\w-]+", str(path)):
        return False
    file = places.file_of(places.store_place(place))
    return file is None or file.exists()


def open_case(path: Path, known: KnowledgeBase) -> Case:
    """The case in a file, or in the store. Raises `BrokenFile` or `Refused`."""
    if not is_stored(path):
        return read_case(path, known)
    from .store import opening, sessions

    with opening.open_store() as store:
        if not sessions.has(store, str(path)):
            raise Refused(say("no_file_no_case", name=path, place=store.place))
        return sessions.read(store, str(path), known)[0]


@contextmanager
def opened(path: Path, known: KnowledgeBase) -> Iterator[OpenCase]:
    """A case to be changed: in the store if it has that id, else a file, new where there is none."""
    if _in_store(path):
        with opened_stored(str(path), known, None) as found:
            yield found
        return

    def save(_before: Case, after: Case) -> Case:
        save_case(after, path)
        return after

    case = read_case(path, known) if path.exists() else Case("")
    yield OpenCase(case, path.stem, str(path), save, lambda _case, _diagnosis: None)


def _in_store(path: Path) -> bool:
    if not is_stored(path):
        return False
    from .store import opening, sessions

    with opening.open_store() as store:
        return sessions.has(store, str(path))


@contextmanager
def opened_stored(name: str, known: KnowledgeBase, place: str | None) -> Iterator[OpenCase]:
    """A case of the store to be changed; each change is committed when `save` returns. Raises `Refused` when it is not there."""
    from .store import diagnoses, opening, sessions

    with opening.open_store(place) as store:
        yield OpenCase(sessions.read(store, name, known)[0], name, f"{name} ({store.place})",
                       lambda before, after: sessions.save(store, name, before, after, known),
                       lambda case, diagnosis: diagnoses.keep_told(store, name, case, diagnosis))


def keep_told(path: Path, case: Case, diagnosis: Diagnosis) -> None:
    """Keeps a diagnosis that was told of a case in the store; of a file nothing is kept."""
    if is_stored(path):
        with opened_stored(str(path), diagnosis.known, None) as found:
            found.told(case, diagnosis)


__all__ = ["OpenCase", "is_stored", "keep_told", "open_case", "opened", "opened_stored"]
