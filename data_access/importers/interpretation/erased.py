"""Figures of a file that the office has erased for good: left out, or wanted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import polars as pl
from sqlalchemy import Connection

from data_access import words
from data_access.erasure.figures import FigureFilter, last_erasure
from data_access.erasure.keeping_out import held
from data_access.importers.errors import DeliveryError
from data_access.importers.interpretation.interpret import Interpretation
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.tables.cells import ReadTable

#: What the office says to have erased figures again.
AGAIN = "--erased-again"
_GONE = "sie früher endgültig gelöscht wurden"


def settle(
    understood: Interpretation,
    table: ReadTable,
    known: Knowledge,
    erased: Sequence[FigureFilter],
    *,
    again: bool,
) -> Interpretation:
    """Leave erased figures out of a table; where the office wants them again, say so.

    Args:
        understood: what the table says.
        table: where it stands.
        known: names of statistics and areas.
        erased: of the log.
        again: whether the office wants them again.
    """
    if not erased or understood.figures.is_empty():
        return understood
    gone_before = held(understood.figures, erased)
    found = understood.figures.filter(gone_before)
    if found.is_empty():
        return understood
    count = found.height
    named = _named(found, known)
    gone = "er früher endgültig gelöscht wurde" if count == 1 else _GONE
    if again:
        back = "Wert kommt" if count == 1 else "Werte kommen"
        what = f"{words.number(count)} {back} mit dieser Datei wieder, obwohl {gone}: {named}."
        remedy = f"Nichts zu tun, wenn das so gemeint ist; sonst ohne „{AGAIN}“ einlesen."
        problems = (*understood.problems, _note("erased-again", table, what, remedy))
        return replace(understood, problems=problems)
    stays = "Wert bleibt" if count == 1 else "Werte bleiben"
    what = f"{words.number(count)} {stays} draußen, weil {gone}: {named}."
    wanted = "Soll der Wert" if count == 1 else "Sollen die Werte"
    remedy = (
        f"Nichts zu tun. {wanted} doch gezeigt werden, etwa nach einer Berichtigung der Quelle: "
        f"die Datei mit „integrationsmonitor import DATEI {AGAIN}“ noch einmal einlesen."
    )
    return replace(
        understood,
        figures=understood.figures.filter(~gone_before),
        left_out=Counter(understood.left_out) + Counter({Reason.ERASED: count}),
        problems=(*understood.problems, _note("erased-before", table, what, remedy)),
    )


def demand_same_log(connection: Connection, last: int, file: str) -> None:
    """Make sure that nothing was erased while a file was read.

    Args:
        connection: that writes; nobody else does.
        last: number of the last erasure when the reading began.
        file: its name.

    Raises:
        DeliveryError: something was; it might be in the file.
    """
    if last_erasure(connection) != last:
        raise DeliveryError(
            "Während die Datei gelesen wurde, hat jemand Werte endgültig gelöscht; eingelesen "
            "wurde deshalb nichts.",
            where=f"Datei {file}",
            remedy="Die Datei noch einmal einlesen.",
        )


def _named(found: pl.DataFrame, known: Knowledge) -> str:
    """Which figures they are, without what they say."""
    columns = ("statistic_code", "area_name", "period")
    rows = found.select(pl.col(name).cast(pl.String) for name in columns)
    named = [
        f"{known.statistics[code].name} ({area}, {words.period(period)})"
        for code, area, period in rows.unique(maintain_order=True).rows()
    ]
    return words.some(named)


def _note(code: str, table: ReadTable, what: str, remedy: str) -> Problem:
    return Problem(Severity.NOTE, code, table.document, table.sheet, "", what, remedy)
