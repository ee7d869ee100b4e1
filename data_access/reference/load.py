"""Bring reference rows and packs into the database, and take a county out without a trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, delete, insert, inspect, null, select, update
from sqlalchemy.exc import IntegrityError

from data_access.clock import now
from data_access.erasure.figures import read_erased
from data_access.erasure.keeping_out import take_back_erased, without_erased
from data_access.errors import PackError
from data_access.importers.records import replay_records
from data_access.reference.pack import TABLES, Pack, read_common
from data_access.reference.rows import Rows
from data_access.schema import areas, deliveries, revisions, statistics
from data_access.schema.base import Base
from data_access.storing import KEY, renew_rollup
from data_access.vocabulary import DeliveryKind
from data_access.writing import NewObservation, begin_revision, write_observations

_COMMON = "common_checksum"
FIRST_START = "first_start_done"


def installation_fact(connection: Connection, name: str) -> str | None:
    """What the installation remembers under ``name``, or None."""
    fact = revisions.InstallationFact
    return connection.scalar(select(fact.value).where(fact.name == name))


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep a fact about the installation."""
    fact = revisions.InstallationFact
    connection.execute(delete(fact).where(fact.name == name))
    connection.execute(insert(fact).values(name=name, value=value))


def load_common(connection: Connection) -> bool:
    """Bring groups, statistics and sources to the state of the files; True when changed."""
    rows, checksum = read_common()
    if installation_fact(connection, _COMMON) == checksum:
        return False
    begin_revision(connection, "Gemeinsame Gruppen, Kennzahlen und Quellen")
    # Only what the shared files brought: counties have breaks and members of their own.
    shared = select(statistics.Statistic.code).where(statistics.Statistic.county_key.is_(None))
    groups = select(statistics.PopulationGroup.code).where(
        statistics.PopulationGroup.county_key.is_(None)
    )
    breaks, members = statistics.StatisticBreak, statistics.GroupMember
    connection.execute(delete(breaks).where(breaks.statistic_code.in_(shared)))
    connection.execute(delete(members).where(members.group_code.in_(groups)))
    connection.execute(delete(statistics.ClassificationItem))
    # What the office says of its own sources belongs to no county either, and stays.
    rhythms = statistics.DeliveryRhythm
    sources = [row["code"] for row in rows[statistics.Source]]
    connection.execute(delete(rhythms).where(rhythms.source_code.in_(sources)))
    before = _priorities(connection)
    _merge(connection, rows)
    _choose_again(connection, dict(_priorities(connection).items() - before.items()))
    remember(connection, _COMMON, checksum)
    return True


def _priorities(connection: Connection) -> dict[str, int]:
    table = statistics.Source
    return dict(connection.execute(select(table.code, table.priority)).all())


def _choose_again(connection: Connection, sources: Iterable[str]) -> None:
    """Renew the rollup of what came from sources of another priority."""
    row = statistics.Observation
    statement = select(row.county_key, row.statistic_code).where(
        row.source_code.in_(list(sources)), row.known_until.is_(None)
    )
    touched = {(county, code) for county, code in connection.execute(statement.distinct())}
    renew_rollup(connection, touched)


def _merge(connection: Connection, rows: Rows) -> None:
    """Insert rows, update those whose key exists (figures may already refer to them).

    Several packs may name one area; it belongs to the county whose key it begins with longest.
    """
    if areas.Area in rows:
        owners = dict(connection.execute(select(areas.Area.key, areas.Area.county_key)).all())
        rows = {
            **rows,
            areas.Area: [row for row in rows[areas.Area] if _may_own(row, owners)],
        }
    for model in TABLES:
        listed = rows.get(model)
        if not listed:
            continue
        keys = [str(column.key) for column in inspect(model).primary_key]
        present = {
            tuple(record)
            for record in connection.execute(select(*(getattr(model, key) for key in keys)))
        }
        fresh = [row for row in listed if tuple(row[name] for name in keys) not in present]
        # New rows first: an updated one may refer to them.
        if fresh:
            connection.execute(insert(model), fresh)
        for row in listed:
            key = tuple(row[name] for name in keys)
            if key not in present:
                continue
            content = {name: value for name, value in row.items() if name not in keys}
            if content:
                matches = (getattr(model, k) == part for k, part in zip(keys, key, strict=True))
                connection.execute(update(model).where(*matches).values(**content))


def _may_own(row: dict[str, Any], owners: dict[str, str | None]) -> bool:
    if row["key"] not in owners:
        return True
    owner, present = row["county_key"], owners[row["key"]]
    if owner == present:
        return True
    if owner is None or present is None:
        return False
    return row["key"].startswith(owner) and len(owner) > len(present)


def is_loaded(connection: Connection, county_key: str) -> bool:
    """True when the county is in the database, in whatever state."""
    return bool(connection.scalar(select(areas.County.key).where(areas.County.key == county_key)))


def pack_is_current(connection: Connection, pack: Pack) -> bool:
    """True when exactly this state of the pack has been loaded before."""
    stored = connection.scalar(
        select(areas.County.pack_checksum).where(areas.County.key == pack.key)
    )
    return stored == pack.checksum


def load_pack(connection: Connection, pack: Pack) -> bool:
    """Load a county, or bring it to a newer state of its pack; True when something changed.

    Observations go through ``write_observations``, so older values stay known. What was erased
    for good stays away, whatever the pack says, and what the office has brought from the same
    source stays.
    """
    if pack_is_current(connection, pack):
        return False
    revision = begin_revision(connection, "Kreispaket geladen")
    clear_descriptions(connection, pack.key)
    _put_county(connection, pack)
    try:
        _merge(connection, pack.rows)
    except IntegrityError as error:
        raise _unknown_codes(pack, "Zeilen") from error
    _check_codes(connection, pack)
    code = _put_delivery(connection, pack, revision)
    erased = read_erased(connection)
    take_back_erased(connection, erased, county_key=pack.key, code=code)
    said = _without_brought(connection, pack.key, without_erased(pack.observations, erased))
    write_observations(connection, said, revision=revision, delivery_code=code, complete=True)
    # Before unlisted areas and providers go: an imported course may need them.
    replay_records(connection, pack.key)
    # A source's priority may be another one now, although no value has changed.
    renew_rollup(connection, {(pack.key, row.statistic_code) for row in pack.observations})
    _forget_unlisted(connection, pack)
    return True


def _without_brought(
    connection: Connection, county_key: str, said: Sequence[NewObservation]
) -> list[NewObservation]:
    """Observations without those of which the office has brought a value of the same source.

    Its file is the newer word: a pack would take a correction back with each version.
    """
    row, delivery = statistics.Observation, deliveries.Delivery
    key = [getattr(row, name) for name in KEY]
    brought = select(*key).where(
        row.county_key == county_key,
        row.statistic_code.in_({one.statistic_code for one in said}),
        row.known_until.is_(None),
        row.delivery_code.in_(
            select(delivery.code).where(delivery.kind != DeliveryKind.PACK.value)
        ),
    )
    held = {tuple(one) for one in connection.execute(brought)}
    return [one for one in said if attrgetter(*KEY)(one) not in held]


def _put_delivery(connection: Connection, pack: Pack, revision: int) -> str:
    table, code = deliveries.Delivery, f"paket-{pack.key}"
    what = "Beispieldaten" if pack.county["synthetic"] else "Veröffentlichte Zahlen"
    values = {
        "county_key": pack.key,
        "kind": DeliveryKind.PACK.value,
        "title": f"{what} {pack.county['name']}",
        "checksum": pack.checksum,
        "revision": revision,
        "received_at": now(),
    }
    if connection.scalar(select(table.code).where(table.code == code)):
        connection.execute(update(table).where(table.code == code).values(**values))
    else:
        connection.execute(insert(table).values(code=code, **values))
    return code


#: Tables whose rows other rows refer to, each before the ones it refers to.
REFERRED: tuple[type[Base], ...] = (
    areas.Area,
    statistics.Statistic,
    statistics.PopulationGroup,
    statistics.Source,
)


def key_of(model: type[Base]) -> Any:
    """The only key column of a table."""
    (column,) = inspect(model).primary_key
    return column


def users_of(connection: Connection, model: type[Base]) -> dict[str, str | None]:
    """Keys that some row refers to, with the county of such a row where it belongs to one."""
    key = key_of(model)
    users: dict[str, str | None] = {}
    for table in Base.metadata.tables.values():
        county = table.c.get("county_key")
        for reference in table.foreign_keys:
            if reference.column is key:
                statement = select(reference.parent, null() if county is None else county)
                for one, user in connection.execute(statement.distinct()):
                    users[one] = users.get(one) or user
    return users


def _forget_unlisted(connection: Connection, pack: Pack) -> None:
    """Delete areas, statistics, groups and sources that a pack had and has no more.

    What older values refer to stays; a statistic of those leaves the guide.
    """
    for model in REFERRED:
        key = key_of(model)
        listed = {row[key.name] for row in pack.rows.get(model, [])}
        owned = connection.scalars(select(key).where(model.__table__.c.county_key == pack.key))
        unlisted = set(owned) - listed
        if not unlisted:
            continue
        used = users_of(connection, model)
        connection.execute(delete(model).where(key.in_(unlisted - used.keys())))
        if model is statistics.Statistic:
            connection.execute(
                update(model).where(key.in_(unlisted)).values(guide_position=0, topic=None)
            )


def _check_codes(connection: Connection, pack: Pack) -> None:
    """Make sure that values refer to what is there.

    Raises:
        PackError: names the codes that are not.
    """
    for name, column in (
        ("statistic_code", statistics.Statistic.code),
        ("area_key", areas.Area.key),
        ("group_code", statistics.PopulationGroup.code),
        ("source_code", statistics.Source.code),
    ):
        used = {getattr(row, name) for row in pack.observations}
        unknown = sorted(used - set(connection.scalars(select(column))))
        if unknown:
            raise _unknown_codes(pack, ", ".join(unknown))


def _unknown_codes(pack: Pack, what: str) -> PackError:
    return PackError(
        f"Werte oder Zeilen verweisen auf Schlüssel, die es nicht gibt: {what}.",
        where=f"Paket {pack.key}",
        remedy="Den Schlüssel in der Paketdatei berichtigen oder ergänzen.",
    )


def _put_county(connection: Connection, pack: Pack) -> None:
    values = {**pack.county, "pack_checksum": pack.checksum}
    if connection.scalar(select(areas.County.key).where(areas.County.key == pack.key)):
        connection.execute(
            update(areas.County).where(areas.County.key == pack.key).values(**values)
        )
    else:
        connection.execute(insert(areas.County).values(**values))


def clear_descriptions(connection: Connection, county_key: str) -> None:
    """Delete a county's descriptive rows; areas, sources, statistics, groups are merged."""
    merged: set[type[Base]] = {
        areas.Area,
        statistics.Source,
        statistics.Statistic,
        statistics.PopulationGroup,
    }
    own_areas = select(areas.Area.key).where(areas.Area.county_key == county_key)
    connection.execute(delete(areas.AreaBoundary).where(areas.AreaBoundary.area_key.in_(own_areas)))
    connection.execute(
        delete(areas.AreaSuccession).where(areas.AreaSuccession.successor_key.in_(own_areas))
    )
    own_groups = select(statistics.PopulationGroup.code).where(
        statistics.PopulationGroup.county_key == county_key
    )
    connection.execute(
        delete(statistics.GroupMember).where(statistics.GroupMember.group_code.in_(own_groups))
    )
    own_statistics = select(statistics.Statistic.code).where(
        statistics.Statistic.county_key == county_key
    )
    connection.execute(
        delete(statistics.StatisticBreak).where(
            statistics.StatisticBreak.statistic_code.in_(own_statistics)
        )
    )
    for model in reversed(TABLES):
        if model not in merged and hasattr(model, "county_key"):
            connection.execute(delete(model).where(model.county_key == county_key))
