"""Commands run in this process, on a database of both kinds.

What they call is tested on both; here SQLite is enough, but where moments are told.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard import cli
from data_access.settings import PREFIX
from tests.support import indicator_files as files
from tests.support.commands import Call

FOLDER = Path(__file__).parent
_ON_BOTH = {"test_changes.py", "test_database.py"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder."""
    for item in items:
        if item.path.parent == FOLDER and item.path.name not in _ON_BOTH:
            item.add_marker(pytest.mark.either_database)


@pytest.fixture
def monitor(migrated: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The database that the commands use."""
    url = migrated.url.render_as_string(hide_password=False)
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", url)
    return files.with_profile(migrated)


@pytest.fixture
def call(monitor: Engine, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command: its exit code and what it printed."""

    def run(*arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        code = cli.main([str(one) for one in arguments])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A good file of three years."""
    path = tmp_path / files.NAME
    path.write_bytes(files.content(files.years(files.COUNTY, 1990, [1, 2, "3p"])))
    return path
