"""The log of what was erased for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from data_access import words
from data_access.clock import in_utc
from data_access.deliveries.erased_figures import FigureFilter, read_logged
from data_access.importers.errors import DeliveryError
from data_access.importers.wording import Names, read_names
from data_access.queries.keys import read_keys, search
from data_access.schema.areas import Area
from data_access.schema.deliveries import Delivery, Erasure
from data_access.schema.statistics import Observation

_DELIVERY = "Lieferung "
#: So many keys are offered in place of one that there is not.
_OFFERED = 3


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


def no_such_figures(connection: Connection, wanted: FigureFilter) -> DeliveryError:
    """Why there is nothing to erase: a key that nobody has, or another period or group."""
    asked = (
        ("statistics", "Die Kennzahl", wanted.statistic_code),
        ("areas", "Das Gebiet", wanted.area_key),
        ("groups", "Die Gruppe", wanted.group_code),
    )
    for subject, what, key in asked:
        known = read_keys(connection, subject)
        if key and key not in {one.key for one in known}:
            near = [f"{one.key} ({one.name})" for one in search(known, key)[:_OFFERED]]
            return DeliveryError(
                f"{what} „{key}“ gibt es nicht; gelöscht wurde nichts.",
                where=wanted.words,
                remedy=(f"Gemeint: {' oder '.join(near)}? " if near else "")
                + f"„integrationsmonitor keys {subject} SUCHWORT“ nennt die Schlüssel.",
            )
    figure = Observation
    periods = connection.scalars(
        select(figure.period)
        .where(figure.statistic_code == wanted.statistic_code, figure.area_key == wanted.area_key)
        .distinct()
        .order_by(figure.period.desc())
    ).all()
    names = read_names(connection)
    there = words.some([words.period(one) for one in periods])
    what = f"„{names.statistic(wanted.statistic_code)}“ für {names.area(wanted.area_key)}"
    return DeliveryError(
        "Solche Werte gibt es nicht; gelöscht wurde nichts.",
        where=wanted.words,
        remedy=f"Werte zu {what} gibt es für: {there}."
        if periods
        else f"Zu {what} gibt es keinen Wert.",
    )
