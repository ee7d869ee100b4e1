"""Exit codes and German messages of the command line, from the installed script."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path

import pytest

from dashboard import cli
from tests.support.commands import run, started, told
from tests.support.serving import environment, filled


def test_wrong_usage() -> None:
    result = run("fliegen", url="sqlite://")
    assert result.returncode == 2
    told(result)


def test_unknown_county_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'monitor.db'}"
    result = run("migrate", url=url, counties="03254,99999")
    assert result.returncode == 3
    assert "99999" in result.stderr
    told(result)
    left = tmp_path / "monitor.db"
    assert not left.exists() or left.stat().st_size == 0


def test_from_nothing_to_charts_and_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'monitor.db'}"
    assert run("migrate", url=url, counties="03254").returncode == 0
    assert "neuesten Stand" in run("migrate", url=url, counties="03254").stdout
    assert "geladen" in run("demo", "load", "--first-start", url=url).stdout
    assert "entfernt" in run("demo", "remove", url=url).stdout
    assert "nichts zu tun" in run("demo", "load", "--first-start", url=url).stdout
    listed = json.loads(run("charts", "--json", url=url).stdout)
    assert {"id", "page", "title", "counties"} <= set(listed[0])
    assert not any("muster" in one["counties"] for one in listed)


def test_a_terminal_without_german_quotation_marks_is_written_to_all_the_same(
    tmp_path: Path,
) -> None:
    url = filled(tmp_path, counties=("03254",), demo=False)
    result = started(
        *("keys", "groups", "quarkelquark"),
        environment={**environment(url), "PYTHONIOENCODING": "ascii"},
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Unter \\u201equarkelquark\\u201c ist nichts bekannt.")


def test_help_is_german(tmp_path: Path) -> None:
    result = run("serve", "--help", url=f"sqlite:///{tmp_path / 'monitor.db'}")
    assert result.returncode == 0
    assert "Aufruf: " in result.stdout
    assert "Optionen" in result.stdout
    assert result.stdout.count("Optionen:") == 1
    assert not re.search(r"\b(usage|options|show|exit|default)\b", result.stdout)


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    url = filled(tmp_path, counties=(), demo=False)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port), url=url)
    assert result.returncode == 2
    assert f"Der Anschluss {port} ist schon belegt" in result.stderr
    told(result)


def test_an_unexpected_error_is_told_without_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        raise RuntimeError("kaputt")

    monkeypatch.setitem(cli._COMMANDS, "charts", broken)
    assert cli.main(["charts"]) == 1
    told_text = capsys.readouterr().err
    assert "RuntimeError" in told_text
    assert "--debug" in told_text
    with pytest.raises(RuntimeError):
        cli.main(["charts", "--debug"])
