"""Programmes with their funders and providers."""

from __future__ import annotations

from sqlalchemy import Connection, select

from data_access.domain.courses import CourseProgramme
from data_access.queries.courses.shared import same
from data_access.schema import courses as table
from data_access.vocabulary import UNKNOWN_FUNDER, ProgrammeKind


def read_programmes(connection: Connection, county_key: str) -> tuple[CourseProgramme, ...]:
    """Programmes in the order of the pack, each with its providers."""
    link, provider = table.ProgrammeProvider, table.CourseProvider
    providers: dict[str, list[str]] = {}
    for code, name in connection.execute(
        select(link.programme_code, provider.name)
        .join(provider, same(link, provider, provider_code="code"))
        .where(link.county_key == county_key)
        .order_by(provider.name)
    ):
        providers.setdefault(code, []).append(name)
    programme, funder = table.CourseProgramme, table.Funder
    statement = (
        select(programme, funder.name.label("funder_name"), funder.level)
        .join(funder, same(programme, funder, funder_code="code"))
        .where(programme.county_key == county_key)
        .order_by(programme.position)
    )
    return tuple(
        CourseProgramme(
            code=row.code,
            name=row.name,
            long_name=row.long_name,
            funder_name=row.funder_name,
            level=row.level,
            kind=ProgrammeKind(row.kind),
            payer_known=row.funder_code != UNKNOWN_FUNDER,
            audience=row.audience,
            availability=row.availability,
            note=row.note,
            section=row.section,
            as_of=row.as_of,
            providers=tuple(providers.get(row.code, ())),
        )
        for row in connection.execute(statement)
    )
