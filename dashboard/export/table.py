"""The rows of a file: typed cells in named columns, the same for every kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from typing import Any

from dashboard import german
from dashboard.views.inventory.papers import ORIGINS, SAMPLE
from data_access.domain import County, Period, PeriodKind, Series, Source
from data_access.vocabulary import Origin, Qualifier, Sex, Status


class Kind(Enum):
    """What the cells of a column are."""

    TEXT = auto()
    #: A key: text, however much it looks like a number.
    CODE = auto()
    NUMBER = auto()
    DATE = auto()


@dataclass(frozen=True)
class Column:
    """A column with its heading, and its width in letters."""

    name: str
    kind: Kind
    width: int


#: A number carries its decimals; None is an empty cell.
Cell = str | Decimal | date | None
Row = tuple[Cell, ...]

COLUMNS = (
    Column("Kennzahl", Kind.TEXT, 44),
    Column("Kürzel der Kennzahl", Kind.CODE, 26),
    Column("Gebietsschlüssel", Kind.CODE, 16),
    Column("Gebiet", Kind.TEXT, 24),
    Column("Gruppe", Kind.TEXT, 24),
    Column("Kürzel der Gruppe", Kind.CODE, 20),
    Column("Geschlecht", Kind.TEXT, 11),
    Column("Zeitraum", Kind.TEXT, 22),
    Column("von", Kind.DATE, 11),
    Column("bis", Kind.DATE, 11),
    Column("Wert", Kind.NUMBER, 13),
    Column("Wert bis", Kind.NUMBER, 10),
    Column("Einheit", Kind.TEXT, 14),
    Column("Zusatz", Kind.TEXT, 11),
    Column("Zeichen", Kind.TEXT, 9),
    Column("Bedeutung des Zeichens", Kind.TEXT, 24),
    Column("Merkmale", Kind.TEXT, 14),
    Column("Herkunft", Kind.TEXT, 15),
    Column("Wie gedruckt", Kind.TEXT, 14),
    Column("Quelle", Kind.TEXT, 50),
    Column("Tabelle", Kind.CODE, 17),
    Column("Fundstelle", Kind.TEXT, 20),
    Column("Anmerkung", Kind.TEXT, 30),
    Column("Lizenz", Kind.TEXT, 40),
    Column("Gebietsstand", Kind.DATE, 12),
    Column("Datenstand", Kind.DATE, 11),
)
#: First in the files of a fictitious county, so that no part of them goes without it.
SAMPLE_COLUMN = Column("Hinweis", Kind.TEXT, 28)

_PERIODS = {
    PeriodKind.DAY: "Stichtag",
    PeriodKind.MONTH: "Berichtsmonat",
    PeriodKind.YEAR: "Jahr",
    PeriodKind.SPAN: "Zeitraum",
    PeriodKind.MONTHS: "Zeitraum",
}
_FLAGS = {
    "provisional": "vorläufig",
    "revised": "berichtigt",
    "estimated": "geschätzt",
    "planned": "Planwert",
}
_SEXES = {Sex.TOTAL: "insgesamt", Sex.FEMALE: "weiblich", Sex.MALE: "männlich"}


def columns(*, synthetic: bool) -> tuple[Column, ...]:
    """Columns of a file."""
    return (SAMPLE_COLUMN, *COLUMNS) if synthetic else COLUMNS


def rows(series: Series, county: County) -> Iterator[Row]:
    """Every value of a statistic that readers may see, in the order of the series."""
    sources = {source.code: source for source in series.papers.sources}
    first = (SAMPLE,) if county.synthetic else ()
    for record in series.frame.iter_rows(named=True):
        yield (*first, *_row(series, county, record, sources[record["source_code"]]))


def _row(series: Series, county: County, record: dict[str, Any], source: Source) -> Row:
    statistic = series.statistic
    period = Period.parse(record["period"])
    status = Status(record["status"])
    sign, meaning = _sign(status)
    return (
        statistic.name,
        statistic.code,
        record["area_key"],
        county.name if record["area_key"] == county.key else record["area_name"],
        record["group_name"],
        record["group_code"],
        _SEXES[Sex(record["sex"])],
        f"{_PERIODS[period.kind]} {_plain(german.period(period))}",
        period.start,
        period.end,
        Decimal(0) if status is Status.NOTHING else _number(record["number"], statistic.decimals),
        _number(record["number_to"], statistic.decimals),
        german.unit_name(statistic.unit),
        _qualifier(Qualifier(record["qualifier"])),
        sign,
        meaning,
        ", ".join(word for flag, word in _FLAGS.items() if record[flag]),
        ORIGINS[Origin(record["origin"])],
        # In quotation marks: what is printed must not be taken for a number or a date.
        f"„{_plain(record['original_text'])}“" if record["original_text"] else "",
        f"{source.publisher}, {source.title}",
        source.table_id,
        record["locator"],
        record["note"],
        source.licence,
        record["territorial_status"],
        record["data_status"],
    )


def _number(value: float | None, decimals: int) -> Decimal | None:
    """As many decimals as the pages show; twelve digits undo binary noise."""
    if value is None:
        return None
    rounded = Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    # No "minus zero".
    return rounded or abs(rounded)


def _sign(status: Status) -> tuple[str, str]:
    """Sign and its meaning; a zero stands in the column of values."""
    if status is Status.VALUE:
        return "", ""
    sign, meaning = german.STATUS_SIGNS[status]
    return ("" if sign == "0" else sign), meaning


def _qualifier(given: Qualifier) -> str:
    return "Spanne" if given is Qualifier.SPAN else german.QUALIFIERS.get(given, "")


def _plain(text: str) -> str:
    """With ordinary spaces."""
    return re.sub(r"\s+", " ", text).strip()


def legend() -> tuple[tuple[str, str], ...]:
    """Signs and words of the files, with their meanings."""
    signs = tuple((sign, meaning) for sign, meaning in german.STATUS_SIGNS.values() if sign != "0")
    return (
        *signs,
        ("Wert 0, Bedeutung „nichts vorhanden“", "genau null"),
        ("ohne Wert, Bedeutung „weniger als die Hälfte …“", "mehr als null, aber gerundet 0"),
        ("vorläufig", "der Wert kann sich noch ändern"),
        ("berichtigt", "die Quelle hat den Wert berichtigt"),
        ("geschätzt", "die Quelle hat den Wert geschätzt"),
        ("Planwert", "vorgesehen, nicht gezählt"),
        ("nachgerechnet", "eigene Berechnung aus den Zahlen der Quelle"),
        ("rund, ca., bis zu, über …", "Zusatz, mit dem die Quelle die Zahl nennt"),
    )
