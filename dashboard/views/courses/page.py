"""The page Sprachkurse: what it holds, what it offers, and who makes which card."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard import german
from dashboard.selection import PERIOD, Option, Selection
from dashboard.views import documents, missing
from dashboard.views.courses import (
    attendance,
    flow,
    official,
    programmes,
    running,
    starts,
    trend,
    waiting,
)
from dashboard.views.courses.opening import opening
from dashboard.views.courses.year import Year, years
from dashboard.views.documents import Documents
from dashboard.views.model import Card, Data, Filters, Opening, Section
from dashboard.views.values import county_of, of_whole_area


@dataclass(frozen=True)
class CoursesView:
    """Everything on the page."""

    opening: Opening
    charts: tuple[Card, ...]
    running: Card | None
    documents: Documents | None
    absent: tuple[Card, ...]
    programmes_section: Section | None
    programmes: Card | None


def filters(data: Data, county: str) -> Filters:
    """Years of the county's courses, newest first."""
    listed = years(data.courses(county))
    if not listed:
        return Filters({}, {})
    return Filters(
        {PERIOD: [Option(str(year), str(year)) for year in listed]}, {PERIOD: str(listed[0])}
    )


def build(data: Data, selection: Selection) -> CoursesView:
    """The page for a selection."""
    county = county_of(data.counties(), selection.county)
    courses = data.courses(county.key)
    listed = years(courses)
    offer = programmes.card(county, courses.programmes, data.concept(county.key))
    offer_section = (
        Section(
            "Wer welchen Kurs besuchen darf",
            f"Programme nach Fördergeber, Stand {german.date_text(courses.programmes[0].as_of)}.",
        )
        if offer
        else None
    )
    if listed:
        wanted = [one for one in listed if str(one) == selection.period]
        year = Year(county, courses, (wanted or listed)[0])
        return CoursesView(
            opening=opening(year),
            charts=_charts(year),
            running=running.card(year),
            documents=None,
            absent=(),
            programmes_section=offer_section,
            programmes=offer,
        )
    quoted = documents.read(data, county, topic="courses", slug="sprachkurse")
    found = official.read(data, county)
    county = of_whole_area(data, county)
    chain, begun = official.flow(county, found), official.courses(county, found)
    return CoursesView(
        opening=official.opening(county, found, quoted),
        charts=tuple(card for card in (chain, begun) if card),
        running=None,
        documents=quoted,
        absent=(
            *(() if chain else (missing.course_flow(county),)),
            *(() if begun else (missing.course_trend(county),)),
            missing.course_list(county),
        ),
        programmes_section=offer_section,
        programmes=offer,
    )


def _charts(year: Year) -> tuple[Card, ...]:
    """What the course list says of a year, as far as it says it."""
    made = (
        flow.card(year),
        trend.card(year),
        starts.by_funder(year),
        starts.by_programme(year),
        waiting.card(year),
        attendance.card(year),
    )
    return tuple(card for card in made if card)


def compact_flow(data: Data, selection: Selection) -> Card:
    """The flow in a small figure, for the overview."""
    county = county_of(data.counties(), selection.county)
    courses = data.courses(county.key)
    listed = years(courses)
    if listed:
        return flow.card(Year(county, courses, listed[0]), compact=True)
    found = official.flow(county, official.read(data, county))
    return replace(found, notes=(flow.NO_RATE,)) if found else missing.course_flow(county)
