"""Bring a database to the newest schema and load the reference data, all or nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from data_access.engine import reading, rewrite_file, writing
from data_access.errors import DatabaseNotMigratedError
from data_access.reference import musterkreis
from data_access.reference.load import (
    FIRST_START,
    installation_fact,
    is_loaded,
    load_common,
    load_pack,
    remember,
)
from data_access.reference.pack import read_pack
from data_access.reference.removal import remove_county

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def newest_version() -> str:
    """Schema version that this programme expects."""
    return _versions()[0]


def schema_version(connection: Connection) -> str | None:
    """Schema version of a database, None when it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def check_version(connection: Connection) -> None:
    """Make sure that the database has exactly the schema this programme expects.

    Raises:
        DatabaseNotMigratedError: it has none, an older one, or a newer one.
    """
    found, expected = schema_version(connection), newest_version()
    if found == expected:
        return
    where = connection.engine.url.render_as_string(hide_password=True)
    if found is not None and found not in _versions():
        raise DatabaseNotMigratedError(
            "Die Datenbank stammt von einer neueren Fassung des Programms.",
            where=where,
            remedy="Das Programm auf den neuen Stand bringen; die Datenbank bleibt unverändert.",
        )
    state = "leer und noch nicht eingerichtet" if found is None else "auf einem älteren Stand"
    raise DatabaseNotMigratedError(
        f"Die Datenbank ist {state}.",
        where=where,
        remedy="„integrationsmonitor migrate“ ausführen.",
    )


@cache
def _versions() -> tuple[str, ...]:
    """All schema versions of this programme, the newest first; each lies in a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    walked = ScriptDirectory.from_config(config).walk_revisions()
    return tuple(script.revision for script in walked)


def check_ready(engine: Engine) -> None:
    """Make sure that an engine reaches a migrated database.

    Raises:
        DatabaseUnavailableError, DatabaseNotMigratedError: in German, for the person at hand.
    """
    with reading(engine) as connection:
        check_version(connection)


def migrate(
    engine: Engine, *, county_keys: tuple[str, ...] = (), to_version: str = "head"
) -> list[str]:
    """Migrate and load, in one transaction. Returns what was done, in German.

    Args:
        engine: a writer.
        county_keys: packs to load; none loads the schema only.
        to_version: an older schema version, for tests.

    Raises:
        UnknownCountyError, PackError: nothing was changed.
    """
    packs = [read_pack(key) for key in county_keys]
    done: list[str] = []
    with writing(engine) as connection:
        before = schema_version(connection)
        if before is not None and before not in _versions():
            check_version(connection)
        command.upgrade(_config(connection), to_version)
        after = schema_version(connection)
        if before != after:
            done.append(f"Schema auf Stand {after} gebracht")
        if packs:
            if load_common(connection):
                done.append("Gruppen, Kennzahlen und Quellen geladen")
            done.extend(
                f"{pack.county['name']}: veröffentlichte Zahlen geladen"
                for pack in packs
                if load_pack(connection, pack)
            )
    return done


def load_demo(engine: Engine, *, first_start: bool = False) -> bool:
    """Load the fictitious Musterkreis; True when something changed.

    Args:
        engine: a writer on a migrated database.
        first_start: load only if this installation has never been started before; where it is
            there, bring it to the state of this programme.
    """
    with writing(engine) as connection:
        check_version(connection)
        started = first_start and installation_fact(connection, FIRST_START)
        if started and not is_loaded(connection, musterkreis.KEY):
            return False
        changed = load_common(connection)
        changed = load_pack(connection, musterkreis.build()) or changed
        remember(connection, FIRST_START, "ja")
        return changed


def remove_demo(engine: Engine) -> bool:
    """Take the Musterkreis out of every table; True when it was there. It stays away.

    Raises:
        DatabaseUnavailableError: also when it is gone, but not yet from the bytes of the file.
    """
    with writing(engine) as connection:
        check_version(connection)
        removed = remove_county(connection, musterkreis.KEY)
        remember(connection, FIRST_START, "ja")
    # Also when nothing was there: the last time may have got no further.
    rewrite_file(engine)
    return removed
