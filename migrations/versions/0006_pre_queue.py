"""What editors filter their queue by: the kind of a text, who wrote it, whom it is assigned to; and an index for it.

Run before the new code starts: nullable columns and an index are all it adds, so servers of the version before go on.
A variant that one of them stores meanwhile is found by these three filters from its next step on.
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Ident = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NEW = ("kind", "origin", "assigned_to")
QUEUE = ["state", "risk", "created_at", "id", "component", "locale", *NEW]
VARIANTS = sa.table("written_variants", sa.column("id"), sa.column("data"), *map(sa.column, NEW))
PAGE = 500


def upgrade() -> None:
    for name in NEW:
        op.add_column("written_variants", sa.Column(name, Ident, nullable=True))
    _fill()
    op.create_index("ix_written_variants_queue", "written_variants", QUEUE)


def _fill() -> None:
    # in Python, since PostgreSQL's JSON cannot read a text with \u0000 in it, which a model may write
    bind, after = op.get_bind(), ""
    page = sa.select(VARIANTS.c.id, VARIANTS.c.data).order_by(VARIANTS.c.id).limit(PAGE)
    told = {name: sa.bindparam(f"new_{name}") for name in NEW}
    change = sa.update(VARIANTS).where(VARIANTS.c.id == sa.bindparam("which")).values(told)
    while rows := bind.execute(page.where(VARIANTS.c.id > after)).all():
        bind.execute(change, [_told(variant, json.loads(data)) for variant, data in rows])
        after = rows[-1][0]


def _told(variant: str, data: dict[str, object]) -> dict[str, object]:
    provenance = data["provenance"]
    origin = provenance["origin"] if isinstance(provenance, dict) else None
    return {"which": variant, "new_kind": data["kind"], "new_origin": origin, "new_assigned_to": data["assigned_to"]}


def downgrade() -> None:
    op.drop_index("ix_written_variants_queue", "written_variants")
    for name in NEW:
        op.drop_column("written_variants", name)
