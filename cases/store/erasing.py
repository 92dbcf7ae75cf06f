"""Erasing so that nothing stays in the file, keeping only as long as agreed, and copies."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import delete, select, update

from ..failures import Refused
from ..refusals import say
from . import models
from .clock import today
from .history import Noted, history
from .opening import Store
from .sessions import revision_of
from .troubles import in_plain_words


def erase(store: Store, names: list[str]) -> bool:
    """Takes cases out with all that is kept of them, and wipes the places. False when another process still has old pages open."""
    with store.writing() as connection:
        for name in names:
            revision_of(connection, name, store.place, alone=True)
            for table in (models.entries, models.history, models.diagnoses, models.steps, models.surveys, models.survey_files):
                connection.execute(delete(table).where(table.c.case_id == name))
            connection.execute(delete(models.cases).where(models.cases.c.id == name))
    return wipe(store)


def wipe(store: Store) -> bool:
    """Rewrites the store without what was erased (the main file and the log beside it). False when somebody holds old pages."""
    with in_plain_words(store.place), store.engine.connect() as connection:
        if store.engine.dialect.name != "sqlite":
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM FULL")
            return True
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        if not _log_emptied(raw):
            return False
        raw.execute("VACUUM")
        return _log_emptied(raw)


def _log_emptied(connection: sqlite3.Connection) -> bool:
    """Moves the log beside the file into it and cuts it off; False while somebody still reads an older state."""
    return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)


def keep_until(store: Store, name: str, day: str | None) -> None:
    """Sets the last day a case is kept; None: without end."""
    with store.writing() as connection:
        revision_of(connection, name, store.place)
        connection.execute(update(models.cases).where(models.cases.c.id == name).values(keep_until=day))


def expired(store: Store) -> list[tuple[str, str]]:
    """The cases whose last day is over, with that day."""
    table = models.cases
    with store.reading() as connection:
        rows = connection.execute(select(table.c.id, table.c.keep_until).where(table.c.keep_until < today()).order_by(table.c.id))
        return [(row.id, row.keep_until) for row in rows]


def noted(store: Store, name: str) -> list[Noted]:
    """Every change of a case. Raises `Refused` when there is none."""
    with store.reading() as connection:
        revision_of(connection, name, store.place)
        return history(connection, name)


def back_up(store: Store, target: Path) -> None:
    """Copies the store whole, while others may go on working. Never over a file that is there."""
    if store.file is None:
        raise Refused(say("server_copy", place=store.place))
    if target.exists():
        raise Refused(say("there_already", file=target))
    handle, name = tempfile.mkstemp(dir=target.resolve().parent, prefix=f".{target.name}.", suffix=".part")
    os.close(handle)
    try:
        with in_plain_words(str(target)):
            _copy(store, Path(name))
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _copy(store: Store, target: Path) -> None:
    with store.engine.connect() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        copy = sqlite3.connect(target)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
    with target.open("rb") as file:
        os.fsync(file.fileno())
