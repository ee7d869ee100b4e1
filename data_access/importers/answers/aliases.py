"""Spellings of areas and groups that the office adds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from data_access.clock import now
from data_access.importers.errors import AliasError
from data_access.importers.names import GroupVerdict, Level, Verdict, text_key
from data_access.importers.names.nearest import question
from data_access.queries.keys import read_keys, search
from data_access.queries.names import read_area_directory, read_group_directory
from data_access.schema.areas import Area
from data_access.schema.deliveries import AreaAlias, GroupAlias
from data_access.schema.statistics import PopulationGroup
from data_access.words import listing

#: So many keys are offered in place of one that there is not.
_OFFERED = 3
#: Texts that mean something already, as they are.
_OWN_NAMES = {GroupVerdict.GROUP, GroupVerdict.SEX, GroupVerdict.TOTAL}


@dataclass(frozen=True)
class Alias:
    """A spelling, and what it means."""

    text: str
    key: str
    name: str


def add_area_alias(connection: Connection, text: str, area_key: str) -> Alias:
    """Take in a spelling of an area; an older meaning of it is replaced.

    Raises:
        AliasError: there is no such area, the text is empty, or it is the name of another area.
    """
    name = connection.scalar(select(Area.name).where(Area.key == area_key))
    if name is None:
        raise _unknown(connection, "areas", area_key, text)
    key = _key(text)
    connection.execute(delete(AreaAlias).where(AreaAlias.text_key == key))
    _refuse_another(connection, text, area_key)
    connection.execute(
        insert(AreaAlias).values(text_key=key, area_key=area_key, text=text, added_at=now())
    )
    return Alias(text, area_key, name)


def _refuse_another(connection: Connection, text: str, area_key: str) -> None:
    """A name that an area has stays its own: files with both would be refused or read wrongly."""
    directory = read_area_directory(connection)
    # "Hildesheim" is the county in a list of counties and the city in one of municipalities.
    found = [directory.find(None, text, level=level) for level in (None, *Level)]
    taken = [one for one in found if one.verdict in {Verdict.KNOWN, Verdict.OTHER_COUNTY}]
    meant = {one.area_key: one.label for one in taken}
    if area_key in meant and len(meant) > 1:
        # A spelling goes before what the table lists: the city would become the county.
        both = listing([f"{label} ({key})" if key else label for key, label in meant.items()])
        raise AliasError(
            f"„{text}“ ist schon ein Name von {both}; welches gemeint ist, sagt die Tabelle.",
            where="Zweitnamen",
            remedy="Den Namen so lassen. Eine neue Schreibweise dafür ist nicht nötig.",
        )
    if taken and area_key not in meant:
        key = f" ({taken[0].area_key})" if taken[0].area_key else ""
        raise AliasError(
            f"„{text}“ ist schon ein Name von {taken[0].label}{key}.",
            where="Zweitnamen",
            remedy="Den Namen so lassen. Meint eine Datei damit ein anderes Gebiet, ist dort der "
            "Name zu berichtigen.",
        )


def add_group_alias(connection: Connection, text: str, group_code: str) -> Alias:
    """Take in a spelling of a population group; an older meaning of it is replaced.

    Raises:
        AliasError: there is no such group, the text is empty, or it is the name of another group.
    """
    group = PopulationGroup
    name = connection.scalar(select(group.name).where(group.code == group_code))
    if name is None:
        raise _unknown(connection, "groups", group_code, text)
    key = _key(text)
    connection.execute(delete(GroupAlias).where(GroupAlias.text_key == key))
    _refuse_another_group(connection, text, group_code)
    connection.execute(
        insert(GroupAlias).values(text_key=key, group_code=group_code, text=text, added_at=now())
    )
    return Alias(text, group_code, name)


def _refuse_another_group(connection: Connection, text: str, group_code: str) -> None:
    """The same for groups: an added spelling goes before all names, in every file."""
    found = read_group_directory(connection).find(None, text)
    # Cut short or ambiguous, a text is nobody's own; to take it in says what is meant.
    if found.note or found.verdict not in _OWN_NAMES:
        return
    if found.group and found.group.code == group_code:
        return
    of = (
        f"der Gruppe „{found.group.name}“ ({found.group.code})" if found.group else "ein Geschlecht"
    )
    what = "ist schon ein Name" if found.group else "bezeichnet schon"
    raise AliasError(
        f"„{text}“ {what} {of}.",
        where="Zweitnamen",
        remedy="Den Namen so lassen. Meint eine Datei damit eine andere Gruppe, ist dort der Name "
        "zu berichtigen.",
    )


def all_aliases(connection: Connection) -> tuple[Alias, ...]:
    """All spellings that the office has added, areas first."""
    of_areas = select(AreaAlias.text, AreaAlias.area_key, Area.name).join(
        Area, Area.key == AreaAlias.area_key
    )
    of_groups = select(GroupAlias.text, GroupAlias.group_code, PopulationGroup.name).join(
        PopulationGroup, PopulationGroup.code == GroupAlias.group_code
    )
    rows = [
        *connection.execute(of_areas.order_by(AreaAlias.text_key)),
        *connection.execute(of_groups.order_by(GroupAlias.text_key)),
    ]
    return tuple(Alias(*row) for row in rows)


def forget_alias(connection: Connection, text: str) -> None:
    """Forget a spelling.

    Raises:
        AliasError: it was not taken in.
    """
    key = _key(text)
    gone = sum(
        connection.execute(delete(table).where(table.text_key == key)).rowcount
        for table in (AreaAlias, GroupAlias)
    )
    if not gone:
        raise AliasError(
            f"Die Schreibweise „{text}“ ist nicht aufgenommen.",
            where="Zweitnamen",
            remedy="„integrationsmonitor alias list“ zeigt alle.",
        )


def _key(text: str) -> str:
    key = text_key(text)
    if not key:
        raise AliasError(
            "Die Schreibweise ist leer.",
            where="Zweitnamen",
            remedy="Den Namen so angeben, wie er in der Datei steht.",
        )
    return key


def _unknown(connection: Connection, subject: str, key: str, text: str) -> AliasError:
    what = {"areas": "Ein Gebiet", "groups": "Eine Gruppe"}[subject]
    known = read_keys(connection, subject)
    near = search(known, key)[:_OFFERED]
    offered = question(f"{one.key} ({one.name})" for one in near)
    remedy = f"{offered} " if near else ""
    if any(one.key == text for one in known):
        remedy = f"Ist es umgekehrt gemeint: zuerst der Text der Datei („{key}“), dann „{text}“. "
    return AliasError(
        f"{what} mit dem Schlüssel „{key}“ kennt diese Installation nicht.",
        where="Zweitnamen",
        remedy=f"{remedy}„integrationsmonitor keys {subject} SUCHWORT“ nennt die Schlüssel.",
    )
