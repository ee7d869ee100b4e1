"""Runs the commands that the handbook quotes, and says what they print.

``python -m tests.support.handbook`` writes what they print now into the chapter.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

from dashboard import cli
from dashboard.handbook import with_tables
from data_access.engine import create_store_engine
from data_access.migrate import migrate
from data_access.settings import PREFIX, ROOT, Settings
from tests.support.births import lay_out

CHAPTER = ROOT / "docs" / "handbuch" / "daten-einlesen.md"
#: So many lines of a long output are quoted.
_LINES = 45
_LIST = 4
_COMMAND = re.compile(
    r"```text\n\$ integrationsmonitor (?P<call>[^\n]+)\n(?:.*?\n)??```", re.DOTALL
)
_MAPPING = re.compile(r"```toml\n(.*?)```", re.DOTALL)


def played(chapter: str, run: Callable[..., tuple[int, str]], folder: Path) -> str:
    """The chapter with what its commands print.

    Args:
        chapter: its commands are run in their order.
        run: runs one.
        folder: where they are run; the files of the example are put there.
    """
    found = _MAPPING.search(chapter)
    mapping = found[1] if found else ""
    lay_out(folder, mapping)

    def printed(match: re.Match[str]) -> str:
        call = shlex.split(match["call"])
        if call[:2] == ["mapping", "save"]:
            # By then the draft is filled in.
            (folder / "geburten.toml").write_text(mapping, "utf-8")
        _, output = run(*call)
        lines = output.rstrip("\n").split("\n")
        most = _LIST if call[-1] == "list" else _LINES
        if len(lines) > most:
            lines = [*lines[:most], "…"]
        text = "\n".join(line.rstrip() for line in lines)
        return f"```text\n$ integrationsmonitor {match['call']}\n{text}\n```"

    return _COMMAND.sub(printed, chapter)


def _run(*arguments: str) -> tuple[int, str]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = cli.main(arguments)
    return code, printed.getvalue()


def _main() -> None:
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        url = f"sqlite:///{Path(name) / 'monitor.db'}"
        os.environ[f"{PREFIX}DATABASE_URL"] = url
        engine = create_store_engine(url, read_only=False)
        migrate(engine, county_keys=Settings.model_fields["counties"].default)
        engine.dispose()
        chapter = played(with_tables(CHAPTER.read_text("utf-8")), _run, Path(name))
    CHAPTER.write_text(chapter, "utf-8")


if __name__ == "__main__":
    _main()
