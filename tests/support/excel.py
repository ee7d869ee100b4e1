"""How a German Excel reads a CSV file that somebody double-clicks: by itself, not as ours writes.

Excel takes the file for UTF-8 only with a mark before it, splits at semicolons, and guesses a type
for every cell. What it would take for a formula is a ``Formula`` here.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

MARK = b"\xef\xbb\xbf"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januar"), ("feb", "februar"), ("mrz", "mär", "märz"), ("apr", "april"),
            ("mai",), ("jun", "juni"), ("jul", "juli"), ("aug", "august"), ("sep", "september"),
            ("okt", "oktober"), ("nov", "november"), ("dez", "dezember"),
        ),
        1,
    )
    for name in names
}  # fmt: skip


@dataclass(frozen=True)
class Formula:
    """A cell that Excel would evaluate."""

    text: str


Read = str | bool | Decimal | date | Formula | None


def opened(content: bytes) -> list[list[Read]]:
    """The cells as Excel shows them."""
    if not content.startswith(MARK):
        raise AssertionError("Ohne Kennung liest Excel die Umlaute falsch")
    text = content.decode("utf-8-sig")
    return [[cell(one) for one in row] for row in csv.reader(io.StringIO(text), delimiter=";")]


def cell(text: str) -> Read:
    """What Excel makes of one cell."""
    bare = text.strip()
    if not bare:
        return text or None
    if bare.lower() in {"wahr", "falsch"}:
        return bare.lower() == "wahr"
    number = _number(bare)
    day = _date(bare)
    if number is not None or day is not None:
        return day if number is None else number
    return Formula(text) if text[0] in "=+-@" else text


def _number(text: str) -> Decimal | None:
    """Thousands with dots, a decimal comma, an exponent; a sign, a percent or a euro."""
    body = text.rstrip("%€ ").strip()
    sign = -1 if body.startswith("-") else 1
    body = body.lstrip("+-")
    whole, _, fraction = body.partition(",")
    groups = whole.split(".")
    if len(groups) > 1:
        if not groups[0] or len(groups[0]) > 3 or any(len(one) != 3 for one in groups[1:]):
            return None
        whole = "".join(groups)
    if not (whole + fraction) or not (whole + fraction)[0].isdigit():
        return None
    try:
        return sign * Decimal(f"{whole}.{fraction}" if fraction else whole)
    except InvalidOperation:
        return None


def _date(text: str) -> date | None:
    """Two or three parts between dots, hyphens, slashes or spaces."""
    for sign in "-/ ":
        text = text.replace(sign, ".")
    parts = [part for part in text.split(".") if part]
    months = [_MONTHS.get(part.lower()) for part in parts]
    if len(parts) not in {2, 3} or sum(month is not None for month in months) > 1:
        return None
    numbers = []
    for part, month in zip(parts, months, strict=True):
        if month is None and not part.isdecimal():
            return None
        numbers.append(month if month is not None else int(part))
    return _of(numbers, named=any(months))


#: Which part is day, month and year, None where it is not said: of three numbers, of two, and of
#: a number with the name of a month.
_THREE = ((0, 1, 2), (2, 1, 0))
_TWO = ((0, 1, None), (None, 0, 1))
_NAMED = ((1, 0, None), (None, 0, 1), (0, 1, None))


def _of(numbers: list[int], *, named: bool) -> date | None:
    orders: tuple[tuple[int | None, int, int | None], ...]
    orders = _THREE if len(numbers) == 3 else _NAMED if named else _TWO
    for day, month, year in orders:
        try:
            return date(
                _year(2026 if year is None else numbers[year]),
                numbers[month],
                1 if day is None else numbers[day],
            )
        except ValueError:
            continue
    return None


def _year(number: int) -> int:
    if number < 100:
        return number + (2000 if number < 30 else 1900)
    if not 1900 <= number <= 9999:
        raise ValueError("Excel kennt das Jahr nicht")
    return number
