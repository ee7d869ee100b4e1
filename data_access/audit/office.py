"""What the office does with findings: accept one with a note, or open it again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, Engine, select

from data_access.audit.acceptance import accept, forget, read_acceptances
from data_access.audit.model import Finding, Subject
from data_access.audit.run import audit
from data_access.engine import writing
from data_access.errors import UnknownFindingError
from data_access.migrate import check_version
from data_access.queries.areas import read_counties
from data_access.schema.audit import FindingAcceptance

#: Statistic, area and period of a figure.
About = tuple[str, str, str]


def accept_finding(engine: Engine, finding_id: str, note: str, *, on: date) -> Finding:
    """Accept a finding that there is now, whichever county it is about.

    Args:
        engine: a writer.
        finding_id: as the audit names it.
        note: why the office lives with it.
        on: the day of the audit.

    Raises:
        UnknownFindingError: no county has it.
    """
    with writing(engine) as connection:
        check_version(connection)
        finding = _find(connection, finding_id, on)
        accept(connection, finding, note)
        return finding


def reopen_finding(engine: Engine, finding_id: str) -> None:
    """Take an acceptance back, also of a finding that there is no more.

    Raises:
        UnknownFindingError: nobody accepted it.
    """
    with writing(engine) as connection:
        check_version(connection)
        table = FindingAcceptance
        statement = select(table.county_key).where(table.finding_id == finding_id)
        counties = connection.scalars(statement).all()
        for county_key in counties:
            forget(connection, county_key, finding_id)
        if not counties:
            raise UnknownFindingError(
                f"Der Befund „{finding_id}“ ist nicht angenommen.",
                where="integrationsmonitor check reopen",
                remedy="„integrationsmonitor check --all“ zeigt, was angenommen ist.",
            )


def forget_erased(
    connection: Connection, county_key: str, erased: frozenset[About], *, on: date
) -> int:
    """Let go of a county's acceptances after figures were erased for good; number of them.

    What does not hold any more keeps the values of then. What still holds goes where it is about
    the same figure as another source tells it: its note may quote what is erased.
    """
    accepted = set(read_acceptances(connection, county_key))
    if not accepted:
        # An audit of many figures takes its time, and nobody else can write meanwhile.
        return 0
    held = {
        one.finding.id
        for county in read_counties(connection)
        if county.key == county_key
        for one in audit(connection, county, on=on).accepted
        if not _is_about(one.finding.subject, erased)
    }
    gone = accepted - held
    for finding_id in gone:
        forget(connection, county_key, finding_id)
    return len(gone)


def _is_about(subject: Subject, erased: frozenset[About]) -> bool:
    return any(
        statistic in subject.statistic_codes
        and area == subject.area_key
        # A finding about a whole series is about each of its periods.
        and subject.period in {"", period}
        for statistic, area, period in erased
    )


def _find(connection: Connection, finding_id: str, on: date) -> Finding:
    for county in read_counties(connection):
        for one in audit(connection, county, on=on).judged:
            if one.finding.id == finding_id:
                return one.finding
    raise UnknownFindingError(
        f"Den Befund „{finding_id}“ gibt es nicht.",
        where="integrationsmonitor check accept",
        remedy="„integrationsmonitor check“ nennt die Kennung jedes Befunds.",
    )
