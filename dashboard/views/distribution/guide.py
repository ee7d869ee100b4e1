"""Guide to the counts of refugees: which number counts whom, and what it is not."""

from __future__ import annotations

import polars as pl

from dashboard import german
from dashboard.charts.model import Cell, SourceLine, Table, own_list, table_card
from dashboard.views.model import Card, Data, Section
from data_access.domain import Absence, County, Period, Series, Source


def section() -> Section:
    """Heading of the guide."""
    return Section(
        "Nicht verwechseln mit",
        "Jede dieser Zahlen zählt andere Menschen. Keine darf für eine andere stehen.",
    )


def counts(data: Data, county: County) -> Card:
    """One row per count: newest value, date, whom it counts, what to keep apart."""
    rows: list[tuple[Cell | str, ...]] = []
    records = []
    sources: dict[str, Source] = {}
    for statistic in data.guide(county.key):
        series = data.series(county.key, statistic.code)
        if series is None:
            continue
        newest = _newest(series, county)
        if newest is None:
            continue
        area, period, number, approximate = newest
        text = german.in_unit(number, statistic.unit, statistic.decimals)
        if statistic.unit == "persons":
            text = german.number(number)
        place = "" if area == county.key else f" ({_area_name(series, area)})"
        rows.append(
            (
                Cell(
                    statistic.short_name + place,
                    strong=True,
                    sub=_source(series.papers.sources[0]) if series.papers.sources else "",
                ),
                f"rund {text}" if approximate else text,
                german.period(period),
                statistic.population,
                statistic.distinguish,
            )
        )
        records.append((statistic.code, area, period.key, number))
        sources |= {one.code: one for one in series.papers.sources[:1]}
    if not rows:
        return Absence(
            "Zählungen von Geflüchteten fehlen",
            f"Für „{county.name}“ ist keine der Statistiken geladen, die Geflüchtete zählen.",
            "Der Fachdienst lädt die Dateien der amtlichen Statistik oder eigene Zählungen.",
        )
    return table_card(
        "verteilung-zaehlungen",
        title=f"{german.capitalised(german.spelled(len(rows)))} Zählungen, "
        f"{german.spelled(len(rows))} verschiedene Mengen",
        subtitle="Neuester Wert je Statistik, und wen sie zählt",
        caption=_caption(county, tuple(sources.values())),
        alt="Tabelle der Zählungen mit neuestem Wert, Datum und gezählten Personen.",
        table=Table(
            ("Zählung und Quelle", "Wert", "Stand", "Wen sie zählt", "Nicht verwechseln"),
            tuple(rows),
            ("left", "right", "left", "left", "left"),
        ),
        frame=pl.DataFrame(
            records,
            schema={
                "statistic": pl.String,
                "area_key": pl.String,
                "period": pl.String,
                "number": pl.Float64,
            },
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _source(source: Source) -> str:
    return f"{source.title}, {source.table_id}" if source.table_id else source.title


def _caption(county: County, sources: tuple[Source, ...]) -> SourceLine:
    return own_list("je Zeile", "Stand je Zeile", synthetic=county.synthetic, sources=sources)


def _newest(series: Series, county: County) -> tuple[str, Period, float, bool] | None:
    """Newest total of the county, or of the only place that the statistic knows."""
    totals = series.frame.filter(
        (pl.col("group_code") == "insgesamt")
        & (pl.col("sex") == "gesamt")
        & pl.col("number").is_not_null()
    )
    own = totals.filter(pl.col("area_key") == county.key)
    chosen = own if not own.is_empty() else totals
    if chosen.is_empty():
        return None
    row = chosen.sort("period_end").row(-1, named=True)
    return row["area_key"], Period.parse(row["period"]), row["number"], row["approximate"]


def _area_name(series: Series, area: str) -> str:
    names = series.frame.filter(pl.col("area_key") == area)["area_name"]
    return str(names[0])
