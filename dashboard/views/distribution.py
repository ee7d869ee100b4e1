"""Verteilung: where foreigners and refugees live, and how their number moved."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard import german, theme
from dashboard.charts.maps import Classes, MapSpec, class_map, classes_for
from dashboard.charts.model import Cell, Chart, Table, caption
from dashboard.charts.ranking import Bar, Reference, ranking
from dashboard.selection import MUNICIPALITY, PERIOD, Option, Selection
from dashboard.views import development, guide, missing, refugees
from dashboard.views.model import Card, Data, FigureCard, Filters, Opening, Range, Section, Strong
from dashboard.views.values import Dated, county_of, latest, municipalities
from data_access.domain import Area, County, Period, Series
from data_access.vocabulary import AreaKind

#: Usual limits of the share of foreigners in percent.
LIMITS = (4.0, 5.0, 7.0, 10.0)
#: Share of the municipalities that a date must have.
MOST = 0.8
FOREIGNERS = "auslaender-fortschreibung"
POPULATION = "bevoelkerung-fortschreibung"


@dataclass(frozen=True)
class Place:
    """Foreigners and population of an area on one day; share in percent."""

    area: Area
    foreigners: float
    population: float

    @property
    def share(self) -> float:
        """Foreigners per 100 inhabitants."""
        return 100 * self.foreigners / self.population


@dataclass(frozen=True)
class Snapshot:
    """All places of a county on one day, largest share first."""

    county: County
    period: Period
    places: tuple[Place, ...]
    whole: Place | None
    rest: Place | None
    foreigners: Series
    population: Series

    @property
    def city(self) -> Place | None:
        """The city of the county, where there is one."""
        return next((p for p in self.places if p.area.kind is AreaKind.CITY), None)


@dataclass(frozen=True)
class DistributionView:
    """Everything on the page."""

    opening: Opening
    map: Card
    ranking: Card
    refugees_section: Section | None
    refugees: tuple[Card, ...]
    register_section: Section
    register: Card
    nationalities: Card
    development: tuple[Card, ...]
    guide_section: Section
    guide: Card


def _periods(data: Data, county: str) -> list[str]:
    series = data.series(county, FOREIGNERS)
    if series is None:
        return []
    keys = [area.key for area in municipalities(data.areas(county))]
    counts = (
        series.frame.filter(pl.col("area_key").is_in(keys) & pl.col("number").is_not_null())
        .group_by("period")
        .agg(pl.col("area_key").n_unique())
    )
    # A date that only a few municipalities have draws no map of the county.
    full = counts.filter(pl.col("area_key") >= MOST * len(keys))
    return sorted(full["period"].to_list(), reverse=True)


def filters(data: Data, county: str) -> Filters:
    """Municipalities and reporting dates that the county offers."""
    areas = municipalities(data.areas(county))
    options: dict[str, list[Option]] = {}
    defaults: dict[str, str] = {}
    if areas:
        options[MUNICIPALITY] = [Option(area.key, area.short_name) for area in areas]
        defaults[MUNICIPALITY] = "Alle Gemeinden"
    periods = _periods(data, county)
    if periods:
        options[PERIOD] = [Option(key[:4], german.period(Period.parse(key))) for key in periods]
        defaults[PERIOD] = german.period(Period.parse(periods[0]))
    return Filters(options, defaults)


def snapshot(data: Data, selection: Selection) -> Snapshot | None:
    """Foreigners and population of all municipalities on the chosen day, or None."""
    foreigners = data.series(selection.county, FOREIGNERS)
    population = data.series(selection.county, POPULATION)
    periods = _periods(data, selection.county)
    if foreigners is None or population is None or not periods:
        return None
    wanted = selection.period or periods[0]
    key = next((one for one in periods if one[:4] == wanted[:4]), periods[0])
    areas = data.areas(selection.county)

    def place(area: Area | None) -> Place | None:
        if area is None:
            return None
        people = foreigners.value(area=area.key, period=key)
        everybody = population.value(area=area.key, period=key)
        if not people or not everybody or people.number is None or not everybody.number:
            return None
        return Place(area, people.number, everybody.number)

    places = [found for area in municipalities(areas) if (found := place(area))]
    whole = next((area for area in areas if area.key == selection.county), None)
    rest = next((area for area in areas if area.kind is AreaKind.AGGREGATE), None)
    return Snapshot(
        county_of(data.counties(), selection.county),
        Period.parse(key),
        tuple(sorted(places, key=lambda one: (-one.share, one.area.name))),
        place(whole),
        place(rest),
        foreigners,
        population,
    )


def build(data: Data, selection: Selection) -> DistributionView:
    """The page for a selection."""
    county = county_of(data.counties(), selection.county)
    now = snapshot(data, selection)
    register = data.series(county.key, "auslaender-azr")
    refugee_cards = refugees.cards(data, selection)
    return DistributionView(
        opening=_opening(county, now, register, selection),
        map=_map(data, now, selection) if now else missing.shares(county),
        ranking=_ranking(now, selection) if now else missing.shares_ranking(county),
        refugees_section=refugees.section(county) if refugee_cards else None,
        refugees=refugee_cards,
        register_section=development.section(
            county, register, now.whole.foreigners if now and now.whole else None
        ),
        register=development.register(county, register, now.foreigners if now else None),
        nationalities=development.nationalities(county, register),
        development=development.more(data, county),
        guide_section=guide.section(),
        guide=guide.counts(data, county),
    )


def _opening(
    county: County, now: Snapshot | None, register: Series | None, selection: Selection
) -> Opening:
    if now is None or now.whole is None:
        return Opening(
            title="Verteilung",
            context=county.name,
            sentence=missing.sentence(county, "wo Ausländerinnen, Ausländer und Geflüchtete leben"),
            figures=(),
            synthetic=county.synthetic,
        )
    chosen = next((p for p in now.places if p.area.key == selection.municipality), None)
    return Opening(
        title="Verteilung",
        context=f"{county.name} · Stichtag {german.period(now.period)}",
        sentence=_municipality_sentence(now, chosen) if chosen else _county_sentence(now),
        figures=_figures(now, chosen, register),
        synthetic=county.synthetic,
    )


def _county_sentence(now: Snapshot) -> tuple[str | Strong, ...]:
    assert now.whole is not None  # noqa: S101
    sentence: list[str | Strong] = [
        f"{german.capitalised(german.at(now.period))} lebten laut Bevölkerungsfortschreibung ",
        Strong(german.number(now.whole.foreigners)),
        f" Ausländerinnen und Ausländer {now.county.in_phrase}, ",
        Strong(german.percent(now.whole.share)),
        " der Bevölkerung.",
    ]
    if now.city:
        part = now.city.foreigners / now.whole.foreigners
        amount = (
            "Mehr als die Hälfte von ihnen wohnt"
            if part > 0.5
            else f"{german.percent(100 * part)} von ihnen wohnen"
        )
        sentence.append(f" {amount} in der Stadt {now.city.area.short_name}.")
    return tuple(sentence)


def _municipality_sentence(now: Snapshot, chosen: Place) -> tuple[str | Strong, ...]:
    assert now.whole is not None  # noqa: S101
    rank = now.places.index(chosen) + 1
    return (
        f"{german.capitalised(german.at(now.period))} lebten laut Bevölkerungsfortschreibung ",
        Strong(german.number(chosen.foreigners)),
        f" Ausländerinnen und Ausländer in {chosen.area.short_name}, ",
        Strong(german.percent(chosen.share)),
        f" der Bevölkerung; {now.county.in_phrase} sind es {german.percent(now.whole.share)}. "
        f"Nach dem Anteil geordnet ist das Rang {rank} von {len(now.places)}.",
    )


def _figures(
    now: Snapshot, chosen: Place | None, register: Series | None
) -> tuple[FigureCard, ...]:
    assert now.whole is not None  # noqa: S101
    main = chosen or now.whole
    others = [place for place in now.places if place.area.kind is not AreaKind.CITY]
    azr = _same_day(register, now)
    cards = [
        FigureCard(
            "auslaender",
            f"Ausländerinnen und Ausländer{' in ' + main.area.short_name if chosen else ''}",
            german.number(main.foreigners),
            "laut Fortschreibung"
            + (
                f"; das Ausländerzentralregister zählt anders: {german.number(azr.number)}"
                if azr and not chosen
                else f", {german.period(now.period)}"
            ),
        ),
        FigureCard(
            "anteil",
            "Anteil an der Bevölkerung",
            german.percent(main.share),
            f"von {german.counted(main.population, 'Person', 'Personen')}",
            Range(0, main.share / 100),
        ),
    ]
    if chosen:
        part = chosen.foreigners / now.whole.foreigners
        cards.append(
            FigureCard(
                "anteil-am-kreis",
                "Teil aller im Kreis",
                german.percent(100 * part),
                f"von {german.number(now.whole.foreigners)} {now.county.in_phrase}",
                Range(0, part),
            )
        )
    elif now.city:
        part = now.city.foreigners / now.whole.foreigners
        cards.append(
            FigureCard(
                "stadt",
                f"davon in der Stadt {now.city.area.short_name}",
                german.percent(100 * part),
                f"{german.counted(now.city.foreigners, 'Person', 'Personen')}, "
                f"Anteil dort {german.percent(now.city.share)}",
                Range(0, part),
            )
        )
    if now.rest and others:
        low, high = others[-1], others[0]
        top = max(now.places[0].share, 1e-9) * 1.1
        cards.append(
            FigureCard(
                "ohne-stadt",
                "Anteil im Kreis ohne Stadt",
                german.percent(now.rest.share),
                f"von {german.percent(low.share)} ({low.area.short_name}) bis "
                f"{german.percent(high.share)} ({high.area.short_name})",
                Range(low.share / top, high.share / top, now.rest.share / top),
            )
        )
    newest = latest(register, area=now.county.key)
    if newest and newest.period.end > now.period.end and not chosen:
        cards.append(
            FigureCard(
                "register",
                "laut Ausländerzentralregister",
                german.number(newest.number),
                f"am {german.period(newest.period)}; andere Statistik als die Fortschreibung",
            )
        )
    return tuple(cards)


def _same_day(register: Series | None, now: Snapshot) -> Dated | None:
    found = register.value(area=now.county.key, period=now.period.key) if register else None
    return Dated(now.period, found) if found and found.number is not None else None


def _caption(now: Snapshot) -> str:
    used = now.foreigners.only(pl.col("period") == now.period.key)
    base = now.population.only(pl.col("period") == now.period.key)
    keys = [place.area.key for place in now.places]
    used = used.only(pl.col("area_key").is_in(keys))
    base = base.only(pl.col("area_key").is_in(keys))
    return caption(used.papers.merged(base.papers), extra=("Anteile nachgerechnet",))


def _table(now: Snapshot) -> Table:
    rows: list[tuple[Cell | str, ...]] = [_row(place, strong=False) for place in now.places]
    rows += [_row(place, strong=True) for place in (now.rest, now.whole) if place]
    return Table(("Gemeinde", "Bevölkerung", "Ausländerinnen und Ausländer", "Anteil"), tuple(rows))


def _row(place: Place, *, strong: bool) -> tuple[Cell | str, ...]:
    return (
        Cell(place.area.short_name, strong=strong),
        Cell(german.number(place.population), strong=strong),
        Cell(german.number(place.foreigners), strong=strong),
        Cell(german.percent(place.share), strong=strong),
    )


def _map(data: Data, now: Snapshot, selection: Selection) -> Card:
    outlines = {one.area_key: one for one in data.boundaries(now.county.key)}
    drawn = [outlines[p.area.key] for p in now.places if p.area.key in outlines]
    if not drawn:
        return missing.boundaries(now.county)
    shares = {place.area.key: place.share for place in now.places}
    classes = classes_for(list(shares.values()), usual=LIMITS)
    figure = class_map(
        drawn,
        outlines.get(now.county.key),
        MapSpec(
            values=shares,
            names={p.area.key: p.area.short_name for p in now.places},
            texts={key: german.percent(value) for key, value in shares.items()},
            classes=classes,
            selected=selection.municipality,
        ),
    )
    top = [p.area.short_name for p in now.places if p.share >= classes.limits[-1]]
    limit = german.number(classes.limits[-1])
    title = (
        f"{limit}{german.THIN}% und mehr nur in {german.listing(top)}"
        if 1 <= len(top) <= 2
        else f"In {german.spelled(len(top))} Gemeinden {limit}{german.THIN}% und mehr"
    )
    return Chart(
        id="verteilung-karte",
        title=title,
        subtitle="Anteil an der Bevölkerung in Prozent; im Farbfeld die Zahl der Gemeinden",
        figure=figure,
        height=figure["layout"]["height"],
        caption=f"{_caption(now)} · Karte: {drawn[0].attribution}",
        alt=_map_alt(now, classes),
        table=_table(now),
        frame=_frame(now),
        synthetic=now.county.synthetic,
        legend=tuple(
            (
                label,
                sum(classes.of(share) == index for share in shares.values()),
                theme.SEQUENTIAL[index],
                theme.SEQUENTIAL_TEXT[index],
            )
            for index, label in enumerate(classes.labels(unit=f"{german.THIN}%"))
        ),
    )


def _map_alt(now: Snapshot, classes: Classes) -> str:
    high, low = now.places[0], now.places[-1]
    counts = [sum(classes.of(p.share) == i for p in now.places) for i in range(5)]
    return (
        f"Karte {now.county.of_phrase}: Anteil der Ausländerinnen und Ausländer je Gemeinde am "
        f"{german.period(now.period)}. Am höchsten in {high.area.short_name} mit "
        f"{german.percent(high.share)}, am niedrigsten in {low.area.short_name} mit "
        f"{german.percent(low.share)}. {counts[-1]} von {len(now.places)} Gemeinden liegen in der "
        "höchsten Klasse."
    )


def _ranking(now: Snapshot, selection: Selection) -> Card:
    assert now.whole is not None  # noqa: S101
    classes = classes_for([p.share for p in now.places], usual=LIMITS)
    below = sum(place.share < now.whole.share for place in now.places)
    figure = ranking(
        [
            Bar(
                place.area.short_name,
                place.share,
                german.percent(place.share),
                german.number(place.foreigners),
                theme.SEQUENTIAL[classes.of(place.share)],
                strong=place.area.key == selection.municipality,
            )
            for place in now.places
        ],
        reference=Reference(now.whole.share, f"Kreis {german.percent(now.whole.share)}"),
        aside_title="Personen",
    )
    return Chart(
        id="verteilung-rangliste",
        title=f"{german.capitalised(german.spelled(below))} von {len(now.places)} Gemeinden liegen "
        "unter dem Anteil des Kreises",
        subtitle="Anteil an der Bevölkerung in Prozent und Personen, Farben wie in der Karte",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(now),
        alt=f"Rangliste der {len(now.places)} Gemeinden nach dem Anteil der Ausländerinnen und "
        f"Ausländer: von {now.places[0].area.short_name} mit "
        f"{german.percent(now.places[0].share)} bis {now.places[-1].area.short_name} mit "
        f"{german.percent(now.places[-1].share)}; der Kreis liegt bei "
        f"{german.percent(now.whole.share)}.",
        table=_table(now),
        frame=_frame(now),
        synthetic=now.county.synthetic,
    )


def _frame(now: Snapshot) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "area_key": [p.area.key for p in now.places],
            "area_name": [p.area.name for p in now.places],
            "foreigners": [p.foreigners for p in now.places],
            "population": [p.population for p in now.places],
            "share_percent": [p.share for p in now.places],
        }
    )
