"""The log of what was erased for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from data_access import words
from data_access.clock import in_utc
from data_access.deliveries.erasing import FigureFilter, read_logged
from data_access.importers.wording import Names
from data_access.schema.areas import Area
from data_access.schema.deliveries import Delivery, Erasure

_DELIVERY = "Lieferung "


@dataclass(frozen=True)
class ErasureInfo:
    """That something was erased; keys, never values.

    Attributes:
        counties: whose figures they were; empty where that cannot be told any more.
    """

    erased_at: datetime
    what: str
    rows: int
    reason: str
    counties: frozenset[str]

    def concerns(self, county_key: str) -> bool:
        """Whether it is to be told of a county; what may have been anybody's is told of all."""
        return not self.counties or county_key in self.counties


def read_erasures(connection: Connection) -> tuple[ErasureInfo, ...]:
    """All erasures, the newest first."""
    columns = (Erasure.erased_at, Erasure.what, Erasure.rows, Erasure.reason)
    statement = select(*columns).order_by(Erasure.number.desc())
    logged = connection.execute(statement).all()
    if not logged:
        return ()
    areas = dict(connection.execute(select(Area.key, Area.county_key)).all())
    deliveries = dict(connection.execute(select(Delivery.code, Delivery.county_key)).all())

    def counties(what: str) -> frozenset[str]:
        figures = read_logged(what)
        if figures and figures[1]:
            return figures[1]
        owner = (
            areas.get(figures[0].area_key)
            if figures
            else deliveries.get(what.removeprefix(_DELIVERY))
        )
        return frozenset(filter(None, [owner]))

    return tuple(
        ErasureInfo(in_utc(row.erased_at), row.what, row.rows, row.reason, counties(row.what))
        for row in logged
    )


def erased(one: ErasureInfo, names: Names) -> str:
    """What was erased, by its names."""
    figures = read_logged(one.what)
    return figure_words(figures[0], names) if figures else one.what


def figure_words(figures: FigureFilter, names: Names) -> str:
    """Figures by the names of their statistic, area and group."""
    group = figures.group_code
    parts = (
        names.statistic(figures.statistic_code),
        names.area(figures.area_key),
        words.period(figures.period) if figures.period else "alle Zeiträume",
        names.groups.get(group, group) if group else "alle Gruppen",
    )
    return ", ".join(parts)
