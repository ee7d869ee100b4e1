"""What storing figures does to the findings of an audit: some are raised, some settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from data_access.audit.model import Finding, Judged, Severity
from data_access.audit.run import audit
from data_access.queries.areas import read_counties
from data_access.schema.statistics import Observation

#: Current figures of a county that are audited while an office waits; it takes some ten seconds.
MOST_FIGURES = 40_000
_TELLING = frozenset({Severity.ERROR, Severity.DIFFERS})

#: Findings by county and id.
_Findings = Mapping[str, Mapping[str, Judged]]


@dataclass(frozen=True)
class Effects:
    """How findings differ before and after.

    Attributes:
        raised: findings that were not there before, or that say other values now; the most urgent
            first, without explained and accepted ones.
        settled: number of findings that are gone.
        unchecked: names of counties with too many figures to be audited at once.
    """

    raised: tuple[Finding, ...] = ()
    settled: int = 0
    unchecked: tuple[str, ...] = ()


class Watch:
    """Remembers the findings of some counties, to tell later how they have changed."""

    def __init__(self, connection: Connection, county_keys: Iterable[str], *, on: date) -> None:
        """Audit them now.

        Args:
            connection: of the transaction that is about to write.
            county_keys: whose figures are about to change.
            on: the day of the audit.
        """
        self._connection, self._on = connection, on
        self._keys = frozenset(county_keys)
        self._before = self._audited()

    def effects(self) -> Effects:
        """Audit them again, in the same transaction, and compare."""
        after = self._audited()
        both = self._before.keys() & after.keys()
        raised = [
            one.finding
            for county in sorted(both)
            for id_, one in after[county].items()
            if _raised(one, self._before[county].get(id_))
        ]
        order = list(Severity)
        settled = sum(len(self._before[key].keys() - after[key].keys()) for key in both)
        missing = self._keys - both
        return Effects(
            raised=tuple(sorted(raised, key=lambda one: (order.index(one.severity), one.remedy))),
            settled=settled,
            unchecked=tuple(
                one.name for one in read_counties(self._connection) if one.key in missing
            ),
        )

    def _audited(self) -> _Findings:
        return {
            county.key: {
                one.finding.id: one for one in audit(self._connection, county, on=self._on).judged
            }
            for county in read_counties(self._connection)
            if county.key in self._keys and self._is_small(county.key)
        }

    def _is_small(self, county_key: str) -> bool:
        current = select(func.count()).where(
            Observation.county_key == county_key, Observation.known_until.is_(None)
        )
        number = self._connection.scalar(current.select_from(Observation))
        return (number or 0) <= MOST_FIGURES


def _raised(now: Judged, before: Judged | None) -> bool:
    if now.accepted or now.finding.severity is Severity.EXPLAINED:
        return False
    if before is None:
        return True
    return now.finding.severity in _TELLING and now.finding.said != before.finding.said
