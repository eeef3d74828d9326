"""What learning reads: a decision's context, the lessons by id, and the state the next learning goes on from.

Run before the new code starts: columns with a default and an index are all it adds, so servers of the version before go
on. Their decisions have an empty context.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEACHES = sa.text("(status = 'assembled' OR arm = 'silent_holdout')")


def upgrade() -> None:
    op.add_column("decisions", sa.Column("context", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("snapshots", sa.Column("state", sa.LargeBinary(), nullable=True))
    op.create_index(
        "ix_decisions_lessons",
        "decisions",
        ["decision_id", "status", "arm", "user_id", "decided_at"],
        sqlite_where=TEACHES,
        postgresql_where=TEACHES,
    )


def downgrade() -> None:
    op.drop_index("ix_decisions_lessons", "decisions")
    op.drop_column("snapshots", "state")
    op.drop_column("decisions", "context")
