"""Verteilung: where foreigners and refugees live, and how their number moved."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard import german, theme
from dashboard.charts.maps import Classes, MapSpec, class_map, classes_for
from dashboard.charts.model import Cell, Chart, SourceLine, Table, caption
from dashboard.charts.ranking import Bar, Reference, ranking
from dashboard.selection import MUNICIPALITY, PERIOD, Option, Selection
from dashboard.views import development, guide, missing, refugees
from dashboard.views.model import (
    Card,
    Data,
    FigureCard,
    Filters,
    Opening,
    Range,
    Section,
    Sentence,
    Strong,
)
from dashboard.views.values import (
    Dated,
    county_of,
    latest,
    municipalities,
    number_of,
    reason,
    sign,
)
from data_access.domain import Area, County, Period, Series, Value
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
class Lost:
    """An area without a share, with what is known of it."""

    area: Area
    foreigners: Value | None
    population: Value | None

    @property
    def why(self) -> str:
        """Why there is no share."""
        if number_of(self.foreigners) is None:
            return reason(self.foreigners)
        return "Bevölkerung fehlt" if number_of(self.population) is None else "ohne Bevölkerung"


@dataclass(frozen=True)
class Snapshot:
    """All places of a county on one day, largest share first; ``lost`` have none."""

    county: County
    period: Period
    places: tuple[Place, ...]
    lost: tuple[Lost, ...]
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
    titles: tuple[Card, ...]
    development_section: Section | None
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

    def look(area: Area) -> Place | Lost:
        people = foreigners.value(area=area.key, period=key)
        everybody = population.value(area=area.key, period=key)
        count, of = number_of(people), number_of(everybody)
        return Lost(area, people, everybody) if count is None or not of else Place(area, count, of)

    def place(area: Area | None) -> Place | None:
        found = look(area) if area else None
        return found if isinstance(found, Place) else None

    looked = [look(area) for area in municipalities(areas)]
    places = [one for one in looked if isinstance(one, Place)]
    if not places:
        return None
    whole = next((area for area in areas if area.key == selection.county), None)
    rest = next((area for area in areas if area.kind is AreaKind.AGGREGATE), None)
    return Snapshot(
        county_of(data.counties(), selection.county),
        Period.parse(key),
        tuple(sorted(places, key=lambda one: (-one.share, one.area.name))),
        tuple(one for one in looked if isinstance(one, Lost)),
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
    other = development.others(data, county)
    return DistributionView(
        opening=_opening(county, now, register, selection),
        map=_map(data, now, selection) if now else missing.shares(county),
        ranking=_ranking(now, selection) if now else missing.shares_ranking(county),
        refugees_section=refugees.section(county) if refugee_cards else None,
        refugees=refugee_cards,
        register_section=development.section(county, register, other=now is not None),
        register=development.register(county, register, now.foreigners if now else None),
        nationalities=development.nationalities(county, register),
        titles=development.titles(data, county),
        development_section=development.other_section() if other else None,
        development=other,
        guide_section=guide.section(),
        guide=guide.counts(data, county),
    )


def _opening(
    county: County, now: Snapshot | None, register: Series | None, selection: Selection
) -> Opening:
    if now is None:
        return Opening(
            title="Verteilung",
            context=county.name,
            sentence=_register_sentence(county, register)
            or missing.sentence(county, "wo Ausländerinnen, Ausländer und Geflüchtete leben"),
            figures=(),
            synthetic=county.synthetic,
        )
    chosen = next((p for p in now.places if p.area.key == selection.municipality), None)
    return Opening(
        title="Verteilung",
        context=f"{county.name} · Stichtag {german.period(now.period)}",
        sentence=_municipality_sentence(now, chosen)
        if chosen
        else (*_county_sentence(now), _lost_sentence(now, selection)),
        figures=_figures(now, chosen, register),
        synthetic=county.synthetic,
    )


def _register_sentence(county: County, register: Series | None) -> Sentence | None:
    """The register alone, where population or foreigners of the municipalities are missing."""
    newest = latest(register, area=county.key)
    if newest is None:
        return None
    return (
        f"{german.capitalised(german.at(newest.period))} waren laut Ausländerzentralregister ",
        Strong(german.number(newest.number)),
        f" Ausländerinnen und Ausländer {county.in_phrase} gemeldet. Anteile je Gemeinde lassen "
        "sich nicht berechnen, weil Angaben der Fortschreibung fehlen.",
    )


def _lost_sentence(now: Snapshot, selection: Selection) -> str:
    """Why the chosen municipality has no figures of its own."""
    found = next((one for one in now.lost if one.area.key == selection.municipality), None)
    return f" Für {found.area.short_name} gilt: {found.why}." if found else ""


def _county_sentence(now: Snapshot) -> tuple[str | Strong, ...]:
    if now.whole is None:
        high, low = now.places[0], now.places[-1]
        return (
            f"{german.capitalised(german.at(now.period))} lag der Anteil der Ausländerinnen und "
            "Ausländer laut Bevölkerungsfortschreibung zwischen ",
            Strong(german.percent(low.share)),
            f" ({low.area.short_name}) und ",
            Strong(german.percent(high.share)),
            f" ({high.area.short_name}); die Zahl für den ganzen Kreis fehlt.",
        )
    sentence: list[str | Strong] = [
        f"{german.capitalised(german.at(now.period))} lebten laut Bevölkerungsfortschreibung ",
        Strong(german.number(now.whole.foreigners)),
        f" Ausländerinnen und Ausländer {now.county.in_phrase}, ",
        Strong(german.percent(now.whole.share)),
        " der Bevölkerung.",
    ]
    if now.city and now.whole.foreigners:
        part = now.city.foreigners / now.whole.foreigners
        amount = (
            "Mehr als die Hälfte von ihnen wohnt"
            if part > 0.5
            else f"{german.percent(100 * part)} von ihnen wohnen"
        )
        sentence.append(f" {amount} in der Stadt {now.city.area.short_name}.")
    return tuple(sentence)


def _municipality_sentence(now: Snapshot, chosen: Place) -> tuple[str | Strong, ...]:
    rank = now.places.index(chosen) + 1
    beside = (
        f"; {now.county.in_phrase} sind es {german.percent(now.whole.share)}" if now.whole else ""
    )
    return (
        f"{german.capitalised(german.at(now.period))} lebten laut Bevölkerungsfortschreibung ",
        Strong(german.number(chosen.foreigners)),
        f" Ausländerinnen und Ausländer in {chosen.area.short_name}, ",
        Strong(german.percent(chosen.share)),
        f" der Bevölkerung{beside}. Nach dem Anteil geordnet ist das Rang {rank} von "
        f"{len(now.places)}.",
    )


def _figures(
    now: Snapshot, chosen: Place | None, register: Series | None
) -> tuple[FigureCard, ...]:
    main = chosen or now.whole
    return (
        *(_main_figures(now, main, chosen, register) if main else ()),
        *_part_figures(now, chosen),
        *_register_figure(now, chosen, register),
    )


def _main_figures(
    now: Snapshot, main: Place, chosen: Place | None, register: Series | None
) -> tuple[FigureCard, ...]:
    azr = _same_day(register, now)
    return (
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
    )


def _part_figures(now: Snapshot, chosen: Place | None) -> tuple[FigureCard, ...]:
    others = [place for place in now.places if place.area.kind is not AreaKind.CITY]
    cards = []
    if now.whole is None or not now.whole.foreigners:
        pass
    elif chosen:
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
    return tuple(cards)


def _register_figure(
    now: Snapshot, chosen: Place | None, register: Series | None
) -> tuple[FigureCard, ...]:
    newest = latest(register, area=now.county.key)
    if chosen or not newest or newest.period.end <= now.period.end:
        return ()
    return (
        FigureCard(
            "register",
            "laut Ausländerzentralregister",
            german.number(newest.number),
            f"am {german.period(newest.period)}; andere Statistik als die Fortschreibung",
        ),
    )


def _same_day(register: Series | None, now: Snapshot) -> Dated | None:
    found = register.value(area=now.county.key, period=now.period.key) if register else None
    return Dated(now.period, found) if found and found.number is not None else None


def _caption(now: Snapshot) -> SourceLine:
    used = now.foreigners.only(pl.col("period") == now.period.key)
    base = now.population.only(pl.col("period") == now.period.key)
    keys = [place.area.key for place in now.places]
    used = used.only(pl.col("area_key").is_in(keys))
    base = base.only(pl.col("area_key").is_in(keys))
    return caption(used.papers.merged(base.papers), extra=("Anteile nachgerechnet",))


def _table(now: Snapshot) -> Table:
    rows: list[tuple[Cell | str, ...]] = [_row(place, strong=False) for place in now.places]
    rows += [
        (one.area.short_name, sign(one.population), sign(one.foreigners), german.DASH)
        for one in now.lost
    ]
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
    shown: tuple[Place | Lost, ...] = (*now.places, *now.lost)
    drawn = [outlines[p.area.key] for p in shown if p.area.key in outlines]
    if not drawn:
        return missing.boundaries(now.county)
    shares = {place.area.key: place.share for place in now.places}
    classes = classes_for(list(shares.values()), usual=LIMITS)
    figure = class_map(
        drawn,
        outlines.get(now.county.key),
        MapSpec(
            values=shares,
            names={p.area.key: p.area.short_name for p in shown},
            texts={
                **{key: german.percent(value) for key, value in shares.items()},
                **{one.area.key: one.why for one in now.lost},
            },
            classes=classes,
            selected=selection.municipality,
        ),
    )
    top = [p.area.short_name for p in now.places if p.share >= classes.limits[-1]]
    limit = german.number(classes.limits[-1])
    places = (
        f"nur in {german.listing(top)}"
        if 1 <= len(top) <= 2
        else f"in {german.spelled(len(top))} Gemeinden"
        if top
        else "in keiner Gemeinde"
    )
    return Chart(
        id="verteilung-karte",
        title=f"Ausländeranteil von {limit}{german.THIN}% und mehr {places}",
        subtitle="Anteil der Ausländerinnen und Ausländer an der Bevölkerung in Prozent; im "
        "Farbfeld die Zahl der Gemeinden",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(now).plus(f"Karte: {drawn[0].attribution}"),
        alt=_map_alt(now, classes),
        notes=_lost_notes(now, "Schraffiert"),
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
    classes = classes_for([p.share for p in now.places], usual=LIMITS)
    whole, high, low = now.whole, now.places[0], now.places[-1]
    title = (
        f"Höchster Ausländeranteil: {high.area.short_name} mit {german.percent(high.share)}"
        if whole is None
        else f"Ausländeranteil: {german.spelled(sum(p.share < whole.share for p in now.places))} "
        f"von {len(now.places)} Gemeinden liegen unter dem Kreis"
    )
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
        ]
        + [Bar(one.area.short_name, None, one.why, sign(one.foreigners)) for one in now.lost],
        reference=Reference(whole.share, f"Kreis {german.percent(whole.share)}") if whole else None,
        aside_title="Personen",
    )
    return Chart(
        id="verteilung-rangliste",
        title=title,
        subtitle="Anteil der Ausländerinnen und Ausländer an der Bevölkerung in Prozent und "
        "Personen, Farben wie in der Karte",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(now),
        alt=f"Rangliste der {len(now.places)} Gemeinden nach dem Anteil der Ausländerinnen und "
        f"Ausländer: von {high.area.short_name} mit {german.percent(high.share)} bis "
        f"{low.area.short_name} mit {german.percent(low.share)}"
        + (f"; der Kreis liegt bei {german.percent(whole.share)}." if whole else "."),
        notes=_lost_notes(now, "Ohne Balken")
        + (
            ()
            if whole
            else ("Der Wert des Kreises fehlt; die Linie ist deshalb nicht gezeichnet.",)
        ),
        table=_table(now),
        frame=_frame(now),
        synthetic=now.county.synthetic,
    )


def _lost_notes(now: Snapshot, word: str) -> tuple[str, ...]:
    """Municipalities without a share, by reason."""
    reasons = dict.fromkeys(one.why for one in now.lost)
    texts = [
        f"{why}: {german.listing([x.area.short_name for x in now.lost if x.why == why])}"
        for why in reasons
    ]
    return (f"{word}, {'; '.join(texts)}.",) if texts else ()


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
