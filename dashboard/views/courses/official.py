"""Official figures of counties without a course list: entitlements, participants, courses."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard import german
from dashboard.charts.model import Cell, Chart, Table, caption
from dashboard.charts.ranking import Bar, ranking
from dashboard.views import missing
from dashboard.views.documents import Documents
from dashboard.views.model import Data, FigureCard, Opening, Sentence, Strong
from dashboard.views.values import Dated, latest
from data_access.domain import County, Papers, Series

ENTITLED, STARTED = "integrationskurse-berechtigungen", "integrationskurse-teilnehmende"
BEGUN, ENDED = "integrationskurse-begonnen", "integrationskurse-beendet"


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


def read(data: Data, county: County) -> Official:
    """The newest official figures of a county."""
    found = {}
    for code in (ENTITLED, STARTED, BEGUN, ENDED):
        series = data.series(county.key, code)
        newest = latest(series, area=county.key)
        if series is not None and newest:
            found[code] = (series, newest)
    return Official(found)


def opening(county: County, official: Official, quoted: Documents | None) -> Opening:
    """Sentence and figures; from documents where no official figures are there."""
    sentence = _sentence(county, official)
    if sentence or quoted is None:
        return Opening(
            "Sprachkurse",
            county.name,
            sentence
            or missing.sentence(county, "wie Sprachkurse besucht und abgeschlossen werden"),
            _figures(official),
            county.synthetic,
        )
    return Opening("Sprachkurse", quoted.context, quoted.sentence, quoted.figures, county.synthetic)


def _sentence(county: County, official: Official) -> Sentence:
    """What the official figures say; empty where they are missing."""
    entitled, started = official.number(ENTITLED), official.number(STARTED)
    if entitled is None or started is None:
        return ()
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


def flow(county: County, official: Official) -> Chart | None:
    """New entitlements beside new participants; None where one of them is missing."""
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


def courses(county: County, official: Official) -> Chart | None:
    """Courses that began beside courses that ended; None where one of them is missing."""
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
