"""What people say of the texts of evaluation runs: each text's words, by the hash of the text and who said it.

Run before the new code starts: it only adds a table, so servers of the version before go on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Ident = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "eval_labels",
        sa.Column("content_hash", Ident, nullable=False),
        sa.Column("actor", Ident, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("content_hash", "actor", name="pk_eval_labels"),
    )
    op.create_index("ix_eval_labels_at", "eval_labels", ["at"])


def downgrade() -> None:
    op.drop_table("eval_labels")
