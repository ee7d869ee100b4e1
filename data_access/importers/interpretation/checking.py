"""Values with their meanings become figures; what is wrong with single cells is found."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data_access.importers.interpretation import figures as shaping
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.profiles import Profile
from data_access.importers.tables.cells import ReadTable
from data_access.vocabulary import StatisticKind

#: What a wrong date in a header does to all values below it.
OF_PERIODS = frozenset({"period-in-the-future", "area-did-not-exist"})


@dataclass(frozen=True, eq=False)
class Fault:
    """What is wrong with some cells: ``what`` may name their columns."""

    code: str
    what: str
    remedy: str
    rows: pl.DataFrame


@dataclass(frozen=True, eq=False)
class CheckedFigures:
    """Figures, each key once, and what is wrong with the cells they come from.

    Attributes:
        repeated: cells that say the same once more.
    """

    unique: pl.DataFrame
    repeated: int
    faults: tuple[Fault, ...]

    def of_cells(self) -> pl.DataFrame:
        """Row and column of each cell with a fault that is its own."""
        places = [
            one.rows.select("row", "column") for one in self.faults if one.code not in OF_PERIODS
        ]
        none = pl.DataFrame(schema={"row": pl.UInt32, "column": pl.UInt32})
        return pl.concat([none, *places]).unique(maintain_order=True)


def checked_figures(
    valued: pl.DataFrame, table: ReadTable, profile: Profile, knowledge: Knowledge
) -> CheckedFigures:
    """Figures from values with their meanings, and what is wrong with them."""
    faults = [
        Fault(
            "not-a-number",
            "„{text}“ ist weder eine Zahl noch ein bekanntes Zeichen.",
            "Die Zelle mit der Veröffentlichung vergleichen und die Datei neu herunterladen.",
            where(valued, ~pl.col("understood")),
        )
    ]
    known = where(valued, pl.col("understood") & pl.col("period").is_not_null())
    faults.append(
        Fault(
            "sign-unclear",
            "„{text}“ kann hier eine Abnahme sein oder eine unsichere Zunahme.",
            "Eine Abnahme mit Minus eintragen (-4), eine Zunahme ohne Klammern, oder die Datei neu "
            "herunterladen.",
            _unclear(known, knowledge),
        )
    )
    placed = shaping.placed(
        known, table=table, profile=profile, facts=knowledge.statistics, today=knowledge.today
    )
    unique, repeated, contradicting = shaping.without_repeats(placed)
    faults.append(
        Fault(
            "contradicting-values",
            "Derselbe Wert steht zweimal da und lautet verschieden: „{text}“ ({area_name}, "
            "{period}).",
            "Klären, welcher gilt, und nur die Tabelle mit diesem Wert einlesen.",
            contradicting,
        )
    )
    rules = shaping.broken(
        unique, knowledge.statistics, today=knowledge.today, rounded_to=profile.rounded_to
    )
    faults += [Fault(*found) for found in rules]
    return CheckedFigures(unique, repeated, tuple(one for one in faults if one.rows.height))


def _unclear(cells: pl.DataFrame, knowledge: Knowledge) -> pl.DataFrame:
    """Numbers in parentheses that may go below zero.

    Bookkeepers mean by them that it does, the offices that the number is uncertain.
    """
    signed = [
        code
        for code, one in knowledge.statistics.items()
        if one.signed or one.kind is StatisticKind.CHANGE
    ]
    # Hardly any table has some; texts are looked at in those alone.
    limited = where(cells, pl.col("limited"))
    in_parentheses = pl.col("text").str.strip_chars().str.starts_with("(")
    return where(limited, in_parentheses & pl.col("statistic_code").is_in(signed))


def where(frame: pl.DataFrame, holds: pl.Expr) -> pl.DataFrame:
    """The rows for which it holds; mostly it holds for all, and nothing is copied."""
    mask = frame.select(holds.alias("holds")).to_series()
    return frame if mask.all() else frame.filter(mask)
