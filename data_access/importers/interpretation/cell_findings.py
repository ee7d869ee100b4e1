"""What is told of cells: each by itself, by column, by period, or once for all that have moved."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from data_access import words
from data_access.combinations import categories_of
from data_access.importers.interpretation.findings import Findings
from data_access.importers.problems import NAMED
from data_access.importers.tables.cells import ReadTable
from data_access.importers.tables.quoting import as_shown, in_german_excel

#: A number as the cell of a workbook holds it.
_LITERAL = re.compile(r"-?[0-9]+\.[0-9]+")
#: Thousands that are separated by points.
_BY_POINTS = re.compile(r"^[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+$")
#: Titles of tables of days name one, and keys of days have so many characters.
_OF_A_DAY = re.compile(r"\bStichtag\b")
_DAY = len("2020-12-31")
#: Fewer values of a column are each told.
_MANY = 5


def tell_cells(cells: pl.DataFrame, code: str, what: str, remedy: str, findings: Findings) -> None:
    """Say the same of all cells; ``what`` may name their columns."""
    for row in cells.head(NAMED).iter_rows(named=True):
        findings.add(code, what.format_map(_worded(row, findings)), remedy, cell=findings.cell(row))
    findings.tell_rest(cells.height)


def tell_moved(what: str, faulty: pl.DataFrame, findings: Findings) -> None:
    """Say once what probably happened to columns, instead of what follows from it in each cell."""
    first = faulty.sort("row", "column").row(0, named=True)
    findings.add(
        "columns-moved",
        f"{what}. So, wie sie dastehen, sind {words.counted(faulty.height, 'Wert', 'Werte')} "
        "unmöglich.",
        "Die Datei neu herunterladen und unverändert einlesen.",
        cell=findings.cell(first),
    )


def tell_by_column(
    cells: pl.DataFrame,
    code: str,
    what: str,
    remedy: str,
    findings: Findings,
    *,
    sizes: Mapping[int, int],
) -> None:
    """Say of a column once what is wrong with most of its values, and of the others of each.

    Args:
        cells: that are wrong.
        code: of the problem.
        what: is told of them, and may name their columns.
        remedy: what to do.
        findings: of the table.
        sizes: how many values there are in each column.
    """
    found = cells.partition_by("column", maintain_order=True)
    many = [
        rows
        for rows in found
        if rows.height >= _MANY and 2 * rows.height > sizes.get(rows["column"][0], 0)
    ]
    for rows in many:
        first = rows.row(0, named=True)
        findings.add(
            code,
            f"{what.format_map(_worded(first, findings))} Ebenso bei "
            f"{words.number(rows.height - 1)} weiteren Werten dieser Spalte."
            f"{_cause(rows, findings, several=len(sizes) > 1)}",
            remedy,
            cell=findings.cell(first),
        )
    told = [rows["column"][0] for rows in many]
    rest = cells.filter(~pl.col("column").is_in(told)) if told else cells
    tell_cells(rest, code, what, remedy, findings)


def _cause(rows: pl.DataFrame, findings: Findings, *, several: bool) -> str:
    """What may lie behind it that most values of a column are wrong."""
    grouped = rows["text"].str.contains(_BY_POINTS.pattern).fill_null(value=False)
    if findings.decimal == "." and 2 * grouped.sum() > rows.height:
        return (
            " Vermutlich stehen Punkte zwischen den Tausendern; in dieser Datei trennt der Punkt "
            "die Nachkommastellen ab."
        )
    if several:
        return " Vermutlich sind Spalten verrutscht oder vertauscht."
    return ""


def tell_periods(rows: pl.DataFrame, code: str, what: str, remedy: str, findings: Findings) -> None:
    """Say of each period once what is wrong with all its values, at the header that names it."""
    by = ["period", "area"] if "{area}" in what else ["period"]
    for found in rows.partition_by(by, maintain_order=True):
        first = found.row(0, named=True)
        values = words.counted(found.height, "Wert", "Werte")
        findings.add(
            code,
            f"{what.format_map(_worded(first, findings))} Betroffen: {values}.",
            remedy,
            cell=findings.dated(first["period"]) or findings.cell(first),
        )


def tell_without_day(cells: pl.DataFrame, table: ReadTable, findings: Findings) -> None:
    """Say which periods are months or years in a table of days, of which they are no part.

    Spreadsheets show a day as its month or year once somebody has chosen another format.
    """
    lengths = categories_of(cells["period"]).cast(pl.String).str.len_bytes()
    if findings.of_office or (lengths == _DAY).all():
        return
    # Each once, before anything is looked for among a million values.
    once = cells.select("period", "period_of_rule").unique()
    printed = pl.col("period_of_rule").is_null() & pl.col("period").is_not_null()
    periods = once.filter(printed)["period"].cast(pl.String).sort().to_list()
    days = [one for one in periods if len(one) == _DAY]
    other = [one for one in periods if len(one) != _DAY]
    if not other or not (days or _OF_A_DAY.search(table.title)):
        return
    beside = f" Andere Werte tragen einen Stichtag ({words.period(days[0])})." if days else ""
    for period in other[:NAMED]:
        rows = cells.filter(printed & (pl.col("period").cast(pl.String) == period))
        findings.add(
            "date-without-day",
            f"„{words.period(period)}“ nennt keinen Tag und ist kein Stichtag.{beside} Vermutlich "
            "hat ein Tabellenprogramm das Datum verkürzt. Betroffen: "
            f"{words.counted(rows.height, 'Wert', 'Werte')}.",
            "Die Datei neu herunterladen und unverändert einlesen, oder den ganzen Tag eintragen "
            "(31.12.2020).",
            cell=findings.dated(period) or findings.cell(rows.row(0, named=True)),
        )
    findings.tell_rest(len(other))


def _worded(row: Mapping[str, object], findings: Findings) -> dict[str, object]:
    """A row whose numbers and period are written as Germans do."""
    found = {
        name: words.number(value, 0 if value.is_integer() else 2)
        if isinstance(value, float)
        else value
        for name, value in row.items()
    }
    text, number = str(row.get("text")), row.get("number")
    # What Excel keeps as 135.844 it shows as 135,844; a text that reads so is 135844.
    # Of a text file every value is quoted as it stands there, so that it is found.
    literal = (
        findings.of_workbook
        and isinstance(number, float)
        and _LITERAL.fullmatch(text)
        and float(text) == number
    )
    shown = in_german_excel(text) if findings.of_workbook else text
    found["text"] = as_shown(shown, float(text) if literal else None)
    if row.get("period"):
        found["period"] = words.period(str(row["period"]))
    return found
