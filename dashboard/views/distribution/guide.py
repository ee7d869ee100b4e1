"""Guide to the counts of refugees: which number counts whom, and what it is not."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard import german
from dashboard.charts.model import Cell, SourceLine, Table, own_list, table_card
from dashboard.views.model import Card, Data, Section
from dashboard.views.values import Dated, latest
from data_access.clock import today
from data_access.domain import Absence, County, Series, Source, Statistic

REGISTER, BENEFITS = "auslaender-azr", "sgb2-asylzugang"
LARGEST_SET = "asyl-top8"


def section() -> Section:
    """Heading of the guide."""
    return Section(
        "Nicht verwechseln mit",
        "Jede dieser Zahlen zählt andere Menschen. Keine darf für eine andere stehen.",
    )


@dataclass(frozen=True)
class Entry:
    """A row of the guide: a statistic, or one group of it, in words of its own."""

    statistic: Statistic
    group: str
    name: str
    counted: str
    distinguish: str


def _entries(data: Data, county: County) -> list[Entry]:
    """Statistics of the guide in their order; only counts of persons, never a ratio."""
    made = []
    for one in data.guide(county.key):
        if not one.counts_persons:
            continue
        if one.code == BENEFITS:
            # All who receive benefits are no count of refugees.
            made.append(_benefits(data, one))
            continue
        made.append(Entry(one, "insgesamt", one.short_name, one.population, one.distinguish))
        if one.code == REGISTER:
            made.append(
                Entry(
                    one,
                    "ukraine",
                    "Ukrainerinnen und Ukrainer laut Ausländerzentralregister",
                    "im Register geführte Menschen mit ukrainischer Staatsangehörigkeit",
                    "Zählt nach Staatsangehörigkeit: auch, wer schon vor 2022 hier lebte, und "
                    "unabhängig vom Aufenthaltstitel.",
                )
            )
    return made


def _benefits(data: Data, statistic: Statistic) -> Entry:
    found = data.groups((LARGEST_SET,), on=today()).get(LARGEST_SET)
    members = f": {german.listing(found.members)}" if found and found.members else ""
    return Entry(
        statistic,
        LARGEST_SET,
        "Leistungsberechtigte nach SGB II aus acht Asylzugangsländern",
        f"Leistungsberechtigte mit einer dieser Staatsangehörigkeiten{members}",
        "Zählt nach Staatsangehörigkeit, nicht nach Aufenthaltstitel oder Fluchtgrund: auch, wer "
        "nie Asyl beantragt hat. Wer Leistungen nach dem Asylbewerberleistungsgesetz bezieht, "
        "ist nicht dabei.",
    )


def counts(data: Data, county: County) -> Card:
    """One row per count: newest value, date, whom it counts, what to keep apart."""
    rows: list[tuple[Cell | str, ...]] = []
    records = []
    sources: dict[str, Source] = {}
    for entry in _entries(data, county):
        series = data.series(county.key, entry.statistic.code)
        if series is None:
            continue
        newest = _newest(series, county, entry.group)
        if newest is None:
            continue
        area, found = newest
        used = series.only(
            (pl.col("area_key") == area)
            & (pl.col("group_code") == entry.group)
            & (pl.col("period") == found.period.key)
        ).papers.sources[:1]
        place = "" if area == county.key else f" ({_area_name(series, area)})"
        rows.append(
            (
                Cell(
                    entry.name + place,
                    strong=True,
                    sub=_source(used[0]) if used else "",
                ),
                german.value(found.value),
                german.period(found.period),
                entry.counted,
                entry.distinguish,
            )
        )
        records.append((entry.statistic.code, entry.group, area, found.period.key, found.number))
        sources |= {one.code: one for one in used}
    if not rows:
        return Absence(
            "Zählungen von Geflüchteten fehlen",
            f"Für „{county.name}“ ist keine der Statistiken hinterlegt, die Geflüchtete zählen.",
            "Der Fachdienst spielt die Dateien der amtlichen Statistik oder eigene Zählungen ein.",
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
                "group": pl.String,
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


def _newest(series: Series, county: County, group: str) -> tuple[str, Dated] | None:
    """Newest value of the county, or of the only place that the statistic knows."""
    others = series.frame.filter(pl.col("number").is_not_null())["area_key"].unique().sort()
    for area in (county.key, *others):
        found = latest(series, area=area, group=group)
        if found:
            return area, found
    return None


def _area_name(series: Series, area: str) -> str:
    names = series.frame.filter(pl.col("area_key") == area)["area_name"]
    return str(names[0])
