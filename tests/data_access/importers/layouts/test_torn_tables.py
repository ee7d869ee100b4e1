"""An empty column or row put into a table: what stands behind it is read, or it is told.

Whatever the layout, a value behind a gap may never be lost without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from data_access.importers.layouts import genesis_flat, genesis_table, lsn, lsn_report, mir, nim
from data_access.importers.problems import Severity
from data_access.importers.tables.cells import ReadTable
from tests.support import report_tables
from tests.support.course_rows import COURSE
from tests.support.flat_files import flat, record
from tests.support.lsn_tables import Drawn, Position, Row, Table, Value, copied, download, grid
from tests.support.sources import text_of
from tests.support.templates import Filled, read_lists, read_tables

ROWS: tuple[Row, ...] = (
    ("0", "Niedersachsen", (), (7993608, 3947571, 4046037, "-", "-")),
    ("254", "Hildesheim", (), (275817, 134547, 141270, 1208.35, 228.3)),
    ("254021", "Hildesheim,Stadt", (), (101693, 48539, 53154, "-", ".")),
)
TABLE = Table(ROWS)
#: The row of the numbers, and the last row with values.
NUMBERS, LAST = 12, 15


def _moved(drawn: Drawn, *, column: int = 0, row: int = 0) -> Drawn:
    """With an empty column or row put in before one, merged ranges as Excel keeps them."""

    def place(position: Position) -> Position:
        return (
            position[0] + int(bool(row) and position[0] >= row),
            position[1] + int(bool(column) and position[1] >= column),
        )

    merges = (
        (*place((top, left)), *place((bottom, right))) for top, left, bottom, right in drawn.merges
    )
    return Drawn({place(one): text for one, text in drawn.cells.items()}, tuple(merges))


def _values(tables: Iterable[ReadTable]) -> list[str]:
    return sorted(text for table in tables for text in table.cells["text"].to_list())


def _errors(tables: Iterable[ReadTable]) -> list[tuple[str, str]]:
    return [
        (one.code, one.cell)
        for table in tables
        for one in table.problems
        if one.severity is Severity.ERROR
    ]


# LSN-Online


@pytest.mark.parametrize("laid_out", [download, copied])
@pytest.mark.parametrize("gap", range(1, 5))
def test_an_empty_column_between_values_stops_a_table_of_the_state(
    laid_out: Callable[[Table], Drawn], gap: int
) -> None:
    drawn = laid_out(TABLE)
    (number, column), *_ = [
        (place[0], place[1]) for place, text in drawn.cells.items() if str(text) == str(gap + 1)
    ]
    tables = lsn.read(grid(_moved(drawn, column=column)))

    (problem,) = [one for one in tables[0].problems if one.severity is Severity.ERROR]
    letter = "ABCDEFGH"[column - 1]
    assert problem.code == "columns-torn-off"
    assert problem.cell == f"{'ABCDEFGH'[column]}{number}"
    assert f"durch Spalte {letter} unterbrochen" in problem.what
    assert problem.remedy.startswith(f"Spalte {letter} löschen")
    assert problem.sheet == "Blatt 1"


def test_two_empty_columns_are_both_named() -> None:
    drawn = _moved(_moved(download(TABLE), column=3), column=3)
    (table,) = lsn.read(grid(drawn))

    (problem,) = [one for one in table.problems if one.severity is Severity.ERROR]
    assert "durch die Spalten C und D unterbrochen" in problem.what
    assert "geht sie weiter (2, 3, 4 und 5)" in problem.what


def test_a_column_of_somebodys_own_between_values_stops_the_table_too() -> None:
    drawn = _moved(download(TABLE), column=3)
    own: dict[Position, Value] = {(NUMBERS - 1, 3): "eigene", (LAST, 3): 17}
    tables = lsn.read(grid(drawn.with_cells(own)))

    assert f"D{NUMBERS}" in [cell for _, cell in _errors(tables)]


def test_numbers_of_columns_that_repeat_are_told() -> None:
    doubled: dict[Position, Value] = {(NUMBERS, 4): "2"}
    tables = lsn.read(grid(download(TABLE).with_cells(doubled)))

    assert _errors(tables)


def test_an_empty_column_between_areas_and_values_is_named() -> None:
    (table,) = lsn.read(grid(_moved(download(TABLE), column=2)))

    (problem,) = table.problems
    assert (problem.code, problem.cell) == ("no-table", f"C{NUMBERS}")
    assert "Die Spalte B zwischen Gebieten und Werten ist leer" in problem.what


def test_numbers_of_somebodys_own_beside_a_table_of_the_state_are_told() -> None:
    own: dict[Position, Value] = {(row, 9): row for row in range(NUMBERS + 1, LAST + 1)}
    (table,) = lsn.read(grid(download(TABLE).with_cells(own)))

    assert [(one.severity, one.code, one.cell) for one in table.problems] == [
        (Severity.NOTE, "beside-table", f"I{NUMBERS + 1}")
    ]
    assert "in Spalte I 3 Zahlen" in table.problems[0].what
    assert _values([table]) == _values(lsn.read(grid(download(TABLE))))


@pytest.mark.parametrize("row", range(2, LAST + 2))
def test_an_empty_row_loses_nothing_of_a_table_of_the_state(row: int) -> None:
    whole = lsn.read(grid(download(TABLE)))
    tables = lsn.read(grid(_moved(download(TABLE), row=row)))

    headers = [table.cells["series"].unique(maintain_order=True).to_list() for table in tables]
    same = headers == [whole[0].cells["series"].unique(maintain_order=True).to_list()]
    assert _values(tables) == _values(whole)
    # A gap inside the headers takes away what stands above it; then it must be told.
    assert same or _errors(tables)


# The state's social reporting


@pytest.mark.parametrize("column", range(3, 9))
def test_an_empty_column_loses_nothing_of_a_table_of_the_report(column: int) -> None:
    drawn = report_tables.drawn()
    whole = lsn_report.read(grid(drawn))
    # Without merged headers nothing above the gap says that the table goes on.
    for merges in (drawn.merges, ()):
        torn = lsn_report.read(grid(_moved(Drawn(drawn.cells, merges), column=column)))
        assert _values([torn]) == _values([whole]) or _errors([torn])


@pytest.mark.parametrize("row", range(6, 10))
def test_an_empty_row_loses_nothing_of_a_table_of_the_report(row: int) -> None:
    whole = lsn_report.read(grid(report_tables.drawn()))
    torn = lsn_report.read(grid(_moved(report_tables.drawn(), row=row)))

    assert _values([torn]) == _values([whole]) or _errors([torn])


# CSV files

TABLE_CSV = """\
GENESIS-Tabelle: 12411-01-01-4
Bevölkerung nach Geschlecht;;;;
;;31.12.2015;31.12.2015;31.12.2014
;;Insgesamt;weiblich;Insgesamt
03254;Hildesheim, Landkreis;277055;142048;274554
03241;Hannover, Region;1144481;590000;-
__________
Stand: 10.10.2017 / 16:36:03
"""
MIR_CSV = "RS,NAME,INSGESAMT,AUSL_INSG,SCH_I_2017\n03254,Hildesheim,1,2,3\n03157,Peine,4,5,6\n"
NIM_CSV = (
    "Year,Gebietseinheit,Units,GeoCode,Value\n"
    "2024,Hildesheim,Anzahl,K03254,352\n2024,Peine,Anzahl,K03157,17\n"
)


def _with_column(content: str, column: int, separator: str) -> str:
    lines = [line.split(separator) for line in content.splitlines()]
    return "".join(
        separator.join((*line[:column], "", *line[column:])) + "\n" for line in lines if line
    )


def _with_row(content: str, row: int) -> str:
    lines = content.splitlines(keepends=True)
    return "".join((*lines[:row], "\n", *lines[row:]))


def _genesis(content: str) -> tuple[ReadTable, ...]:
    return genesis_table.read(text_of(content))


def _mir(content: str) -> tuple[ReadTable, ...]:
    return (mir.read(text_of(content)),)


def _nim(content: str) -> tuple[ReadTable, ...]:
    return (nim.read(text_of(content, "indicator_1-2-4.csv")),)


def _flat(content: str) -> tuple[ReadTable, ...]:
    return (genesis_flat.read(text_of(content)),)


Reading = Callable[[str], tuple[ReadTable, ...]]
FLAT_CSV = flat([record(), record(sex="GESM", sex_label="männlich", value="133000")])
FLAT_TEXT = FLAT_CSV if isinstance(FLAT_CSV, str) else FLAT_CSV.decode()
CSV: dict[str, tuple[Reading, str, str]] = {
    "genesis_table": (_genesis, TABLE_CSV, ";"),
    "genesis_flat": (_flat, FLAT_TEXT, ";"),
    "mir": (_mir, MIR_CSV, ","),
    "nim": (_nim, NIM_CSV, ","),
}


@pytest.mark.parametrize("name", CSV)
def test_an_empty_column_loses_nothing_of_a_csv(name: str) -> None:
    read, content, separator = CSV[name]
    whole = _values(read(content))
    width = max(line.count(separator) for line in content.splitlines()) + 1
    assert whole

    for column in range(1, width + 1):
        tables = read(_with_column(content, column, separator))
        assert _values(tables) == whole or _errors(tables), column


@pytest.mark.parametrize("name", CSV)
def test_an_empty_row_loses_nothing_of_a_csv(name: str) -> None:
    read, content, _ = CSV[name]
    whole = _values(read(content))

    for row in range(1, len(content.splitlines()) + 1):
        tables = read(_with_row(content, row))
        assert _values(tables) == whole or _errors(tables), row


def test_rows_below_the_end_of_a_table_of_the_database_are_told() -> None:
    """The line of underscores is in the middle once somebody has sorted the file."""
    lines = TABLE_CSV.splitlines(keepends=True)
    moved = "".join((*lines[:5], lines[6], lines[5], *lines[7:]))

    assert _errors(_genesis(moved)) == [("row-below-footnotes", "Zeile 7")]
    assert _errors(_genesis(TABLE_CSV)) == []


# Templates


def _population() -> Filled:
    filled = Filled("bevoelkerung")
    for place, people in (("Musterstadt [muster-01]", 100), ("Beispielhausen [muster-02]", 80)):
        row = {"Stichtag": "31.12.2025", "Gemeinde": place, "Grundlage": "Fortschreibung"}
        filled.put("Bevölkerung", {**row, "Bevölkerung insgesamt": people})
    return filled


def test_an_empty_column_or_row_loses_nothing_of_a_template_of_figures() -> None:
    whole = _values(read_tables(_population().content()).values())
    header, columns = _population().header("Bevölkerung")
    assert whole == ["100", "80"]

    for column in range(1, max(columns.values()) + 2):
        filled = _population()
        filled.page("Bevölkerung").insert_cols(column)
        assert _values(read_tables(filled.content()).values()) == whole, column
    for row in range(2, header + 3):
        filled = _population()
        filled.page("Bevölkerung").insert_rows(row)
        assert _values(read_tables(filled.content()).values()) == whole, row


def _courses() -> Filled:
    filled = Filled("sprachkurse")
    for code in ("ik-1", "ik-2"):
        filled.put("Kurse", {**COURSE, "Kurs": code})
    return filled


def test_an_empty_column_or_row_loses_nothing_of_a_template_of_a_list() -> None:
    whole = read_lists(_courses().content())
    header, columns = _courses().header("Kurse")
    assert whole.stored == 2 * len(COURSE)

    for column in range(1, max(columns.values()) + 2):
        filled = _courses()
        filled.page("Kurse").insert_cols(column)
        assert read_lists(filled.content()).stored == whole.stored, column
    for row in range(2, header + 3):
        filled = _courses()
        filled.page("Kurse").insert_rows(row)
        assert read_lists(filled.content()).stored == whole.stored, row
