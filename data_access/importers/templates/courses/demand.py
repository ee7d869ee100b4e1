"""Sheets of who waits for a course or asks for one."""

from __future__ import annotations

from data_access.importers.templates.columns import month_not_later, reporting_month
from data_access.importers.templates.courses.columns import count_column, programme_column
from data_access.importers.templates.model import (
    Column,
    Kind,
    RecordSheet,
)

#: Classes of weeks waited: from, to (None is open), title.
WAITING_CLASSES = (
    (0, 4, "0 bis 4 Wochen"),
    (5, 8, "5 bis 8 Wochen"),
    (9, 12, "9 bis 12 Wochen"),
    (13, 26, "13 bis 26 Wochen"),
    (27, None, "27 Wochen und mehr"),
)

WAITING = RecordSheet(
    "wartende",
    "Wartende",
    "Eine Zeile je Kursart und Monat: wartende Personen am Monatsende nach bisheriger Wartezeit.",
    (
        programme_column(key=True),
        reporting_month("Monat, an dessen Ende gezählt wurde."),
        *(
            Column(
                f"weeks_{first:02d}",
                title,
                f"Personen, die seit {title} warten.",
                Kind.WHOLE,
                example=example,
                minimum=0,
                fixed={"weeks_from": first, "weeks_to": last},
                width=14,
            )
            for (first, last, title), example in zip(
                WAITING_CLASSES, ("31", "22", "18", "9", "2"), strict=True
            )
        ),
    ),
    rules=(month_not_later(late=True),),
    table="waiting_class",
    value="persons",
)

FLOWS = RecordSheet(
    "zugaenge",
    "Zugänge",
    "Eine Zeile je Kursart und Monat.",
    (
        programme_column(key=True),
        reporting_month(),
        count_column(
            "entitled",
            "Neu berechtigt",
            "Im Monat ausgestellte Berechtigungen, an einem Kurs dieser Art teilzunehmen.",
            "24",
        ),
        count_column(
            "registered",
            "Angemeldet",
            "Personen, die sich im Monat zu einem Kurs dieser Art angemeldet haben.",
            "19",
        ),
    ),
    rules=(month_not_later(late=True),),
    table="course_flow",
)
