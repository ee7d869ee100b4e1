"""Which files a call means: files and folders as they are named, and what is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.commands.parsing import meant
from data_access.importers.errors import RefusedFileError
from data_access.importers.files.limits import MAX_FILE_BYTES

#: What programmes leave beside an open or half loaded file, and what systems put in folders.
_PASSING = re.compile(
    r"~\$.*|\..*|.*~|.*\.(?:tmp|part|partial|crdownload|download|lock|bak)|thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Chosen:
    """The files that a call means, in the order in which they are read.

    Attributes:
        files: each once; a file that is not there is among them, to be told in its turn.
        repeated: what was named again.
        folders: folders inside the named ones; their files are not read.
        empty: named folders without a file.
    """

    files: tuple[Path, ...]
    repeated: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    empty: tuple[Path, ...] = ()


def choose(names: Sequence[str]) -> Chosen:
    """Files as named; of a folder those right inside it, by name.

    Folders inside a folder are often archives: an old file read after a new one would take its
    values back.

    Raises:
        RefusedFileError: a folder cannot be read.
    """
    files: dict[Path, Path] = {}
    repeated: list[Path] = []
    folders: list[Path] = []
    empty: list[Path] = []
    for path in map(Path, names):
        found = [path]
        if path.is_dir():
            found, inner = _inside(path)
            folders += inner
            empty += [] if found else [path]
        repeated += [one for one in found if files.setdefault(one.resolve(), one) is not one]
    named = {Path(name).resolve() for name in names}
    left = tuple(one for one in folders if one.resolve() not in named)
    return Chosen(tuple(files.values()), tuple(repeated), left, tuple(empty))


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        RefusedFileError: it is not there, cannot be read, or is larger than any file we take.
    """
    try:
        if path.is_dir():
            raise RefusedFileError(
                "Das ist ein Ordner, keine Datei.",
                where=str(path),
                remedy="Eine Datei darin nennen.",
            )
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RefusedFileError(
                f"Die Datei ist größer als {MAX_FILE_BYTES // 1_000_000} MB.",
                where=str(path),
                remedy="Die Tabelle in kleineren Teilen herunterladen (weniger Jahre oder "
                "Gebiete).",
            )
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(path) from error
    except OSError as error:
        raise RefusedFileError(
            "Die Datei kann nicht gelesen werden.",
            where=str(path),
            remedy="Prüfen, ob dieses Benutzerkonto sie lesen darf und ob der Name stimmt.",
        ) from error


def _missing(path: Path) -> RefusedFileError:
    """That a file is not there, with those beside it that may be meant."""
    folder = path.parent
    if folder.is_dir():
        wrong, what = "Den Namen", f"Die Datei gibt es nicht.{meant(path.name, _names(folder))}"
    else:
        wrong = "Den Ordner"
        what = f"Die Datei gibt es nicht: Schon den Ordner „{folder}“ gibt es nicht."
    return RefusedFileError(
        what,
        where=str(path),
        remedy=f"{wrong} richtig schreiben. Namen mit Leerzeichen stehen in geraden "
        'Anführungszeichen: "Neue Tabelle.csv".',
    )


def _names(folder: Path) -> list[str]:
    try:
        return [one.name for one in folder.iterdir() if one.is_file()]
    except OSError:
        return []


def _inside(folder: Path) -> tuple[list[Path], list[Path]]:
    """Files and folders inside a folder, without what is hidden or will pass."""
    try:
        listed = [one for one in folder.iterdir() if not _PASSING.fullmatch(one.name)]
    except OSError as error:
        raise RefusedFileError(
            "Der Ordner kann nicht gelesen werden.",
            where=str(folder),
            remedy="Leserecht des Ordners prüfen.",
        ) from error
    listed.sort(key=lambda one: (_natural(one.name), one.name))
    return [one for one in listed if not one.is_dir()], [one for one in listed if one.is_dir()]


def _natural(name: str) -> list[tuple[int, str]]:
    """A key by which "1-2" comes before "1-10"."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part.casefold())
        for part in re.split(r"(\d+)", name)
    ]
