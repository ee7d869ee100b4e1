"""CSV that a German Excel opens rightly with a double click.

UTF-8 with a mark, semicolons, decimal comma, dates as 31.12.2024. A key such as 03254 would lose
its zero and a table number such as 1-2-1 would become a date, so they carry a word before them;
whatever else Excel would take for a number, a date or a formula carries an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from dashboard import german
from dashboard.export.table import Cell, Column, Kind, Row

#: A cell that begins so is a formula, or becomes one in some programmes.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")
#: Digits with whatever stands in numbers, dates, times, amounts and powers of ten.
_NUMBER = re.compile(r"[\d\s.,:/%€$eE+-]*\d[\d\s.,:/%€$eE+-]*")
_MONTHS = "|".join(name[:3] for name in german.MONTHS)
_DATE = re.compile(
    rf"(\d{{1,2}}[.\s-]*)?({_MONTHS})[a-zä]*[.\s-]*\d{{1,4}}([.\s-]+\d{{1,4}})?", re.IGNORECASE
)
_TRUTH = {"wahr", "falsch", "true", "false"}
#: An official key of a state, district, county, municipality has 2, 3, 5 or 8 digits; with 9 or
#: 12 it is a regional key (a joint municipality).
_AREA = re.compile(r"\d{2,12}")
_REGIONAL = {9, 12}


def to_bytes(columns: tuple[Column, ...], rows: Iterable[Row]) -> bytes:
    """The whole file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows(
        [_written(cell, column) for cell, column in zip(row, columns, strict=True)] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if isinstance(cell, date):
        return german.day(cell)
    return _code(cell, column.name) if column.kind is Kind.CODE else guarded(cell)


def _code(key: str, name: str) -> str:
    """A key that nothing takes for a number."""
    if name == "Tabelle" and key:
        return guarded(f"Tabelle {key}")
    if name == "Gebietsschlüssel" and _AREA.fullmatch(key):
        return f"{'ARS' if len(key) in _REGIONAL else 'AGS'} {key}"
    return guarded(key)


def guarded(text: str) -> str:
    """A text on one line that Excel leaves as it is."""
    line = " ".join(text.split())
    return f"'{line}" if _misread(line) else line


def _misread(text: str) -> bool:
    return (
        text.startswith(_FORMULA)
        or text.lower() in _TRUTH
        or bool(_NUMBER.fullmatch(text) or _DATE.fullmatch(text))
    )
