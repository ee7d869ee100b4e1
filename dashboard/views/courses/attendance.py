"""Who attends a course, month by month."""

from __future__ import annotations

import polars as pl

from dashboard import german
from dashboard.charts.lines import Line, LineSpec, Point, lines
from dashboard.charts.model import Chart, Table
from dashboard.views.courses.year import Year, month_text, persons_text, protected, source_line


def card(year: Year) -> Chart | None:
    """Attending persons by month; None where there are too few months."""
    monthly = year.courses.attendance
    if monthly["attending"].count() < 3:
        return None
    points: list[Point] = []
    for month, count in monthly.iter_rows():
        x = int(month[:4]) + (int(month[5:7]) - 1) / 12
        if points and x - points[-1].x > 1.5 / 12:
            # A month without report is a gap, not a straight line.
            points.append(Point(points[-1].x + 1 / 12, None, "keine Angabe"))
        points.append(Point(x, None if count is None else float(count), month_text(month)))
    last, year_ago = monthly.row(-1), None
    same = f"{int(last[0][:4]) - 1}{last[0][4:]}"
    match = monthly.filter(pl.col("month") == same)
    if not match.is_empty() and None not in (last[1], match["attending"].item()):
        year_ago = match.row(0)
    figure = lines(
        [Line("im Kurs", tuple(points), fill=True, end_text=persons_text(last[1]))], LineSpec()
    )
    change = ""
    if year_ago:
        moved = last[1] - year_ago[1]
        change = f", {german.signed(moved) if moved else 'unverändert'} zum Vorjahresmonat"
    ends = [row for row in monthly.rows() if row[0][5:7] == last[0][5:7]]
    return Chart(
        id="sprachkurse-anwesenheit",
        title=f"{month_text(last[0])}: {persons_text(last[1])} Personen im Sprachkurs{change}",
        subtitle="Personen, die im Monat einen Kurs besuchen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=source_line(
            year, f"Monate {month_text(monthly.row(0)[0])} bis {month_text(last[0])}"
        ),
        notes=(
            "Überschrift und Tabelle vergleichen jeweils den Monat "
            f"{german.MONTHS[int(last[0][5:7]) - 1]}.",
            *protected(*monthly["attending"]),
        ),
        alt=f"Liniendiagramm der Anwesenden von {month_text(monthly.row(0)[0])} bis "
        f"{month_text(last[0])}, zuletzt {persons_text(last[1])}.",
        table=Table(
            ("Monat", "Personen"),
            tuple((month_text(m), persons_text(n)) for m, n in reversed(ends)),
        ),
        frame=monthly,
        synthetic=year.county.synthetic,
    )
