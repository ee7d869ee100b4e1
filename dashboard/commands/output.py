"""How commands speak: results to standard output, progress to standard error, files at once."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from data_access.errors import EXIT_USAGE, MonitorError
from data_access.progress import Progress, silent

_WIDTH = 24
_GAP = "  "


class OutputError(MonitorError):
    """A file cannot be written, or would replace another one."""

    exit_code = EXIT_USAGE


def say(text: str) -> None:
    """Print a result."""
    sys.stdout.write(f"{text}\n")


def say_json(content: Any) -> None:
    """Print a result as JSON."""
    say(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def progress_bar(name: str) -> Progress:
    """A bar on standard error where somebody watches; nothing where it goes to a file."""
    if not sys.stderr.isatty():
        return silent

    def show(step: str, share: float) -> None:
        done = round(_WIDTH * min(share, 1.0))
        bar = "█" * done + "░" * (_WIDTH - done)
        sys.stderr.write(f"\r{bar} {round(100 * share):3d} %  {name}: {step:<14}")
        if share >= 1.0:
            sys.stderr.write("\r\033[K")
        sys.stderr.flush()

    return show


def listed(
    heads: Mapping[str, str],
    rows: Sequence[Mapping[str, str]],
    *,
    numbers: Collection[str] = (),
) -> str:
    """Rows below each other, each column as wide as its longest text; the last one runs out.

    Args:
        heads: titles of columns by their names in the rows.
        rows: texts by names of columns.
        numbers: names of the columns that are aligned to the right.
    """
    lines = [heads, *rows]
    widths = {name: max(len(line.get(name, "")) for line in lines) for name in heads}
    return "\n".join(
        _GAP.join(
            line.get(name, "").rjust(width) if name in numbers else line.get(name, "").ljust(width)
            for name, width in widths.items()
        ).rstrip()
        for line in lines
    )


def shortened(text: str, width: int) -> str:
    """A text in one line, with its end cut off where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def demand_free(path: Path, *, force: bool) -> None:
    """Make sure that a file may be written: to be asked before any work is done for it.

    Args:
        path: of the file.
        force: it may replace a file that is there.

    Raises:
        OutputError: its folder is missing, or something is there already.
    """
    if not path.parent.is_dir():
        raise OutputError(
            f"Den Ordner „{path.parent}“ gibt es nicht.",
            where=str(path),
            remedy="Den Ordner anlegen oder einen nennen, den es gibt.",
        )
    if path.is_dir():
        raise OutputError(
            "Das ist ein Ordner, keine Datei.",
            where=str(path),
            remedy="Eine Datei darin nennen: den Ordner, einen Schrägstrich und ihren Namen.",
        )
    if path.exists() and not path.is_file():
        raise OutputError(
            "Unter diesem Namen gibt es etwas, das keine Datei ist.",
            where=str(path),
            remedy="Einen Dateinamen nennen, den es noch nicht gibt.",
        )
    if path.exists() and not force:
        raise OutputError(
            "Diese Datei gibt es schon; sie wurde nicht überschrieben.",
            where=str(path),
            remedy="Einen anderen Namen nennen, oder mit --force überschreiben.",
        )


def demand_workbook(path: Path) -> None:
    """Make sure that a file which will be a workbook is called one: Excel opens no other.

    Raises:
        OutputError: its name ends otherwise.
    """
    if path.suffix.casefold() != ".xlsx":
        called = path.with_name(f"{path.stem or 'datei'}.xlsx")
        raise OutputError(
            "Was geschrieben wird, ist eine Arbeitsmappe; ihr Name muss auf .xlsx enden.",
            where=str(path),
            remedy=f"Etwa {called} nennen.",
        )


def write_new(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file as a whole: until it is complete, what was there before stays.

    Args:
        path: of the file.
        content: its bytes.
        force: whether a file that is there is overwritten.

    Raises:
        OutputError: it cannot be written, or would replace another one.
    """
    demand_free(path, force=force)
    # What a link leads to is replaced, not the link.
    target = path.resolve()
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            unfinished.write_bytes(content)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            "Die Datei kann nicht geschrieben werden.",
            where=str(path),
            remedy="Schreibrecht und freien Platz prüfen, und die Datei schließen, wenn sie in "
            "Excel geöffnet ist.",
        ) from error
