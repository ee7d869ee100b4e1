"""Lists of persons are refused: the database holds counts only.

The whole of a file is looked at, but row by row only where a text gives reason to: the distinct
texts of each column are asked first. The refusal names the kind of column and where it stands,
never what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise, zip_longest

import polars as pl

from data_access.importers.errors import RefusedFileError
from data_access.importers.files.grids import Grid
from data_access.importers.files.sheets import column_letters
from data_access.importers.files.texts import Text
from data_access.importers.persons.columns import Contents
from data_access.importers.persons.words import (
    Word,
    answers,
    heads_names,
    is_trait,
    may_head,
    plain_header,
    plain_texts,
    word_of,
)

#: Rows of a text that are looked at in any case, and below a header.
_ROWS = 2_000
#: Cells of a text that are laid out at once, rows that are looked at again with the next, and
#: rows that are laid out in any case: a wide text has parts as well in which most rows are new.
_CELLS = 1_000_000
_AGAIN = 60
_FEWEST = 10 * _AGAIN
#: Rows in which the first headers stand, columns in which a form has its words, and its rows.
_HEADER_ROWS = 60
_FORM_COLUMNS = 3
#: So many rows with the same text are looked at, and cells below a header.
_SAME = 20
_FEW = 5

#: A year may be a header.
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,:/ -]*")
_LETTER = r"\p{L}"
_PERSON = re.compile(
    r"\bAZR\W{0,3}(?:Nr|Nummer)\W{0,3}\d{6}"
    r"|\bgeb\. ?(?:am )?\d\d?\.\d\d?\.(?:19|20)\d\d",
    re.IGNORECASE,
)
#: How such a remark begins; the number may stand in the next cell.
_MARK = r"(?i)\bAZR\W{0,3}(?:Nr|Nummer)|\bgeb\."
#: What is found, in which row of the frame, in which column from 1.
_Found = tuple[str, int | None, int]


def refuse_persons(source: Grid | Text, *, whole: bool = True) -> None:
    """Refuse a list of persons, told by its headers or by what stands below them.

    Args:
        source: a sheet or a text.
        whole: not only the first rows of a text; of a flat file its reader looks at the others.

    Raises:
        RefusedFileError: it has columns for persons or names one in a remark.
    """
    if isinstance(source, Grid):
        found = _found(source.frame, source.frame.get_columns(), Contents())
        if found:
            what, row, column = found
            letters = column_letters(column)
            place = f"Spalte {letters}" if row is None else f"Zelle {letters}{row + 1}"
            raise _refusal(what, f"{source.document}, Blatt „{source.sheet}“, {place}")
        return
    # A flat file has its headers in the first line and nowhere else.
    contents, before = Contents(), 0 if whole else _HEADER_ROWS - 1
    for lines, frame in _parts(source, whole=whole):
        found = _found(frame, frame.get_columns(), contents, before)
        if found:
            raise _in_text(source, found, lines)
        before += frame.height


def refuse_in_records(
    text: Text, frame: pl.DataFrame, distinct: Sequence[pl.Series], lines: pl.Series
) -> None:
    """The same for a text that has been laid out already.

    Args:
        text: the source.
        frame: its fields, as texts or categories.
        distinct: of each column the texts that are to be looked at, its header included.
        lines: the number of the line in which each row begins.

    Raises:
        RefusedFileError: it has columns for persons or names one in a remark.
    """
    found = _found(frame, distinct, Contents(), _HEADER_ROWS)
    if found:
        raise _in_text(text, found, lines)


def _in_text(text: Text, found: _Found, lines: Sequence[int] | pl.Series) -> RefusedFileError:
    what, row, column = found
    place = f"Spalte {column}" if row is None else f"Zeile {lines[row]}, Spalte {column}"
    return _refusal(what, f"{text.document}, {place}")


def _refusal(what: str, where: str) -> RefusedFileError:
    return about_persons(
        what,
        where=where,
        remedy="Nur Tabellen mit Anzahlen einlesen. Die Personen vorher im Fachverfahren "
        "auszählen und die Datei mit den Personen hier nicht mehr hochladen.",
    )


def about_persons(what: str, *, where: str, remedy: str) -> RefusedFileError:
    """The refusal of a file; ``what`` it holds is told by its kind and never quoted."""
    return RefusedFileError(
        f"Die Datei enthält Angaben zu einzelnen Personen: {what}. Sie wurde nicht gelesen "
        "und nicht aufbewahrt.",
        where=where,
        remedy=remedy,
    )


def tells_of_person(text: str) -> bool:
    """Whether a sentence has the number that a register gives a person, or a day of birth."""
    return bool(_PERSON.search(text))


# Texts, part by part


def _parts(text: Text, *, whole: bool) -> Iterator[tuple[list[int], pl.DataFrame]]:
    """Frames of a text with the lines of their rows; each begins with the last rows before."""
    rows = _rows(text) if whole else islice(text.rows(), _ROWS)
    lines: list[int] = []
    part: list[list[str]] = []
    widest = 0
    for line, row in rows:
        lines.append(line)
        part.append(row)
        # All rows are laid out as wide as the widest.
        widest = max(widest, len(row))
        if len(part) >= max(_FEWEST, _CELLS // max(widest, 1)):
            yield lines, _laid_out(part)
            lines, part = lines[-_AGAIN:], part[-_AGAIN:]
            widest = max(map(len, part))
    yield lines, _laid_out(part)


def _rows(text: Text) -> Iterator[tuple[int, list[str]]]:
    """Rows up to the first that cannot be read: a layout that gets so far says what is wrong."""
    rows = text.rows()
    yield from islice(rows, _ROWS)
    try:
        yield from rows
    except RefusedFileError:
        return


def _laid_out(rows: Iterable[Sequence[str]]) -> pl.DataFrame:
    columns = zip_longest(*rows)
    return pl.DataFrame(
        [pl.Series(f"c{number}", cells, pl.String) for number, cells in enumerate(columns, 1)]
    )


# Any source


def _found(
    frame: pl.DataFrame, texts: Sequence[pl.Series], contents: Contents, before: int = 0
) -> _Found | None:
    """Persons in a frame.

    Args:
        frame: rows of a source.
        texts: of each column all that may tell of persons.
        contents: of the columns in the rows before, to which these are added.
        before: how many rows are before.
    """
    rows: set[int] = set()
    for number, (column, found) in enumerate(zip(frame.get_columns(), texts, strict=True), 1):
        distinct = found.drop_nulls().unique()
        if distinct.len() <= 1 and not distinct.str.contains(r"\S").any():
            # As a wide row leaves them in all others.
            continue
        worded = distinct.filter(distinct.str.contains(_LETTER))
        plain = plain_texts(worded)
        contents.add(number, distinct, plain)
        telling = worded.filter(may_head(worded, plain) | worded.str.contains(_MARK))
        if telling.len():
            rows.update(_with_any(column, telling))
    search = _Rows(frame, sorted(rows), before)
    found_in_rows = search.form() or search.header() or search.remark()
    if found_in_rows:
        return found_in_rows
    held = contents.found()
    return (held[0], None, held[1]) if held else None


def _with_any(column: pl.Series, texts: pl.Series) -> list[int]:
    """Rows with one of the texts; of those with the same the first."""
    cells = pl.DataFrame({"text": column.cast(pl.String)}).with_row_index("row")
    trimmed = pl.col("text").str.strip_chars()
    wanted = texts.str.strip_chars().unique()
    found = cells.filter(trimmed.is_in(wanted.implode())).group_by("text").head(_SAME)
    return found["row"].to_list()


class _Rows:
    """The rows of a frame that are looked at closely."""

    def __init__(self, frame: pl.DataFrame, rows: Sequence[int], before: int) -> None:
        self._frame, self._before = frame, before
        self._rows = [(row, [str(cell or "") for cell in frame.row(row)]) for row in rows]

    def header(self) -> _Found | None:
        """A column for persons."""
        return self._first(self._headed) or self._first(self._named)

    def form(self) -> _Found | None:
        """A form for one person: the words stand below one another, the answers beside them."""
        for column in range(min(_FORM_COLUMNS, self._frame.width)):
            hits = [
                (word.name, row)
                for row, line in self._rows
                if (word := word_of(line[column]))
                and word.alone
                and any(word.value.search(cell) for cell in line[column + 1 :])
            ]
            for (name, row), (other, below) in pairwise(hits):
                if name != other and below - row < _HEADER_ROWS:
                    return f"ein Feld „{name}“", row, column + 1
        return None

    def remark(self) -> _Found | None:
        """A person in a sentence: a number of the register, or the day somebody was born."""
        for row, line in self._rows:
            if _PERSON.search(" ".join(line)):
                column = next((at for at, cell in enumerate(line, 1) if _PERSON.search(cell)), 1)
                return "eine „Bemerkung“ mit AZR-Nummer oder Geburtstag", row, column
        return None

    def _first(self, look: Callable[[int, list[str]], _Found | None]) -> _Found | None:
        return next((found for row, line in self._rows if (found := look(row, line))), None)

    def _headed(self, row: int, line: list[str]) -> _Found | None:
        words = [(word, at) for at, cell in enumerate(line) if (word := word_of(cell))]
        # Far down in a table, a single word may be a value of it: in a list of a register's fields.
        sure = self._before + row < _HEADER_ROWS or len({word.name for word, _ in words}) > 1
        if not sure and any(map(_NUMBER.fullmatch, line)):
            return None
        hits = [
            (word, column)
            for word, column in words
            if self._is_above(row, column, word) and (sure or self._begins(row, column, word))
        ]
        # Addresses of an office stand in its title block, two cells to a line.
        filled = sum(bool(cell.strip()) for cell in line)
        if hits and (filled > 2 or any(word.alone for word, _ in hits)):
            word, column = next((hit for hit in hits if hit[0].alone), hits[0])
            return f"eine Spalte „{word.name}“", row, column + 1
        return None

    def _named(self, row: int, line: list[str]) -> _Found | None:
        if sum(map(is_trait, line)) < 2:
            return None
        what = "eine Spalte „Name“ neben Merkmalen von Personen"
        named = (at for at, cell in enumerate(line, 1) if heads_names(plain_header(cell)))
        return next(((what, row, at) for at in named), None)

    def _is_above(self, row: int, column: int, word: Word) -> bool:
        """Whether what stands below a header is mostly of its kind; a few rows tell."""
        cells = self._frame.to_series(column)
        below = [str(cell) for cell in cells.slice(row + 1, _ROWS).drop_nulls() if cell]
        # What stands below once more is a value itself.
        own = str(cells[row])
        told = [answers(word, cell) for cell in below[:_FEW] if cell != own]
        return 2 * sum(told) > min(len(below), _FEW)

    def _begins(self, row: int, column: int, word: Word) -> bool:
        """Whether what stands above a header is of another kind than what stands below."""
        if row == 0:
            return False
        above = str(self._frame.item(row - 1, column) or "")
        return not above.strip() or not answers(word, above)
