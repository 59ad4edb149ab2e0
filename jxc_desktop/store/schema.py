"""The schema's version: made, migrated, and refused when a newer program wrote it."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from jxc_desktop.store.trouble import StoreTrouble

if TYPE_CHECKING:
    from sqlalchemy import Engine

SCHEMA_VERSION = 1
"""Counts the migrations; kept as `user_version`, so that a start need not load Alembic."""


def bring_up_to_date(reader: Engine, writer: Engine) -> None:
    """Migrate an older or empty database; refuse one from a newer program (`database_newer`)."""
    with reader.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if found == SCHEMA_VERSION:
        return
    if found > SCHEMA_VERSION:
        raise StoreTrouble("database_newer", found=found, known=SCHEMA_VERSION)
    migrate(writer)


def migrate(engine: Engine) -> None:
    """Run every migration that the database has not seen, in one transaction each."""
    from alembic import command  # noqa: PLC0415 (costs 0.2 s, needed once per version)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    migrations = resources.files("jxc_desktop.store") / "migrations"
    config.set_main_option("script_location", str(migrations))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
