"""Tables of LSN-Online for the tests to change, and what the layout reads there."""

from __future__ import annotations

from data_access.importers.layouts import lsn
from data_access.importers.problems import Severity
from data_access.importers.tables.cells import CELLS, ReadTable
from tests.support.lsn_tables import Drawn, Row, Table, filled, grids, workbook

ROWS: tuple[Row, ...] = (
    ("0", "Niedersachsen", (), (7993608, 3947571, 4046037, "-", "-")),
    ("2", "Hannover", (), (2148238, 1053405, 1094833, "-", "-")),
    ("254", "Hildesheim", (), (275817, 134547, 141270, 1208.35, 228.3)),
    ("254021", "Hildesheim,Stadt", (), (101693, 48539, 53154, "-", ".")),
    ("254406", "Leinebergland,SG", (), (18000, 9000, 9000, "-", "-")),
    ("256", "Nienburg (Weser)", (), (121390, 60299, 61091, "-", "-")),
)
TABLE = Table(ROWS)
#: What its columns are called.
SERIES = [
    "Bevölkerung | Insgesamt",
    "Bevölkerung | Männlich",
    "Bevölkerung | Weiblich",
    "Fläche in qkm",
    "Einwohner je qkm",
]
#: Nested: nationalities below the area that they are of.
NATIONS: tuple[Row, ...] = (
    ("0", "Niedersachsen", (), ()),
    ("", "Albanien", (), (5310, 2990, 2315)),
    ("", "Serbien (nur 2006, 2007)", (), (495, 240, 250)),
    ("", "Monaco", (), (5, "-", "-")),
    ("", "Vereinigtes Königreich 1)", (), (8915, 6170, 2745)),
    ("", "Ausländer insgesamt", (), (813080, 444740, 368340)),
    ("1", "Braunschweig", (), ()),
    ("", "Albanien", (), (1055, 560, 495)),
    ("", "Ausländer insgesamt", (), (158180, 85145, 73030)),
)
NATION_TABLE = Table(
    NATIONS,
    table_id="A1050002",
    title="Ausländische Bevölkerung in Niedersachsen (Gebietsstand 1.7.2017)",
    labels="Niedersachsen\nStatistische Region*, Kreis*\n---------\nLand der Staatsangehörigkeit\n"
    "(ausgewählte Staaten)",
    group="Ausländische Bevölkerung",
    single=(),
)


def one(drawn: Drawn) -> ReadTable:
    """The only table of a sheet, all of whose cells are accounted for."""
    (table,) = several(drawn)
    return table


def several(drawn: Drawn) -> tuple[ReadTable, ...]:
    """The tables of a sheet; together they have as many cells as openpyxl finds there."""
    content = workbook(drawn)
    (sheet,) = grids(content)
    tables = lsn.read(sheet)
    assert sum(table.filled for table in tables) == filled(content, sheet.sheet)
    for table in tables:
        assert dict(table.cells.schema) == dict(CELLS)
    return tables


def codes(*tables: ReadTable) -> list[tuple[Severity, str, str]]:
    """Severity, code and cell of all problems."""
    return [(one.severity, one.code, one.cell) for table in tables for one in table.problems]


def said(table: ReadTable) -> list[tuple[object, ...]]:
    """What the cells say, wherever they lie."""
    names = ("area_code", "area_name", "period", "series", "item", "text", "number")
    return table.cells.select(names).rows()


def expected(table: Table, periods: str) -> list[tuple[object, ...]]:
    """What cells must say, worked out from the rows of a table without nesting."""
    return [
        (
            code,
            name,
            periods,
            series,
            "",
            str(value),
            None if isinstance(value, str) else float(value),
        )
        for code, name, _, values in table.rows
        for series, value in zip(SERIES, values, strict=False)
        if value is not None
    ]
