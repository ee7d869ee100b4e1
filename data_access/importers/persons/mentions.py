"""Persons who are named in a sentence: in a cell beside a table, or in a comment at a cell."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data_access.importers.files.grids import Grid, address
from data_access.importers.persons.lists import about_persons
from data_access.importers.persons.names import mentions_person
from data_access.importers.persons.rows import tells_of_person

#: What such a file holds, and what to do.
MENTIONED = "eine Person, die in einem Text genannt wird"
MENTION_REMEDY = (
    "Die Angabe zur Person löschen und die Datei noch einmal einlesen. Gehört „Frau“ oder "
    "„Familie“ zum Namen eines Angebots, den Namen in Anführungszeichen setzen."
)
_IN_COMMENT = "eine Person, die in einem Kommentar an einer Zelle genannt wird"
_COMMENT_REMEDY = (
    "Den Kommentar in Excel löschen (rechte Maustaste auf die Zelle) und die Datei noch einmal "
    "einlesen."
)
#: Few cells have such a word; only these are looked at more closely.
_WORD = r"\b(?:Herrn?|Frau|Hr\.|Fr\.|Familie|Fam\.)\s"


def refuse_mentions(grid: Grid) -> None:
    """Refuse a sheet on which somebody has noted a person.

    Raises:
        RefusedFileError: it names one; the refusal does not repeat the name.
    """
    where = f"{grid.document}, Blatt „{grid.sheet}“, Zelle"
    for cell, text in grid.remarks:
        if mentions_person(text) or tells_of_person(text):
            raise about_persons(_IN_COMMENT, where=f"{where} {cell}", remedy=_COMMENT_REMEDY)
    for row, column, text in _suspects(grid.frame):
        if mentions_person(text):
            place = f"{where} {address(row, column)}"
            raise about_persons(MENTIONED, where=place, remedy=MENTION_REMEDY)


def _suspects(frame: pl.DataFrame) -> Iterator[tuple[int, int, str]]:
    """Rows, columns and texts of cells that may name somebody."""
    for column, cells in enumerate(frame.get_columns(), start=1):
        for row in cells.str.contains(_WORD).fill_null(value=False).arg_true():
            yield row + 1, column, str(cells[row])
