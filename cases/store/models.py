"""The tables of the store. Types are portable: text, whole numbers and JSON.

A case is a set of entries, each under a key (`kind`, `respondent`, `name`); its history holds the same entries before and
after each change, so that any earlier state can be had again.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

tables = MetaData()


def _of_case() -> Column[str]:
    return Column("case_id", String(80), ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)


cases = Table(
    "cases", tables,
    Column("id", String(80), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("created", String(10), nullable=False),
    Column("changed", String(10), nullable=False),
    Column("keep_until", String(10)))

entries = Table(
    "entries", tables, _of_case(),
    Column("kind", String(20), primary_key=True),
    Column("respondent", String(200), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("content", JSON, nullable=False))

history = Table(
    "history", tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("case_id", String(80), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", String(20), nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("respondent", String(200), nullable=False),
    Column("name", String(200), nullable=False),
    Column("old", JSON(none_as_null=True)),
    Column("new", JSON(none_as_null=True)),
    Index("history_of_case", "case_id", "revision"))

knowledge = Table(
    "knowledge", tables,
    Column("hash", String(64), primary_key=True),
    Column("version", String(40), nullable=False),
    Column("fingerprint", JSON, nullable=False))

diagnoses = Table(
    "diagnoses", tables, _of_case(),
    Column("revision", Integer, primary_key=True),
    Column("hash", String(64), ForeignKey("knowledge.hash"), primary_key=True),
    Column("at", String(20), nullable=False),
    Column("outcome", JSON, nullable=False))

surveys = Table(
    "surveys", tables, _of_case(),
    Column("smallest", Integer, nullable=False),
    Column("columns", JSON, nullable=False),
    Column("meanings", JSON, nullable=False))

survey_files = Table(
    "survey_files", tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("case_id", String(80), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer),
    Column("content", JSON, nullable=False),
    Index("survey_files_of_case", "case_id", "since"))

steps = Table(
    "steps", tables, _of_case(),
    Column("remedy", String(200), primary_key=True),
    Column("content", JSON, nullable=False))
