"""From the cells of a table to figures: areas, meanings, values, periods; then the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data_access.combinations import as_categories, combinations, spread, texts_of
from data_access.importers.interpretation import figures as shaping
from data_access.importers.interpretation.area_findings import tell_levels, tell_nothing_here
from data_access.importers.interpretation.cell_findings import (
    tell_by_column,
    tell_cells,
    tell_moved,
    tell_periods,
    tell_without_day,
)
from data_access.importers.interpretation.checking import OF_PERIODS, checked_figures, where
from data_access.importers.interpretation.coverage import tell_coverage
from data_access.importers.interpretation.findings import (
    Findings,
    StrangeArea,
    demand_expected,
    tell_meanings,
    tell_unchecked,
)
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.interpretation.known_areas import in_known_areas
from data_access.importers.interpretation.meanings import Interpreter, Meaning, Unknown
from data_access.importers.interpretation.moved import what_moved
from data_access.importers.names.groups import NamedGroup
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.problems.causes import broken, undated
from data_access.importers.profiles import Profile
from data_access.importers.tables.cells import ReadTable
from data_access.importers.tables.signs import Sign, signs_of
from data_access.importers.tables.values import interpret_values
from data_access.vocabulary import Sex

#: With one of these it is not known what the values are.
_OF_MEANING = {
    "header-damaged",
    "header-lost",
    "no-statistic",
    "mapping-clash",
    "unknown-text",
    "undefined",
}
_KEYS_OF_MEANING = ("statistic_code", "group_code", "sex", "period_of_rule")


@dataclass(frozen=True, eq=False)
class Interpretation:
    """A table as figures.

    Attributes:
        figures: ``figures.PLACED_FIGURES`` and more, its keys unique and perhaps categories.
        left_out: all cells that became no figure, by reason; with ``figures`` they are all cells
            of the table.
        unknown: texts of which nobody has said what they are.
        new_groups: groups that storing the figures adds.
        signs: what stands in place of numbers or beside them, with what it means and how often.
        strange_areas: areas that nobody knows and that a spelling more might explain.
        areas, periods: keys that were understood, also where no figure came of them.
    """

    figures: pl.DataFrame
    left_out: Mapping[Reason, int]
    problems: tuple[Problem, ...]
    unknown: tuple[Unknown, ...]
    new_groups: tuple[NamedGroup, ...]
    signs: tuple[Sign, ...] = ()
    strange_areas: tuple[StrangeArea, ...] = ()
    areas: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


def interpret(
    table: ReadTable, profile: Profile | None, knowledge: Knowledge, *, own: str = ""
) -> Interpretation:
    """Understand a table, and check what was understood.

    Args:
        table: as its layout read it.
        profile: what its columns mean; None where nobody has said.
        knowledge: areas, groups, statistics of this installation.
        own: key of the county whose office brings the table; empty where no office does.
    """
    findings = Findings(table)
    left_out = Counter(table.left_out)
    if table.cells.is_empty():
        # Its problems say why: all its values are in doubt, or it has none.
        return _nothing(findings, left_out)
    if broken(table.problems):
        # What else would be found follows from it, or is seen once it is mended.
        return _unchecked(table, findings, left_out)
    located = in_known_areas(table, knowledge, findings, left_out)
    cells, away = located.cells, located.away
    kept = [knowledge.areas.find(key, None).label for key in sorted(knowledge.counties)]
    if cells.is_empty():
        refused = [one for one in findings.found if one.severity is Severity.ERROR]
        # Of a line whose key and name are of two areas nobody knows whether it is one of ours.
        unsure = any(one.code == "area-conflict" for one in refused)
        if not (unsure or (table.county_key and refused)):
            tell_nothing_here(away, kept, findings)
        return _nothing(findings, left_out)
    tell_levels(away.filter(pl.col("reason") == Reason.OTHER_LEVEL.value), kept, findings)
    tell_coverage(located, knowledge.areas, own, findings, knowledge.counties)
    of_profile = profile.meanings if profile else {}
    meant = {**table.meanings, **{sign: one.value for sign, one in of_profile.items()}}
    cells = interpret_values(cells, decimal=table.decimal, meanings=meant)
    interpreter = Interpreter(profile, knowledge.groups)
    demand_expected(interpreter, table, findings)
    if broken(findings.found):
        return _unchecked(table, findings, left_out)
    meanings = _meanings(interpreter, cells)
    unknown = tell_meanings(meanings.by_text, profile, cells, knowledge.groups, findings)
    figures = shaping.empty()
    if profile and not any(one.code in _OF_MEANING for one in findings.found):
        # All problems of a file are told at once: cells are looked at although areas are unknown.
        figures = _figures(table, profile, knowledge, cells, meanings, findings, left_out)
    if any(one.severity is Severity.ERROR for one in findings.found):
        figures = shaping.empty()
    rest = table.filled - figures.height - left_out.total()
    if rest:
        left_out[Reason.REJECTED] += rest
    counted = set(figures["group_code"].unique().to_list())
    new_groups = {
        group.code: group
        for one in meanings.by_text.values()
        for group in one.added
        if group.code in counted
    }
    return Interpretation(
        figures,
        left_out,
        tuple(findings.found),
        unknown,
        tuple(new_groups.values()),
        signs_of(cells),
        tuple(findings.strange_areas),
        areas=_distinct(located.kept["area_key"]),
        periods=_distinct(located.kept["period"]),
    )


def _distinct(keys: pl.Series) -> tuple[str, ...]:
    return tuple(keys.drop_nulls().unique(maintain_order=True).to_list())


def _unchecked(table: ReadTable, findings: Findings, left_out: Counter[Reason]) -> Interpretation:
    """A table that is not built as it should be: its values are not looked at."""
    rest = table.filled - left_out.total()
    left_out[Reason.REJECTED] += rest
    tell_unchecked(rest, findings)
    return _nothing(findings, left_out)


def _nothing(findings: Findings, left_out: Counter[Reason]) -> Interpretation:
    return Interpretation(shaping.empty(), left_out, tuple(findings.found), (), ())


@dataclass(frozen=True, eq=False)
class _Meant:
    """What the texts of columns and lines mean.

    Attributes:
        by_text: each pair of ``series`` and ``item`` once.
        of_cells: the position of its pair, for each cell.
    """

    by_text: Mapping[tuple[str, str], Meaning]
    of_cells: pl.Series


def _meanings(interpreter: Interpreter, cells: pl.DataFrame) -> _Meant:
    found = combinations(cells, ["series", "item"])
    pairs = texts_of(cells.select("series", "item")[found.first])
    meanings = {(series, item): interpreter.meaning(series, item) for series, item in pairs.rows()}
    return _Meant(meanings, found.places)


def _figures(
    table: ReadTable,
    profile: Profile,
    knowledge: Knowledge,
    cells: pl.DataFrame,
    meanings: _Meant,
    findings: Findings,
    left_out: Counter[Reason],
) -> pl.DataFrame:
    frame = as_categories(_meaning_frame(meanings.by_text), _KEYS_OF_MEANING)
    meant = cells.with_columns(spread(frame, meanings.of_cells))
    valued = _with_periods(where(meant, pl.col("leave_out") == ""), profile)
    left_out[Reason.NOT_WANTED] += meant.height - valued.height
    checked = checked_figures(valued, table, profile, knowledge)
    left_out[Reason.REPEATED] += checked.repeated
    if not undated(findings.found):
        _tell_undated(valued, findings)
        tell_without_day(valued, table, findings)
    faulty = checked.of_cells()

    def failures(cells: pl.DataFrame) -> int:
        return checked_figures(cells, table, profile, knowledge).of_cells().height

    # Of a million values that keep all rules nothing more is reckoned.
    if faulty.height and (moved := what_moved(_with_periods(meant, profile), faulty, failures)):
        tell_moved(moved, faulty, findings)
        return checked.unique
    sizes = dict(valued.group_by("column").len().rows())
    for fault in checked.faults:
        told = (fault.code, fault.what, fault.remedy, findings)
        if fault.code in OF_PERIODS:
            tell_periods(fault.rows, *told)
        else:
            tell_by_column(fault.rows, *told, sizes=sizes)
    return checked.unique


def _with_periods(cells: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """A date in the table goes before what the profile says of tables without one."""
    columns = ["period", "period_of_rule"]
    found = combinations(cells, columns)
    period = pl.coalesce(*columns).alias("period")
    periods = texts_of(cells.select(columns)[found.first]).select(period)
    if profile.period:
        bare = pl.col("period").str.contains(r"^\d{4}$")
        dated = pl.col("period") + f"-{profile.period}"
        periods = periods.select(pl.when(bare).then(dated).otherwise("period").alias("period"))
    return cells.with_columns(spread(as_categories(periods, ["period"]), found.places))


def _tell_undated(valued: pl.DataFrame, findings: Findings) -> None:
    """Values without a period: of a whole table that is one problem and not one of each value."""
    remedy = "Die Tabelle mit ihrem Kopf und allen Spalten herunterladen."
    if not valued["period"].null_count():
        return
    without = valued.filter(pl.col("period").is_null())
    if without.height and without.height == valued.height:
        what = "Die Tabelle nennt zu keinem ihrer Werte einen Stichtag oder Zeitraum."
        findings.add("no-period", what, remedy)
        return
    what = "Zu diesem Wert nennt die Tabelle keinen Stichtag oder Zeitraum."
    tell_cells(without, "no-period", what, remedy, findings)


def _meaning_frame(meanings: Mapping[tuple[str, str], Meaning]) -> pl.DataFrame:
    rows = [
        (
            *(series, item, one.statistic, one.group, Sex(one.sex).value, one.factor),
            *(one.leave_out, one.period or None, one.note, one.planned),
        )
        for (series, item), one in meanings.items()
    ]
    schema = {
        "series": pl.String,
        "item": pl.String,
        "statistic_code": pl.String,
        "group_code": pl.String,
        "sex": pl.String,
        "factor": pl.Float64,
        "leave_out": pl.String,
        "period_of_rule": pl.String,
        "note_of_rule": pl.String,
        "planned": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
