"""Opening the store: how SQLite is set up, reading and writing, and bringing an older store up to date."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text

from ...kb.problems import BrokenFile, Place, Problem
from ..refusals import say
from . import place as places
from .troubles import damaged, in_plain_words

NEWEST = "0003"
PATIENCE = 20
LOCK = 723_701
MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Store:
    """An open store. `reading` and `writing` give a connection in a transaction; `writing` is alone while it lasts."""

    engine: Engine
    place: str

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store."""
        with in_plain_words(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept whole when the block ends, or not at all."""
        with in_plain_words(self.place), self.engine.connect() as opened:
            connection = opened.execution_options(alone=True)
            with connection.begin():
                yield connection

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the store: its log is moved into the file. SQLite must not stay open in a process that is forked."""
        self.engine.dispose()

    @property
    def file(self) -> Path | None:
        """The store's file; None for a database server."""
        return places.file_of(self.place) if self.engine.dialect.name == "sqlite" else None


def open_store(named: str | None = None) -> Store:
    """The store at a place, made if there is none yet. Raises OSError, `BrokenFile` or `Refused`, and changes nothing then."""
    place = places.store_place(named)
    path = places.file_of(place)
    if path is not None:
        _check_file(path)
    shown = places.shown(place)
    with in_plain_words(shown):
        store = Store(_engine(places.address_of(place)), shown)
    try:
        with store.reading() as connection:
            version = _version(connection, shown)
        if version != NEWEST:
            _bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def _check_file(path: Path) -> None:
    """Makes the folder and a file that only its owner reads; refuses a file that does not begin as a store does."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        path.touch(mode=0o600)
    if path.stat().st_size:
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\0":
                raise damaged(str(path), "it does not begin like one")


def _engine(address: str) -> Engine:
    engine = create_engine(address, connect_args={"timeout": PATIENCE} if address.startswith("sqlite") else {})
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    """WAL: readers and a writer at once; FULL: what is confirmed survives a power cut; secure_delete: erased is overwritten."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise connection.DatabaseError("damaged pages")
    _use_wal(connection)


def _use_wal(connection: Any) -> None:
    """Two processes may switch a new store at once; the database does not wait for that by itself."""
    for attempt in range(PATIENCE * 10):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except connection.OperationalError as error:
            if "locked" not in str(error) or attempt + 1 == PATIENCE * 10:
                raise
            time.sleep(0.1)


def _begin(connection: Connection) -> None:
    alone = connection.get_execution_options().get("alone")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")


def _version(connection: Connection, shown: str) -> str:
    """The store's version, '' for a new one. Raises `BrokenFile` for a database that is something else, or newer."""
    names = inspect(connection).get_table_names()
    if "alembic_version" not in names:
        if names:
            raise BrokenFile([Problem(Place(shown), say("other_tables"), say("other_store"))])
        return ""
    version = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
    if version > NEWEST:
        raise BrokenFile([Problem(Place(shown), say("newer", version=version, newest=NEWEST), say("newer_mend"))])
    return version


def _bring_up_to_date(store: Store) -> None:
    """Runs the migrations that are missing, all or none; a process that comes second finds them done."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with store.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        if _version(connection, store.place) != NEWEST:
            config.attributes["connection"] = connection
            command.upgrade(config, NEWEST)
