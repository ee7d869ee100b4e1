"""The municipalities on one day: foreigners, population, share, and who has none."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard.selection import Selection
from dashboard.views.model import Data
from dashboard.views.values import county_of, municipalities, number_of, reason
from data_access.domain import Area, County, Period, Series, Value
from data_access.vocabulary import AreaKind

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

    def chosen(self, key: str | None) -> Place | None:
        """The municipality, or the county without its city, with a key."""
        rest = (self.rest,) if self.rest else ()
        return next((place for place in (*self.places, *rest) if place.area.key == key), None)

    @property
    def city(self) -> Place | None:
        """The city of the county, where there is one."""
        return next((p for p in self.places if p.area.kind is AreaKind.CITY), None)


def periods_of(data: Data, county: str) -> list[str]:
    """Days on which most municipalities have a number, newest first."""
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


def snapshot(data: Data, selection: Selection) -> Snapshot | None:
    """Foreigners and population of all municipalities on the chosen day, or None."""
    foreigners = data.series(selection.county, FOREIGNERS)
    population = data.series(selection.county, POPULATION)
    periods = periods_of(data, selection.county)
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
