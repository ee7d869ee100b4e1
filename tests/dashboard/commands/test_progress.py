"""The bar of long work: on a terminal, gone at the end, and nowhere else."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path
from threading import Thread

from sqlalchemy import Engine

from data_access.settings import ROOT
from tests.support import indicator_files as files
from tests.support.commands import run
from tests.support.serving import command, environment

#: Bar, share and step, as they follow a carriage return.
_SHOWN = re.compile(r"\r([█░]{24}) +(\d+) %  (\S+): (\S+)")


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def _until_closed(terminal: int, seen: list[bytes]) -> None:
    """What is shown; Linux tells the end of a terminal as an error."""
    try:
        while shown := os.read(terminal, 4096):
            seen.append(shown)
    except OSError:
        return


def _on_terminal(*arguments: str, url: str) -> tuple[str, str]:
    """Run a command in front of a terminal: its results, and what else the terminal shows."""
    terminal, place = pty.openpty()
    seen: list[bytes] = []
    watching = Thread(target=_until_closed, args=(terminal, seen))
    watching.start()
    try:
        done = subprocess.run(
            command(*arguments),
            env=environment(url),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=place,
            check=True,
            timeout=120,
        )
    finally:
        os.close(place)
        watching.join(30)
        os.close(terminal)
    return done.stdout.decode(), b"".join(seen).decode()


def test_somebody_at_a_terminal_sees_how_far_an_import_is(monitor: Engine, file: Path) -> None:
    printed, shown = _on_terminal("import", str(file), url=_url(monitor))

    steps = _SHOWN.findall(shown)
    shares = [int(share) for _, share, _, _ in steps]
    assert {name for _, _, name, _ in steps} == {files.NAME}
    assert next(step for _, _, _, step in steps) == "öffnen"
    assert {"lesen", "speichern"} <= {step for _, _, _, step in steps}
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 100)
    assert [bar.count("█") for bar, *_ in steps] == [round(24 * share / 100) for share in shares]
    # At the end the line is empty again, and the results stand by themselves.
    assert shown.endswith("\r\x1b[K")
    assert "Eingelesen und freigegeben." in printed
    assert "█" not in printed


def test_somebody_at_a_terminal_sees_how_far_an_audit_is(monitor: Engine, file: Path) -> None:
    run("import", str(file), url=_url(monitor))

    printed, shown = _on_terminal("check", "--county", files.ORDER.county_key, url=_url(monitor))

    steps = re.findall(r"\r[█░]{24} +(\d+) %  (.+?): +(\S+)", shown)
    shares = [int(share) for share, _, _ in steps]
    (county,) = {name for _, name, _ in steps}
    assert printed.startswith(f"{county} (")
    assert {step for _, _, step in steps} == {"lesen", "prüfen", "fertig"}
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 100)
    assert len(set(shares)) > 10
    assert shown.endswith("\r\x1b[K")


def test_where_nobody_watches_there_is_no_bar(monitor: Engine, file: Path) -> None:
    done = run("import", str(file), url=_url(monitor))

    assert "Eingelesen und freigegeben." in done.stdout
    assert done.stderr == ""
    assert "\r" not in done.stdout
