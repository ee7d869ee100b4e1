"""The groups in two months, or the largest of one month that stands alone."""

from __future__ import annotations

import polars as pl

from dashboard import german
from dashboard.charts.dumbbells import Dumbbell, Heading, dumbbells
from dashboard.charts.model import Chart, Table
from dashboard.charts.ranking import Bar, ranking
from dashboard.views import missing
from dashboard.views.model import Card
from dashboard.views.sgb2.month import (
    BASE,
    LARGEST_SET,
    SHORT_NAMES,
    TOTAL,
    Month,
    is_recomputed,
    largest_first,
    single_countries,
    source_line,
)
from dashboard.views.values import reason
from data_access.domain import ClassificationLine, Period


def card(month: Month) -> Card:
    """The month beside the first of the series, or else its largest groups."""
    return _dumbbells(month) or _largest(month)


def _dumbbells(month: Month) -> Chart | None:
    """The month beside the first month of the series; None where there is nothing to compare."""
    if month.base is None:
        return None
    sets = _pairs(month, [line for line in month.lines if line.level == 2])
    leaves = single_countries(month)
    leaves.sort(key=lambda line: -abs(month.change(line.group_code, month.base) or 0.0))
    single = _pairs(month, leaves)[:10]
    rows: list[Dumbbell | Heading] = []
    if sets:
        rows += [Heading("Gruppen"), *sets]
    if single:
        rows += [Heading("Einzelne Länder"), *single]
    if not rows:
        return None
    figure = dumbbells(rows)
    then, now = month.at(LARGEST_SET, month.base), month.at(LARGEST_SET, month.now)
    first = next(row for row in rows if isinstance(row, Dumbbell))
    pairs = [row for row in rows if isinstance(row, Dumbbell)]
    recomputed = ", rechnerisch" if is_recomputed(month, month.base) else ""
    return Chart(
        id="sgb2-vergleich",
        title=f"SGB II, {first.label}: von {german.number(first.then)} auf "
        f"{german.number(first.now)} Personen"
        if then is None or now is None
        else f"SGB II, acht Asylzugangsländer: von {german.number(then)} auf "
        f"{german.number(now)} Personen",
        subtitle=f"Personen im {german.month(month.base.start)} (hohl{recomputed}) und im "
        f"{german.month(month.now.start)} (gefüllt)",
        figure=figure,
        height=figure["layout"]["height"],
        caption=source_line(month, month.now, month.base),
        alt="Vergleich zweier Monate je Gruppe: "
        + german.listing(
            [f"{p.label} {german.number(p.then)} auf {german.number(p.now)}" for p in pairs[:5]]
        )
        + ".",
        table=Table(
            ("Gruppe", german.month(month.base.start), german.month(month.now.start), "Änderung"),
            tuple(
                (
                    pair.label,
                    german.number(pair.then),
                    german.number(pair.now),
                    german.signed(pair.now - pair.then) if pair.now != pair.then else "unverändert",
                )
                for pair in pairs
            ),
        ),
        frame=pl.DataFrame(
            [(pair.label, pair.then, pair.now) for pair in pairs],
            schema={"group": pl.String, "then": pl.Float64, "now": pl.Float64},
            orient="row",
        ),
        synthetic=month.county.synthetic,
    )


def _pairs(month: Month, given: list[ClassificationLine]) -> list[Dumbbell]:
    made = []
    for line in given:
        then, now = month.at(line.group_code, month.base), month.at(line.group_code, month.now)
        if then is not None and now is not None:
            made.append(Dumbbell(SHORT_NAMES.get(line.group_code, line.label), then, now))
    return made


def _largest(month: Month) -> Card:
    """The largest groups of a month that has no other month beside it."""
    when = german.month(month.now.start)
    known = largest_first(month)
    if not known:
        return missing.sgb2_comparison(when, reason(month.value(TOTAL, month.now)))
    rows = [
        (SHORT_NAMES.get(one.group_code, one.label), month.at(one.group_code, month.now) or 0.0)
        for one in known
    ]
    figure = ranking([Bar(label, number, german.number(number)) for label, number in rows])
    why = (
        f"{when} ist selbst der Ausgangsmonat der Reihe; verglichen wird ab dem nächsten Monat."
        if month.now.key == BASE
        else f"Der Ausgangsmonat {german.month(Period.parse(BASE).start)} liegt nicht vor; die "
        "Veränderung seitdem lässt sich nicht zeigen."
    )
    return Chart(
        id="sgb2-groesste",
        title=f"SGB II, größte Gruppe im {when}: {rows[0][0]} mit {german.number(rows[0][1])}",
        subtitle=f"Leistungsberechtigte nach ausgewählten Staatsangehörigkeiten im {when}, "
        "Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=source_line(month, month.now),
        notes=(why,),
        alt="Balkendiagramm: "
        + german.listing([f"{label} {german.number(number)}" for label, number in rows[:5]])
        + ".",
        table=Table(
            ("Gruppe", "Personen"), tuple((label, german.number(number)) for label, number in rows)
        ),
        frame=pl.DataFrame(rows, schema={"group": pl.String, "persons": pl.Float64}, orient="row"),
        synthetic=month.county.synthetic,
    )
