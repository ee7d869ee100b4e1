"""That values of a later edition of the same table are known: the older one would replace them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from data_access.importers.comparison.confirming import CONFIRM, OLDER, OPTION
from data_access.importers.comparison.looking import Looking
from data_access.importers.problems import Problem
from data_access.words import counted, period, some

#: What to do about an older edition.
REMEDY = (
    "Die neueste Ausgabe herunterladen und einlesen. Sollen trotzdem die Werte dieser Datei "
    f"gelten, {CONFIRM}"
)
#: And about a delivery that has become one while it waited.
RELEASE_REMEDY = (
    "Die Lieferung zurückziehen, wenn die neuere Ausgabe gelten soll. Soll trotzdem diese gelten: "
    f"„delivery release“ mit „{OPTION}“; auf der Seite „Datenpflege“ das Feld unter dem Vermerk "
    "ankreuzen."
)


def tell_older(looking: Looking) -> Iterator[Problem]:
    """Changed values whose Datenstand is before that of what is known, by source and Datenstand.

    What an older edition says of days and areas that nobody has brought yet is welcome.
    """
    behind = _behind(looking.found.changed)
    keys = ("source_code", "data_status", "old_data_status")
    for (_, now, before), rows in behind.group_by(keys, maintain_order=True):
        codes = rows["statistic_code"].unique(maintain_order=True)
        named = some([f"„{looking.names.statistic(code)}“" for code in codes], 4)
        are = "ist" if len(codes) == 1 else "sind"
        values = counted(rows.height, "bekannter Wert", "bekannte Werte")
        yield looking.problem(
            OLDER,
            f"Ältere Ausgabe: Die Datei hat den Datenstand {_day(now)}; {named} {are} schon mit "
            f"dem Datenstand {_day(before)} da. {values} {looking.become(rows.height)} durch "
            f"ältere ersetzt, zum Beispiel {looking.examples(rows, 1)}.",
            REMEDY,
        )


def statuses(changed: pl.DataFrame) -> str:
    """The newest Datenstand of values that are older than what is known, and that one."""
    behind = _behind(changed).sort("old_data_status", "data_status", descending=True)
    if behind.is_empty():
        return ""
    now, before = behind.select("data_status", "old_data_status").row(0)
    return f"Datenstand der Datei {_day(now)}, bekannt ist {_day(before)}"


def told_at_release(changed: pl.DataFrame) -> str:
    """That a delivery which has waited would replace values of a later edition; else empty.

    Args:
        changed: values that its release changes, as ``storing.Comparison`` has them.
    """
    behind = _behind(changed).height
    if not behind:
        return ""
    values = counted(behind, "bekannten Wert", "bekannte Werte")
    return f"Ältere Ausgabe: Sie ersetzt {values} durch solche von früher ({statuses(changed)})."


def _behind(changed: pl.DataFrame) -> pl.DataFrame:
    return changed.filter(pl.col("data_status") < pl.col("old_data_status"))


def _day(day: object) -> str:
    if not isinstance(day, date):
        raise TypeError(f"Kein Tag: {day!r}")
    return period(day.isoformat())
