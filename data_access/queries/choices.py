"""What an office may choose from when it says what a table means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from data_access.schema import areas, statistics


@dataclass(frozen=True)
class Choice:
    """Something with a key that can be chosen."""

    key: str
    name: str


@dataclass(frozen=True)
class StatisticChoice(Choice):
    """A statistic that can be chosen, with its unit."""

    unit: str


@dataclass(frozen=True)
class Choices:
    """All that can be chosen, each by name. Nothing of a fictitious county."""

    statistics: tuple[StatisticChoice, ...]
    groups: tuple[Choice, ...]
    areas: tuple[Choice, ...]


def read_choices(connection: Connection) -> Choices:
    """Statistics, groups and areas of this installation's real counties."""
    statistic, group, area = statistics.Statistic, statistics.PopulationGroup, areas.Area
    fictitious = select(areas.County.key).where(areas.County.synthetic.is_(True))

    def real(table: Any) -> Any:
        return or_(table.county_key.is_(None), table.county_key.not_in(fictitious))

    return Choices(
        statistics=tuple(
            StatisticChoice(*row)
            for row in connection.execute(
                select(statistic.code, statistic.name, statistic.unit)
                .where(real(statistic))
                .order_by(statistic.name, statistic.code)
            )
        ),
        groups=tuple(
            Choice(*row)
            for row in connection.execute(
                select(group.code, group.name).where(real(group)).order_by(group.name, group.code)
            )
        ),
        areas=tuple(
            Choice(*row)
            for row in connection.execute(
                select(area.key, area.name).where(real(area)).order_by(area.name, area.key)
            )
        ),
    )
