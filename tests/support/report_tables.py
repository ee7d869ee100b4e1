"""Small tables as the state's social reporting lays them out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.support.lsn_tables import Drawn, Merge, Position, Value

AREAS = "Kreisfreie Stadt\nLandkreis\n(Großstadt, Umland)\nStatistische Region\nLand"
COUNT = (
    "Anzahl der Empfängerinnen und Empfänger von Mindestsicherungsleistungen in den kreisfreien "
    "Städten und Landkreisen nach Staatsangehörigkeit und Altersgruppen"
)
RATE = COUNT.replace("Anzahl der", "Quoten der")
UNIT = "Anzahl je 1 000 Einwohner/-innen der betreffenden Bevölkerungsgruppe"
ALL, YOUNG = "insgesamt", "im Alter bis unter 18 Jahren"
#: Code, name, values.
Row = tuple[str, str, tuple[Value | None, ...]]
ROWS: tuple[Row, ...] = (
    ("101", "Braunschweig, Stadt", (900, 200, 600, 140, 300, 60)),
    ("254", "Hildesheim", (500, 110, 330, 70, 170, 40)),
    ("254021", "  dav. Hildesheim, Stadt ", (300, 70, 190, 40, 110, 30)),
    ("254999", "  dav. Hildesheim, Umland", (200, 40, 140, 30, 60, 10)),
    ("2", "Stat. Region Hannover", (5000, 1100, 3300, 700, 1700, 400)),
    ("0", "Niedersachsen", (20000, 4400, 13200, 2800, 6800, 1600)),
)


@dataclass(frozen=True)
class Table:
    """A table of three groups with two columns each."""

    rows: tuple[Row, ...] = ROWS
    title: str = (
        "Tab. 8.1.5.a Anzahl der Empfängerinnen und Empfänger von Mindestsicherungsleistungen1)  "
        "in den kreisfreien Städten und Landkreisen am 31.12.2019 nach Staatsangehörigkeit und "
        "Altersgruppen"
    )
    groups: tuple[str, ...] = ("Insgesamt", "Deutsche", "Nichtdeutsche2)")
    columns: tuple[str, ...] = (ALL, YOUNG)
    unit: str = ""
    codes: bool = True
    merged: bool = True
    footnotes: tuple[str, ...] = (
        "1) Leistungen nach SGB II, SGB XII und AsylbLG.",
        "2) Einschließlich „ohne Angabe“.",
        "Quelle: LSN.",
    )

    def titled(self, title: str) -> Table:
        """The table under another title."""
        return replace(self, title=title)


TABLE = Table()
RATES = Table(
    rows=tuple((code, name, (91, 153, 65, 101, 372, 595)) for code, name, _ in ROWS),
    title="Tab. 8.1.5 " + RATE.replace(" nach Staats", " am 31.12.2019 nach Staats"),
    unit=UNIT,
)


def drawn(table: Table = TABLE, row: int = 1, column: int = 1) -> Drawn:
    """The table with its codes in a column, the names in the next one.

    Args:
        table: what to lay out.
        row: row of the title.
        column: column of the codes.
    """
    names, width = column + 1, len(table.columns)
    last = names + width * len(table.groups)
    cells: dict[Position, Value] = {(row, names): table.title, (row + 2, names): AREAS}
    merges: list[Merge] = [(row, names, row, last), (row + 2, names, row + 4, names)]
    for number, group in enumerate(table.groups):
        left = names + 1 + number * width
        cells[row + 2, left] = group
        merges.append((row + 2, left, row + 2, left + width - 1))
        cells |= {(row + 3, left + one): text for one, text in enumerate(table.columns)}
    if table.unit:
        cells[row + 4, names + 1] = table.unit
        merges.append((row + 4, names + 1, row + 4, last))
    below = row + 5
    for code, name, values in table.rows:
        if code and table.codes:
            cells[below, column] = int(code)
        if name:
            cells[below, names] = name
        cells |= {(below, names + 1 + n): one for n, one in enumerate(values) if one is not None}
        below += 1
    cells |= {(below + 1 + n, names): text for n, text in enumerate(table.footnotes)}
    return Drawn(cells, tuple(merges) if table.merged else ())
