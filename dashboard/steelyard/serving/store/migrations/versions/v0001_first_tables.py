"""The first tables; rows of the log can only be added, whoever writes in the database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ONLY_ADDED = "rows of the log are only added"


def upgrade() -> None:
    """Make the tables and what guards the log."""
    op.create_table(
        "documents",
        sa.Column("set_name", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )
    op.create_table(
        "seats",
        sa.Column("set_name", sa.String, primary_key=True),
        sa.Column("judge", sa.String, primary_key=True),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("taken", sa.String(32), nullable=False),
    )
    op.create_index("one_seat_for_each_user", "seats", ["set_name", "user"], unique=True)
    op.create_table(
        "drafts",
        sa.Column("user", sa.String, primary_key=True),
        sa.Column("file", sa.String, primary_key=True),
        sa.Column("draft_id", sa.String(64), primary_key=True),
        sa.Column("base_sha256", sa.String(64), nullable=False),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("says", sa.Text, nullable=False),
    )
    op.create_index("events_in_order", "events", ["at", "id"])
    op.create_table(
        "login_sessions",
        sa.Column("token_sha256", sa.String(64), primary_key=True),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("groups", sa.Text, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
    )
    op.create_table(
        "login_attempts",
        sa.Column("state_sha256", sa.String(64), primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
    )
    _guard_log()


def _guard_log() -> None:
    """Have the database itself refuse to change or delete a row of the log."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER events_no_{act.lower()} BEFORE {act} ON events "
                f"BEGIN SELECT RAISE(ABORT, '{_ONLY_ADDED}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION events_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_ONLY_ADDED}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION events_only_added()"
    )
