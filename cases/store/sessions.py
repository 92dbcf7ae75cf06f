"""Cases in the store: made, listed, read, and changed entry by entry, each change against what was seen before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from ...kb.model import KnowledgeBase
from ...kb.problems import closest
from ..carrying import carried, case_today, former_names
from ..entries import CASE, RESPONDENT, Change, Content, Entries, Key, differences, entries_of
from ..failures import ChangedMeanwhile, Refused
from ..model import Case
from ..refusals import say
from . import models
from .clock import Act, now
from .history import STAFF, last_hand, note
from .opening import Store
from .surveys import put, survey_in

LONGEST_ID = 60


@dataclass(frozen=True)
class Kept:
    """What the list of cases shows of one. Respondents and answers are counted without those of staff."""

    id: str
    organisation: str
    date: str
    respondents: int
    answers: int
    changed: str
    keep_until: str


def new_id(connection: Connection, organisation: str) -> str:
    """An id from an organisation's name that is not taken yet."""
    stem = re.sub(r"[\W_]+", "-", organisation.lower()).strip("-")[:LONGEST_ID] or "case"
    taken = set(ids(connection))
    return next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if name not in taken)


def ids(connection: Connection) -> list[str]:
    """The ids of all cases, sorted."""
    return sorted(connection.scalars(select(models.cases.c.id)))


def make(store: Store, case: Case, name: str | None = None, keep_until: str | None = None) -> str:
    """Puts a new case into the store and gives its id. Raises `Refused` when the id is taken or is none."""
    act = now()
    if name is not None and not re.fullmatch(r"[\w-]{1,80}", name):
        raise Refused(say("bad_id", name=name))
    with store.writing() as connection:
        if name is not None and name in ids(connection):
            raise Refused(say("id_taken", name=name))
        chosen = name or new_id(connection, case.organisation)
        connection.execute(insert(models.cases).values(id=chosen, revision=0, created=act.day, changed=act.day,
                                                       keep_until=keep_until))
        _write(connection, chosen, {}, differences({}, entries_of(case)), act, {})
        if case.survey is not None:
            put(connection, chosen, None, case.survey, act)
    return chosen


def kept(store: Store) -> list[Kept]:
    """All cases by id, with how much each holds."""
    entries = models.entries
    with store.reading() as connection:
        staff = {(row[0], row[1]) for row in connection.execute(
            select(entries.c.case_id, entries.c.respondent, entries.c.content).where(entries.c.kind == RESPONDENT))
            if row[2]["side"] == STAFF}
        counts: Counter[tuple[str, str]] = Counter()
        for case, kind, who, count in connection.execute(
                select(entries.c.case_id, entries.c.kind, entries.c.respondent, func.count())
                .group_by(entries.c.case_id, entries.c.kind, entries.c.respondent)):
            counts[case, kind] += 0 if (case, who) in staff else count
        lines = {(row[0], row[1]): row[2]["text"] for row in connection.execute(
            select(entries.c.case_id, entries.c.name, entries.c.content).where(entries.c.kind == CASE))}
        rows = connection.execute(select(models.cases).order_by(models.cases.c.id)).all()
    return [Kept(row.id, lines.get((row.id, "organisation"), ""), lines.get((row.id, "date"), ""),
                 counts.get((row.id, RESPONDENT), 0), counts.get((row.id, "answer"), 0), row.changed, row.keep_until or "")
            for row in rows]


def read(store: Store, name: str, known: KnowledgeBase) -> tuple[Case, int]:
    """A case under today's knowledge, and its revision. Raises `Refused` when there is none."""
    with store.reading() as connection:
        revision = revision_of(connection, name, store.place)
        return case_in(connection, name, known), revision


def has(store: Store, name: str) -> bool:
    """True when there is a case with an id."""
    with store.reading() as connection:
        return name in ids(connection)


def revision_of(connection: Connection, name: str, place: str, alone: bool = False) -> int:
    """How often a case was changed. Raises `Refused` when there is none. `alone`: nobody else changes it until the end."""
    found = select(models.cases.c.revision).where(models.cases.c.id == name)
    revision = connection.execute(found.with_for_update() if alone else found).scalar()
    if revision is None:
        close = closest(name, ids(connection))
        hint = say("near", name=close[0]) if close else say("see_list")
        raise Refused(say("no_case", name=name, place=place, hint=hint))
    return int(revision)


def entries_in(connection: Connection, name: str) -> dict[Key, Content]:
    """A case's entries as they stand in the store, in order."""
    table = models.entries
    rows = connection.execute(select(table).where(table.c.case_id == name).order_by(table.c.position))
    return {Key(row.kind, row.respondent, row.name): row.content for row in rows}


def case_in(connection: Connection, name: str, known: KnowledgeBase) -> Case:
    """A case with its survey, under today's knowledge."""
    return replace(case_today(entries_in(connection, name), known), survey=survey_in(connection, name, known))


def save(store: Store, name: str, before: Case, after: Case, known: KnowledgeBase) -> Case:
    """Keeps what changed from `before` to `after` and gives the case as it is now, with what others changed meanwhile.

    Raises `ChangedMeanwhile`, and writes nothing, when somebody else changed one of the same entries otherwise.
    """
    wanted = differences(entries_of(before), entries_of(after))
    with store.writing() as connection:
        revision_of(connection, name, store.place, alone=True)
        raw = entries_in(connection, name)
        there = {**raw, **carried(raw, known)[0]}
        clashes = [Change(one.key, there.get(one.key), one.new) for one in wanted
                   if there.get(one.key) not in (one.old, one.new)]
        if clashes:
            told = [(one, last_hand(connection, name, one.key)) for one in clashes]
            raise ChangedMeanwhile(told, case_in(connection, name, known))
        todo = [one for one in wanted if there.get(one.key) != one.new]
        act = now()
        _write(connection, name, raw, todo, act, {one.key: former_names(one.key, known) for one in todo})
        if after.survey is not None and after.survey != before.survey:
            put(connection, name, survey_in(connection, name, known), after.survey, act)
        return case_in(connection, name, known)


def _write(connection: Connection, name: str, raw: Entries, changes: Iterable[Change], act: Act,
           former: dict[Key, list[Key]]) -> None:
    todo = list(changes)
    for one in list(todo):
        todo += [Change(old, raw[old], None) for old in former.get(one.key, ()) if old in raw]
    if not todo:
        return
    revision = _next_revision(connection, name, act)
    position = _last_position(connection, name)
    for number, one in enumerate(todo, 1):
        _put(connection, name, one, raw, position + number)
    people = {key.respondent: content for key, content in (*raw.items(), *((one.key, one.new or {}) for one in todo))
              if key.kind == RESPONDENT}
    note(connection, name, revision, todo, act, frozenset(who for who, content in people.items() if content.get("side") == STAFF))


def _next_revision(connection: Connection, name: str, act: Act) -> int:
    connection.execute(update(models.cases).where(models.cases.c.id == name)
                       .values(revision=models.cases.c.revision + 1, changed=act.day))
    return int(connection.execute(select(models.cases.c.revision).where(models.cases.c.id == name)).scalar_one())


def _last_position(connection: Connection, name: str) -> int:
    table = models.entries
    return int(connection.execute(select(func.max(table.c.position)).where(table.c.case_id == name)).scalar() or 0)


def _put(connection: Connection, name: str, one: Change, raw: Entries, position: int) -> None:
    table = models.entries
    here = and_(table.c.case_id == name, table.c.kind == one.key.kind, table.c.respondent == one.key.respondent,
                table.c.name == one.key.name)
    if one.new is None:
        connection.execute(delete(table).where(here))
    elif one.key in raw:
        connection.execute(update(table).where(here).values(content=dict(one.new)))
    else:
        connection.execute(insert(table).values(case_id=name, **one.key._asdict(), position=position, content=dict(one.new)))
