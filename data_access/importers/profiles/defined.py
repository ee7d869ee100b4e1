"""What a mapping defines, as rows of the database, and what of it may be said anew.

Names and definitions of what the office has defined itself may change at any time. What figures
are counted in may not while there are figures, and what is built in never.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, select

from data_access.importers.profiles.model import NewDelivery, NewGroup, NewSource, NewStatistic
from data_access.reference.pack import read_common
from data_access.schema.base import Base
from data_access.schema.deliveries import StagedFigure
from data_access.schema.statistics import (
    DeliveryRhythm,
    Observation,
    PopulationGroup,
    Source,
    Statistic,
)
from data_access.vocabulary import DefinedKind, StatisticKind

#: What waits for its release was counted as it was defined when it came.
_FIGURES: tuple[type[Base], ...] = (Observation, StagedFigure)
New = NewStatistic | NewGroup | NewSource

#: Of a source: how it delivers. It has a table of its own.
DELIVERY = "delivery"
#: What readers are told where the office gives no other ground.
_GROUND = "Angabe des Amts."


@dataclass(frozen=True)
class Form:
    """One kind of what mappings define.

    Attributes:
        kind: which one.
        table: where it is kept.
        article, name: what it is called: „Die Kennzahl“, „Geburten“ is its ``name``.
        fields: what of it a mapping says, by column, with its German name.
        fixed: columns that stay as they are while there are figures.
        figures: column of figures that names it.
    """

    kind: DefinedKind
    table: type[Base]
    article: str
    name: str
    fields: Mapping[str, str]
    fixed: frozenset[str]
    figures: str

    @property
    def noun(self) -> str:
        """What it is, without an article: „Kennzahl“."""
        return self.article.removeprefix("Die ")


STATISTIC = Form(
    DefinedKind.STATISTIC,
    Statistic,
    "Die Kennzahl",
    "name",
    {
        "name": "Name",
        "short_name": "Kurzname",
        "definition": "Definition",
        "unit": "Einheit",
        "kind": "Art",
        "decimals": "Stellen nach dem Komma",
        "population": "Grundgesamtheit",
        "distinguish": "Abgrenzung",
        "rounding": "Rundung",
        "own_count": "Schutz kleiner Zahlen",
        "waiting_months": "Wartezeit",
        "signed": "Vorzeichen",
    },
    frozenset({"unit", "kind", "own_count", "signed", "waiting_months"}),
    "statistic_code",
)
GROUP = Form(
    DefinedKind.GROUP,
    PopulationGroup,
    "Die Gruppe",
    "name",
    {"name": "Name", "short_name": "Kurzname", "kind": "Art"},
    frozenset(),
    "group_code",
)
SOURCE = Form(
    DefinedKind.SOURCE,
    Source,
    "Die Quelle",
    "title",
    {
        "publisher": "Herausgeber",
        "title": "Titel",
        "table_id": "Tabelle",
        "licence": "Lizenz",
        "priority": "Vorrang vor anderen Quellen",
        DELIVERY: "Angaben zur Lieferung",
    },
    frozenset({"priority"}),
    "source_code",
)
FORMS: Mapping[DefinedKind, Form] = {one.kind: one for one in (STATISTIC, GROUP, SOURCE)}


@dataclass(frozen=True)
class Standing:
    """What the database has under a code.

    Attributes:
        row: its columns; of a source also its ``DELIVERY``, None where nobody has noted it.
        built_in: whether a pack or the shared files brought it.
        figures: how many figures name it, history and what waits for its release included.
    """

    row: Mapping[str, Any]
    built_in: bool
    figures: int

    def differing(self, form: Form, new: New) -> tuple[str, ...]:
        """Columns of which a mapping says something else."""
        said = columns(new)
        found = tuple(name for name in form.fields if said[name] != self.row[name])
        if self.built_in and said.get(DELIVERY) is None:
            # Who says nothing of it leaves it as it is built in.
            return tuple(name for name in found if name != DELIVERY)
        return found

    def unchangeable(self, form: Form, new: New) -> tuple[str, ...]:
        """Those of them that stay as they are."""
        found = self.differing(form, new)
        if self.built_in:
            return found
        return tuple(name for name in found if name in form.fixed and self.figures)


def form_of(new: New) -> Form:
    """Which kind it is."""
    if isinstance(new, NewStatistic):
        return STATISTIC
    return GROUP if isinstance(new, NewGroup) else SOURCE


def columns(new: New) -> dict[str, Any]:
    """What it says, by column."""
    if isinstance(new, NewSource):
        said = new.model_dump(exclude={DELIVERY})
        return {**said, DELIVERY: _rhythm(new.delivery) if new.delivery else None}
    said = {**new.model_dump(), "short_name": new.short_name or new.name}
    if isinstance(new, NewStatistic):
        said["kind"] = new.kind.value
        said["signed"] = new.signed or new.kind is StatisticKind.CHANGE
    return said


def _rhythm(said: NewDelivery) -> dict[str, Any]:
    """How a source delivers, by column."""
    return {
        "rhythm": said.rhythm.value,
        "from_months": said.from_months,
        "until_months": said.until_months,
        "document": "",
        "deliverer": said.deliverer or "",
        "site": said.site or "",
        "address": said.address or "",
        "ground": said.ground or _GROUND,
    }


def _kept_rhythm(connection: Connection, code: str) -> dict[str, Any] | None:
    kept = DeliveryRhythm.__table__.c
    columns = [one for one in kept if one.name not in {"source_code", "county_key"}]
    row = connection.execute(select(*columns).where(kept.source_code == code)).mappings()
    found = row.one_or_none()
    return None if found is None else {str(name): value for name, value in found.items()}


def standing(connection: Connection, form: Form, code: str) -> Standing | None:
    """What the database has under a code; None where nothing."""
    table: Any = form.table
    row = connection.execute(select(table).where(table.code == code)).mappings().one_or_none()
    if row is None:
        return None
    values = {str(name): value for name, value in row.items()}
    if form is SOURCE:
        values[DELIVERY] = _kept_rhythm(connection, code)
    return Standing(
        row=values,
        built_in=row["county_key"] is not None or code in _built_in(form.table),
        figures=sum(_count(connection, one, form.figures, code) for one in _FIGURES),
    )


def _count(connection: Connection, table: type[Base], name: str, code: str) -> int:
    column: Any = table.__table__.c[name]
    return connection.scalar(select(func.count()).where(column == code)) or 0


@cache
def _built_in(table: type[Base]) -> frozenset[str]:
    """Codes that the shared files bring; they belong to no county either."""
    rows, _ = read_common()
    return frozenset(row["code"] for row in rows[table])
