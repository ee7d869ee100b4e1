"""The table of selected nationalities, with shares and changes."""

from __future__ import annotations

import polars as pl

from dashboard import german
from dashboard.charts.model import Cell, Chart, Table, table_card
from dashboard.views.model import Data, Note, Strong
from dashboard.views.sgb2.month import (
    FOREIGNERS,
    LARGEST_SET,
    TOTAL,
    Month,
    is_recomputed,
    source_line,
)
from dashboard.views.values import number_of, sign
from data_access.domain import ClassificationLine, Period


def card(data: Data, month: Month) -> Chart:
    """One row per group; what changed since the year before and since 2015."""
    largest = {
        period: max(
            (
                abs(month.change(line.group_code, period) or 0.0)
                for line in month.lines
                if line.group_code != TOTAL
            ),
            default=1.0,
        )
        or 1.0
        for period in (month.year_before, month.base)
        if period
    }
    columns = ["Gruppe", "Personen", "Anteil"]
    if month.year_before:
        columns += ["seit Vorjahr", "in %", "Balken"]
    if month.base:
        columns += ["seit 2015", "in %", "Balken"]
    rows = [_row(month, line, largest) for line in month.lines]
    growth = month.change(LARGEST_SET, month.base)
    foreign = month.change(FOREIGNERS, month.base)
    title = "Leistungsberechtigte nach SGB II nach ausgewählten Staatsangehörigkeiten"
    if growth and foreign:
        title = (
            f"SGB II seit 2015: acht Asylzugangsländer {german.signed(growth)}, alle "
            f"Ausländerinnen und Ausländer {german.signed(foreign)}"
        )
    return table_card(
        "sgb2-tabelle",
        title=title,
        subtitle="Personen und Veränderung seit den genannten Zeitpunkten; eingerückte Zeilen sind "
        "„darunter“ und ergeben nicht immer die Summe",
        caption=source_line(month, month.now, month.year_before, month.base),
        notes=_notes(data, month),
        alt="Tabelle der Leistungsberechtigten nach Gruppen mit Anteil und Veränderungen.",
        table=Table(
            tuple(columns),
            tuple(rows),
        ),
        frame=pl.DataFrame(
            [
                (
                    line.group_code,
                    month.at(line.group_code, month.now),
                    month.share(line.group_code),
                    month.change(line.group_code, month.year_before),
                    month.change(line.group_code, month.base),
                )
                for line in month.lines
            ],
            schema={
                "group_code": pl.String,
                "persons": pl.Float64,
                "share_percent": pl.Float64,
                "change_year": pl.Float64,
                "change_base": pl.Float64,
            },
            orient="row",
        ),
        synthetic=month.county.synthetic,
    )


def _row(
    month: Month, line: ClassificationLine, largest: dict[Period, float]
) -> tuple[Cell | str, ...]:
    group = line.group_code
    share = month.share(group)
    parent = any(other.parent_code == group for other in month.lines)
    label = f"darunter {line.label}" if line.level == 1 else line.label
    cells: list[Cell | str] = [
        Cell(label, strong=parent, level=line.level),
        Cell(sign(month.value(group, month.now)), strong=parent),
        Cell(german.DASH if share is None else german.percent(share), strong=parent),
    ]
    for period in (month.year_before, month.base):
        if period is None:
            continue
        change, before = month.change(group, period), month.at(group, period)
        if change is None:
            cells += [german.DASH, german.DASH, ""]
            continue
        if change == 0:
            cells += ["unverändert", "", ""]
            continue
        cells += [
            Cell(german.signed(change), strong=parent),
            Cell(
                german.signed_percent(100 * change / before) if before else german.DASH,
                strong=parent,
            ),
            # The total moves on another scale: numbers, but no bar.
            "" if group == TOTAL else Cell("", bar=change / largest[period]),
        ]
    return tuple(cells)


def _notes(data: Data, month: Month) -> tuple[str, ...]:
    sets = tuple(
        line.group_code
        for line in month.lines
        if any(other.parent_code == line.group_code for other in month.lines)
        and line.group_code not in {TOTAL, FOREIGNERS}
    )
    groups = data.groups(sets, on=month.now.end)
    notes = []
    if month.year_before or month.base:
        notes.append("Balken je Spalte auf einer Skala, ohne die Zeile Insgesamt.")
    top5 = groups.get("top5-gute-bleibeperspektive")
    if top5:
        notes.append(f"¹ {top5.note}")
    parts = [
        f"{groups[code].short_name}: {german.listing(groups[code].members)}"
        for code in sets
        if code in groups and groups[code].members
    ]
    if parts:
        notes.append(f"Zusammensetzung: {'; '.join(parts)}.")
    hidden = {
        one.status
        for line in month.lines
        if (one := month.value(line.group_code, month.now)) and number_of(one) is None
    }
    notes += [
        f"{sign_} {text}"
        for status, (sign_, text) in german.STATUS_SIGNS.items()
        if status in hidden
    ]
    months = [
        german.month(p.start)
        for p in (month.base, month.year_before, month.now)
        if p and is_recomputed(month, p)
    ]
    if months:
        notes.append(
            f"{german.listing(months)}: nicht gedruckt, aus den gedruckten Veränderungen "
            "nachgerechnet."
        )
    return tuple(notes)


def note(month: Month) -> Note:
    """Whom the table counts, and what it is not."""
    total = month.at(TOTAL, month.now)
    count = "" if total is None else f" {german.number(total)} Personen"
    return Note(
        "Nicht verwechseln",
        (
            (
                Strong("Diese Tabelle"),
                f" zählt{count}: {month.series.statistic.population}.",
            ),
            (month.series.statistic.distinguish,),
        ),
    )
