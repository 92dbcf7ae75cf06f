"""The plan lives on: owner, start, status and measure of a remedy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "steps", sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("remedy", sa.String(200), primary_key=True), sa.Column("content", sa.JSON, nullable=False))
