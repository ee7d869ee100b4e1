"""The command line as a process of its own, and what its messages must be like."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
from collections.abc import Callable

import pytest

from dashboard import cli
from data_access.settings import PREFIX, ROOT
from tests.support.serving import command, environment
from tests.support.visiting import ENGLISH

#: Runs a command in the same process: its exit code and what it printed.
Call = Callable[..., tuple[int, str]]

#: What libraries say, beyond the words that pages are searched for.
_OF_LIBRARIES = re.compile(
    r"\b(input|should|valid|invalid|integer|parse|string|unable|unexpected|must|failed|missing|"
    r"got|expected|cannot|could|exception|traceback)\b",
    re.IGNORECASE,
)
#: Commands and values in quotation marks, addresses and paths may be of any language; an option is
#: the same in both.
_NAMES = re.compile(r"„[^“]*“|\S+://\S*|/\S+|\bStreamlit-Option\b")
#: Root may enter every folder and read every file unless these two are taken away. Another account
#: would not do: it may lack the right to read this project.
_POWERS = "-dac_override,-dac_read_search"


def run(
    *arguments: str, url: str, ordinary: bool = False, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run the console script on a database of its own.

    Args:
        arguments: of the command line.
        url: of the database.
        ordinary: with the rights of an ordinary account, also where root runs the tests.
        settings: by their names without prefix.
    """
    return started(
        *arguments, environment=environment(url, **settings), ordinary=ordinary and not os.geteuid()
    )


def here(*arguments: str, url: str) -> subprocess.CompletedProcess[str]:
    """The same in this process, which saves starting another one.

    Args:
        arguments: of the command line.
        url: of the database.
    """
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setenv(f"{PREFIX}DATABASE_URL", url)
        code = cli.main(arguments)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def started(
    *arguments: str, environment: dict[str, str], ordinary: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run the console script in an environment."""
    powerless = ["setpriv", f"--inh-caps={_POWERS}", f"--bounding-set={_POWERS}"]
    return subprocess.run(
        [*(powerless if ordinary else ()), *command(*arguments)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def told(result: subprocess.CompletedProcess[str]) -> None:
    """What, where, what to do, and no traceback."""
    assert "Wo: " in result.stderr
    assert "Abhilfe: " in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def english(text: str) -> list[str]:
    """Words of a library in a message of ours; names in quotation marks and of fields aside."""
    return _OF_LIBRARIES.findall(re.sub(r"„[^“]*“|Möglich: .*|\S+ = \S+", "", text))


def refused(result: subprocess.CompletedProcess[str], said: str) -> None:
    """It did not start because of database or settings, and said so in nothing but German."""
    assert result.returncode == 4, result.stderr
    told(result)
    assert said in result.stderr
    prose = _NAMES.sub("", result.stderr)
    assert ENGLISH.findall(prose) + _OF_LIBRARIES.findall(prose) == []
    assert re.fullmatch(r".+\.\n  Wo: .+\n  Abhilfe: .+\.\n", result.stderr), result.stderr
