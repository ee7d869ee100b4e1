"""What keeps erased rows from going out of the bytes is told; repeating the command mends it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from data_access import engine as engines
from data_access.engine import create_store_engine
from data_access.erasure import erasing
from data_access.errors import DatabaseUnavailableError
from data_access.migrate import migrate
from tests.support.postgres import PostgresDatabases


@pytest.fixture
def server(postgres_databases: PostgresDatabases) -> Iterator[Engine]:
    """A writer on a server with the newest schema."""
    url = postgres_databases.create()
    engine = create_store_engine(url, read_only=False)
    migrate(engine)
    yield engine
    engine.dispose()
    postgres_databases.drop(url)


def test_a_table_that_somebody_else_holds_is_told_and_not_waited_for(
    server: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "REWRITE_WAIT_MS", 200)
    with server.begin() as other:
        other.execute(text("LOCK TABLE observation IN ACCESS SHARE MODE"))

        with pytest.raises(DatabaseUnavailableError, match="Die Zeilen sind gelöscht") as told:
            erasing.wipe(server)

    assert "den Befehl wiederholen" in told.value.remedy
    erasing.wipe(server)


def test_a_server_that_is_gone_is_told_as_well() -> None:
    gone = create_store_engine("postgresql://amt:geheim@127.0.0.1:1/zahlen", read_only=False)

    with pytest.raises(DatabaseUnavailableError, match="Die Zeilen sind gelöscht") as told:
        erasing.wipe(gone)

    assert "geheim" not in str(told.value)


def test_whoever_writes_next_waits_as_long_as_before(server: Engine) -> None:
    erasing.wipe(server)

    with server.connect() as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "0"
