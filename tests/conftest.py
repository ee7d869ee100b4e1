"""Databases for the tests. None of them is the developer's own.

``database_url``, ``engine``    a fresh empty database
``schema``                      a writer on the newest schema, without rows
``migrated``                    a writer on a copy of what ``migrate`` makes: all real counties
``published``, ``reader``       the same, read-only and shared by all tests
``with_demo``                   a writer on a copy of the same with the fictitious Musterkreis
Each exists once for SQLite and once for PostgreSQL.
``samples``                     all real files, imported into SQLite once for a whole run
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import Engine

from data_access.engine import create_store_engine
from data_access.migrate import load_demo, migrate
from data_access.reader import Reader
from data_access.settings import PREFIX, Settings, settings
from tests.support.databases import Databases
from tests.support.imported_samples import Imported, imported
from tests.support.postgres import PostgresDatabases, Server, running_server
from tests.support.sqlite import SqliteDatabases

# Machines are busy now and then, and the same commit always gives the same answer.
hypothesis.settings.register_profile(
    "monitor",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("monitor")

COUNTIES = ("03254", "03157", "03357", "03241", "03")
SMALL_CELL_LIMIT = 3


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave PostgreSQL's turn of what is the same on both to the long tests."""
    for item in items:
        if item.get_closest_marker("either_database") and "postgresql" in item.name:
            item.add_marker(pytest.mark.long)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep thousands of tests out of every later search for garbage: it took a tenth of the run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No test sees the developer's settings, ``.env`` or database."""
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", f"sqlite:///{tmp_path / 'monitor.db'}")
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL server."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_databases(postgres: Server) -> PostgresDatabases:
    """Databases on the PostgreSQL server."""
    return PostgresDatabases(postgres)


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """Databases in a temporary folder."""
    return SqliteDatabases(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """All real files with figures, imported; needs the folder of samples."""
    folder = tmp_path_factory.getbasetemp()
    run = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    return imported(run / "imported-samples")


@pytest.fixture(scope="session", params=["sqlite", "postgres"], ids=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Both kinds of database, one after the other."""
    found: Databases = request.getfixturevalue(f"{request.param}_databases")
    return found


@pytest.fixture(scope="session")
def schema_url(databases: Databases) -> str:
    """The newest schema without rows; to be copied only."""
    return databases.template("schema", migrate)


@pytest.fixture(scope="session")
def published_url(databases: Databases) -> str:
    """All real counties; to be copied only."""
    return databases.template("published", lambda engine: migrate(engine, county_keys=COUNTIES))


@pytest.fixture(scope="session")
def demo_url(databases: Databases, published_url: str) -> str:
    """All real counties and the Musterkreis; to be copied only."""
    return databases.template("demo", load_demo, published_url)


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """A fresh empty database."""
    url = databases.create()
    yield url
    databases.drop(url)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A writer on a fresh empty database."""
    engine = create_store_engine(database_url, read_only=False)
    yield engine
    engine.dispose()


@pytest.fixture
def schema(databases: Databases, schema_url: str) -> Iterator[Engine]:
    """A writer on the newest schema without rows."""
    yield from _copy(databases, schema_url)


@pytest.fixture
def migrated(databases: Databases, published_url: str) -> Iterator[Engine]:
    """A writer on a database with all real counties."""
    yield from _copy(databases, published_url)


@pytest.fixture
def with_demo(databases: Databases, demo_url: str) -> Iterator[Engine]:
    """A writer on a database with all real counties and the Musterkreis."""
    yield from _copy(databases, demo_url)


def _copy(databases: Databases, url: str) -> Iterator[Engine]:
    engine = create_store_engine(databases.copy(url), read_only=False)
    yield engine
    engine.dispose()
    databases.drop(engine.url.render_as_string(hide_password=False))


@pytest.fixture(scope="session")
def published(databases: Databases, published_url: str) -> Iterator[Engine]:
    """A reader's engine on a database with all real counties, shared by all tests."""
    engine = create_store_engine(databases.copy(published_url), read_only=True)
    yield engine
    engine.dispose()


@pytest.fixture
def reader(published: Engine) -> Reader:
    """What the pages ask, on a database with all real counties."""
    return Reader(published, small_cell_limit=SMALL_CELL_LIMIT)
