"""What this installation knows before it looks at a file, read at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from data_access.clock import today
from data_access.importers.interpretation.figures import StatisticFacts
from data_access.importers.names import AreaDirectory
from data_access.importers.names.groups import GroupDirectory
from data_access.importers.profiles import Profile
from data_access.queries.names import read_area_directory, read_group_directory
from data_access.schema import areas, statistics
from data_access.vocabulary import AreaKind, StatisticKind


@dataclass(frozen=True)
class Knowledge:
    """What this installation knows before it looks at a file."""

    areas: AreaDirectory
    groups: GroupDirectory
    statistics: Mapping[str, StatisticFacts]
    counties: frozenset[str]
    today: date


def read_knowledge(connection: Connection) -> Knowledge:
    """Areas, groups, statistics and counties, fictitious ones too."""
    county, area = areas.County, areas.Area
    # A state's pack names other counties too; their figures are not the state's.
    above = (AreaKind.STATE.value, AreaKind.COUNTRY.value)
    counties = select(county.key).join(area, area.key == county.key).where(area.kind.not_in(above))
    return Knowledge(
        areas=read_area_directory(connection),
        groups=read_group_directory(connection),
        statistics={
            row.code: StatisticFacts(
                name=row.name,
                unit=row.unit,
                kind=StatisticKind(row.kind),
                signed=row.signed,
                rounding=row.rounding,
                waiting_months=row.waiting_months,
            )
            for row in connection.execute(select(statistics.Statistic))
        },
        counties=frozenset(connection.scalars(counties)),
        today=today(),
    )


def without_fictitious(connection: Connection, knowledge: Knowledge) -> Knowledge:
    """The same for files of the statistical offices.

    Their values never go to a fictitious county: real and example figures do not share one.
    """
    fictitious = select(areas.County.key).where(areas.County.synthetic.is_(True))
    return replace(knowledge, counties=knowledge.counties - set(connection.scalars(fictitious)))


def with_definitions(knowledge: Knowledge, profile: Profile) -> Knowledge:
    """The same, knowing also the statistics that a profile defines."""
    added = {
        one.code: StatisticFacts(
            name=one.name,
            unit=one.unit,
            kind=one.kind,
            signed=one.signed or one.kind is StatisticKind.CHANGE,
            rounding=one.rounding,
            waiting_months=one.waiting_months,
        )
        for one in profile.new_statistics
    }
    return replace(knowledge, statistics={**added, **knowledge.statistics})
