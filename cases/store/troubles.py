"""The database's errors told in plain words: what happened, that nothing was overwritten, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from ...kb.problems import BrokenFile, Place, Problem
from ..failures import Refused

_DAMAGED = ("not a database", "malformed", "file is encrypted", "damaged")
_FULL = ("disk is full", "disk i/o error", "no space left")
_SHUT = ("readonly", "read-only", "unable to open", "permission denied", "attempt to write")


@contextmanager
def in_plain_words(place: str) -> Iterator[None]:
    """Turns what the database raises into `OSError` (disk, permission), `BrokenFile` (damage) or `Refused`."""
    try:
        yield
    except (DBAPIError, NoSuchModuleError, ModuleNotFoundError, SQLAlchemyError) as error:
        raise _told(error, place) from None


def _told(error: Exception, place: str) -> Exception:
    cause = str(getattr(error, "orig", None) or error).strip()
    words = cause.lower()
    if any(word in words for word in _DAMAGED):
        return damaged(place, cause)
    if any(word in words for word in _FULL):
        return OSError(errno.ENOSPC, "the disk is full or cannot be written. What was confirmed before is kept; make room and "
                       "give the command again", place)
    if any(word in words for word in _SHUT):
        return OSError(errno.EACCES, "the store cannot be opened for writing here. Check the folder's permissions, or name "
                       "another store with --store", place)
    if "locked" in words or "busy" in words:
        return Refused(f"{place}: another process has kept the store busy for too long. Nothing was written. "
                       "Give the command again.")
    if isinstance(error, ModuleNotFoundError):
        return Refused(f"{place}: the database driver is missing ({error.name}). "
                       "`pip install 'rapport-diagnosis[postgres]'` brings it.")
    return Refused(f"{place}: the store answers: {cause.splitlines()[0]}. Nothing was written.")


def damaged(place: str, cause: str) -> BrokenFile:
    """The store's file is damaged, or no store at all."""
    return BrokenFile([Problem(Place(place), f"this is no case store, or it is damaged ({cause}). It was left as it is.",
                               "Put a copy made with `rapport cases backup` in its place, or name another store with --store.")])
