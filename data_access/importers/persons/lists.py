"""Lists of persons are refused: the database holds counts only.

The whole of a file is looked at, but row by row only where a text gives reason to: the distinct
texts of each column are asked first. The refusal names the kind of column and where it stands,
never what is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

import polars as pl

from data_access.combinations import categories_of
from data_access.importers.errors import RefusedFileError
from data_access.importers.files.grids import Grid
from data_access.importers.files.sheets import column_letters
from data_access.importers.files.texts import Text
from data_access.importers.persons.columns import Contents, by_column, of_birth
from data_access.importers.persons.rows import HEADER_ROWS, Found, Rows
from data_access.importers.persons.words import may_head, plain_texts

#: Rows of a text that are looked at in any case, and of one whose reader looks at all of them.
_ROWS = 2_000
_FIRST = 300
#: Cells of a text that are laid out at once, rows that are looked at again with the next, and
#: rows that are laid out in any case: a wide text has parts as well in which most rows are new.
_CELLS = 1_000_000
_AGAIN = 60
_FEWEST = 10 * _AGAIN
#: So many rows with the same text are looked at, so many days of birth, and rows of each.
_SAME = 20
_DAYS = 100
_BORN = 3
#: So many texts of columns are looked at together, which takes memory once more.
_TEXTS = 50_000

_LETTER = r"\p{L}"
#: How a remark about a person begins; the number may stand in the next cell.
_MARK = r"(?i)\bAZR\W{0,3}(?:Nr|Nummer)|\bgeb\."


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
    contents, before = Contents(), 0 if whole else HEADER_ROWS - 1
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
    found = _found(frame, distinct, Contents(), HEADER_ROWS)
    if found:
        raise _in_text(text, found, lines)


def _in_text(text: Text, found: Found, lines: Sequence[int] | pl.Series) -> RefusedFileError:
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


# Texts, part by part


def _parts(text: Text, *, whole: bool) -> Iterator[tuple[list[int], pl.DataFrame]]:
    """Frames of a text with the lines of their rows; each begins with the last rows before."""
    rows = _rows(text) if whole else islice(text.rows(), _FIRST)
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
) -> Found | None:
    """Persons in a frame.

    Args:
        frame: rows of a source.
        texts: of each column all that may tell of persons.
        contents: of the columns in the rows before, to which these are added.
        before: how many rows are before.
    """
    rows: set[int] = set()
    born: set[int] = set()
    columns = frame.get_columns()
    for several in _several(texts):
        days, telling = _tell(several, contents)
        for number, listed in days.items():
            born.update(_with_any(columns[number - 1], listed, _BORN))
        for number, listed in telling.items():
            rows.update(_with_any(columns[number - 1], listed, _SAME))
    search = Rows(frame, sorted(rows), before)
    found_in_rows = search.form() or search.header() or search.remark()
    if found_in_rows:
        return found_in_rows
    without_header = Rows(frame, sorted(born), before).born()
    if without_header:
        return without_header
    held = contents.found()
    return (held[0], None, held[1]) if held else None


def _several(texts: Sequence[pl.Series]) -> Iterator[pl.DataFrame]:
    """The distinct texts of columns: together, because most columns have few of them."""
    part: list[pl.DataFrame] = []
    held = 0
    for number, found in enumerate(texts, 1):
        distinct = found.drop_nulls().unique().cast(pl.String).alias("text").to_frame()
        part.append(distinct.select(pl.lit(number, pl.UInt32).alias("column"), "text"))
        held += distinct.height
        if held >= _TEXTS:
            yield pl.concat(part)
            part, held = [], 0
    if part:
        yield pl.concat(part)


def _tell(
    texts: pl.DataFrame, contents: Contents
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Days of birth, and texts that may tell of persons, both by column.

    Args:
        texts: ``column`` and ``text``.
        contents: to which their days and numbers are added.
    """
    worded = texts.filter(pl.col("text").str.contains(_LETTER))
    plain = plain_texts(worded["text"])
    days = contents.add(texts, worded["column"], plain)
    born = {number: found[:_DAYS] for number, listed in days.items() if (found := of_birth(listed))}
    marked = worded["text"].str.contains(_MARK)
    return born, by_column(worded.filter(may_head(worded["text"], plain) | marked))


def _with_any(column: pl.Series, texts: Sequence[str], most: int) -> list[int]:
    """Rows with one of the texts; of those with the same the first."""
    wanted = pl.Series(texts, dtype=pl.String).str.strip_chars().unique().implode()
    is_categorical = isinstance(column.dtype, pl.Categorical)
    distinct = categories_of(column) if is_categorical else column.unique()
    found = distinct.filter(distinct.cast(pl.String).str.strip_chars().is_in(wanted))
    # Of a million categories the numbers are compared, which takes a fraction of the time.
    cells = pl.DataFrame({"cell": column.to_physical()}).with_row_index("row")
    same = cells.filter(pl.col("cell").is_in(found.to_physical().implode()))
    return same.group_by("cell").head(most)["row"].to_list()
