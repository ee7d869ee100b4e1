"""What the handbook quotes of the command line is what it prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard import cli
from data_access.settings import PREFIX
from tests.support.handbook import CHAPTER, played


def test_the_worked_example_prints_what_the_handbook_quotes(
    migrated: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """``python -m tests.support.handbook`` writes it anew."""
    url = migrated.url.render_as_string(hide_password=False)
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    codes: list[int] = []

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        codes.append(cli.main(arguments))
        printed = capsys.readouterr()
        return codes[-1], printed.out + printed.err

    chapter = CHAPTER.read_text("utf-8")

    assert played(chapter, run, tmp_path) == chapter
    # Refused: the new table, the misspelt mapping, the unknown name.
    assert codes == [3, 0, 3, 0, 0, 0, 3, 0, 0, 0, 0, 0]
