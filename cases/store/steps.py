"""The plan of a case at work, kept with its history."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from ..entries import Change, Key
from ..steps import Step
from . import models
from .clock import now
from .history import note
from .opening import Store
from .sessions import revision_of

STEP = "step"


def steps_of(connection: Connection, name: str) -> dict[str, Step]:
    """What is agreed for each remedy."""
    rows = connection.execute(select(models.steps).where(models.steps.c.case_id == name).order_by(models.steps.c.remedy))
    return {row.remedy: Step(row.remedy, **row.content) for row in rows}


def read_steps(store: Store, name: str) -> dict[str, Step]:
    """What is agreed for each remedy of a case. Raises `Refused` when there is no such case."""
    with store.reading() as connection:
        revision_of(connection, name, store.place)
        return steps_of(connection, name)


def save_steps(store: Store, name: str, steps: Iterable[Step]) -> int:
    """Keeps what is agreed, all or nothing; gives how many steps are other than before."""
    with store.writing() as connection:
        revision = revision_of(connection, name, store.place, alone=True)
        before = steps_of(connection, name)
        changes = [Change(Key(STEP, "", one.remedy), _plain(before.get(one.remedy)), one.as_plain())
                   for one in steps if before.get(one.remedy, Step(one.remedy)) != one]
        for change in changes:
            connection.execute(delete(models.steps).where(models.steps.c.case_id == name, models.steps.c.remedy == change.key.name))
            connection.execute(insert(models.steps).values(case_id=name, remedy=change.key.name, content=change.new))
        note(connection, name, revision, changes, now(), frozenset())
    return len(changes)


def _plain(step: Step | None) -> dict[str, str] | None:
    return step.as_plain() if step else None
