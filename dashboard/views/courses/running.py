"""Running and planned courses with their free places."""

from __future__ import annotations

import polars as pl

from dashboard import german
from dashboard.charts.model import Cell, Chart, Table, table_card
from dashboard.views.courses.year import Year, persons_text, protected, source_line


def card(year: Year) -> Chart | None:
    """Running and planned courses with free places, soonest end first."""
    listed = year.courses.courses.filter(pl.col("ends_on") >= year.stand).sort("starts_on", "code")
    if listed.is_empty():
        return None
    spare = listed.with_columns(
        (pl.col("places") - pl.col("starters")).clip(lower_bound=0).alias("free"),
        (pl.col("starts_on") > year.stand).alias("planned"),
    )
    free = int(spare.filter(~pl.col("planned"))["free"].sum())
    coming = int(spare.filter(pl.col("planned"))["free"].sum())
    # A course whose number is protected has places that are not counted here.
    least = "mindestens " if listed["starters"].null_count() else ""
    crowded = listed.filter(pl.col("starters") > pl.col("places"))
    over = int((crowded["starters"] - crowded["places"]).sum())
    rows = []
    for row in listed.iter_rows(named=True):
        planned = row["starts_on"] > year.stand
        rows.append(
            (
                Cell(row["programme_name"]),
                row["area_name"],
                row["provider_name"],
                f"ab {german.day(row['starts_on'])}"
                if planned
                else f"bis {german.day(row['ends_on'])}",
                german.number(row["places"]),
                persons_text(row["starters"]),
                german.DASH
                if row["starters"] is None
                else german.number(row["places"] - row["starters"])
                if row["places"] >= row["starters"]
                else f"überbucht um {german.number(row['starters'] - row['places'])}",
            )
        )
    return table_card(
        "sprachkurse-laufend",
        title=f"{german.capitalised(least)}{german.counted(free, 'freier Platz', 'freie Plätze')} "
        "in laufenden Kursen, "
        f"{german.number(coming)} in geplanten"
        + (
            f"; {german.counted(crowded.height, 'Kurs', 'Kurse')} überbucht"
            if crowded.height
            else ""
        ),
        subtitle=f"Stand {german.day(year.stand)}",
        caption=source_line(year, f"Stand {german.day(year.stand)}"),
        notes=(
            *(
                (
                    "Überbucht: Es begannen mehr Personen, als der Kurs Plätze hat, zusammen "
                    f"{german.number(over)}. Von den freien Plätzen ist das nicht abgezogen.",
                )
                if crowded.height
                else ()
            ),
            *protected(*listed["starters"]),
        ),
        alt="Tabelle der laufenden und geplanten Kurse mit freien Plätzen.",
        table=Table(
            ("Programm", "Ort", "Träger", "Zeit", "Plätze", "belegt", "frei"),
            tuple(rows),
            ("left", "left", "left", "left", "right", "right", "right"),
        ),
        frame=listed,
        synthetic=year.county.synthetic,
    )
