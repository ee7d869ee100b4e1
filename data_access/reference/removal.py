"""Take a county out of every table without a trace; what others use goes over to them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from data_access.reference.load import (
    REFERRED,
    clear_descriptions,
    is_loaded,
    key_of,
    users_of,
)
from data_access.schema import areas, audit, deliveries, revisions, statistics
from data_access.vocabulary import DeliveryKind
from data_access.writing import begin_revision

#: Tables whose rows belong to a county and that nothing refers to.
_OF_COUNTY: tuple[Any, ...] = (
    statistics.CurrentFigure,
    statistics.Observation,
    deliveries.StagedFigure,
    deliveries.DeliveredRecord,
    deliveries.RecordChange,
    audit.FindingAcceptance,
)


def remove_county(connection: Connection, county_key: str) -> bool:
    """Take a county out of every table, history included; True when it was there.

    What another county's rows refer to (the state's pack names areas of the counties) goes over
    to that county, and its pack counts as outdated: the next ``migrate`` words it as that county
    does.
    """
    if not is_loaded(connection, county_key):
        return False
    own_areas = select(areas.Area.key).where(areas.Area.county_key == county_key)
    for model in _OF_COUNTY:
        connection.execute(delete(model).where(model.county_key == county_key))
    _remove_erasures(connection, county_key)
    _remove_deliveries(connection, county_key)
    _remove_aliases(connection, county_key)
    clear_descriptions(connection, county_key)
    connection.execute(
        delete(areas.AreaSuccession).where(areas.AreaSuccession.predecessor_key.in_(own_areas))
    )
    connection.execute(
        update(areas.Area).where(areas.Area.county_key == county_key).values(parent_key=None)
    )
    for model in REFERRED:
        key, owner = key_of(model), model.__table__.c.county_key
        users = users_of(connection, model)
        for one in connection.scalars(select(key).where(owner == county_key)).all():
            if one in users:
                connection.execute(update(model).where(key == one).values(county_key=users[one]))
                connection.execute(
                    update(areas.County)
                    .where(areas.County.key == users[one])
                    .values(pack_checksum="")
                )
        connection.execute(delete(model).where(owner == county_key))
    connection.execute(delete(areas.County).where(areas.County.key == county_key))
    begin_revision(connection, "Kreis entfernt")
    return True


def _remove_deliveries(connection: Connection, county_key: str) -> None:
    """Delete the deliveries of a county's office, or hand them to a county with figures of them.

    Names of their files may name the county, in the reasons of revisions too.
    """
    table = deliveries.Delivery
    own = connection.execute(select(table).where(table.county_key == county_key)).all()
    heirs = _heirs(connection)
    for row in own:
        if row.kind != DeliveryKind.PACK:
            numbers = {row.revision, row.released_revision, row.withdrawn_revision} - {None}
            connection.execute(
                update(revisions.DataRevision)
                .where(revisions.DataRevision.number.in_(numbers))
                .values(reason="Lieferung eines entfernten Kreises")
            )
        match = table.code == row.code
        if row.code in heirs:
            connection.execute(update(table).where(match).values(county_key=heirs[row.code]))
            continue
        # What only these figures were called is nobody's any more.
        for part in (deliveries.DeliveredTable, deliveries.DefinitionChange):
            connection.execute(delete(part).where(part.delivery_code == row.code))
        connection.execute(delete(table).where(match))


def _heirs(connection: Connection) -> dict[str, str]:
    """A county by delivery that still has figures of it."""
    found: dict[str, str] = {}
    for model in (statistics.Observation, deliveries.StagedFigure):
        statement = (
            select(model.delivery_code, model.county_key)
            .where(model.delivery_code.is_not(None))
            .distinct()
            .order_by(model.county_key)
        )
        for code, county in connection.execute(statement):
            found.setdefault(str(code), county)
    return found


def _remove_aliases(connection: Connection, county_key: str) -> None:
    """Forget spellings of what only this county has."""
    for alias, column, owner in (
        (deliveries.AreaAlias, deliveries.AreaAlias.area_key, areas.Area),
        (deliveries.GroupAlias, deliveries.GroupAlias.group_code, statistics.PopulationGroup),
    ):
        key, county = key_of(owner), owner.__table__.c.county_key
        connection.execute(delete(alias).where(column.in_(select(key).where(county == county_key))))


def _remove_erasures(connection: Connection, county_key: str) -> None:
    """Take out of the log what names an area or a delivery of the county."""
    log, owner = deliveries.Erasure, deliveries.ErasureCounty
    area, delivery = areas.Area, deliveries.Delivery
    keys = select(area.key).where(area.county_key == county_key)
    codes = select(delivery.code).where(delivery.county_key == county_key)
    own = or_(log.area_key.in_(keys), log.delivery_code.in_(codes))
    numbers = connection.scalars(select(log.number).where(own)).all()
    connection.execute(
        delete(owner).where(or_(owner.county_key == county_key, owner.number.in_(numbers)))
    )
    connection.execute(delete(log).where(log.number.in_(numbers)))
