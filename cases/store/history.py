"""Who changed what, when, and what was there before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from ..entries import Change, Content, Entries, Key, undone
from . import models
from .clock import Act

STAFF = "staff"


@dataclass(frozen=True)
class Noted:
    """One change with the revision it made, when (the day alone for staff), and by whom."""

    revision: int
    at: str
    who: str
    change: Change


def note(connection: Connection, case: str, revision: int, changes: Iterable[Change], act: Act, staff: frozenset[str]) -> None:
    """Writes changes down. `staff`: the respondents of whom only the day is kept."""
    rows = [{"case_id": case, "revision": revision, "at": act.day if one.key.respondent in staff else act.at, "who": act.who,
             "kind": one.key.kind, "respondent": one.key.respondent, "name": one.key.name,
             "old": _plain(one.old), "new": _plain(one.new)} for one in changes]
    if rows:
        connection.execute(insert(models.history), rows)


def history(connection: Connection, case: str) -> list[Noted]:
    """Every change of a case, oldest first."""
    rows = connection.execute(select(models.history).where(models.history.c.case_id == case).order_by(models.history.c.number))
    return [Noted(row.revision, row.at, row.who, Change(Key(row.kind, row.respondent, row.name), row.old, row.new)) for row in rows]


def last_hand(connection: Connection, case: str, key: Key) -> str:
    """Who changed an entry last, and when."""
    table = models.history
    row = connection.execute(select(table).where(table.c.case_id == case, table.c.kind == key.kind, table.c.name == key.name,
                                                 table.c.respondent == key.respondent).order_by(table.c.number.desc())).first()
    return f"{row.who} ({row.at})" if row else "somebody"


def as_of(entries: Entries, noted: Iterable[Noted], revision: int) -> dict[Key, Content]:
    """The entries as they were at an earlier revision."""
    return undone(entries, [one.change for one in noted if one.revision > revision])


def _plain(content: Content | None) -> dict[str, str] | None:
    return None if content is None else dict(content)
