"""The database's errors told in plain words: what happened, that nothing was overwritten, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from ...kb.problems import BrokenFile, Place, Problem
from ..failures import Refused
from ..refusals import say

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
        return OSError(errno.ENOSPC, say("disk_full"), place)
    if any(word in words for word in _SHUT):
        return OSError(errno.EACCES, say("store_shut"), place)
    if "locked" in words or "busy" in words:
        return Refused(say("store_busy", place=place))
    if isinstance(error, ModuleNotFoundError):
        return Refused(say("no_driver", place=place, name=error.name))
    return Refused(say("store_answers", place=place, cause=cause.splitlines()[0]))


def damaged(place: str, cause: str) -> BrokenFile:
    """The store's file is damaged, or no store at all."""
    return BrokenFile([Problem(Place(place), say("damaged", cause=cause), say("damaged_mend"))])
