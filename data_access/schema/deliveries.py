"""Deliveries and what keeps their papers: staged rows, changes, erasures, names, profiles."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.base import Base, Key, one_of
from data_access.schema.statistics import FigureColumns, FigureKey
from data_access.vocabulary import DefinedKind, DeliveryState


class Delivery(Base):
    """What brought values in: a reference pack, an imported file.

    A delivery is received, then released; a released one can be withdrawn, any can be erased.
    """

    __tablename__ = "delivery"

    code: Mapped[str] = mapped_column(Key, primary_key=True)
    #: The county whose office brought it; its values may be of several counties.
    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), index=True)
    #: A ``DeliveryKind``.
    kind: Mapped[str]
    title: Mapped[str]
    #: SHA-256 of the file or pack.
    checksum: Mapped[str]
    revision: Mapped[int] = mapped_column(ForeignKey("data_revision.number"))
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(String(16), server_default=DeliveryState.RELEASED.value)
    file_name: Mapped[str] = mapped_column(server_default="")
    #: Why values changed, where the office says so.
    reason: Mapped[str] = mapped_column(server_default="")
    #: Release and withdrawal: when, in which data revision, and the office's note.
    released_revision: Mapped[int | None]
    released_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    release_note: Mapped[str] = mapped_column(server_default="")
    withdrawn_revision: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawal_note: Mapped[str] = mapped_column(server_default="")
    #: SHA-256 of the key of the link under which it may be looked at before its release.
    preview_key: Mapped[str] = mapped_column(server_default="")
    preview_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class DeliveredTable(Base):
    """A table of a delivered file, and where its cells went."""

    __tablename__ = "delivered_table"

    delivery_code: Mapped[str] = mapped_column(ForeignKey("delivery.code"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str]
    sheet: Mapped[str]
    layout: Mapped[str]
    table_id: Mapped[str]
    title: Mapped[str]
    territorial_status: Mapped[date | None]
    data_status: Mapped[date | None]
    #: Non-empty cells: stored as values, left out for a reason, in doubt.
    stored: Mapped[int]
    left_out: Mapped[int]
    in_doubt: Mapped[int]


class StagedFigure(FigureKey, FigureColumns, Base):
    """A value of a delivery that waits for its release. No page reads it."""

    __tablename__ = "staged_figure"

    delivery_code: Mapped[str] = mapped_column(ForeignKey("delivery.code"), primary_key=True)
    origin: Mapped[str] = mapped_column(String(16), primary_key=True)
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"), primary_key=True)
    territorial_status: Mapped[date | None]
    data_status: Mapped[date | None]


class DeliveredRecord(Base):
    """A row of the office's own list (a course, a target) as delivered.

    It is kept after the release: where a pack renews a county's descriptive rows, the released
    records are put back in their order.
    """

    __tablename__ = "delivered_record"

    delivery_code: Mapped[str] = mapped_column(ForeignKey("delivery.code"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), index=True)
    table_name: Mapped[str] = mapped_column(Key)
    #: JSON object of the row's columns.
    content: Mapped[str]


class RecordChange(Base):
    """What a revision changed in the office's own lists, field by field."""

    __tablename__ = "record_change"

    revision: Mapped[int] = mapped_column(ForeignKey("data_revision.number"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    delivery_code: Mapped[str] = mapped_column(ForeignKey("delivery.code"), index=True)
    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), index=True)
    table_name: Mapped[str] = mapped_column(Key)
    #: JSON object of the row's key.
    record_key: Mapped[str]
    #: Empty for a row that is new or gone as a whole.
    field: Mapped[str]
    old_text: Mapped[str | None]
    new_text: Mapped[str | None]


class DefinitionChange(Base):
    """What a revision said anew of a statistic, a group or a source, column by column.

    All counties of an installation share them: each is told of those that it has figures of.
    """

    __tablename__ = "definition_change"
    __table_args__ = (one_of("kind", DefinedKind),)

    revision: Mapped[int] = mapped_column(ForeignKey("data_revision.number"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    #: The delivery that brought it, or that was withdrawn; None where the office just said it.
    delivery_code: Mapped[str | None] = mapped_column(ForeignKey("delivery.code"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    #: Refers to nothing: the log outlives what it tells of.
    code: Mapped[str] = mapped_column(Key)
    field: Mapped[str] = mapped_column(Key)
    #: JSON of the column's values.
    old_text: Mapped[str]
    new_text: Mapped[str]


class Erasure(Base):
    """That a delivery or figures were erased for good, and why; never what they said.

    Keys refer to nothing: what they name may be gone by now. Packs and files ask here what they
    must not say again.
    """

    __tablename__ = "erasure"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(ForeignKey("data_revision.number"))
    erased_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    #: The delivery, or else the figures by statistic and area, of all periods and groups or of one.
    delivery_code: Mapped[str | None] = mapped_column(Key)
    statistic_code: Mapped[str | None] = mapped_column(Key)
    area_key: Mapped[str | None] = mapped_column(Key)
    period: Mapped[str | None] = mapped_column(String(16))
    group_code: Mapped[str | None] = mapped_column(Key)
    rows: Mapped[int]
    reason: Mapped[str]


class ErasureCounty(Base):
    """Whose figures were erased: an area may belong to one county and its figure to another."""

    __tablename__ = "erasure_county"

    number: Mapped[int] = mapped_column(ForeignKey("erasure.number"), primary_key=True)
    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)


class TableProfile(Base):
    """What the office said of a table: which statistic each column is."""

    __tablename__ = "table_profile"

    layout: Mapped[str] = mapped_column(Key, primary_key=True)
    table_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    title: Mapped[str]
    #: JSON of ``importers.profiles.Profile``.
    content: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AreaAlias(Base):
    """A spelling of an area that the office has added."""

    __tablename__ = "area_alias"

    text_key: Mapped[str] = mapped_column(String(200), primary_key=True)
    area_key: Mapped[str] = mapped_column(ForeignKey("area.key"))
    text: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class GroupAlias(Base):
    """A spelling of a population group that the office has added."""

    __tablename__ = "group_alias"

    text_key: Mapped[str] = mapped_column(String(200), primary_key=True)
    group_code: Mapped[str] = mapped_column(ForeignKey("population_group.code"))
    text: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
