"""The survey of a stored case: counts alone, each file from the revision that brought it to the one that replaced it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from ...kb.model import KnowledgeBase
from ..entries import Change, Key
from ..failures import Refused
from ..refusals import say
from ..survey import Group, Imported, Survey
from ..survey_carrying import survey_today
from ..survey_file import as_plain
from . import models
from .clock import Act, now
from .history import note
from .opening import Store

SURVEY = "survey"


def survey_in(connection: Connection, name: str, known: KnowledgeBase, revision: int | None = None) -> Survey | None:
    """The survey of a case under today's knowledge, as it stands or as it stood at a revision; None when there was none."""
    kept = connection.execute(select(models.surveys).where(models.surveys.c.case_id == name)).first()
    table = models.survey_files
    there = table.c.until.is_(None) if revision is None else or_(table.c.until.is_(None), table.c.until > revision)
    rows = connection.execute(select(table).where(table.c.case_id == name, there).order_by(table.c.number))
    files = tuple(imported(row.content) for row in rows if revision is None or row.since <= revision)
    if kept is None or (revision is not None and not files):
        return None
    return survey_today(Survey(kept.smallest, kept.columns, kept.meanings, files), known)


def imported(plain: dict[str, Any]) -> Imported:
    """The counts of a file from what `as_plain` made of it."""
    groups = tuple(Group(one["side"], one["department"], one["sheets"], one["answers"]) for one in plain["groups"])
    return Imported(plain["name"], plain["sha256"], plain["declined"], plain["empty"], groups)


def save_survey(store: Store, name: str, before: Survey | None, after: Survey, known: KnowledgeBase) -> None:
    """Keeps a survey, all or nothing. Raises `Refused` when somebody changed it since it was read."""
    with store.writing() as connection:
        connection.execute(select(models.cases.c.id).where(models.cases.c.id == name).with_for_update())
        if survey_in(connection, name, known) != before:
            raise Refused(say("survey_changed", name=name))
        put(connection, name, before, after, now())


def put(connection: Connection, name: str, before: Survey | None, after: Survey, act: Act) -> None:
    """Writes what changed of a survey under a new revision of the case; the history names the files and no number."""
    cases, table = models.cases, models.survey_files
    connection.execute(update(cases).where(cases.c.id == name).values(revision=cases.c.revision + 1, changed=act.day))
    revision = int(connection.execute(select(cases.c.revision).where(cases.c.id == name)).scalar_one())
    old, new = ({one.sha256: one for one in survey.files} if survey else {} for survey in (before, after))
    changes = []
    for key in [key for key in old if key not in new]:
        row = next(row for row in connection.execute(select(table).where(table.c.case_id == name, table.c.until.is_(None)))
                   if row.content["sha256"] == key)
        connection.execute(update(table).where(table.c.number == row.number).values(until=revision))
        changes.append(Change(Key(SURVEY, "", old[key].name[:200]), {"sha256": key}, None))
    for key in [key for key in new if key not in old]:
        connection.execute(insert(table).values(case_id=name, since=revision, content=as_plain(new[key])))
        changes.append(Change(Key(SURVEY, "", new[key].name[:200]), None, {"sha256": key}))
    connection.execute(delete(models.surveys).where(models.surveys.c.case_id == name))
    connection.execute(insert(models.surveys).values(case_id=name, smallest=after.smallest, columns=dict(after.columns),
                                                     meanings={question: dict(said) for question, said in after.values.items()}))
    note(connection, name, revision, changes, act, frozenset())
