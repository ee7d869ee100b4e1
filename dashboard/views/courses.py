"""Sprachkurse: from entitlement to certificate, over time, by programme and funder."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard import german
from dashboard.charts.model import Cell, Chart, Table, caption
from dashboard.charts.ranking import Bar, ranking
from dashboard.selection import PERIOD, Option, Selection
from dashboard.views import course_lists, documents, missing
from dashboard.views.course_lists import Year
from dashboard.views.model import (
    Card,
    Data,
    FigureCard,
    Filters,
    Opening,
    Section,
    Sentence,
    Strong,
)
from dashboard.views.values import Dated, county_of, latest
from data_access.domain import County, Papers, Series

ENTITLED, STARTED = "integrationskurse-berechtigungen", "integrationskurse-teilnehmende"
BEGUN, ENDED = "integrationskurse-begonnen", "integrationskurse-beendet"


@dataclass(frozen=True)
class CoursesView:
    """Everything on the page."""

    opening: Opening
    charts: tuple[Card, ...]
    running: Card | None
    documents_section: Section | None
    documents: tuple[Card, ...]
    absent: tuple[Card, ...]
    programmes_section: Section | None
    programmes: Card | None


def filters(data: Data, county: str) -> Filters:
    """Years of the county's courses, newest first."""
    years = course_lists.years(data.courses(county), county_of(data.counties(), county))
    if not years:
        return Filters({}, {})
    return Filters(
        {PERIOD: [Option(str(year), str(year)) for year in years]}, {PERIOD: str(years[0])}
    )


def build(data: Data, selection: Selection) -> CoursesView:
    """The page for a selection."""
    county = county_of(data.counties(), selection.county)
    courses = data.courses(county.key)
    years = course_lists.years(courses, county)
    programmes = course_lists.programmes(county, courses.programmes, data.concept(county.key))
    section = (
        Section(
            "Wer welchen Kurs besuchen darf",
            f"Programme nach Fördergeber, Stand {german.date_text(courses.programmes[0].as_of)}.",
        )
        if programmes
        else None
    )
    if years:
        wanted = [one for one in years if str(one) == selection.period]
        year = Year(county, courses, (wanted or years)[0])
        return CoursesView(
            opening=course_lists.opening(year),
            charts=(course_lists.flow(year), course_lists.trend(year), *course_lists.more(year)),
            running=course_lists.running(year),
            documents_section=None,
            documents=(),
            absent=(),
            programmes_section=section,
            programmes=programmes,
        )
    quoted = documents.cards(data, county, topic="courses", slug="sprachkurse")
    official = _official(data, county)
    flow, trend = _flow(county, official), _courses(county, official)
    return CoursesView(
        opening=Opening(
            "Sprachkurse",
            county.name,
            _sentence(county, official, bool(quoted)),
            _figures(official),
            county.synthetic,
        ),
        charts=tuple(card for card in (flow, trend) if card),
        running=None,
        documents_section=documents.section(county) if quoted else None,
        documents=quoted,
        absent=(
            *(() if flow else (missing.course_flow(county),)),
            *(() if trend else (missing.course_trend(county),)),
            *(() if official else (missing.course_list(county),)),
        ),
        programmes_section=section,
        programmes=programmes,
    )


def compact_flow(data: Data, selection: Selection) -> Card:
    """The flow in a small figure, for the overview."""
    county = county_of(data.counties(), selection.county)
    courses = data.courses(county.key)
    years = course_lists.years(courses, county)
    if years:
        return course_lists.flow(Year(county, courses, years[0]), compact=True)
    return _flow(county, _official(data, county)) or missing.course_flow(county)


@dataclass(frozen=True)
class Official:
    """The newest official figures of a county: a series and its newest value per statistic."""

    found: dict[str, tuple[Series, Dated]]

    def __bool__(self) -> bool:
        return bool(self.found)

    def number(self, code: str) -> float | None:
        """The newest number of a statistic."""
        pair = self.found.get(code)
        return pair[1].number if pair else None

    def papers(self, *codes: str) -> Papers:
        """Papers of some of the statistics."""
        papers = Papers()
        for code in codes:
            if code in self.found:
                papers = papers.merged(self.found[code][0].papers)
        return papers

    @property
    def note(self) -> str:
        """What the source says of its year."""
        notes = [
            text
            for series, _ in self.found.values()
            for text in series.frame["note"].to_list()
            if text
        ]
        return notes[0] if notes else ""

    @property
    def year(self) -> str:
        """Year of the figures, as far as the source is sure of it."""
        newest = next(iter(self.found.values()))[1].period.key
        return f"{newest} (Jahr unsicher)" if self.note else newest


def _official(data: Data, county: County) -> Official:
    found = {}
    for code in (ENTITLED, STARTED, BEGUN, ENDED):
        series = data.series(county.key, code)
        newest = latest(series, area=county.key)
        if series is not None and newest:
            found[code] = (series, newest)
    return Official(found)


def _sentence(county: County, official: Official, quoted: bool) -> Sentence:
    entitled, started = official.number(ENTITLED), official.number(STARTED)
    if entitled is None or started is None:
        if quoted:
            return (
                f"Für „{county.name}“ liegen noch keine Kurslisten vor. Die veröffentlichten "
                "Unterlagen nennen aber Kurse, Beträge und Sprachmittlung; sie stehen hier mit "
                "Datum und Fundstelle.",
            )
        return missing.sentence(county, "wie Sprachkurse besucht und abgeschlossen werden")
    return (
        "Laut Migration.Integration.Regionen erhielten ",
        Strong(german.number(entitled)),
        f" Menschen {county.in_phrase} eine neue Berechtigung für einen Integrationskurs, ",
        Strong(german.number(started)),
        " begannen einen. Das Jahr ist unsicher: Die Beschreibung der Datei nennt 2017, ist aber "
        "älter als die Datei."
        if official.note
        else f" begannen einen ({official.year}).",
    )


def _figures(official: Official) -> tuple[FigureCard, ...]:
    labels = {
        ENTITLED: ("kurse-berechtigt", "neue Berechtigungen"),
        STARTED: ("kurse-begonnen", "neue Teilnehmende"),
        BEGUN: ("kurse-anfaenge", "begonnene Kurse"),
        ENDED: ("kurse-enden", "beendete Kurse"),
    }
    return tuple(
        FigureCard(
            slug,
            label,
            german.number(pair[1].number),
            official.year,
        )
        for code, (slug, label) in labels.items()
        if (pair := official.found.get(code))
    )


def _flow(county: County, official: Official) -> Chart | None:
    entitled, started = official.number(ENTITLED), official.number(STARTED)
    if entitled is None or started is None:
        return None
    return _two_bars(
        county,
        official,
        "sprachkurse-fluss",
        title=f"Auf 100 neue Berechtigungen für Integrationskurse kamen "
        f"{german.number(100 * started / entitled)} neue Teilnehmende"
        if entitled
        else f"Integrationskurse: {german.number(started)} neue Teilnehmende, keine neue "
        "Berechtigung",
        subtitle="Neue Berechtigungen und neue Teilnehmende der Integrationskurse, Personen",
        bars=(("neu berechtigt", ENTITLED), ("neu im Kurs", STARTED)),
        notes=(
            "Zwei Ströme desselben Jahres, keine Gruppe, die verfolgt würde: Das Verhältnis ist "
            "keine Erfolgsquote.",
            "Angemeldete, Wartende, Prüfungen und Zertifikate nennt die Quelle nicht.",
        ),
    )


def _courses(county: County, official: Official) -> Chart | None:
    begun, ended = official.number(BEGUN), official.number(ENDED)
    if begun is None or ended is None:
        return None
    difference = (
        "so viele Kurse begonnen wie beendet"
        if begun == ended
        else f"{german.counted(abs(begun - ended), 'Kurs', 'Kurse')} "
        f"{'mehr' if begun > ended else 'weniger'} begonnen als beendet"
    )
    return _two_bars(
        county,
        official,
        "sprachkurse-verlauf",
        title=f"{german.number(begun)} begonnene und {german.number(ended)} beendete "
        "Integrationskurse",
        subtitle=f"Integrationskurse, Anzahl; {difference}",
        bars=(("begonnen", BEGUN), ("beendet", ENDED)),
        notes=("Nur ein Jahr liegt vor; ein Verlauf entsteht mit der nächsten Datei.",),
    )


def _two_bars(
    county: County,
    official: Official,
    id_: str,
    *,
    title: str,
    subtitle: str,
    bars: tuple[tuple[str, str], ...],
    notes: tuple[str, ...],
) -> Chart:
    figure = ranking(
        [
            Bar(label, official.number(code), german.number(official.number(code) or 0))
            for label, code in bars
        ]
    )
    codes = [code for _, code in bars]
    uncertain = (f"{official.note}.",) if official.note else ()
    return Chart(
        id=id_,
        title=title,
        subtitle=subtitle,
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(official.papers(*codes), dates=f"Jahr {official.year}"),
        notes=(*uncertain, *notes),
        alt=f"Balkendiagramm: {subtitle}. "
        + german.listing([f"{label} {german.number(official.number(c) or 0)}" for label, c in bars])
        + ".",
        table=Table(
            ("Größe", "Anzahl"),
            tuple((Cell(label), german.number(official.number(c) or 0)) for label, c in bars),
        ),
        frame=pl.DataFrame(
            [(code, official.number(code)) for code in codes],
            schema={"statistic": pl.String, "number": pl.Float64},
            orient="row",
        ),
        synthetic=county.synthetic,
    )
