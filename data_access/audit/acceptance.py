"""What the office said to findings: accepted with a note, for as long as the values stay."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from data_access.audit.model import Acceptance, Finding
from data_access.clock import now
from data_access.schema.audit import FindingAcceptance


def read_acceptances(connection: Connection, county_key: str) -> dict[str, Acceptance]:
    """Acceptances of a county by the id of the finding."""
    table = FindingAcceptance
    statement = select(table.finding_id, table.note, table.accepted_at, table.said).where(
        table.county_key == county_key
    )
    return {row.finding_id: Acceptance(*row) for row in connection.execute(statement)}


def accept(connection: Connection, finding: Finding, note: str) -> Acceptance:
    """Keep that the office knows a finding; an earlier note of it is replaced.

    No data revision: acceptances show on no page, so no cache depends on them.
    """
    accepted = Acceptance(finding.id, note, now(), finding.said)
    county_key = finding.subject.county_key
    forget(connection, county_key, finding.id)
    connection.execute(
        insert(FindingAcceptance).values(
            county_key=county_key,
            finding_id=accepted.finding_id,
            note=accepted.note,
            accepted_at=accepted.accepted_at,
            said=accepted.said,
        )
    )
    return accepted


def forget(connection: Connection, county_key: str, finding_id: str) -> bool:
    """Open a finding again; True when it had been accepted."""
    table = FindingAcceptance
    result = connection.execute(
        delete(table).where(table.county_key == county_key, table.finding_id == finding_id)
    )
    return bool(result.rowcount)
