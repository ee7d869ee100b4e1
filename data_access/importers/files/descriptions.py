"""Texts that describe tables and hold no figures: code books, lists of columns, notes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from data_access.importers.errors import RefusedFileError

#: What every such file says of itself, wherever it is told.
WHAT: Final = (
    "Die Datei enthält keine Zahlenwerte, sondern nur Text: vermutlich ein Codebuch oder eine "
    "Beschreibung und keine Tabelle."
)
REMEDY: Final = (
    "Hier ist nichts einzulesen. Die Datei mit den Werten herunterladen, und diese hier zum "
    "Nachlesen behalten."
)
#: Descriptions are short; nothing longer is looked through.
_LONGEST = 1_000_000
#: With fewer fields nobody can say what a file is.
_FEWEST = 20
_SEPARATORS = ";,\t|"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_FIGURE = re.compile(r"[-–+]?[0-9][0-9\s.,]*[%€]?")
#: A description names years and days too: of what its columns are.
_TIME = re.compile(r"(?:19|20)[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9]{2}")


def is_description(content: bytes) -> bool:
    """Whether a text holds no figure, in whatever encoding of one byte or UTF-8 it is."""
    if len(content) > _LONGEST or _CONTROLS.search(content):
        return False
    try:
        return _without_figures(content.decode("latin-1"))
    except csv.Error:
        return False


def refused_description(name: str) -> RefusedFileError:
    """That a file holds no figures."""
    return RefusedFileError(WHAT, where=name, remedy=REMEDY)


def _without_figures(text: str) -> bool:
    filled = 0
    for field in _fields(text):
        if _FIGURE.fullmatch(field) and not _TIME.fullmatch(field):
            return False
        filled += 1
    return filled >= _FEWEST


def _fields(text: str) -> Iterator[str]:
    separator = max(_SEPARATORS, key=text.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield from (field.strip() for field in row if field.strip())
