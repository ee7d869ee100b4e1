"""Who waits for a course, and for how long."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import theme
from dashboard.charts import columns, furniture
from dashboard.charts.model import Chart, Table
from dashboard.views import missing
from dashboard.views.courses.year import Year, month_text, persons_text, protected, source_line
from dashboard.views.model import Card


def card(year: Year) -> Card | None:
    """Waiting persons by weeks, at the end of each quarter; None without any."""
    found = year.waiting
    if found is None:
        return None
    month, total, long = found
    frame = year.courses.waiting_by_class
    months = sorted(m for m in frame["month"].unique().to_list() if m <= month)
    # The newest month stands last even inside a quarter.
    quarters = sorted({*(m for m in months if m[5:7] in {"03", "06", "09", "12"}), month})[-8:]
    classes = (
        frame.filter(pl.col("month") == month)
        .select("weeks_from", "weeks_to")
        .unique()
        .sort("weeks_from")
        .rows()
    )
    sums = {
        (m, start): persons
        for m, start, persons in frame.select("month", "weeks_from", "persons").iter_rows()
    }
    if not classes:
        return None
    if all(sums.get((m, start)) is None for m in quarters for start, _ in classes):
        return missing.course_counts("Wartende nach Wochen")
    every = {m: persons for m, persons, _ in year.courses.waiting.iter_rows()}
    colours = (*theme.SEQUENTIAL[1:4], theme.SEQUENTIAL[4], theme.ACCENT)
    figure = columns.columns(
        _quarter_labels(quarters),
        [
            columns.Part(
                _class_name(start, end), tuple(sums.get((m, start)) for m in quarters), colour
            )
            for (start, end), colour in zip(classes, colours, strict=False)
        ],
        stacked=True,
        totals=[every.get(m) for m in quarters],
    )
    by_programme = (
        year.of(year.courses.waiting_by_programme)
        .select("programme_name", "persons", "long")
        .sort("persons", descending=True, nulls_last=True, maintain_order=True)
    )
    shown = (total, long, *by_programme["persons"], *by_programme["long"])
    return Chart(
        id="sprachkurse-warten",
        title=f"{persons_text(long)} von {persons_text(total)} Menschen, die auf einen "
        "Sprachkurs warten, warten länger als 12 Wochen"
        if long is not None and total is not None
        else f"{persons_text(total)} Menschen warten auf einen Sprachkurs"
        if total is not None
        else "Wartende auf Sprachkurse: Zahl geheim gehalten",
        subtitle="Wartende am Quartalsende nach Wochen der bisherigen Wartezeit, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=source_line(year, f"Stand {month_text(month)}"),
        notes=(
            "Klassen von Wochen, wie sie die Träger melden; ein Mittelwert wäre geraten.",
            *protected(
                *shown, *(sums.get((m, start), 0) for m in quarters for start, _ in classes)
            ),
        ),
        alt=f"Gestapelte Säulen der Wartenden je Quartal; Ende {month_text(month)} "
        f"{persons_text(total)} Personen, davon {persons_text(long)} länger als 12 Wochen.",
        table=Table(
            ("Programm", "wartend", "länger als 12 Wochen"),
            tuple(
                (row["programme_name"], persons_text(row["persons"]), persons_text(row["long"]))
                for row in by_programme.iter_rows(named=True)
            )
            or (("alle", persons_text(total), persons_text(long)),),
        ),
        frame=by_programme,
        synthetic=year.county.synthetic,
    )


def _class_name(start: int, end: int | None) -> str:
    return f"{start} bis {end}" if end is not None else f"{start} und mehr"


def _quarter_labels(months: Sequence[str]) -> list[str]:
    """Months in short; the year in a second line, where it begins."""
    labels = []
    for index, one in enumerate(months):
        name = furniture.short_month(int(one[5:7]))
        new = index == 0 or months[index - 1][:4] != one[:4]
        labels.append(f"{name}<br>{one[:4]}" if new else name)
    return labels
