"""What must hold of every figure before it is stored: named rules with a German sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import dataframely as dy
import polars as pl

from data_access.vocabulary import StatisticKind, Status

_COUNTED = (StatisticKind.STOCK.value, StatisticKind.FLOW.value)
_UNSIGNED = (*_COUNTED, StatisticKind.BUDGET.value, StatisticKind.DURATION.value)
_WHOLE_UNITS = ("persons", "courses", "municipalities", "households")
#: A printed share may be rounded up at its last decimal.
_HUNDRED = 100.0 + 1e-9


class CheckedFigures(dy.Schema):
    """Figures with what the rules look at: one row per value cell.

    ``whole`` is the figure of all persons of the same area, period and sex, ``of_both`` that of
    both sexes; ``tolerance`` what rounding may make of a difference.
    """

    position = dy.UInt32()
    number = dy.Float64(nullable=True)
    status = dy.String()
    unit = dy.String()
    kind = dy.String()
    signed = dy.Bool()
    planned = dy.Bool()
    provisional = dy.Bool()
    period_start = dy.Date()
    period_end = dy.Date()
    today = dy.Date()
    existed = dy.Bool()
    whole = dy.Float64(nullable=True)
    of_both = dy.Float64(nullable=True)
    tolerance = dy.Float64()

    @dy.rule()
    def number_and_status_agree(cls) -> pl.Expr:
        return pl.col("number").is_null() != (pl.col("status") == Status.VALUE.value)

    @dy.rule()
    def counts_are_not_negative(cls) -> pl.Expr:
        unsigned = pl.col("kind").is_in(_UNSIGNED) & ~pl.col("signed")
        return ~(unsigned & (pl.col("number") < 0)).fill_null(value=False)

    @dy.rule()
    def persons_are_whole(cls) -> pl.Expr:
        counted = pl.col("kind").is_in(_COUNTED) & pl.col("unit").is_in(_WHOLE_UNITS)
        return ~(counted & (pl.col("number") != pl.col("number").round())).fill_null(value=False)

    @dy.rule()
    def shares_lie_within_100(cls) -> pl.Expr:
        share = (pl.col("kind") == StatisticKind.SHARE.value) & (pl.col("unit") == "percent")
        return ~(share & ~pl.col("number").is_between(0.0, _HUNDRED)).fill_null(value=False)

    @dy.rule()
    def periods_are_over(cls) -> pl.Expr:
        start, end = pl.col("period_start"), pl.col("period_end")
        # Half a year that has begun has a value so far; a month is waited for.
        long = end - start > pl.duration(days=31)
        running = long & pl.col("provisional") & (start <= pl.col("today"))
        return pl.col("planned") | running | (end <= pl.col("today"))

    @dy.rule()
    def areas_existed(cls) -> pl.Expr:
        return pl.col("existed")

    @dy.rule()
    def members_stay_below_their_total(cls) -> pl.Expr:
        return _at_most("whole")

    @dy.rule()
    def one_sex_stays_below_both(cls) -> pl.Expr:
        return _at_most("of_both")


def _at_most(total: str) -> pl.Expr:
    counted = pl.col("kind").is_in(_COUNTED) & ~pl.col("signed")
    above = pl.col("number") > pl.col(total) + pl.col("tolerance")
    return ~(counted & above).fill_null(value=False)


@dataclass(frozen=True)
class RuleText:
    """What a report says of a broken rule; ``what`` may name the columns of the row."""

    code: str
    what: str
    remedy: str


_AS_DELIVERED = (
    "Die Zelle mit der Veröffentlichung vergleichen und die Datei neu herunterladen; stimmt die "
    "Zahl dort, die Zuordnung der Spalte prüfen."
)
RULES: Mapping[str, RuleText] = {
    "number_and_status_agree": RuleText(
        "number-and-status",
        "„{text}“ ist Zahl und Zeichen zugleich.",
        "Die Zelle berichtigen.",
    ),
    "counts_are_not_negative": RuleText(
        "negative-count",
        "„{text}“ ist kleiner als null, gezählt wird aber: {statistic}.",
        _AS_DELIVERED,
    ),
    "persons_are_whole": RuleText(
        "not-whole",
        "„{text}“ ist keine ganze Zahl, gezählt wird aber: {statistic}.",
        _AS_DELIVERED,
    ),
    "shares_lie_within_100": RuleText(
        "share-out-of-range",
        "„{text}“ ist kein Anteil zwischen 0 und 100 Prozent.",
        _AS_DELIVERED,
    ),
    "periods_are_over": RuleText(
        "period-in-the-future",
        "Der Zeitraum {period} ist noch nicht zu Ende.",
        "Stichtag oder Berichtszeitraum in der Datei prüfen.",
    ),
    "areas_existed": RuleText(
        "area-did-not-exist",
        "Das Gebiet „{area}“ gab es zum Zeitpunkt {period} nicht.",
        "Stichtag und Gebietsstand der Datei prüfen; Werte gehören zum damaligen Gebiet.",
    ),
    "members_stay_below_their_total": RuleText(
        "part-above-whole",
        "„{text}“ ist mehr als die Gesamtzahl {whole} desselben Gebiets und Zeitraums.",
        _AS_DELIVERED,
    ),
    "one_sex_stays_below_both": RuleText(
        "sex-above-both",
        "„{text}“ ist mehr als die Zahl beider Geschlechter ({of_both}).",
        _AS_DELIVERED,
    ),
}


def broken_rules(figures: pl.DataFrame) -> pl.DataFrame:
    """The rows that break a rule, once per rule, with the rule's name in ``rule``.

    Args:
        figures: the columns of ``CheckedFigures`` except ``position``, and any others.
    """
    numbered = figures.with_row_index("position")
    _, failures = CheckedFigures.filter(numbered.select(CheckedFigures.column_names()))
    if not len(failures):
        # Mostly so, and a million rows need not be joined with nothing.
        return figures.clear().with_columns(rule=pl.lit("", pl.String))
    details = failures.details()
    found = [
        details.filter(pl.col(name).cast(pl.String) == "invalid").select(
            "position", rule=pl.lit(name)
        )
        for name in RULES
    ]
    return numbered.join(pl.concat(found), on="position").drop("position")
