"""Text tables with one line of headers: their rows, and the lines that do not fit the headers."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from data_access.importers.files.texts import Text
from data_access.importers.problems import NAMED, Problem, Reason, Severity, further
from data_access.importers.problems.remedies import FILE_AGAIN
from data_access.importers.tables.second_tables import in_file
from data_access.words import counted

#: What the files of the offices that have one line of headers are separated by.
SEPARATOR = ","


@dataclass(frozen=True, eq=False)
class HeadedTable:
    """A table whose first line names its columns.

    Attributes:
        header: names of the columns as printed.
        frame: ``row`` (line of the file) and a text column ``c1`` to ``cN`` per column, null where
            a field is empty; only lines that fit the header.
        filled: fields that are not empty, by reason: of the header, and of lines that do not fit.
        problems: lines that do not fit, columns that stand there twice, another separator.
    """

    header: tuple[str, ...]
    frame: pl.DataFrame
    filled: Counter[Reason]
    problems: tuple[Problem, ...]

    def column(self, name: str) -> str | None:
        """The column of ``frame`` with a name, whose capitals do not matter."""
        wanted = name.casefold()
        numbered = enumerate(self.header, start=1)
        return next((f"c{n}" for n, one in numbered if one.casefold() == wanted), None)

    def columns(self, *names: str) -> tuple[str, ...]:
        """The columns of ``frame`` with these names.

        Raises:
            KeyError: a column is not there.
        """
        found = tuple(self.column(name) for name in names)
        if None in found:
            raise KeyError(names[found.index(None)])
        return tuple(one for one in found if one)

    @property
    def names(self) -> dict[str, str]:
        """Names by column of ``frame``."""
        return {f"c{number}": name for number, name in enumerate(self.header, start=1)}


def number_of(column: str) -> int:
    """Number of a column of ``frame``, counted from 1."""
    return int(column.removeprefix("c"))


def header_of(text: Text) -> tuple[str, ...]:
    """The fields of the first line, whatever they are separated by."""
    if not text.head:
        return ()
    line = text.head[0].removeprefix("\ufeff")
    fields = next(csv.reader([line], delimiter=text.separator), [])
    return _trimmed(fields)


def read_headed(text: Text) -> HeadedTable:
    """Read a table whose first line names its columns.

    Raises:
        RefusedFileError: see ``Text.rows``.
    """
    lines = _filled_lines(text)
    header = _trimmed(next(lines, (1, []))[1])
    second = _second_beside(header)
    rows: list[tuple[int | str | None, ...]] = []
    strange: list[tuple[int, int]] = []
    filled = Counter({Reason.HEADING: sum(map(bool, header)), Reason.DOUBT: 0})
    for line, fields in lines:
        present = _stripped(fields)
        if not second and _names_columns(present, header):
            second = f"Zeile {line}"
        if second:
            # Of which table a line is can no longer be said.
            filled[Reason.DOUBT] += sum(map(bool, present))
        elif len(fields) < len(header) or any(present[len(header) :]):
            strange.append((line, len(fields)))
            filled[Reason.DOUBT] += sum(map(bool, present))
        else:
            rows.append((line, *(field or None for field in present[: len(header)])))
    schema: dict[str, type[pl.DataType]] = {
        "row": pl.UInt32,
        **{f"c{number}": pl.String for number in range(1, len(header) + 1)},
    }
    problems = (
        *_of_separator(text),
        *(() if second else _of_columns(text, header)),
        *([in_file(text.document, second)] if second else ()),
        *_of_lines(text, len(header), strange),
        *(() if strange or second else _of_emptiness(text, len(rows))),
        *_of_the_end(text),
    )
    return HeadedTable(header, pl.DataFrame(rows, schema=schema, orient="row"), filled, problems)


def _filled_lines(text: Text) -> Iterator[tuple[int, list[str]]]:
    """Lines that are not empty."""
    return (
        (line, fields)
        for line, fields in text.rows(text.separator)
        if any(field.strip() for field in fields)
    )


def _stripped(fields: Sequence[str]) -> list[str]:
    return [field.strip() for field in fields]


def _trimmed(fields: Sequence[str]) -> tuple[str, ...]:
    """The fields without spaces around them and without empty ones behind the last."""
    header = _stripped(fields)
    while header and not header[-1]:
        header.pop()
    return tuple(header)


def _second_beside(header: Sequence[str]) -> str:
    """Where the names of the first columns begin once more; empty where they do not."""
    named = [name.casefold() for name in header]
    again = (n for n in range(1, len(named) - 1) if named[0] and named[n : n + 2] == named[:2])
    place = next(again, None)
    return "" if place is None else f"Zeile 1, Spalte {place + 1}"


def _names_columns(fields: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a line below the header is one itself: it names most of the columns."""
    names = {name.casefold() for name in header if name}
    found = names & {field.removeprefix("\ufeff").casefold() for field in fields}
    return len(found) > 1 and 2 * len(found) >= len(names)


def _of_the_end(text: Text) -> Iterator[Problem]:
    """A download that broke off: what stands in the last field may be the half of a number."""
    if not text.ends_whole:
        yield _error(
            text,
            "cut-record",
            "",
            "Die Datei endet ohne Zeilenende: Sie bricht vermutlich ab, und ihr letzter Wert kann "
            "verkürzt sein.",
        )


def _of_separator(text: Text) -> Iterator[Problem]:
    if text.separator != SEPARATOR:
        yield _error(
            text,
            "saved-again",
            "",
            "Die Felder sind nicht wie im Original durch Kommas getrennt. Vermutlich hat ein "
            "Tabellenprogramm die Datei geöffnet und gespeichert; dabei können sich Zahlen und "
            "Schlüssel verändert haben.",
        )


def _of_columns(text: Text, header: tuple[str, ...]) -> Iterator[Problem]:
    counted = Counter(name.casefold() for name in header)
    for number, name in enumerate(header, start=1):
        if name and counted[name.casefold()] == 1:
            continue
        said = f"Die Spalte „{name}“ steht mehrmals da." if name else "Die Spalte hat keinen Namen."
        yield _error(text, "column-name", f"Zeile 1, Spalte {number}", said)


def _of_lines(text: Text, columns: int, strange: list[tuple[int, int]]) -> Iterator[Problem]:
    for line, fields in strange[:NAMED]:
        said = (
            f"Die Zeile hat {counted(fields, 'Feld', 'Felder')}, die Kopfzeile {columns}: Es "
            "lässt sich nicht sagen, welcher Wert zu welcher Spalte gehört."
        )
        problem = _error(text, "line-length", f"Zeile {line}", said)
        yield problem
    if len(strange) > NAMED:
        yield further(problem, len(strange) - NAMED)


def _of_emptiness(text: Text, rows: int) -> Iterator[Problem]:
    if not rows:
        yield _error(text, "no-values", "", "Unter der Kopfzeile stehen keine Werte.")


def _error(text: Text, code: str, cell: str, what: str) -> Problem:
    return Problem(Severity.ERROR, code, text.document, "", cell, what, FILE_AGAIN)
