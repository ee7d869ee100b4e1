"""Names of whole tables: each distinct one is looked up once, to be joined to the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl

from data_access.domain import Period
from data_access.frames import Schema
from data_access.importers.names.areas import AreaDirectory
from data_access.importers.names.groups import GroupDirectory
from data_access.importers.names.matches import AreaMatch, Level, Verdict

#: What was found of areas, one row per distinct ``area_code``, ``area_name`` and ``period``.
#: ``existed``: whether the area existed in the period, or in the table's territorial status.
AREA_NAMES: Schema = {
    "area_code": pl.String,
    "area_name": pl.String,
    "period": pl.String,
    "verdict": pl.String,
    "area_key": pl.String,
    "county_key": pl.String,
    "label": pl.String,
    "note": pl.String,
    "nearest": pl.List(pl.String),
    "existed": pl.Boolean,
}

#: What was found of groups, one row per distinct text.
GROUP_NAMES: Schema = {
    "text": pl.String,
    "verdict": pl.String,
    "group_code": pl.String,
    "group_name": pl.String,
    "group_kind": pl.String,
    "sex": pl.String,
    "note": pl.String,
    "nearest": pl.List(pl.String),
}

#: Code and name as printed.
_Pair = tuple[str | None, str | None]


def match_areas(
    directory: AreaDirectory,
    cells: pl.DataFrame,
    *,
    status: Period | None = None,
    county: str | None = None,
) -> pl.DataFrame:
    """Look up the areas of ``cells`` (columns ``area_code``, ``area_name``, ``period``).

    What a bare name means, the table tells: "Hildesheim" in a list of counties is the county,
    beside "Landkreis Hildesheim" it is the city.

    Args:
        directory: all names.
        cells: ``CELLS`` or a part of it.
        status: the table's territorial status; then areas must have existed on that day, and
            not in the period of the figures.
        county: the county that the table is about, where it is about one.

    Returns:
        ``AREA_NAMES``; join on the first three columns, nulls included.
    """
    distinct = cells.select("area_code", "area_name", "period").unique(maintain_order=True)
    pairs = distinct.select("area_code", "area_name").unique(maintain_order=True).rows()
    first = {pair: directory.find(*pair, county=county) for pair in pairs}
    level = _level_of(first.values())
    taken = {match.area_key for match in first.values() if match.area_key}

    def find(pair: _Pair, period: Period | None) -> AreaMatch:
        # What the table names clearly elsewhere is not meant by a name that may be two things.
        others = taken if first[pair].verdict is Verdict.AMBIGUOUS else ()
        return directory.find(*pair, period=period, county=county, level=level, taken=others)

    found = {pair: find(pair, None) for pair in pairs}
    rows = []
    for code, name, key in distinct.iter_rows():
        match = found[code, name]
        period = status or (Period.parse(key) if key else None)
        existed = True
        if match.dated and period is not None:
            match = find((code, name), period)
            existed = match.existed_in(period)
        rows.append((code, name, key, *_area_columns(match), existed))
    return pl.DataFrame(rows, schema=AREA_NAMES, orient="row")


def _level_of(matches: Iterable[AreaMatch]) -> Level | None:
    """What most names of a table are; None where they are as many of the one as of the other."""
    counted = Counter(match.level for match in matches if match.level)
    counties, municipalities = counted[Level.COUNTIES], counted[Level.MUNICIPALITIES]
    if counties == municipalities:
        return None
    return Level.COUNTIES if counties > municipalities else Level.MUNICIPALITIES


def _area_columns(match: AreaMatch) -> tuple[object, ...]:
    return (
        match.verdict.value,
        match.area_key,
        match.county_key,
        match.label,
        match.note,
        list(match.nearest),
    )


def match_groups(directory: GroupDirectory, texts: pl.Series, *, header: str = "") -> pl.DataFrame:
    """Look up the groups and sexes of ``texts``; nulls are left out.

    Returns:
        ``GROUP_NAMES``; join on ``text``.
    """
    rows = []
    for text in texts.drop_nulls().unique(maintain_order=True):
        match = directory.find(None, text, header=header)
        group = match.group
        rows.append(
            (
                text,
                match.verdict.value,
                group.code if group else None,
                group.name if group else None,
                group.kind if group else None,
                match.sex.value if match.sex else None,
                match.note,
                list(match.nearest),
            )
        )
    return pl.DataFrame(rows, schema=GROUP_NAMES, orient="row")
