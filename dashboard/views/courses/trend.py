"""Courses that began and ended, by year."""

from __future__ import annotations

import polars as pl

from dashboard import german, theme
from dashboard.charts import columns
from dashboard.charts.model import Chart, Table
from dashboard.views.courses.year import (
    Year,
    running_notes,
    source_line,
    span_label,
    span_text,
    years,
    years_text,
)


def card(year: Year) -> Chart:
    """Started and finished courses by year, running year marked."""
    listed = sorted(years(year.courses))
    every = [Year(year.county, year.courses, one) for one in listed]
    started = [float(one.started.height) for one in every]
    ended = [float(one.ended.height) for one in every]
    running = not every[-1].full
    figure = columns.columns(
        [span_label(one) for one in every],
        [
            columns.Part("begonnen", tuple(started), theme.BLUE),
            columns.Part("beendet", tuple(ended), theme.SEQUENTIAL[2]),
        ],
        stacked=False,
        last_provisional=running,
    )
    full = list(zip(listed, started, strict=True))[: -1 if running else None]
    most = max(full, key=lambda pair: pair[1]) if full else (listed[-1], started[-1])
    return Chart(
        id="sprachkurse-verlauf",
        title=f"Die meisten Sprachkurse eines vollen Jahres begannen {most[0]}: "
        f"{german.number(most[1])}"
        if full
        else f"{span_text(every[-1])} begannen "
        f"{german.counted(most[1], 'Sprachkurs', 'Sprachkurse')}",
        subtitle="Begonnene und beendete Kurse im Jahr, Anzahl",
        figure=figure,
        height=figure["layout"]["height"],
        caption=source_line(year, years_text(listed)),
        notes=running_notes(every[-1]),
        alt="Säulen der begonnenen und beendeten Kurse je Jahr: "
        + german.listing(
            [
                f"{one} {german.number(a)} und {german.number(b)}"
                for one, a, b in zip(listed, started, ended, strict=True)
            ]
        )
        + ".",
        table=Table(
            ("Jahr", "begonnen", "beendet"),
            tuple(
                (span_text(one), german.number(a), german.number(b))
                for one, a, b in reversed(list(zip(every, started, ended, strict=True)))
            ),
        ),
        frame=pl.DataFrame({"year": listed, "started": started, "finished": ended}),
        synthetic=year.county.synthetic,
    )
