"""The page SGB II: what it holds, what it offers, and who makes which card."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import german
from dashboard.selection import GROUP, PERIOD, Option, Selection
from dashboard.views import missing
from dashboard.views.model import Card, Data, Filters, Opening, Section
from dashboard.views.sgb2 import comparison, series, table, trend
from dashboard.views.sgb2.month import CLASSIFICATION, TOTAL, month_of, months_of
from dashboard.views.sgb2.opening import LONG_FORM, opening
from dashboard.views.values import county_of
from data_access.domain import Period


@dataclass(frozen=True)
class Sgb2View:
    """Everything on the page."""

    opening: Opening
    #: The month shown, in words; empty without any.
    shown: str
    table: Card
    dumbbells: Card
    notes: tuple[Card, ...]
    trend_section: Section | None
    trend: tuple[Card, ...]
    other_section: Section | None
    other: tuple[Card, ...]


def filters(data: Data, county: str) -> Filters:
    """Months and groups that the county offers."""
    months = months_of(data, county)
    if not months:
        return Filters({}, {})
    groups = [
        Option(line.group_code, line.label.rstrip("¹"))
        for line in data.classification(CLASSIFICATION)
        if line.group_code != TOTAL
    ]
    return Filters(
        {
            PERIOD: [Option(key, german.period(Period.parse(key))) for key in months],
            GROUP: groups,
        },
        {PERIOD: german.period(Period.parse(months[0])), GROUP: "Alle Gruppen"},
    )


def build(data: Data, selection: Selection) -> Sgb2View:
    """The page for a selection."""
    county = county_of(data.counties(), selection.county)
    month = month_of(data, selection)
    other = series.cards(data, county)
    other_section = series.section() if other else None
    if month is None:
        return Sgb2View(
            opening=Opening(
                "SGB II",
                f"{LONG_FORM} · {county.name}",
                missing.sentence(county, "wer Leistungen nach SGB II bezieht"),
                (),
                county.synthetic,
            ),
            shown="",
            table=missing.sgb2(county),
            dumbbells=missing.sgb2_trend(county),
            notes=(),
            trend_section=None,
            trend=(),
            other_section=other_section,
            other=other,
        )
    over_time = trend.cards(month, selection)
    return Sgb2View(
        opening=opening(month),
        shown=f"Berichtsmonat {german.month(month.now.start)}",
        table=table.card(data, month),
        dumbbells=comparison.card(month),
        notes=(table.note(month),),
        trend_section=Section(
            "Verlauf",
            "Dieselbe Statistik über die Zeit, als Zahl und als Index.",
        )
        if over_time
        else None,
        trend=over_time,
        other_section=other_section,
        other=other,
    )
