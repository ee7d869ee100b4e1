"""What a report says of such a file: what it does not name, what is missing in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from data_access.importers.files.texts import Text
from data_access.importers.problems import FROM_NAME, Problem, Severity
from data_access.importers.problems.remedies import FILE_AGAIN
from data_access.importers.tables.dates import unreadable
from data_access.importers.tables.headed import HeadedTable, number_of
from data_access.importers.tables.periods import unreadable_date
from data_access.importers.tables.places import place_of
from data_access.words import counted, number, period, some

#: "2024 / 2005", "seit 2015": a year, and something that makes it none.
_COMPARISON = re.compile(r"(?=.*\b(?:19|20)[0-9]{2}\b).*[^0-9.,+\s-]")
#: A list of areas changes by one or two when a county is dissolved; not by more than a tenth.
_FEW_AREAS, _FEW = 2, 0.1
#: Fewer areas are somebody's selection.
_LIST = 10
#: Areas that are named.
_NAMED = 6


def of_indicator(source: Text, indicator: str, *, given: bool) -> Iterator[Problem]:
    """That nobody has said, or only the file's name, which indicator it is."""
    if given:
        return
    if indicator:
        yield Problem(
            Severity.NOTE,
            FROM_NAME,
            source.document,
            "",
            "",
            f"Dass dies der Indikator {indicator} ist, sagt nur der Name der Datei.",
            "Wurde die Datei umbenannt, die richtige Nummer angeben: auf der Seite „Datenpflege“, "
            "oder mit „--table NUMMER“.",
        )
        return
    yield Problem(
        Severity.ERROR,
        "table-unknown",
        source.document,
        "",
        "",
        "Weder die Datei noch ihr Name sagt, welcher Indikator des Integrationsmonitorings sie "
        "ist.",
        "Die Nummer angeben: auf der Seite „Datenpflege“, oder mit „--table NUMMER“.",
    )


def of_periods(source: Text, year: str, without: pl.DataFrame) -> Iterator[Problem]:
    """Values of no year: comparisons of years are left out, anything else is a fault.

    Args:
        source: the file.
        year: column of the years.
        without: lines with a value and without a period.
    """
    nameless = without.filter(pl.col(year).is_null())
    if nameless.height:
        place = place_of("", nameless["row"][0], number_of(year))
        yield _error(
            source, "year-missing", place, f"{counted(nameless.height, 'Wert', 'Werte')} ohne Jahr."
        )
    named = without.filter(pl.col(year).is_not_null())
    moved = []
    for rows in named.partition_by(year, maintain_order=True):
        text, place = rows[year][0], place_of("", rows["row"][0], number_of(year))
        if unreadable_date(text):
            yield unreadable(text, document=source.document, sheet="", cell=place)
        elif _COMPARISON.search(text):
            yield _comparison(source, text, rows.height)
        else:
            moved.append((text, place))
    if moved:
        text, place = moved[0]
        further = f" (so an {counted(len(moved), 'Stelle', 'Stellen')})" if len(moved) > 1 else ""
        yield _error(
            source,
            "columns-swapped",
            place,
            f"In der Spalte der Jahre steht „{text}“{further}: Das ist weder ein Jahr noch ein "
            "Stichtag. Vermutlich sind Spalten vertauscht.",
        )


def _comparison(source: Text, text: str, values: int) -> Problem:
    return Problem(
        Severity.NOTE,
        "no-period",
        source.document,
        "",
        "",
        f"„{text}“ ist weder Jahr noch Stichtag, sondern ein Vergleich zweier Jahre: "
        f"{counted(values, 'Wert wird', 'Werte werden')} nicht übernommen.",
        "Nichts zu tun: Veränderungen werden aus den Jahreswerten errechnet.",
    )


def of_values(source: Text, table: HeadedTable, value: str) -> Iterator[Problem]:
    """Fields without a value: where there is none, the office prints a sign."""
    empty = table.frame.filter(pl.col(value).is_null())
    if empty.is_empty():
        return
    lines = "einer Zeile" if empty.height == 1 else f"{number(empty.height)} Zeilen"
    yield Problem(
        Severity.DOUBT,
        "no-value",
        source.document,
        "",
        place_of("", empty["row"][0], number_of(value)),
        f"In {lines} ist das Feld für den Wert leer, auch ein Zeichen steht nicht da.",
        "Mit der Veröffentlichung vergleichen; wurde nichts gelöscht, ist nichts zu tun.",
    )


def of_areas(source: Text, cells: pl.DataFrame, column: int) -> Iterator[Problem]:
    """Values of no area: neither its name nor its code stands there."""
    nameless = cells.filter(pl.col("area_name").is_null() & pl.col("area_code").is_null())
    if nameless.is_empty():
        return
    what = f"{counted(nameless.height, 'Wert', 'Werte')} ohne Gebiet."
    yield _error(source, "area-missing", place_of("", nameless["row"][0], column), what)


def of_completeness(source: Text, lines: pl.DataFrame) -> Iterator[Problem]:
    """Areas that have fewer values than others of their year, or that a year lacks.

    A file has each indicator for each area of a year. One that broke off at the end of a line, or
    from which lines were taken, has not. A line that stands twice makes no indicator more, and one
    whose value is empty is not missing.

    Args:
        source: the file.
        lines: as ``CELLS``, those with an empty value too.
    """
    told = _told_apart(lines)
    label = pl.coalesce("area_name", "area_code").first().alias("label")
    by_year = told.group_by("period", "area", maintain_order=True).agg(
        label, pl.col("item").n_unique().alias("has")
    )
    most = by_year.with_columns(most=pl.col("has").max().over("period"))
    short = most.filter(pl.col("has") < pl.col("most"))
    if not short.is_empty():
        area, year, has, of = short.select("label", "period", "has", "most").row(0)
        also = f"; das gilt für {number(short.height)} Gebiete" if short.height > 1 else ""
        yield _error(
            source,
            "values-missing",
            "",
            f"Für {area} stehen zu {period(year)} nur {has} von {of} Werten da{also}. Zeilen "
            "fehlen, oder die Datei bricht ab.",
        )
    labels: dict[str, str] = dict(by_year.select("area", "label").rows())
    lacking: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for (year,), rows in by_year.group_by("period", maintain_order=True):
        present = set(rows["area"])
        lacking[tuple(area for area in labels if area not in present)].append(str(year))
    for missing, years in lacking.items():
        if missing:
            few = len(missing) <= max(_FEW_AREAS, _FEW * len(labels)) or len(labels) < _LIST
            named = [labels[area] for area in missing]
            yield _missing_areas(source, named, sorted(years), few=few)


def _told_apart(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines of an area with its code as ``area``: a city and a county may have one name.

    Where the code is missing it is that of the other lines with the name, if they have one.
    """
    codes = pl.col("area_code").drop_nulls()
    only = pl.when(codes.n_unique().over("area_name") == 1).then(codes.first().over("area_name"))
    area = pl.coalesce(pl.col("area_code"), only, pl.col("area_name"))
    return lines.with_columns(area=area).filter(pl.col("area").is_not_null())


def _missing_areas(
    source: Text, missing: Sequence[str], years: Sequence[str], *, few: bool
) -> Problem:
    """One or two areas may have been dissolved; so many are not."""
    verb = "fehlt" if len(missing) == 1 else "fehlen"
    listed = some([period(year) for year in years], _NAMED)
    what = f"{some(missing, _NAMED)} {verb} zu {listed}, zu anderen Jahren nicht."
    if not few:
        return _error(source, "areas-missing", "", f"{what} Vermutlich bricht die Datei ab.")
    remedy = "Nichts zu tun, wenn es das Gebiet damals nicht gab oder es nicht ausgewiesen ist."
    return Problem(Severity.NOTE, "areas-missing", source.document, "", "", what, remedy)


def _error(source: Text, code: str, cell: str, what: str) -> Problem:
    return Problem(Severity.ERROR, code, source.document, "", cell, what, FILE_AGAIN)
