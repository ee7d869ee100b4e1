"""The figures of a table as they will be stored, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.domain import Period
from data_access.frames import Schema
from data_access.importers.cells import ReadTable
from data_access.importers.places import place_of
from data_access.importers.problems import Problem, Severity
from data_access.importers.profiles import Profile
from data_access.importers.rules import RULES, broken_rules
from data_access.storing import FIGURES_TO_STORE, KEY, SAID, sharing_a_key, with_period_ends
from data_access.vocabulary import Qualifier, Sex, StatisticKind

#: ``storing.FIGURES_TO_STORE`` and where each stands in the file.
PLACED_FIGURES: Schema = {
    **FIGURES_TO_STORE,
    "area_name": pl.String,
    "existed": pl.Boolean,
    "text": pl.String,
    "row": pl.UInt32,
    "column": pl.UInt32,
}
_TOTAL_GROUP = "insgesamt"
_LIMITED = "Laut Quelle wegen kleiner Zahl eingeschränkt aussagekräftig."


@dataclass(frozen=True)
class StatisticFacts:
    """What the rules and reports need of a statistic."""

    name: str
    unit: str
    kind: StatisticKind
    signed: bool
    rounding: str
    waiting_months: int


def empty() -> pl.DataFrame:
    """No figures, with their columns."""
    return pl.DataFrame(schema=PLACED_FIGURES)


def placed(
    cells: pl.DataFrame,
    *,
    table: ReadTable,
    profile: Profile,
    facts: Mapping[str, StatisticFacts],
    today: date,
) -> pl.DataFrame:
    """Figures from cells whose area, meaning and value are known.

    Args:
        cells: with the columns of ``interpret_values``, of the areas and of the meanings.
        table: whose cells they are.
        profile: its source, origin, and what a bare year stands for.
        facts: statistics by code.
        today: until when a statistic's waiting time is reckoned where the file has no status.
    """
    period = pl.col("period")
    if profile.period:
        bare = period.str.contains(r"^\d{4}$")
        period = pl.when(bare).then(period + f"-{profile.period}").otherwise(period)
    figures = cells.with_columns(
        period.alias("period"),
        number=pl.col("number") * pl.col("factor"),
        number_to=pl.lit(None, pl.Float64),
        qualifier=pl.lit(Qualifier.EXACTLY.value),
        origin=pl.lit(profile.origin.value),
        source_code=pl.lit(profile.source),
        original_text=pl.col("text"),
        note=_note(),
        territorial_status=pl.lit(table.territorial_status, pl.Date),
        data_status=pl.lit(table.data_status, pl.Date),
        area_name=pl.coalesce("label", "area_name"),
    )
    figures = _located(figures, table.sheet)
    figures = _provisional(figures, facts, table.data_status or today)
    return figures.select(*PLACED_FIGURES)


def _note() -> pl.Expr:
    limited = pl.when("limited").then(pl.lit(_LIMITED)).otherwise(pl.lit(""))
    return pl.concat_str("note_of_rule", limited, separator=" ").str.strip_chars()


def _located(figures: pl.DataFrame, sheet: str) -> pl.DataFrame:
    if not sheet:
        return figures.with_columns(locator=pl.format("Zeile {}", "row"))
    columns = figures["column"].unique().to_list()
    names = pl.DataFrame(
        {"column": columns, "in_excel": [place_of(sheet, 1, one)[:-1] for one in columns]},
        schema={"column": pl.UInt32, "in_excel": pl.String},
    )
    return figures.join(names, on="column", how="left").with_columns(
        locator=pl.format("Blatt {}, Zelle {}{}", pl.lit(sheet), "in_excel", "row")
    )


def _provisional(
    figures: pl.DataFrame, facts: Mapping[str, StatisticFacts], status: date
) -> pl.DataFrame:
    """Mark what lies inside a statistic's waiting time, reckoned from the data status."""
    waits = {
        code: facts[code].waiting_months
        for code in figures["statistic_code"].unique()
        if facts[code].waiting_months
    }
    if not waits:
        return figures
    keys = figures["period"].unique().to_list()
    ends = {key: Period.parse(key).end for key in keys}
    months = pl.col("statistic_code").replace_strict(waits, default=0, return_dtype=pl.Int64)
    end = pl.col("period").replace_strict(ends, return_dtype=pl.Date)
    final_on = end.dt.offset_by(pl.format("{}mo", months))
    inside = (months > 0) & (final_on > pl.lit(status))
    return figures.with_columns(provisional=pl.col("provisional") | inside)


def without_repeats(figures: pl.DataFrame) -> tuple[pl.DataFrame, int, pl.DataFrame]:
    """Figures of which each key occurs once.

    Returns:
        The figures, the number of those that said the same once more, and those that contradict
        another one of the same key.
    """
    shared = sharing_a_key(figures)
    if shared.is_empty():
        return figures, 0, shared
    once = figures.unique([*KEY, *SAID], keep="first", maintain_order=True)
    return once, figures.height - once.height, sharing_a_key(once)


def contradictions(figures: pl.DataFrame) -> Iterator[Problem]:
    """Problems where two tables of a file say the same figure differently.

    Args:
        figures: ``PLACED_FIGURES`` with ``document`` and ``sheet``.
    """
    once = sharing_a_key(figures).unique([*KEY, *SAID], keep="first", maintain_order=True)
    for rows in sharing_a_key(once).partition_by(KEY):
        first, other = rows.row(0, named=True), rows.row(1, named=True)
        yield Problem(
            Severity.ERROR,
            "tables-disagree",
            first["document"],
            first["sheet"],
            place_of(first["sheet"], first["row"], first["column"]),
            f"„{first['text']}“ steht hier, „{other['text']}“ in "
            f"{other['sheet'] or other['document']} "
            f"({place_of(other['sheet'], other['row'], other['column'])}): "
            f"{first['area_name']}, {first['period']}.",
            "Nur das Blatt einlesen, das gilt (Angabe --sheet), oder die Datei berichtigen.",
        )


def broken(
    figures: pl.DataFrame, facts: Mapping[str, StatisticFacts], *, today: date, rounded_to: int
) -> Iterator[tuple[str, str, str, pl.DataFrame]]:
    """Which rules which figures break: code, sentence, remedy, and rows to fill the sentence."""
    if figures.is_empty():
        return
    checked = _with_totals(with_period_ends(figures)).with_columns(
        today=pl.lit(today),
        unit=_fact(facts, "unit", pl.String),
        kind=_fact(facts, "kind", pl.String),
        signed=_fact(facts, "signed", pl.Boolean),
        statistic=_fact(facts, "name", pl.String),
        area=pl.col("area_name"),
        # Part and whole are each rounded by itself.
        tolerance=pl.lit(float(rounded_to)),
    )
    found = broken_rules(checked)
    for name, rule in RULES.items():
        rows = found.filter(pl.col("rule") == name)
        if not rows.is_empty():
            yield rule.code, rule.what, rule.remedy, rows


def _fact(
    facts: Mapping[str, StatisticFacts], name: str, dtype: pl.DataType | type[pl.DataType]
) -> pl.Expr:
    values = {code: getattr(one, name) for code, one in facts.items()}
    plain = {code: str(one) if dtype is pl.String else one for code, one in values.items()}
    return pl.col("statistic_code").replace_strict(plain, return_dtype=dtype)


def _with_totals(figures: pl.DataFrame) -> pl.DataFrame:
    """Beside each figure that of all groups and that of both sexes, where the file has them."""
    whole = _totals(figures, "group_code", _TOTAL_GROUP, "whole")
    both = _totals(figures, "sex", Sex.TOTAL.value, "of_both")
    return (
        figures.join(whole, on=[name for name in KEY if name != "group_code"], how="left")
        .join(both, on=[name for name in KEY if name != "sex"], how="left")
        .with_columns(
            whole=pl.when(pl.col("group_code") != _TOTAL_GROUP).then("whole"),
            of_both=pl.when(pl.col("sex") != Sex.TOTAL.value).then("of_both"),
        )
    )


def _totals(figures: pl.DataFrame, name: str, total: str, alias: str) -> pl.DataFrame:
    others = [key for key in KEY if key != name]
    return figures.filter(pl.col(name) == total).select(*others, pl.col("number").alias(alias))
