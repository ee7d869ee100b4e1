"""Which cells of a table are of areas that this installation keeps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import polars as pl

from data_access.combinations import as_categories, combinations, spread
from data_access.domain import Period
from data_access.importers.interpretation.area_findings import (
    tell_cut_names,
    tell_strangers,
    tell_unknown_areas,
)
from data_access.importers.interpretation.findings import Findings
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.names import Verdict
from data_access.importers.names.codes import REGION
from data_access.importers.names.frames import match_areas
from data_access.importers.problems import Reason
from data_access.importers.tables.cells import ReadTable

_PRINTED = ["area_code", "area_name"]


@dataclass(frozen=True, eq=False)
class Located:
    """Where the cells of a table belong.

    Attributes:
        cells: those of areas that this installation keeps, with ``area_key``, ``county_key`` and
            ``existed``, under their own names.
        kept: of them each area and period once, with all that was found of it.
        away: the same of all other areas, with the ``reason`` why they are away.
    """

    cells: pl.DataFrame
    kept: pl.DataFrame
    away: pl.DataFrame


def in_known_areas(
    table: ReadTable, knowledge: Knowledge, findings: Findings, left_out: Counter[Reason]
) -> Located:
    """The cells of areas that this installation keeps, and what was found of all areas."""
    day = table.territorial_status
    status = Period.parse(day.isoformat()) if day else None
    columns = ["area_code", "area_name", "period"]
    found = combinations(table.cells, columns)
    kept = pl.col("county_key").is_in(sorted(knowledge.counties))
    # Each area of each period once, where it first stands.
    first = table.cells[found.first].with_columns(pl.col(columns).cast(pl.String))
    matches = match_areas(knowledge.areas, first, status=status, county=table.county_key or None)
    distinct = first.join(
        matches, on=columns, how="left", nulls_equal=True, maintain_order="left"
    ).with_columns(_reason(kept).alias("reason"))
    is_away = distinct["reason"].is_not_null()
    away = distinct.filter(is_away)
    for place, count in found.places.value_counts().rows():
        reason = distinct["reason"][place]
        if reason is not None:
            left_out[Reason(reason)] += count
    if table.county_key:
        strangers = _strangers(distinct, table.county_key, knowledge)
        county_name = knowledge.areas.find(table.county_key, None).label or table.county_key
        tell_strangers(strangers, county_name, findings)
        # Nothing else need be said of them.
        away = away.join(strangers, on=_PRINTED, how="anti", nulls_equal=True)
    unknown = away.filter(pl.col("reason") == Reason.UNKNOWN_AREA.value)
    tell_unknown_areas(unknown, knowledge.areas, findings)
    known = distinct.filter(~is_away)
    tell_cut_names(known, findings)
    cells, places = table.cells, found.places
    if is_away.any():
        rows = (~is_away).gather(places).arg_true()
        cells, places = cells[rows], places[rows]
    if cells.is_empty():
        return Located(cells, known, away)
    name = pl.coalesce("label", "area_name").alias("area_name")
    of_area = distinct.select("area_key", "county_key", "period", name, "existed")
    of_area = as_categories(of_area, ["area_key", "county_key", "period", "area_name"])
    return Located(cells.with_columns(spread(of_area, places)), known, away)


def _strangers(distinct: pl.DataFrame, county: str, knowledge: Knowledge) -> pl.DataFrame:
    """Areas that do not belong to the county that a file was made for, and ``of`` which they are.

    Each once, where it first stands.
    """
    # A state is above all counties; its rows are left out as those of any table are.
    is_county = pl.col("county_key").str.len_chars() > REGION
    of_other = (is_county & (pl.col("county_key") != county)).fill_null(value=False)
    names = {key: knowledge.areas.find(key, None).label for key in sorted(knowledge.counties)}
    # Of some counties the municipalities are not kept apart.
    others = [name for key, name in names.items() if key != county]
    unlisted = (pl.col("verdict") == Verdict.OTHER_COUNTY.value) | pl.col("label").is_in(others)
    strangers = distinct.filter(of_other | unlisted).unique(
        _PRINTED, keep="first", maintain_order=True
    )
    of = pl.col("county_key").replace_strict(names, default=None, return_dtype=pl.String)
    return strangers.with_columns(of=pl.coalesce(of, "label"))


def _reason(kept: pl.Expr) -> pl.Expr:
    """Why the cells of an area are not for this installation; null where they are."""
    known = pl.col("verdict") == Verdict.KNOWN.value
    other = pl.col("verdict") == Verdict.OTHER_COUNTY.value
    level = pl.col("verdict").is_in([Verdict.KNOWN.value, Verdict.OTHER_LEVEL.value])
    return (
        pl.when(known & kept)
        .then(None)
        .when(other | (known & pl.col("county_key").is_not_null()))
        .then(pl.lit(Reason.OTHER_COUNTY.value))
        .when(level)
        .then(pl.lit(Reason.OTHER_LEVEL.value))
        .otherwise(pl.lit(Reason.UNKNOWN_AREA.value))
    )
