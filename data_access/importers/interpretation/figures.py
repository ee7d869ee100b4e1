"""The figures of a table as they will be stored, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.combinations import (
    Numbers,
    combinations,
    numbers_of,
    numbers_of_rows,
    spread,
)
from data_access.domain import Period
from data_access.frames import Schema
from data_access.importers.files.sheets import column_letters
from data_access.importers.interpretation.rules import RULES, broken_rules
from data_access.importers.problems import Problem, Severity
from data_access.importers.profiles import Profile
from data_access.importers.tables.cells import ReadTable
from data_access.importers.tables.places import place_of
from data_access.importers.tables.quoting import as_shown
from data_access.storing import FIGURES_TO_STORE, KEY, SAID, sharing_a_key
from data_access.vocabulary import Qualifier, Sex, StatisticKind, Status
from data_access.words import period

#: ``storing.FIGURES_TO_STORE`` and where each stands in the file, not yet put in words.
PLACED_FIGURES: Schema = {
    **{name: kind for name, kind in FIGURES_TO_STORE.items() if name != "locator"},
    "sheet": pl.String,
    "area_name": pl.String,
    "existed": pl.Boolean,
    "text": pl.String,
    "row": pl.UInt32,
    "column": pl.UInt32,
}
_ENDS = ("period_start", "period_end")
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

    Their keys may be categories: what repeats is compared and counted sooner.

    Args:
        cells: with the columns of ``interpret_values``, of the areas and of the meanings.
        table: whose cells they are.
        profile: its source and origin.
        facts: statistics by code.
        today: until when a statistic's waiting time is reckoned where the file has no status.

    Returns:
        ``PLACED_FIGURES`` and the ends of their periods; ``with_texts`` makes texts of it.
    """
    figures = cells.with_columns(
        number=pl.col("number") * pl.col("factor"),
        number_to=pl.lit(None, pl.Float64),
        qualifier=pl.lit(Qualifier.EXACTLY.value),
        origin=_category(profile.origin.value),
        source_code=_category(profile.source),
        original_text=pl.col("text"),
        note=_note(cells),
        territorial_status=pl.lit(table.territorial_status, pl.Date),
        data_status=pl.lit(table.data_status, pl.Date),
    )
    figures = _provisional(_with_period_ends(figures), facts, table.data_status or today)
    return figures.select(*PLACED_FIGURES, *_ENDS)


def _category(text: str) -> pl.Expr:
    """The same for all rows, which is seen at once where it is a number."""
    return pl.lit(text).cast(pl.Categorical(pl.Categories.random()))


def with_texts(figures: pl.DataFrame) -> pl.DataFrame:
    """``PLACED_FIGURES`` with texts for categories."""
    return figures.select(pl.col(name).cast(kind) for name, kind in PLACED_FIGURES.items())


def to_store(figures: pl.DataFrame) -> pl.DataFrame:
    """``storing.FIGURES_TO_STORE`` from ``PLACED_FIGURES``."""
    located = figures.with_columns(_locator(figures))
    return located.select(pl.col(name).cast(kind) for name, kind in FIGURES_TO_STORE.items())


def _note(cells: pl.DataFrame) -> pl.Expr:
    if not cells["limited"].any():
        return pl.col("note_of_rule").str.strip_chars()
    limited = pl.when("limited").then(pl.lit(_LIMITED)).otherwise(pl.lit(""))
    return pl.concat_str("note_of_rule", limited, separator=" ").str.strip_chars()


def _locator(figures: pl.DataFrame) -> pl.Expr:
    line = pl.format("Zeile {}", "row").alias("locator")
    if (figures["sheet"] == "").all():
        return line
    letters = {one: column_letters(one) for one in figures["column"].unique()}
    column = pl.col("column").replace_strict(letters, return_dtype=pl.String)
    cell = pl.format("Blatt {}, Zelle {}{}", "sheet", column, "row")
    return pl.when(pl.col("sheet") == "").then(line).otherwise(cell).alias("locator")


def _with_period_ends(figures: pl.DataFrame) -> pl.DataFrame:
    found = combinations(figures, ["period"])
    periods = [Period.parse(key) for key in figures["period"].gather(found.first)]
    ends = pl.DataFrame(
        [(period.start, period.end) for period in periods],
        schema=dict.fromkeys(_ENDS, pl.Date),
        orient="row",
    )
    return figures.with_columns(spread(ends, found.places))


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
    months = (
        pl.col("statistic_code")
        .cast(pl.String)
        .replace_strict(waits, default=0, return_dtype=pl.Int64)
    )
    final_on = pl.col("period_end").dt.offset_by(pl.format("{}mo", months))
    inside = (months > 0) & (final_on > pl.lit(status))
    return figures.with_columns(provisional=pl.col("provisional") | inside)


def without_repeats(figures: pl.DataFrame) -> tuple[pl.DataFrame, int, pl.DataFrame]:
    """Figures of which each key occurs once.

    Returns:
        The figures, the number of those that said the same once more, and those that contradict
        another one of the same key.
    """
    if not numbers_of_rows(figures, KEY).repeat():
        return figures, 0, figures.clear()
    once = figures.unique([*KEY, *SAID], keep="first", maintain_order=True)
    return once, figures.height - once.height, sharing_a_key(once)


def contradictions(figures: pl.DataFrame) -> Iterator[Problem]:
    """Problems where two tables of a file say the same figure differently.

    Args:
        figures: ``PLACED_FIGURES`` with ``document``.
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
            f"„{as_shown(first['text'])}“ steht hier, „{as_shown(other['text'])}“ in "
            f"{other['sheet'] or other['document']} "
            f"({place_of(other['sheet'], other['row'], other['column'])}): "
            f"{first['area_name']}, {period(first['period'])}.",
            "Nur das Blatt einlesen, das gilt (Angabe --sheet), oder die Datei berichtigen.",
        )


def broken(
    figures: pl.DataFrame, facts: Mapping[str, StatisticFacts], *, today: date, rounded_to: int
) -> Iterator[tuple[str, str, str, pl.DataFrame]]:
    """Which rules which figures break: code, sentence, remedy, and rows to fill the sentence."""
    if figures.is_empty():
        return
    by_statistic = combinations(figures, ["statistic_code"])
    of_statistic = [facts[code] for code in figures["statistic_code"].gather(by_statistic.first)]
    told = pl.DataFrame(
        {
            "unit": [one.unit for one in of_statistic],
            "kind": [one.kind.value for one in of_statistic],
            "signed": [one.signed for one in of_statistic],
            "statistic": [one.name for one in of_statistic],
        }
    )
    checked = _with_totals(figures).with_columns(
        *spread(told, by_statistic.places),
        today=pl.lit(today),
        area=pl.col("area_name"),
        # Part and whole are each rounded by itself.
        tolerance=pl.lit(float(rounded_to)),
    )
    found = broken_rules(checked)
    for name, rule in RULES.items():
        rows = found.filter(pl.col("rule") == name)
        if not rows.is_empty():
            yield rule.code, rule.what, rule.remedy, rows


def _with_totals(figures: pl.DataFrame) -> pl.DataFrame:
    """Beside each figure that of all groups and that of both sexes, where the file has them."""
    group, sex = numbers_of(figures["group_code"]), numbers_of(figures["sex"])
    others = numbers_of_rows(figures, [name for name in KEY if name not in {"group_code", "sex"}])
    whole = _totals(figures, "group_code", _TOTAL_GROUP, others.beside(sex))
    both = _totals(figures, "sex", Sex.TOTAL.value, others.beside(group))
    return figures.with_columns(whole.alias("whole"), both.alias("of_both"))


def _totals(figures: pl.DataFrame, name: str, total: str, alike: Numbers) -> pl.Series:
    """The number of the total among those alike; null for the total itself."""
    is_total = figures.select(pl.col(name) == total).to_series()
    nothing = pl.col("status") == Status.NOTHING.value
    # Where there is nothing, there is no part of it either.
    numbers = figures.select(pl.when(nothing).then(0.0).otherwise("number")).to_series()
    found = alike.looked_up(is_total, numbers)
    return pl.select(pl.when(~is_total).then(found)).to_series()
