"""Counties, areas with validity, reforms and boundaries."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.base import Base, Key, one_of
from data_access.vocabulary import AreaKind


class County(Base):
    """An office whose monitor this installation shows; owner of all its rows."""

    __tablename__ = "county"

    key: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    in_phrase: Mapped[str]
    of_phrase: Mapped[str]
    position: Mapped[int]
    synthetic: Mapped[bool]
    #: The day a fictitious county lives in; real ones live today.
    as_of: Mapped[date | None]
    pack_checksum: Mapped[str]


class Area(Base):
    """An area in one territorial status. A reform closes it and opens its successor."""

    __tablename__ = "area"
    __table_args__ = (one_of("kind", AreaKind),)

    key: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str]
    parent_key: Mapped[str | None] = mapped_column(ForeignKey("area.key"), index=True)
    #: Where the area is older than its parent; what it belonged to before is not kept.
    parent_from: Mapped[date | None]
    #: The county whose pack brought the area; removing that county removes it.
    county_key: Mapped[str | None] = mapped_column(ForeignKey("county.key"), index=True)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    #: False where the key is our own because no official one is documented.
    official_key: Mapped[bool]
    position: Mapped[int]


class AreaSuccession(Base):
    """One arrow of a territorial reform: the predecessor became (part of) the successor."""

    __tablename__ = "area_succession"

    predecessor_key: Mapped[str] = mapped_column(ForeignKey("area.key"), primary_key=True)
    successor_key: Mapped[str] = mapped_column(ForeignKey("area.key"), primary_key=True)
    effective_on: Mapped[date]
    note: Mapped[str]


class AreaBoundary(Base):
    """Outline of an area: polygons of rings of [longitude, latitude], as JSON text."""

    __tablename__ = "area_boundary"

    area_key: Mapped[str] = mapped_column(ForeignKey("area.key"), primary_key=True)
    status_year: Mapped[int] = mapped_column(primary_key=True)
    polygons: Mapped[str]
    label_lon: Mapped[float]
    label_lat: Mapped[float]
    #: Name as the map prints it, with line breaks; None takes the short name.
    label_text: Mapped[str | None]
    attribution: Mapped[str]
