"""Surveys in the store: counts of each file that was read, from one revision of the case to another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "surveys", sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("smallest", sa.Integer, nullable=False), sa.Column("columns", sa.JSON, nullable=False),
        sa.Column("meanings", sa.JSON, nullable=False))
    op.create_table(
        "survey_files", sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
        sa.Column("since", sa.Integer, nullable=False), sa.Column("until", sa.Integer),
        sa.Column("content", sa.JSON, nullable=False))
    op.create_index("survey_files_of_case", "survey_files", ["case_id", "since"])
