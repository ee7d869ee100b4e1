"""The records of a flat file in columns: a million in half a second, and not one of them lost."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import polars as pl

from data_access.combinations import categories_of
from data_access.importers.errors import RefusedFileError
from data_access.importers.files.texts import Text
from data_access.importers.genesis.fields import Fields, first_fields
from data_access.importers.persons.lists import refuse_in_records
from data_access.importers.problems.remedies import FILE_AGAIN

#: A quotation mark inside a field, neither doubled nor at one of its ends. Polars would read such
#: a field only up to it, or not end the field where it ends.
_STRAY_QUOTE = re.compile(rb'[^;\t,|\r\n"]"[^;\t,|\r\n"]')
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
#: Values have fewer digits; numbers of persons and remarks have more.
_LONG = 8


@dataclass(frozen=True, eq=False)
class Records:
    """The records behind the first line.

    Attributes:
        frame: columns ``f0`` to ``fN``: values as texts without spaces around them, all others as
            categories, because their texts repeat; null where a field is empty.
        lines: the number of the line in which each record begins.
        distinct: the texts of each column of categories, sorted, without spaces around them.
    """

    text: Text
    fields: Fields
    frame: pl.DataFrame
    lines: pl.Series
    distinct: Mapping[int, list[str]]

    def texts(self, position: int | str | None) -> list[str]:
        """The distinct texts of a field, or of the field of that name; none where it is missing."""
        if isinstance(position, str):
            position = self.fields.known.get(position)
        return [] if position is None else self.distinct[position]


def field(position: int) -> str:
    """Name of the column of a field."""
    return f"f{position}"


def read_records(text: Text, fields: Fields) -> Records:
    """Read all records.

    Raises:
        RefusedFileError: a record has more fields than the first line has names, or a quotation
            mark stands alone.
    """
    content = _with_line_feeds(text.utf8)
    quoted = b'"' in content
    if quoted and not _evenly_quoted(content, text.separator.encode()):
        _refuse_stray_quotes(text, content)
    values = {field(one.position) for one in fields.values}
    frame = _read(text, content, [field(position) for position in range(fields.count)], values)
    lines = _lines(frame, quoted=quoted)
    distinct = {
        position: _distinct(frame[field(position)])
        for position in range(fields.count)
        if field(position) not in values
    }
    _refuse_persons(text, frame, distinct, lines)
    blank = [position for position, texts in distinct.items() if "" in texts]
    return Records(
        text,
        fields,
        frame.with_columns(_plain(frame[one]) for one in values).with_columns(
            _without_blanks(blank)
        ),
        lines,
        {position: [one for one in texts if one] for position, texts in distinct.items()},
    )


def _read(text: Text, content: bytes, names: Sequence[str], values: Set[str]) -> pl.DataFrame:
    schema = pl.Schema(
        # Categories of its own keep the codes of a column dense, and are forgotten with it.
        (name, pl.String() if name in values else pl.Categorical(pl.Categories.random()))
        for name in names
    )
    try:
        return pl.read_csv(
            content,
            separator=text.separator,
            has_header=False,
            skip_rows=1,
            schema=schema,
            missing_columns="insert",
        )
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError) as error:
        raise _refusal(text, content, len(schema)) from error


def _refuse_persons(
    text: Text, frame: pl.DataFrame, distinct: Mapping[int, list[str]], lines: pl.Series
) -> None:
    """Here, because the texts of a million records have been told apart already."""
    names = first_fields(text.head[:1], text.separator)
    texts = [
        pl.Series([name, *distinct[position]], dtype=pl.String)
        if position in distinct
        else _long(frame[field(position)])
        for position, name in enumerate(names)
    ]
    refuse_in_records(text, frame, texts, lines)


def _long(values: pl.Series) -> pl.Series:
    """Of values those that are more than a number."""
    return values.filter(values.str.len_bytes() >= _LONG)


def _distinct(column: pl.Series) -> list[str]:
    # Its categories are its own: all of them occur.
    return sorted(set(categories_of(column).cast(pl.String).str.strip_chars().to_list()))


def _plain(values: pl.Series) -> pl.Series:
    """Values without spaces around them. An empty field that is quoted is a text to polars."""
    # Most are digits and nothing else; these are not copied.
    rows = (values.cast(pl.UInt64, strict=False).is_null() & values.is_not_null()).arg_true()
    others = values[rows].str.strip_chars()
    return values.scatter(rows, others.set(others == "", None)) if rows.len() else values


def _without_blanks(positions: Iterable[int]) -> list[pl.Expr]:
    """Fields of spaces only are empty as well."""
    return [
        pl.when(pl.col(name).cast(pl.String).str.strip_chars() != "").then(name).alias(name)
        for name in map(field, positions)
    ]


def _with_line_feeds(content: bytes) -> bytes:
    """Files of old Macintosh programmes end their lines otherwise."""
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def _lines(frame: pl.DataFrame, *, quoted: bool) -> pl.Series:
    plain = pl.int_range(2, frame.height + 2, dtype=pl.UInt32, eager=True).alias("line")
    if not quoted:
        return plain
    # Quoted fields may hold line ends; what stands behind them is further down.
    ends = pl.all().cast(pl.String).str.count_matches("\n", literal=True).fill_null(0)
    inside = frame.select(pl.sum_horizontal(ends)).to_series()
    return plain + inside.cum_sum().shift(1, fill_value=0).cast(pl.UInt32)


def _evenly_quoted(content: bytes, separator: bytes) -> bool:
    """Whether each quotation mark plainly opens or closes a field; quick, for large files."""
    marks = content.count(b'"')
    opening = sum(content.count(before + b'"') for before in (separator, b"\n"))
    closing = sum(content.count(b'"' + after) for after in (separator, b"\n", b"\r"))
    edges = content.startswith(b'"') + content.endswith(b'"')
    return b'""' not in content and marks == opening + closing + edges


def _refuse_stray_quotes(text: Text, content: bytes) -> None:
    stray = _STRAY_QUOTE.search(content)
    if stray:
        line = content.count(b"\n", 0, stray.start() + 1) + 1
        raise RefusedFileError(
            "Mitten in einem Feld steht ein Anführungszeichen; wo das Feld endet, ist nicht zu "
            "erkennen.",
            where=f"{text.document}, Zeile {line}",
            remedy=FILE_AGAIN,
        )


def _refusal(text: Text, content: bytes, fields: int) -> RefusedFileError:
    """What is wrong with the first line that cannot be read."""
    what = "Ein Anführungszeichen wird nicht geschlossen; wo das Feld endet, ist nicht zu erkennen."
    where = text.document
    for number, line in enumerate(io.BytesIO(content), start=1):
        plain = _QUOTED.sub("", line.decode(errors="replace"))
        found = plain.count(text.separator) + 1
        if '"' in plain or found > fields:
            where = f"{text.document}, Zeile {number}"
            if found > fields:
                what = f"Die Zeile hat {found} Felder, die Kopfzeile nennt aber nur {fields}."
            break
    return RefusedFileError(what, where=where, remedy=FILE_AGAIN)
