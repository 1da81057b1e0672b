"""Bring a ledger's tables to this version of the program, or back to an older one."""

from __future__ import annotations

from importlib import resources

import sqlalchemy as sa

from tawatur.errors import LedgerError

HEAD = "0003"
"""The newest step; a test holds it equal to what the migrations say."""


def current(connection: sa.Connection) -> str | None:
    """The step that the ledger stands at; None where it has no tables yet."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: sa.Connection, to: str = "head") -> None:
    """Go up or down to a step (``head``, ``base`` or its number); the caller's transaction holds it all."""
    # alembic costs a third of a second to import, and nearly every opening finds the ledger up to date
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(resources.files("tawatur.ledger").joinpath("migrations")))
    config.attributes["connection"] = connection
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    if to not in ("head", "base", *steps):
        raise LedgerError("ledger.step", step=to, steps=list(reversed(steps)))
    at = current(connection)
    if at is not None and at not in steps:
        raise LedgerError("ledger.newer")
    back = to == "base" or (to in steps and at is not None and steps.index(to) > steps.index(at))
    if back:
        command.downgrade(config, to)
    else:
        command.upgrade(config, to)


def is_current(connection: sa.Connection) -> bool:
    """Whether the tables are this version's."""
    return current(connection) == HEAD


def refuse(connection: sa.Connection) -> None:
    """Raise LedgerError with what to do about tables that are not this version's."""
    if current(connection) is None:
        raise LedgerError("ledger.empty")
    raise LedgerError("ledger.version")
