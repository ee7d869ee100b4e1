"""The database of a command."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool

from dashboard.commands.database import opened
from data_access.engine import writing
from data_access.settings import PREFIX


def _pooled(engine: Engine) -> int:
    assert isinstance(engine.pool, QueuePool)
    return engine.pool.checkedin()


def test_what_a_command_opens_is_closed_at_its_end(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", database_url)
    with opened(ready=False) as engine:
        with writing(engine) as connection:
            connection.exec_driver_sql("SELECT 1")
        assert _pooled(engine) == 1

    assert _pooled(engine) == 0
