"""The chain from entitlement to certificate within a year."""

from __future__ import annotations

import polars as pl

from dashboard import german, theme
from dashboard.charts import furniture
from dashboard.charts.model import Cell, Chart, Table
from dashboard.charts.ranking import Bar, ranking
from dashboard.views import missing
from dashboard.views.courses.year import Year, persons_text, protected, source_line, span_text
from dashboard.views.model import Card

#: What every picture of the flow must say beside its ratio.
NO_RATE = "Ströme eines Jahres: Ihr Verhältnis ist keine Erfolgsquote."


def card(year: Year, *, compact: bool = False) -> Card:
    """The chain from entitlement to certificate; flows and stocks are told apart.

    ``compact`` leaves out the stocks and the column that names their month.
    """
    flow_time = "im Jahr" if year.full else f"bis {german.day(year.stand)[:6]}"
    reported = "im Jahr" if year.full else "gemeldete Monate"
    stages: list[tuple[str, int | None, str]] = [
        ("neu berechtigt", year.persons("entitled"), reported),
        ("neu angemeldet", year.persons("registered"), reported),
    ]
    waiting, attending = year.waiting, year.attending
    if waiting:
        stages.append(("wartend", waiting[1], _brief(waiting[0])))
    stages.append(("begonnen", year.persons("started"), flow_time))
    if attending:
        stages.append(("im Kurs", attending[1], _brief(attending[0])))
    for label, column in (
        ("beendet", "finished"),
        ("geprüft", "tested"),
        ("B1 bestanden", "passed_b1"),
        ("Zertifikat", "certificates"),
    ):
        stages.append((label, year.persons(column), flow_time))
    flows = {reported, flow_time}
    if compact:
        stages = [stage for stage in stages if stage[2] in flows]
    if all(count is None for _, count, _ in stages):
        return missing.course_counts("Berechtigungen, Kursbeginne und Zertifikate")
    figure = ranking(
        [
            Bar(
                label,
                None if count is None else float(count),
                persons_text(count),
                "" if compact else when,
                theme.BLUE if when in flows else theme.SEQUENTIAL[2],
            )
            for label, count, when in stages
        ],
        aside_title="" if compact else "Zeitbezug",
    )
    entitled, started = stages[0][1], next(n for label, n, _ in stages if label == "begonnen")
    again = year.persons("repeaters")
    return Chart(
        id="sprachkurse-fluss",
        # Reports of months and the list end on different days: no ratio of unequal spans.
        title=f"{year.year}: Auf 100 neue Berechtigungen kamen "
        f"{german.number(100 * started / entitled)} Personen, die einen Sprachkurs begannen"
        if entitled and started is not None and year.full
        else f"{span_text(year)}: {persons_text(started)} Personen begannen einen Sprachkurs"
        if started is not None
        else f"{span_text(year)}: "
        f"{german.counted(year.started.height, 'Sprachkurs', 'Sprachkurse')} begonnen",
        subtitle=f"Personen {span_text(year)}"
        + ("" if compact else "; helle Balken sind Bestände am genannten Monatsende"),
        figure=figure,
        height=figure["layout"]["height"],
        caption=source_line(year, f"Jahr {span_text(year)}"),
        notes=(NO_RATE, *protected(*(count for _, count, _ in stages)))
        if compact
        else (
            "Ströme eines Jahres, keine Gruppe, die verfolgt würde: Verhältnisse sind keine "
            "Erfolgsquoten. Ein Zertifikat verlangt die Prüfung DTZ (Deutsch-Test für Zuwanderer) "
            "mit B1 und „Leben in Deutschland“.",
            *_repeaters(year),
            *(
                ()
                if year.full
                else (
                    "Das Jahr ist nicht zu Ende: Berechtigungen und Anmeldungen reichen bis zum "
                    "letzten gemeldeten Monat, das Übrige bis zum Abfragestand.",
                )
            ),
            *protected(*(count for _, count, _ in stages), *((again,) if started else ())),
        ),
        alt="Balken von der Berechtigung zum Zertifikat: "
        + german.listing([f"{label} {persons_text(count)}" for label, count, _ in stages])
        + ".",
        table=Table(
            ("Schritt", "Personen", "Zeitbezug"),
            tuple(
                row
                for label, count, when in stages
                for row in (
                    (label, persons_text(count), when),
                    *(
                        ((Cell("davon Wiederholende", level=1), persons_text(again), when),)
                        if label == "begonnen" and started
                        else ()
                    ),
                )
            ),
        ),
        frame=pl.DataFrame(
            stages,
            schema={"stage": pl.String, "persons": pl.Int64, "when": pl.String},
            orient="row",
        ),
        synthetic=year.county.synthetic,
    )


def _repeaters(year: Year) -> tuple[str, ...]:
    """Who starts a course again is among the starters, and counted apart in official figures."""
    started, again = year.persons("started"), year.persons("repeaters")
    if not started or not again:
        return ()
    verb = "wiederholt" if again == 1 else "wiederholen"
    return (
        f"Von den {german.number(started)} Personen, die begannen, {verb} {german.number(again)} "
        "einen Kurs; die amtliche Statistik zählt sie gesondert.",
    )


def _brief(text: str) -> str:
    """A month in few letters, for a column beside bars: "Ende Sept. 2026"."""
    return f"Ende {furniture.short_month(int(text[5:7]))}{german.NBSP}{text[:4]}"
