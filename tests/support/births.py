"""The files of the handbook's worked example; all figures are invented."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl

from tests.support.lsn_tables import Table, download, workbook

TABLE_ID = "K1200301"
#: The end of each mapping of the table: what its values are.
COUNTED = """\
[[table.rules]]
text = "Lebendgeborene"
statistic = "geburten"
[[table.new_statistics]]
code = "geburten"
name = "Lebendgeborene"
definition = "Im Jahr lebend geborene Kinder."
unit = "persons"
kind = "flow"
"""
_TABLE = Table(
    rows=(
        ("254", "Hildesheim, Landkreis", (), (100, 51, 49)),
        ("254021", "Hildesheim,Stadt", (), (40, 21, 19)),
        ("254026", "Nordstemmen", (), (10, 6, 4)),
    ),
    table_id=TABLE_ID,
    title="Lebendgeborene nach Geschlecht",
    date="2023",
    labels="Kreis\nGemeinde",
    group="Lebendgeborene",
    single=(),
    footnotes=("1) Lebendgeborene nach dem Wohnort der Mutter.",),
)
NEXT = replace(
    _TABLE,
    rows=(
        ("254", "Hildesheim, Landkreis", (), (110, 56, 54)),
        ("", "Gem. Nordstemen", (), (12, 7, 5)),
    ),
    date="2024",
)


def births(table: Table = _TABLE) -> bytes:
    """A workbook as LSN-Online delivers it."""
    book = openpyxl.load_workbook(BytesIO(workbook(download(table))))
    book.worksheets[0].title = TABLE_ID
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def lay_out(folder: Path, mapping: str) -> None:
    """Put the files of the example into a folder.

    Args:
        folder: where the commands are run.
        mapping: as the handbook fills it in.
    """
    (folder / "geburten.xlsx").write_bytes(births())
    (folder / "geburten-neu.xlsx").write_bytes(births(NEXT))
    misspelt = mapping.replace('unit = "persons"', 'unit = "persoms"').replace(
        'statistic = "geburten"', 'statistic = "gebruten"'
    )
    (folder / "geburten-verschrieben.toml").write_text(misspelt, "utf-8")
