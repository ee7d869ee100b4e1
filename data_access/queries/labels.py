"""What keys are called, and numbers of a statistic in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data_access import words
from data_access.schema import areas, statistics
from data_access.vocabulary import Status


@dataclass(frozen=True)
class Names:
    """What keys are called."""

    areas: Mapping[str, str]
    groups: Mapping[str, str]
    statistics: Mapping[str, tuple[str, int]]

    def area(self, key: str) -> str:
        """Name of an area."""
        return self.areas.get(key, key)

    def statistic(self, code: str) -> str:
        """Short name of a statistic."""
        return self.statistics.get(code, (code, 0))[0]

    def number(self, code: str, number: float | None, status: str) -> str:
        """A number of a statistic in German, or which kind of nothing it is."""
        if number is None:
            return words.NOTHING.get(Status(status), status)
        decimals = self.statistics.get(code, (code, 0))[1]
        # More digits than usual are told: the difference may be in them.
        shown = max(decimals, len(f"{number:.4f}".rstrip("0").partition(".")[2]))
        return words.number(number, shown)


def read_names(connection: Connection) -> Names:
    """All names of this installation."""
    statistic, group, area = statistics.Statistic, statistics.PopulationGroup, areas.Area
    return Names(
        areas=dict(connection.execute(select(area.key, area.name)).all()),
        groups=dict(connection.execute(select(group.code, group.short_name)).all()),
        statistics={
            row.code: (row.short_name, row.decimals)
            for row in connection.execute(
                select(statistic.code, statistic.short_name, statistic.decimals)
            )
        },
    )
