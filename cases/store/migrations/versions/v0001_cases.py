"""Cases as entries, their history, the knowledge they were diagnosed with, and the diagnoses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "cases", sa.Column("id", sa.String(80), primary_key=True), sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created", sa.String(10), nullable=False), sa.Column("changed", sa.String(10), nullable=False),
        sa.Column("keep_until", sa.String(10)))
    op.create_table(
        "entries", _of_case(), sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("respondent", sa.String(200), primary_key=True), sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False), sa.Column("content", sa.JSON, nullable=False))
    op.create_table(
        "history", sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False), sa.Column("at", sa.String(20), nullable=False),
        sa.Column("who", sa.Text, nullable=False), sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("respondent", sa.String(200), nullable=False), sa.Column("name", sa.String(200), nullable=False),
        sa.Column("old", sa.JSON), sa.Column("new", sa.JSON))
    op.create_index("history_of_case", "history", ["case_id", "revision"])
    op.create_table(
        "knowledge", sa.Column("hash", sa.String(64), primary_key=True), sa.Column("version", sa.String(40), nullable=False),
        sa.Column("fingerprint", sa.JSON, nullable=False))
    op.create_table(
        "diagnoses", _of_case(), sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("hash", sa.String(64), sa.ForeignKey("knowledge.hash"), primary_key=True),
        sa.Column("at", sa.String(20), nullable=False), sa.Column("outcome", sa.JSON, nullable=False))


def _of_case() -> sa.Column[str]:
    return sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
