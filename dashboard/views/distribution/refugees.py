"""Refugees by municipality and month, where a county counts them itself."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard import german, theme
from dashboard.charts.lines import Line, LineSpec, lines
from dashboard.charts.model import Chart, Table, caption, dates_text, source_text
from dashboard.charts.ranking import Bar, Reference, ranking
from dashboard.selection import Selection
from dashboard.views import missing, takeaways
from dashboard.views.distribution.snapshot import POPULATION
from dashboard.views.model import Card, Data, Section
from dashboard.views.values import (
    Dated,
    county_of,
    frame_of,
    history,
    latest,
    municipalities,
    number_of,
    points,
    reason,
    same_month,
    sign,
)
from data_access.domain import Area, County, Period, Series, Value
from data_access.vocabulary import AreaKind

REFUGEES = "gefluechtete-kreis"


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
    if series is None:
        return ()
    areas = data.areas(county.key)
    population = data.series(county.key, POPULATION)
    return (
        _by_municipality(county, areas, series, population, selection),
        _course(county, areas, series, selection),
    )


@dataclass(frozen=True)
class Home:
    """Refugees and inhabitants of a municipality, as far as both are known."""

    area: Area
    refugees: Value | None
    people: float | None

    @property
    def count(self) -> float | None:
        """Refugees, where the count may be shown."""
        return number_of(self.refugees)

    @property
    def rate(self) -> float | None:
        """Refugees per 1,000 inhabitants."""
        count = self.count
        return None if count is None or not self.people else 1000 * count / self.people

    @property
    def why(self) -> str:
        """Why there is no rate."""
        return reason(self.refugees) if self.count is None else "Bevölkerung fehlt"


def _newest_month(series: Series, county: County, areas: tuple[Area, ...]) -> Period:
    """The newest month of the county, or else of any municipality, or else of all."""
    own = latest(series, area=county.key)
    if own:
        return own.period
    found = [one for area in municipalities(areas) if (one := latest(series, area=area.key))]
    return max(
        (one.period for one in found), default=Period.parse(str(series.frame["period"].max()))
    )


def _by_municipality(
    county: County,
    areas: tuple[Area, ...],
    series: Series,
    population: Series | None,
    selection: Selection,
) -> Card:
    month = _newest_month(series, county, areas)
    homes = []
    for area in municipalities(areas):
        given = series.value(area=area.key, period=month.key)
        people = latest(population, area=area.key)
        homes.append(Home(area, given, people.number if people else None))
    drawn = [one for one in homes if one.rate is not None]
    if not drawn:
        reasons = list(dict.fromkeys(one.why for one in homes)) or ["keine Gemeinden hinterlegt"]
        return missing.refugee_rates(county, german.capitalised(german.listing(reasons)))
    homes.sort(key=lambda one: -1.0 if one.rate is None else one.rate, reverse=True)
    everybody = latest(population, area=county.key)
    now = series.value(area=county.key, period=month.key)
    whole = Home(_area_of(county), now, everybody.number if everybody else None).rate
    figure = ranking(
        [_bar(one, selection) for one in homes],
        reference=Reference(whole, f"Kreis {german.number(whole, 1)}")
        if whole is not None
        else None,
        aside_title="Personen",
    )
    top = homes[0]
    lead = german.number(top.rate or 0.0, 1)
    used = series.only(pl.col("period") == month.key)
    return Chart(
        id="verteilung-gefluechtete",
        title=f"Die meisten Geflüchteten je 1.000 Einwohnerinnen und Einwohner: "
        f"{top.area.short_name} mit {lead}",
        subtitle=f"Geflüchtete je 1.000 Einwohnerinnen und Einwohner, {german.period(month)}",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(used.papers, extra=_population_papers(population, homes)),
        notes=_rate_notes(areas, series, month, homes, known=whole is not None),
        alt="Rangliste der Gemeinden nach Geflüchteten je 1.000 Einwohnerinnen und Einwohner, "
        f"angeführt von {top.area.short_name} mit {lead}.",
        table=Table(
            ("Gemeinde", "Geflüchtete", "Bevölkerung", "je 1.000"),
            tuple(
                (
                    one.area.short_name,
                    sign(one.refugees),
                    german.DASH if one.people is None else german.number(one.people),
                    german.DASH if one.rate is None else german.number(one.rate, 1),
                )
                for one in homes
            ),
        ),
        frame=pl.DataFrame(
            [(one.area.key, one.count, one.people, one.rate) for one in drawn],
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


def _area_of(county: County) -> Area:
    return Area(county.key, county.name, county.short_name, AreaKind.COUNTY, None, None, None)


def _bar(one: Home, selection: Selection) -> Bar:
    chosen = one.area.key == selection.municipality
    return Bar(
        one.area.short_name,
        one.rate,
        one.why if one.rate is None else german.number(one.rate, 1),
        sign(one.refugees),
        theme.ACCENT if chosen else theme.BLUE,
        strong=chosen,
    )


def _population_papers(population: Series | None, homes: list[Home]) -> tuple[str, ...]:
    """Source and date of the inhabitants that the rates divide by."""
    if population is None:
        return ()
    keys = [one.area.key for one in homes if one.people is not None]
    newest = [one for key in keys if (one := latest(population, area=key))]
    used = population.only(
        pl.col("area_key").is_in(keys)
        & pl.col("period").is_in([one.period.key for one in newest])
        & (pl.col("group_code") == "insgesamt")
    )
    names = german.listing([source_text(one) for one in used.papers.sources])
    return (f"Bevölkerung: {names}, {dates_text(used.papers.periods)}",)


def _rate_notes(
    areas: tuple[Area, ...], series: Series, month: Period, homes: list[Home], *, known: bool
) -> tuple[str, ...]:
    notes = [
        "Der Wert je 1.000 ist ein rechnerischer Orientierungswert: Die Pflicht zur Aufnahme "
        "liegt beim Kreis, nicht bei der Gemeinde."
    ]
    if not known:
        notes.append("Der Wert des Kreises fehlt.")
    lost = [one for one in homes if one.rate is None]
    if lost:
        notes.append(
            "Ohne Balken, "
            + "; ".join(
                f"{why}: {german.listing([x.area.short_name for x in lost if x.why == why])}"
                for why in dict.fromkeys(one.why for one in lost)
            )
            + "."
        )
    remainder = next((a for a in areas if a.kind is AreaKind.REMAINDER), None)
    left_over = number_of(series.value(area=remainder.key, period=month.key)) if remainder else None
    if left_over:
        notes.append(
            f"{german.counted(left_over, 'Person ist', 'Personen sind')} keiner Gemeinde "
            f"zugeordnet und {'zählt' if left_over == 1 else 'zählen'} nur im Kreis."
        )
    return tuple(notes)


def _course(county: County, areas: tuple[Area, ...], series: Series, selection: Selection) -> Card:
    area = next((a for a in areas if a.key == selection.municipality), None)
    if area and area.kind is AreaKind.AGGREGATE:
        # Nobody counts them there; what is withheld in one place must not be added up.
        area = None
    key = area.key if area else county.key
    place = f"in {area.short_name}" if area else county.in_phrase
    total = history(series, area=key)
    if not total:
        return missing.refugee_course(place, _why(series, key))
    groups = (
        series.frame.filter((pl.col("group_code") != "insgesamt") & (pl.col("area_key") == key))
        .select("group_code", "group_name")
        .unique(maintain_order=True)
        .rows()
    )
    found: dict[str, list[Dated]] = {
        name: history(series, area=key, group=code) for code, name in groups
    }
    hidden = [name for name, line in found.items() if not line]
    found = {name: line for name, line in found.items() if line}
    order = sorted(found, key=lambda name: found[name][-1].number)
    roles = (["pale"] * len(order) + ["context", "accent"])[-len(order) :] if order else []
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
    figure = lines(drawn, LineSpec(height=380))
    tables = {"insgesamt": total, **found}
    names = ["insgesamt", *reversed(order)]
    rows = []
    for one in reversed(same_month(total)):
        cells = []
        for name in names:
            match = [x for x in tables[name] if x.period.key == one.period.key]
            cells.append(german.number(match[0].number) if match else german.DASH)
        rows.append((german.period(one.period), *cells))
    month = german.MONTHS[total[-1].period.start.month - 1]
    return Chart(
        id="verteilung-gefluechtete-verlauf",
        title=takeaways.trend(total, f"die Zahl der Geflüchteten {place}"),
        subtitle=f"Geflüchtete {place} am Monatsende nach Aufenthalt, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(series.only(pl.col("area_key") == key).papers),
        notes=tuple(
            text
            for text in (
                "Hohler Endpunkt, gestrichelt: vorläufig."
                if any(one.value.provisional for one in total)
                else "",
                takeaways.gap_note(total),
                f"Ohne Linie, weil kein Wert gezeigt werden darf oder vorliegt: "
                f"{german.listing(hidden)}."
                if hidden
                else "",
                f"Überschrift und Tabelle vergleichen jeweils den Monat {month}.",
            )
            if text
        ),
        alt=f"Liniendiagramm: Geflüchtete {place} von {german.period(total[0].period)} "
        f"({german.number(total[0].number)}) bis {german.period(total[-1].period)} "
        f"({german.number(total[-1].number)}).",
        table=Table(("Monat", *names), tuple(rows)),
        frame=frame_of(tables),
        synthetic=county.synthetic,
    )


def _why(series: Series, area: str) -> str:
    """Why a place has no line: the reason of its newest value."""
    rows = series.frame.filter(
        (pl.col("area_key") == area) & (pl.col("group_code") == "insgesamt")
    ).sort("period_end")
    if rows.is_empty():
        return "keine Angabe"
    return reason(series.value(area=area, period=rows["period"][-1]))


_SHORT = {
    "Im Asylverfahren (Gestattung)": "im Verfahren",
    "Anerkannte Schutzberechtigte": "anerkannt",
    "Geduldete": "geduldet",
    "Vorübergehender Schutz (Ukraine)": "Ukraine",
}
