"""The diagnoses of a case that were told, each with the knowledge it was made with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select

from ...engine.diagnosis import Diagnosis
from ...kb.fingerprint import Fingerprint, fingerprint
from ...kb.model import KnowledgeBase
from ..carrying import case_today
from ..model import Case
from ..outcome import Outcome, outcome_from, outcome_of
from . import models
from .clock import now
from .history import as_of, history
from .opening import Store
from .sessions import entries_in, read, revision_of
from .surveys import survey_in


@dataclass(frozen=True)
class KeptDiagnosis:
    """What was told of a case at a revision, when, and with which knowledge (`version`, `hash`, its fingerprint)."""

    revision: int
    at: str
    version: str
    hash: str
    fingerprint: Fingerprint
    outcome: Outcome


def keep(store: Store, name: str, revision: int, known: KnowledgeBase, outcome: Outcome) -> None:
    """Keeps a diagnosis; the same state diagnosed again with the same knowledge adds nothing."""
    table = models.diagnoses
    with store.writing() as connection:
        if connection.execute(select(models.knowledge.c.hash).where(models.knowledge.c.hash == known.hash)).first() is None:
            connection.execute(insert(models.knowledge).values(hash=known.hash, version=known.version,
                                                               fingerprint=fingerprint(known)))
        same = select(table.c.revision).where(table.c.case_id == name, table.c.revision == revision, table.c.hash == known.hash)
        if connection.execute(same).first() is None:
            connection.execute(insert(table).values(case_id=name, revision=revision, hash=known.hash, at=now().at,
                                                    outcome=outcome.as_plain()))


def keep_told(store: Store, name: str, case: Case, diagnosis: Diagnosis) -> None:
    """Keeps what was told of a case; not if the case was changed meanwhile, or nothing is answered in it."""
    now, revision = read(store, name, diagnosis.known)
    if now == case and case.answered:
        keep(store, name, revision, diagnosis.known, outcome_of(diagnosis))


def last(connection: Connection, name: str) -> KeptDiagnosis | None:
    """The diagnosis told last, if there is one."""
    found = every(connection, name)
    return found[-1] if found else None


def every(connection: Connection, name: str) -> list[KeptDiagnosis]:
    """All diagnoses told of a case, oldest first."""
    table, known = models.diagnoses, models.knowledge
    rows = connection.execute(select(table, known.c.version, known.c.fingerprint).join(known, known.c.hash == table.c.hash)
                              .where(table.c.case_id == name).order_by(table.c.revision, table.c.at))
    return [KeptDiagnosis(row.revision, row.at, row.version, row.hash, row.fingerprint, outcome_from(row.outcome)) for row in rows]


def told_of(store: Store, name: str) -> list[KeptDiagnosis]:
    """All diagnoses told of a case, oldest first."""
    with store.reading() as connection:
        return every(connection, name)


def as_diagnosed(store: Store, name: str, known: KnowledgeBase) -> tuple[Case, KeptDiagnosis | None, bool]:
    """The case as it stood at its last diagnosis (as it stands, if there is none), that diagnosis, and whether more came since."""
    with store.reading() as connection:
        revision = revision_of(connection, name, store.place)
        kept = last(connection, name)
        entries = entries_in(connection, name)
        if kept is not None and kept.revision < revision:
            entries = as_of(entries, history(connection, name), kept.revision)
        survey = survey_in(connection, name, known, kept.revision if kept else None)
        return replace(case_today(entries, known), survey=survey), kept, kept is not None and kept.revision < revision
