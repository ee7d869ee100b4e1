"""The view of the page: opening, list, and notes on files and deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard import german
from dashboard.navigation import page as page_at
from dashboard.selection import Selection
from dashboard.views import missing
from dashboard.views.entries import Entry, Group, Inventory, Link
from dashboard.views.inventory import changes, files, opening, subjects
from dashboard.views.inventory.delivery import Outlook, outlook, place
from dashboard.views.inventory.notes import notes
from dashboard.views.inventory.papers import papers
from dashboard.views.model import Card, Data, Note, Opening, Section
from dashboard.views.values import county_of, stand
from data_access.domain import County, Series, Source


@dataclass(frozen=True)
class InventoryView:
    """Everything on the page."""

    opening: Opening
    inventory: Inventory | None
    #: What has changed since a day, page by page.
    changes_heading: Section
    changes: tuple[Card, ...]
    notes: tuple[Note, ...]


def build(data: Data, selection: Selection) -> InventoryView:
    """The page for a county."""
    county = county_of(data.counties(), selection.county)
    day = changes.since(selection, county)
    known = data.statistics(county.key)
    found = [
        (series, outlook(series, stand(county)))
        for statistic in known
        if (series := data.series(county.key, statistic.code)) and not series.empty
    ]
    found.sort(key=lambda one: subjects.place(one[0].statistic))
    return InventoryView(
        opening=opening.opening(county, found) if found else _nothing(county),
        inventory=Inventory(_groups(county, found), files.of_county(county)) if found else None,
        changes_heading=changes.heading(day),
        changes=changes.cards(county, data.changes(county.key, day), known),
        notes=notes(county) if found else (),
    )


def _nothing(county: County) -> Opening:
    sentence = missing.sentence(county, "die sich auflisten ließen")
    return Opening(opening.TITLE, county.name, sentence, (), county.synthetic)


def _groups(county: County, found: Sequence[tuple[Series, Outlook]]) -> tuple[Group, ...]:
    return tuple(
        Group(
            subject.title,
            _page(county, subject),
            tuple(_entry(county, series, coming) for series, coming in listed),
        )
        for subject, listed in groupby(found, key=lambda one: subjects.subject_of(one[0].statistic))
    )


def _page(county: County, subject: subjects.Subject) -> Link | None:
    if not subject.slug:
        return None
    title = page_at(subject.slug).title
    return Link(f"/{subject.slug}?kreis={county.key}", f"Seite {title}", f"Zur Seite {title}")


def _entry(county: County, series: Series, coming: Outlook) -> Entry:
    statistic, given = series.statistic, series.papers
    first, last = min(given.periods), max(given.periods)
    values = german.counted(series.frame.height, "Wert", "Werte")
    return Entry(
        code=statistic.code,
        name=statistic.name,
        unit=german.unit_name(statistic.unit),
        newest=german.period(last),
        since=values if first == last else f"{values} seit {german.period(first)}",
        sources=_titles(coming.sources or given.sources),
        deliveries=coming.lines,
        files=files.of_statistic(county, statistic),
        papers=papers(series),
        places=_places(series),
    )


def _titles(sources: Sequence[Source]) -> tuple[str, ...]:
    """Titles of sources with their tables; tables of one title together."""
    tables: dict[str, list[str]] = {}
    for source in sources:
        tables.setdefault(source.title, []).append(source.table_id)
    return tuple(
        ", ".join((title, *_tables([one for one in listed if one])))
        for title, listed in tables.items()
    )


def _tables(listed: list[str]) -> tuple[str, ...]:
    if not listed:
        return ()
    return (f"{'Tabelle' if len(listed) == 1 else 'Tabellen'} {german.listing(listed)}",)


def _places(series: Series) -> tuple[Link, ...]:
    """Official sites of the sources, each once."""
    found: dict[str, Link] = {}
    for source in series.papers.sources:
        if source.schedule and source.schedule.address:
            text = place(source)
            found.setdefault(
                text,
                Link(
                    source.schedule.address, text, f"{text} im Internet, öffnet eine fremde Seite"
                ),
            )
    return tuple(found.values())
