"""What storing figures does to the findings of an audit: some are raised, some settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from data_access.audit.model import Finding, Judged, Kind, Report, Severity
from data_access.audit.run import audit
from data_access.queries.areas import read_counties
from data_access.schema.statistics import Observation
from data_access.storing import Comparison

#: Current figures of a county that are audited while an office waits; it takes some ten seconds.
MOST_FIGURES = 100_000
_TELLING = frozenset({Severity.ERROR, Severity.DIFFERS})


@dataclass(frozen=True)
class Effects:
    """How findings differ before and after.

    Attributes:
        raised: findings that were not there before, or that say other values now; the most urgent
            first. Without explained and accepted ones, and without old figures being old.
        settled: findings that are gone, in the same order; only those that were open.
        unchecked: names of counties with too many figures to be audited at once.
    """

    raised: tuple[Finding, ...] = ()
    settled: tuple[Finding, ...] = ()
    unchecked: tuple[str, ...] = ()


def effects_of(connection: Connection, found: Comparison, *, first: str, on: date) -> Effects:
    """Audit the counties concerned as they are and as they will be. Nothing is written.

    Args:
        connection: for reading; the figures are not stored yet.
        found: what is new and what changed.
        first: the county whose findings are told before those of others.
        on: the day of the audit.
    """
    raised: list[Finding] = []
    settled: list[Finding] = []
    unchecked: list[str] = []
    for county in read_counties(connection):
        written = found.number_of(county.key)
        if not written:
            continue
        if current_figures(connection, county.key) + written > MOST_FIGURES:
            unchecked.append(county.name)
            continue
        fresh = found.of_county(county.key)
        before = _by_id(audit(connection, county, on=on))
        after = _by_id(audit(connection, county, on=on, with_figures=fresh))
        settled += [
            one.finding for id_, one in before.items() if id_ not in after and _is_open(one)
        ]
        raised += [one.finding for id_, one in after.items() if _is_raised(one, before.get(id_))]

    def order(one: Finding) -> tuple[int, bool, str]:
        elsewhere = one.subject.county_key != first
        return list(Severity).index(one.severity), elsewhere, one.remedy

    return Effects(
        tuple(sorted(raised, key=order)), tuple(sorted(settled, key=order)), tuple(unchecked)
    )


def current_figures(connection: Connection, county_key: str) -> int:
    """How many figures of a county an audit looks at."""
    statement = (
        select(func.count())
        .select_from(Observation)
        .where(Observation.county_key == county_key, Observation.known_until.is_(None))
    )
    return connection.scalar(statement) or 0


def _by_id(report: Report) -> Mapping[str, Judged]:
    return {one.finding.id: one for one in report.judged}


def _is_open(one: Judged) -> bool:
    return not one.accepted and one.finding.severity is not Severity.EXPLAINED


def _is_raised(now: Judged, before: Judged | None) -> bool:
    finding = now.finding
    if not _is_open(now) or finding.kind is Kind.FRESHNESS:
        return False
    if before is None:
        return True
    return finding.severity in _TELLING and finding.said != before.finding.said
