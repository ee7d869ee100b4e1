"""What people put beside the tables of a template, and persons whom they name there.

Templates hold counts and names of things. A remark or a column of somebody's own is left alone, but
with a person in it the whole file is refused, as any list of persons is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from data_access.importers.files.grids import Position, address
from data_access.importers.persons.lists import about_persons
from data_access.importers.persons.mentions import MENTION_REMEDY, MENTIONED
from data_access.importers.persons.names import mentions_person, names_person
from data_access.importers.persons.words import heads_names, heads_people, plain_header

#: Texts of cells, by row and column.
Texts = Mapping[int, Mapping[int, str]]

#: In a column without a header so many different names make a list.
_FEWEST_NAMELESS = 3
_WORDS = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(r"\[[^\[\]]*\]")
_REMEDY = (
    "Die Namen löschen und die Datei noch einmal einlesen. Sind es Namen von Orten oder "
    "Einrichtungen, die Spalte so nennen („Ort“, „Einrichtung“)."
)


def refuse_named_persons(
    texts: Texts, *, header: int, own: Collection[int], document: str, sheet: str
) -> None:
    """Refuse a sheet with persons beside its table or in its remarks.

    Args:
        texts: its cells that are no numbers.
        header: row of the headers.
        own: columns of the template.
        document: name of the file.
        sheet: name of the sheet.

    Raises:
        RefusedFileError: it names persons; the refusal does not repeat them.
    """
    where = f"{document}, Blatt „{sheet}“, Zelle"
    place = _in_texts(texts)
    if place:
        raise about_persons(MENTIONED, where=f"{where} {address(*place)}", remedy=MENTION_REMEDY)
    if not own:
        # Without its headers nothing is beside the table.
        return
    place = _in_columns(texts, header, own) or _above(texts, header)
    if place:
        what = "Namen neben der Tabelle"
        raise about_persons(what, where=f"{where} {address(*place)}", remedy=_REMEDY)


def _in_texts(texts: Texts) -> Position | None:
    return next(
        (
            (row, column)
            for row, cells in texts.items()
            for column, text in cells.items()
            if mentions_person(text)
        ),
        None,
    )


def _in_columns(texts: Texts, header: int, own: Collection[int]) -> Position | None:
    """The header of a column of persons."""
    known = {
        word.casefold() for text in _inside(texts, header, own) for word in _WORDS.findall(text)
    }
    heads = texts.get(header, {})
    for column in sorted({one for cells in texts.values() for one in cells} - set(own)):
        below = [cells[column] for row, cells in texts.items() if row > header and column in cells]
        if _lists_persons(heads.get(column, ""), below, known):
            return header, column
    return None


def _above(texts: Texts, header: int) -> Position | None:
    """Somebody's name beside or behind "Ansprechpartner:" above the table."""
    for row, cells in texts.items():
        beside = pairwise([*sorted(cells.items()), (0, "")])
        for (column, text), (_, answer) in beside:
            title, _, behind = text.partition(":")
            asked = row < header and heads_people(plain_header(title))
            if asked and names_person(behind.strip() or answer):
                return row, column
    return None


def _inside(texts: Texts, header: int, own: Collection[int]) -> Iterator[str]:
    """Texts of the table itself, such as names of areas, without the keys behind them."""
    rows = (cells for row, cells in texts.items() if row > header)
    return (_CODE.sub("", text) for one in rows for column, text in one.items() if column in own)


def _lists_persons(head: str, below: Collection[str], known: Collection[str]) -> bool:
    plain = plain_header(head)
    about_people = heads_people(plain)
    if plain and not about_people and not heads_names(plain):
        return False
    named = {text for text in below if names_person(text, known)}
    if about_people:
        return bool(named)
    mostly = 2 * len(named) > len(set(below))
    return mostly and (bool(plain) or len(named) >= _FEWEST_NAMELESS)
