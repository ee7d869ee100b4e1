"""Refugees by municipality and month, where a county counts them itself."""

from __future__ import annotations

import polars as pl

from dashboard import german, theme
from dashboard.charts.lines import Line, LineSpec, lines
from dashboard.charts.model import Cell, Chart, Table, caption
from dashboard.charts.ranking import Bar, Reference, ranking
from dashboard.selection import Selection
from dashboard.views import takeaways
from dashboard.views.development import frame_of
from dashboard.views.model import Card, Data, Section
from dashboard.views.values import Dated, county_of, history, latest, municipalities, points
from data_access.domain import Area, County, Series
from data_access.vocabulary import AreaKind, Status

REFUGEES = "gefluechtete-kreis"
POPULATION = "bevoelkerung-fortschreibung"


def section(county: County) -> Section:
    """Heading of the part on refugees."""
    return Section(
        "Geflüchtete nach eigener Zählung",
        f"Gezählt vom Fachdienst {county.of_phrase} am Monatsende; eine andere Menge als die "
        "Ausländerinnen und Ausländer oben.",
    )


def cards(data: Data, selection: Selection) -> tuple[Card, ...]:
    """Ranking per 1,000 inhabitants and the monthly course; nothing without own counts."""
    series = data.series(selection.county, REFUGEES)
    county = county_of(data.counties(), selection.county)
    if series is None or latest(series, area=county.key) is None:
        return ()
    areas = data.areas(county.key)
    population = data.series(county.key, POPULATION)
    return (
        _by_municipality(county, areas, series, population, selection),
        _course(county, areas, series, selection),
    )


def _by_municipality(
    county: County,
    areas: tuple[Area, ...],
    series: Series,
    population: Series | None,
    selection: Selection,
) -> Card:
    now = latest(series, area=county.key)
    assert now is not None  # noqa: S101
    key = now.period.key
    bars: list[tuple[float, Bar]] = []
    rows: list[tuple[Cell | str, ...]] = []
    records = []
    for area in municipalities(areas):
        given = series.value(area=area.key, period=key)
        people = latest(population, area=area.key)
        if given is None or people is None:
            continue
        if given.number is None:
            text = german.STATUS_SIGNS[Status(given.status)][1]
            bars.append((-1.0, Bar(area.short_name, None, text, "*", theme.BLUE)))
            rows.append((area.short_name, "*", german.number(people.number), german.DASH))
            continue
        rate = 1000 * given.number / people.number
        bars.append(
            (
                rate,
                Bar(
                    area.short_name,
                    rate,
                    german.number(rate, 1),
                    german.number(given.number),
                    theme.ACCENT if area.key == selection.municipality else theme.BLUE,
                    strong=area.key == selection.municipality,
                ),
            )
        )
        rows.append(
            (
                area.short_name,
                german.number(given.number),
                german.number(people.number),
                german.number(rate, 1),
            )
        )
        records.append((area.key, given.number, people.number, rate))
    bars.sort(key=lambda pair: -pair[0])
    everybody = latest(population, area=county.key)
    whole = 1000 * now.number / everybody.number if everybody else None
    remainder = next((a for a in areas if a.kind is AreaKind.REMAINDER), None)
    left_over = series.value(area=remainder.key, period=key) if remainder else None
    notes = [
        "Der Wert je 1.000 ist ein rechnerischer Orientierungswert: Die Pflicht zur Aufnahme "
        "liegt beim Kreis, nicht bei der Gemeinde."
    ]
    if left_over and left_over.number:
        notes.append(
            f"{german.counted(left_over.number, 'Person ist', 'Personen sind')} keiner Gemeinde "
            "zugeordnet und zählt nur im Kreis."
            if left_over.number == 1
            else f"{german.counted(left_over.number, 'Person', 'Personen')} sind keiner Gemeinde "
            "zugeordnet und zählen nur im Kreis."
        )
    figure = ranking(
        [bar for _, bar in bars],
        reference=Reference(whole, f"Kreis {german.number(whole, 1)}") if whole else None,
        aside_title="Personen",
    )
    top = bars[0][1]
    base = everybody.period if everybody else now.period
    return Chart(
        id="verteilung-gefluechtete",
        title=f"Höchster Wert: {top.label} mit {top.text} je 1.000",
        subtitle=f"Geflüchtete je 1.000 Einwohnerinnen und Einwohner, {german.period(now.period)}",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(
            series.only(pl.col("period") == key).papers,
            extra=(f"Bevölkerung {german.period(base)}",),
        ),
        notes=tuple(notes),
        alt=f"Rangliste der Gemeinden nach Geflüchteten je 1.000 Einwohnerinnen und Einwohner, "
        f"angeführt von {top.label} mit {top.text}.",
        table=Table(("Gemeinde", "Geflüchtete", "Bevölkerung", "je 1.000"), tuple(rows)),
        frame=pl.DataFrame(
            records,
            schema={
                "area_key": pl.String,
                "refugees": pl.Float64,
                "population": pl.Float64,
                "per_1000": pl.Float64,
            },
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _course(county: County, areas: tuple[Area, ...], series: Series, selection: Selection) -> Card:
    area = next((a for a in areas if a.key == selection.municipality), None)
    key = area.key if area else county.key
    groups = (
        series.frame.filter((pl.col("group_code") != "insgesamt") & (pl.col("area_key") == key))
        .select("group_code", "group_name")
        .unique(maintain_order=True)
        .rows()
    )
    found: dict[str, list[Dated]] = {
        name: history(series, area=key, group=code) for code, name in groups
    }
    found = {name: line for name, line in found.items() if line}
    total = history(series, area=key)
    order = sorted(found, key=lambda name: found[name][-1].number)
    roles = ["pale"] * max(0, len(order) - 2) + ["context", "accent"][-len(order) :]
    drawn = [
        Line(
            name,
            points(found[name]),
            role,
            end_text=f"{_SHORT.get(name, name)} {german.number(found[name][-1].number)}",
        )
        for name, role in zip(order, roles, strict=True)
    ]
    drawn.append(
        Line("insgesamt", points(total), end_text=f"insgesamt {german.number(total[-1].number)}")
    )
    figure = lines(
        drawn,
        LineSpec(
            height=380,
        ),
    )
    place = f"in {area.short_name}" if area else county.in_phrase
    used = series.only(pl.col("area_key") == key)
    provisional = any(one.value.provisional for one in total)
    tables = {"insgesamt": total, **found}
    names = ["insgesamt", *reversed(order)]
    years = [one for one in total if one.period.start.month == 12 or one is total[-1]]
    keep = {one.period.key for one in years}
    rows = []
    for one in reversed(years):
        cells = []
        for name in names:
            match = [x for x in tables[name] if x.period.key == one.period.key]
            cells.append(german.number(match[0].number) if match else german.DASH)
        rows.append((german.period(one.period), *cells))
    return Chart(
        id="verteilung-gefluechtete-verlauf",
        title=takeaways.trend(
            [one for one in total if one.period.key in keep], "die Zahl der Geflüchteten"
        ),
        subtitle=f"Geflüchtete {place} am Monatsende nach Aufenthalt, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(used.papers),
        notes=(
            *(("Gestrichelt: vorläufig.",) if provisional else ()),
            "Die Tabelle nennt den Dezember jedes Jahres und den neuesten Monat.",
        ),
        alt=f"Liniendiagramm: Geflüchtete {place} von {german.period(total[0].period)} "
        f"({german.number(total[0].number)}) bis {german.period(total[-1].period)} "
        f"({german.number(total[-1].number)}).",
        table=Table(("Monat", *names), tuple(rows)),
        frame=frame_of(tables),
        synthetic=county.synthetic,
    )


_SHORT = {
    "Im Asylverfahren (Gestattung)": "im Verfahren",
    "Anerkannte Schutzberechtigte": "anerkannt",
    "Geduldete": "geduldet",
    "Vorübergehender Schutz (Ukraine)": "Ukraine",
}
