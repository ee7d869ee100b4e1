"""That a file changes values which another file has brought on the same day.

Two files of one folder say different things of the same; the one that is read last would hold.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from sqlalchemy import Connection, select

from data_access.clock import begin_of, today
from data_access.importers.comparison.looking import Looking
from data_access.importers.problems import Problem
from data_access.schema.deliveries import Delivery
from data_access.words import counted


def tell_same_day(connection: Connection, looking: Looking) -> Iterator[Problem]:
    """Doubts about values that came in today with a file of another name.

    Whoever mends a file and reads it in again gives it the same name.

    Args:
        connection: for reading.
        looking: the file beside what is known.
    """
    changed = looking.found.changed
    if changed.is_empty():
        return
    statement = (
        select(Delivery.code, Delivery.file_name, Delivery.released_revision)
        .where(
            Delivery.released_revision.in_(changed["known_from"].unique().to_list()),
            Delivery.released_at >= begin_of(today()),
            Delivery.file_name.not_in(("", looking.file)),
        )
        .order_by(Delivery.released_revision)
    )
    for code, file_name, revision in connection.execute(statement):
        rows = changed.filter(pl.col("known_from") == revision)
        brought = counted(rows.height, "Wert", "Werte")
        yield looking.doubt(
            "same-day",
            f"{brought} hat erst heute eine andere Datei gebracht, „{file_name}“ (Lieferung "
            f"{code}); diese sagt es anders: {looking.examples(rows, 1)}.",
            "Die beiden Dateien vergleichen. Gilt diese, ist nichts zu tun; gilt die andere, diese "
            "nicht einlesen oder ihre Lieferung zurückziehen (mit „integrationsmonitor delivery "
            "withdraw“).",
        )
