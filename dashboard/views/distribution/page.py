"""The page Verteilung: what it holds, what it offers, and who makes which card."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import german
from dashboard.selection import MUNICIPALITY, PERIOD, Option, Selection
from dashboard.views import missing
from dashboard.views.distribution import (
    development,
    guide,
    protection,
    refugees,
    register,
    residence,
    shares,
)
from dashboard.views.distribution.opening import opening
from dashboard.views.distribution.snapshot import periods_of, snapshot
from dashboard.views.model import Card, Data, Filters, Opening, Section
from dashboard.views.values import area_of_kind, county_of, municipalities, of_whole_area
from data_access.domain import Period
from data_access.vocabulary import AreaKind


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
    absent: tuple[Card, ...]


def filters(data: Data, county: str) -> Filters:
    """Municipalities, the county without its city, and reporting dates that the county offers."""
    listed = data.areas(county)
    areas = municipalities(listed)
    rest = area_of_kind(listed, AreaKind.AGGREGATE)
    if areas and rest:
        areas = (*areas, rest)
    options: dict[str, list[Option]] = {}
    defaults: dict[str, str] = {}
    if areas:
        options[MUNICIPALITY] = [Option(area.key, area.short_name) for area in areas]
        defaults[MUNICIPALITY] = "Alle Gemeinden"
    periods = periods_of(data, county)
    if periods:
        options[PERIOD] = [Option(key[:4], german.period(Period.parse(key))) for key in periods]
        defaults[PERIOD] = german.period(Period.parse(periods[0]))
    return Filters(options, defaults)


def build(data: Data, selection: Selection) -> DistributionView:
    """The page for a selection."""
    county = of_whole_area(data, county_of(data.counties(), selection.county))
    now = snapshot(data, selection)
    azr = data.series(county.key, "auslaender-azr")
    refugee_cards = refugees.cards(data, selection)
    other = development.cards(data, county)
    return DistributionView(
        opening=opening(county, now, azr, selection),
        map=shares.as_map(data, now, selection) if now else missing.shares(county),
        ranking=shares.as_ranking(now, selection) if now else missing.shares_ranking(county),
        refugees_section=refugees.section(county) if refugee_cards else None,
        refugees=refugee_cards,
        register_section=register.section(county, azr, other=now is not None),
        register=register.foreigners(county, azr, now.foreigners if now else None),
        nationalities=register.nationalities(county, azr),
        titles=(*residence.cards(data, county), *protection.cards(data, county)),
        development_section=development.section() if other else None,
        development=other,
        guide_section=guide.section(),
        guide=guide.counts(data, county),
        absent=() if refugee_cards else (missing.refugees(county),),
    )
