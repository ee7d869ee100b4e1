"""Figures that were erased for good: told by keys, logged, and kept out from then on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from data_access import words
from data_access.queries.labels import Names
from data_access.schema.deliveries import Erasure, StagedFigure
from data_access.schema.statistics import Observation
from data_access.writing import NewObservation

#: What the log says of figures.
KEYS = (Erasure.statistic_code, Erasure.area_key, Erasure.period, Erasure.group_code)


@dataclass(frozen=True)
class FigureFilter:
    """Which figures are to be erased: all of a statistic in an area, or fewer of them."""

    statistic_code: str
    area_key: str
    period: str | None = None
    group_code: str | None = None

    @property
    def words(self) -> str:
        """What is erased, by keys."""
        parts = (
            f"Kennzahl {self.statistic_code}",
            f"Gebiet {self.area_key}",
            f"Zeitraum {self.period}" if self.period else "alle Zeiträume",
            f"Gruppe {self.group_code}" if self.group_code else "alle Gruppen",
        )
        return ", ".join(parts)

    def named(self, names: Names) -> str:
        """What is erased, by the names of statistic, area and group."""
        group = self.group_code
        parts = (
            names.statistic(self.statistic_code),
            names.area(self.area_key),
            words.period(self.period) if self.period else "alle Zeiträume",
            names.groups.get(group, group) if group else "alle Gruppen",
        )
        return ", ".join(parts)

    @property
    def keys(self) -> dict[str, str]:
        """What a figure has to say in its columns."""
        columns = {
            "statistic_code": self.statistic_code,
            "area_key": self.area_key,
            "period": self.period,
            "group_code": self.group_code,
        }
        return {name: key for name, key in columns.items() if key}

    def conditions(
        self, table: type[Observation] | type[StagedFigure]
    ) -> Iterable[ColumnElement[bool]]:
        """As conditions on a table of figures."""
        for name, key in self.keys.items():
            yield getattr(table, name) == key

    def covers(self, figure: NewObservation) -> bool:
        """Whether a figure is one of them."""
        return all(getattr(figure, name) == key for name, key in self.keys.items())


def logged(keys: Iterable[str | None]) -> FigureFilter:
    """Figures of the log, by its columns ``KEYS``."""
    statistic, area, period, group = keys
    return FigureFilter(statistic or "", area or "", period, group)


def read_erased(connection: Connection) -> tuple[FigureFilter, ...]:
    """All figures that were ever erased by their keys.

    They hold for every county and every source: what gives away a family does so whoever says it.
    """
    of_figures = Erasure.delivery_code.is_(None)
    rows = connection.execute(select(*KEYS).where(of_figures).order_by(Erasure.number))
    return tuple(dict.fromkeys(logged(row) for row in rows))


def last_erasure(connection: Connection) -> int:
    """The number of the last erasure of figures; 0 where there was none.

    Who erases the same keys again erases what had come in since.
    """
    of_figures = Erasure.delivery_code.is_(None)
    return connection.scalar(select(func.max(Erasure.number)).where(of_figures)) or 0
