"""Persons who began a course, by funder and by programme."""

from __future__ import annotations

import polars as pl

from dashboard import german, theme
from dashboard.charts import columns
from dashboard.charts.model import Chart, Table
from dashboard.charts.ranking import Bar, ranking
from dashboard.views import missing
from dashboard.views.courses.programmes import LEVELS, of_payer
from dashboard.views.courses.year import (
    Year,
    persons_text,
    protected,
    running_notes,
    source_line,
    span_label,
    span_text,
    years,
    years_text,
)
from dashboard.views.model import Card


def by_funder(year: Year) -> Card | None:
    """Starts of each year by the level that pays; None without any."""
    listed = sorted(years(year.courses))
    found = {
        (one, level): starters
        for one, level, starters in year.courses.starts_by_level.iter_rows()
        if one in listed
    }
    levels = [level for level in LEVELS if any(level == known for _, known in found)]
    if not levels:
        return None
    if all(number is None for number in found.values()):
        return missing.course_counts("Kursbeginne nach Fördergeber")
    spans = [Year(year.county, year.courses, one) for one in listed]
    values = {level: tuple(found.get((one, level), 0) for one in listed) for level in levels}
    colours = {"Bund": theme.BLUE, "Land": theme.SEQUENTIAL[2], "Landkreis": theme.ACCENT}
    figure = columns.columns(
        [span_label(one) for one in spans],
        [
            columns.Part(level, values[level], colours.get(level, theme.CONTEXT_PALE))
            for level in levels
        ],
        stacked=True,
        totals=[one.persons("started") for one in spans],
        last_provisional=not spans[-1].full,
    )
    index = listed.index(year.year)
    total = year.persons("started")
    top = max(levels, key=lambda level: values[level][index] or 0)
    most = values[top][index]
    return Chart(
        id="sprachkurse-foerdergeber",
        title=f"{span_text(year)}: {german.percent(100 * most / total)} der Sprachkursbeginne in "
        f"Programmen {of_payer(top)}"
        if total and most is not None
        else f"{span_text(year)}: die meisten Sprachkursbeginne in Programmen {of_payer(top)}"
        if most
        else f"{span_text(year)}: keine Sprachkursbeginne, deren Zahl gezeigt werden kann",
        subtitle="Personen, die einen Kurs begannen, nach Fördergeber",
        figure=figure,
        height=figure["layout"]["height"],
        caption=source_line(year, years_text(listed)),
        notes=(
            *running_notes(spans[-1]),
            *protected(*(number for level in levels for number in values[level])),
        ),
        alt=f"Gestapelte Säulen der Kursbeginne nach Fördergeber; {year.year} zusammen "
        f"{persons_text(total)} Personen.",
        table=Table(
            ("Jahr", *levels, "Summe"),
            tuple(
                (
                    span_text(one),
                    *(persons_text(values[level][i]) for level in levels),
                    persons_text(one.persons("started")),
                )
                for i, one in reversed(list(enumerate(spans)))
            ),
        ),
        frame=pl.DataFrame({"year": listed, **{level: values[level] for level in levels}}),
        synthetic=year.county.synthetic,
    )


def by_programme(year: Year) -> Card | None:
    """Starts of the year in each programme; None without any."""
    rows = (
        year.courses.starts_by_programme.filter(pl.col("year") == year.year)
        .select("programme_name", "level", "courses", "starters", "places")
        .sort("starters", descending=True, nulls_last=True, maintain_order=True)
    )
    if rows.is_empty():
        return None
    if rows["starters"].count() == 0:
        return missing.course_counts("Kursbeginne nach Programm")
    figure = ranking(
        [
            Bar(
                row["programme_name"],
                row["starters"],
                persons_text(row["starters"]),
                german.number(row["courses"]),
            )
            for row in rows.iter_rows(named=True)
        ],
        aside_title="Kurse",
    )
    top = rows.row(0, named=True)
    return Chart(
        id="sprachkurse-programme",
        title=f"Größtes Sprachkursprogramm {span_text(year)}: {top['programme_name']}",
        subtitle=f"Personen, die {span_text(year)} einen Kurs begannen, und Zahl der Kurse",
        figure=figure,
        height=figure["layout"]["height"],
        caption=source_line(year, f"Jahr {span_text(year)}"),
        alt="Balken der Kursbeginne je Programm, angeführt von "
        f"{top['programme_name']} mit {persons_text(top['starters'])} Personen.",
        notes=protected(*rows["starters"]),
        table=Table(
            ("Programm", "Fördergeber", "Kurse", "Plätze", "begonnen"),
            tuple(
                (
                    row["programme_name"],
                    row["level"],
                    german.number(row["courses"]),
                    german.number(row["places"]),
                    persons_text(row["starters"]),
                )
                for row in rows.iter_rows(named=True)
            ),
            ("left", "left", "right", "right", "right"),
        ),
        frame=rows,
        synthetic=year.county.synthetic,
    )
