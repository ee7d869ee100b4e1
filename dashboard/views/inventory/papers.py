"""The papers of a statistic in words: the same under its entry and in its file."""

from __future__ import annotations

import polars as pl

from dashboard import german
from dashboard.charts.model import dates_text, status_text
from dashboard.views.inventory.delivery import rhythm_text
from data_access.domain import Series, Source
from data_access.vocabulary import Origin, Status

ORIGINS = {
    Origin.PUBLISHED: "veröffentlicht",
    Origin.RECOMPUTED: "nachgerechnet",
    Origin.OWN_COUNT: "eigene Zählung",
}
SAMPLE = "Beispieldaten, frei erfunden"


def papers(series: Series) -> tuple[tuple[str, str], ...]:
    """Label and text of all that a reader must know of a statistic; what is empty is left out.

    The labels of the sources come once per source.
    """
    statistic, given = series.statistic, series.papers
    status = given.territorial_status
    pairs = (
        ("Hinweis", SAMPLE if given.synthetic else ""),
        ("Definition", statistic.definition),
        ("Gezählt werden", german.capitalised(statistic.population)),
        ("Nicht verwechseln", statistic.distinguish),
        ("Einheit", german.unit_name(statistic.unit)),
        ("Rundung", statistic.rounding or "Werte wie von der Quelle genannt"),
        ("Brüche", _breaks(series)),
        ("Kleine Zahlen", _withheld(series)),
        ("Zeitraum", f"{dates_text(given.periods)}, {_values(series)}"),
        ("Herkunft", german.listing([ORIGINS[one] for one in Origin if one in given.origins])),
        ("Gebietsstand", german.day(status) if status else "von der Quelle nicht genannt"),
        ("Datenstand", status_text(given).removeprefix("Datenstand ")),
        *(pair for sources in _alike(given.sources) for pair in _of_sources(sources)),
    )
    return tuple((label, text) for label, text in pairs if text)


def _alike(sources: tuple[Source, ...]) -> list[list[Source]]:
    """Sources that differ in nothing but their table stand together."""
    found: dict[tuple[object, ...], list[Source]] = {}
    for one in sources:
        found.setdefault((one.publisher, one.title, one.licence, one.schedule), []).append(one)
    return list(found.values())


def _of_sources(sources: list[Source]) -> tuple[tuple[str, str], ...]:
    first = sources[0]
    schedule = first.schedule
    return (
        ("Quelle", f"{first.publisher}, {first.title}"),
        ("Tabelle", german.listing([one.table_id for one in sources if one.table_id])),
        ("Lizenz", first.licence),
        ("Geliefert von", (schedule.deliverer if schedule else "") or first.publisher),
        (
            "Lieferung",
            f"{german.capitalised(rhythm_text(schedule))}. {schedule.ground}".strip()
            if schedule
            else "Takt nicht hinterlegt.",
        ),
    )


def _breaks(series: Series) -> str:
    return " ".join(
        f"{one.label} ({german.day(one.effective_on)}): {one.explanation}" for one in series.breaks
    )


def _values(series: Series) -> str:
    return german.counted(series.frame.height, "Wert", "Werte")


def _withheld(series: Series) -> str:
    """What the rule for small cells has taken away of an own count."""
    if not series.statistic.own_count:
        return ""
    hidden = series.frame.filter(pl.col("status") == Status.CONFIDENTIAL.value).height
    rule = "Zählungen weniger Personen und was sie verraten würde, sind geheim gehalten"
    return f"{rule}: {german.number(hidden)} von {_values(series)}"
