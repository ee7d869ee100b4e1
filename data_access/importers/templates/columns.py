"""Columns and rules that several templates share."""

from __future__ import annotations

import polars as pl

from data_access.importers.templates.model import (
    Column,
    Figure,
    Kind,
    Listing,
    Origins,
    Rule,
)
from data_access.vocabulary import Origin

#: What the office itself counts or decides.
OWN = {"": Origins("eigene-angaben", Origin.OWN_COUNT)}

TERRITORIAL_STATUS = Column(
    "territorial_status",
    "Gebietsstand",
    "Tag, nach dessen Grenzen die Zahlen gegliedert sind. Leer, wenn er nicht bekannt ist.",
    Kind.DATE,
    example="01.01.2026",
)
DATA_STATUS = Column(
    "data_status",
    "Datenstand",
    "Tag, an dem die Zahlen abgefragt oder veröffentlicht wurden.",
    Kind.DATE,
    example="15.01.2026",
)

PROVISIONAL = Column(
    "provisional",
    "Vorläufig",
    "x, solange sich die Zahlen der Zeile noch ändern.",
    Kind.MARK,
    example="x",
    empty=False,
    width=11,
)


def day(name: str, title: str, explanation: str, *, example: str, required: bool = True) -> Column:
    """A date that is no key."""
    return Column(name, title, explanation, Kind.DATE, required=required, example=example, width=14)


def reporting_day() -> Column:
    """Stichtag of a row."""
    return Column(
        "day",
        "Stichtag",
        "Tag, für den die Zahlen der Zeile gelten.",
        Kind.DATE,
        required=True,
        key=True,
        example="31.12.2025",
        width=14,
    )


def reporting_month(explanation: str = "Monat, für den die Zahlen der Zeile gelten.") -> Column:
    """Month of a row."""
    return Column(
        "month",
        "Monat",
        explanation,
        Kind.MONTH,
        required=True,
        key=True,
        example="03.2026",
        width=12,
    )


def municipality(listing: Listing = Listing.MUNICIPALITIES) -> Column:
    """Area of a row."""
    return Column(
        "area",
        "Gemeinde",
        "Gemeinde mit ihrem Schlüssel in eckigen Klammern, wie die Auswahl sie zeigt.",
        Kind.CHOICE,
        required=True,
        key=True,
        listing=listing,
        example="Musterstadt [muster-01]",
        width=34,
    )


def figure(
    name: str,
    title: str,
    explanation: str,
    *figures: Figure,
    kind: Kind = Kind.WHOLE,
    minimum: float | None = 0,
    maximum: float | None = None,
    example: str = "",
) -> Column:
    """A column of figures."""
    return Column(
        name,
        title,
        explanation,
        kind,
        figures=figures,
        minimum=minimum,
        maximum=maximum,
        example=example,
    )


def not_later(
    name: str, *, title: str, code: str = "date-in-the-future", late: bool = False
) -> Rule:
    """A date of what has been counted or decided lies in the past."""
    return Rule(
        code,
        pl.col(name) <= pl.col("today"),
        (name,),
        f"„{title}“ ist der {{{name}}} und liegt damit in der Zukunft.",
        "Das Datum berichtigen, oder die Zeile erst einlesen, wenn es so weit ist.",
        late=late,
    )


def month_not_later(name: str = "month", *, title: str = "Monat", late: bool = False) -> Rule:
    """A month that has been counted has begun."""
    return Rule(
        "month-in-the-future",
        pl.col(name) <= pl.col("today").dt.strftime("%Y-%m"),
        (name,),
        f"„{title}“ ist {{{name}}} und liegt damit in der Zukunft.",
        "Den Monat berichtigen, oder die Zeile erst einlesen, wenn er vorbei ist.",
        late=late,
    )


def at_most(name: str, whole: str, *, code: str, what: str, remedy: str) -> Rule:
    """A part is no larger than its whole."""
    return Rule(code, pl.col(name) <= pl.col(whole), (name, whole), what, remedy)
