"""Runs the steps that a database still lacks; Alembic loads this file by its path."""

from __future__ import annotations

from alembic import context

from steelyard.serving.store.tables import TABLES


def run_steps() -> None:
    """Run them on the connection that `migrating` holds its lock with."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=TABLES,
        transaction_per_migration=False,
    )
    context.run_migrations()


if __name__ == "env_py":
    # The name under which Alembic loads it; anybody else only reads it.
    run_steps()
