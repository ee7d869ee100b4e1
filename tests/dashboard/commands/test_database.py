"""The database of a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool

from dashboard.commands.database import opened
from data_access.engine import writing
from data_access.errors import EXIT_DATABASE
from data_access.settings import PREFIX
from tests.support.commands import here, told


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


@pytest.mark.parametrize("state", ["no file", "empty file"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("charts",),
        ("check",),
        ("check", "accept", "x", "--note", "so gewollt"),
        ("changes",),
        ("demo", "load"),
        ("demo", "remove"),
        ("delivery", "list"),
        ("delivery", "release", "L1", "--note", "geprüft"),
        ("erase", "--statistic", "x", "--area", "y", "--reason", "z"),
        ("import", "fehlt.csv"),
        ("mapping", "list"),
        ("mapping", "draft", "fehlt.csv"),
        ("alias", "list"),
        ("keys", "areas"),
        ("template", "sprachkurse", "--out", "sprachkurse.xlsx"),
    ],
    ids=" ".join,
)
def test_before_the_first_start_each_command_says_how_it_is_set_up(
    arguments: tuple[str, ...], state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "monitor.db"
    if state == "empty file":
        file.touch()

    result = here(*arguments, url=f"sqlite:///{file}")

    assert result.returncode == EXIT_DATABASE
    assert "noch nicht eingerichtet" in result.stderr
    assert "Abhilfe: „integrationsmonitor migrate“ ausführen." in result.stderr
    told(result)
    assert state == "empty file" or not file.exists(), "nothing was made in its place"
