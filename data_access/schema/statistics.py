"""Sources, statistics, population groups and observations."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Double, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.base import Base, Key, one_of
from data_access.vocabulary import (
    Origin,
    Qualifier,
    Relation,
    Rhythm,
    Sex,
    StatisticKind,
    Status,
)


class Source(Base):
    """A publication or register that figures come from."""

    __tablename__ = "source"

    code: Mapped[str] = mapped_column(Key, primary_key=True)
    publisher: Mapped[str]
    title: Mapped[str]
    table_id: Mapped[str]
    #: As precise as known: "2021", "2012-01-20".
    published: Mapped[str]
    licence: Mapped[str]
    note: Mapped[str]
    #: Smaller wins where two sources print the same figure.
    priority: Mapped[int]
    county_key: Mapped[str | None] = mapped_column(ForeignKey("county.key"), index=True)


class DeliveryRhythm(Base):
    """How often a source delivers, who delivers, and where it is to be had."""

    __tablename__ = "delivery_rhythm"
    __table_args__ = (one_of("rhythm", Rhythm),)

    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"), primary_key=True)
    rhythm: Mapped[str] = mapped_column(String(16))
    #: Whole months from the end of a reporting period to the months in which it usually appears.
    #: None where the source does not deliver regularly.
    from_months: Mapped[int | None]
    until_months: Mapped[int | None]
    #: What a source is that delivers once: "Konzept", "Bericht".
    document: Mapped[str]
    deliverer: Mapped[str]
    #: Name and web address of the place where the office gets it.
    site: Mapped[str]
    address: Mapped[str]
    #: Why the rhythm is believed to be this one.
    ground: Mapped[str]
    county_key: Mapped[str | None] = mapped_column(ForeignKey("county.key"), index=True)


class Statistic(Base):
    """A defined figure (Kennzahl): unit, kind, definition, and whom it counts."""

    __tablename__ = "statistic"
    __table_args__ = (one_of("kind", StatisticKind),)

    code: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    unit: Mapped[str]
    kind: Mapped[str]
    decimals: Mapped[int]
    definition: Mapped[str]
    population: Mapped[str]
    distinguish: Mapped[str]
    #: Sentence for the reader when values are rounded; empty when exact.
    rounding: Mapped[str]
    #: True for the office's own counts, to which the small-cell rule applies.
    own_count: Mapped[bool]
    #: Months after which a value is final (SGB II: 3).
    waiting_months: Mapped[int]
    #: Order in the guide "nicht verwechseln mit"; 0 keeps it out.
    guide_position: Mapped[int]
    #: Page that shows single facts of this statistic: "courses", "resources", "sgb2", ...
    topic: Mapped[str | None]
    county_key: Mapped[str | None] = mapped_column(ForeignKey("county.key"), index=True)
    #: Values may be below zero: balances and changes.
    signed: Mapped[bool] = mapped_column(server_default=false())


class StatisticBreak(Base):
    """A break in a series: no change is computed across it without saying so."""

    __tablename__ = "statistic_break"

    statistic_code: Mapped[str] = mapped_column(ForeignKey("statistic.code"), primary_key=True)
    effective_on: Mapped[date] = mapped_column(primary_key=True)
    label: Mapped[str]
    explanation: Mapped[str]


class PopulationGroup(Base):
    """A group that figures are counted for: all, a nationality, a set of nationalities..."""

    __tablename__ = "population_group"

    code: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str]
    note: Mapped[str]
    position: Mapped[int]
    county_key: Mapped[str | None] = mapped_column(ForeignKey("county.key"), index=True)


class GroupMember(Base):
    """Membership of a group in a set, from and until a date; one that left may come back."""

    __tablename__ = "group_member"

    group_code: Mapped[str] = mapped_column(ForeignKey("population_group.code"), primary_key=True)
    member_code: Mapped[str] = mapped_column(ForeignKey("population_group.code"), primary_key=True)
    #: Counts the memberships of the same member.
    number: Mapped[int] = mapped_column(primary_key=True)
    #: None where no source says since when.
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    note: Mapped[str]


class ClassificationItem(Base):
    """A line of a printed table: its group, depth, and whether siblings add up to the parent."""

    __tablename__ = "classification_item"

    classification: Mapped[str] = mapped_column(Key, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    group_code: Mapped[str] = mapped_column(ForeignKey("population_group.code"))
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("population_group.code"))
    level: Mapped[int]
    #: "davon" (parts add up) or "darunter" (a selection).
    relation: Mapped[str] = mapped_column(String(16))
    label: Mapped[str]


class FigurePart(Base):
    """A figure of a document that is part of another one of the same statistic."""

    __tablename__ = "figure_part"
    __table_args__ = (one_of("relation", Relation),)

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    statistic_code: Mapped[str] = mapped_column(ForeignKey("statistic.code"), primary_key=True)
    area_key: Mapped[str] = mapped_column(ForeignKey("area.key"), primary_key=True)
    group_code: Mapped[str] = mapped_column(ForeignKey("population_group.code"), primary_key=True)
    whole_area_key: Mapped[str] = mapped_column(ForeignKey("area.key"))
    whole_group_code: Mapped[str] = mapped_column(ForeignKey("population_group.code"))
    relation: Mapped[str] = mapped_column(String(16))
    position: Mapped[int]


class FigureKey:
    """Key columns that every table of figures shares."""

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    statistic_code: Mapped[str] = mapped_column(ForeignKey("statistic.code"), primary_key=True)
    area_key: Mapped[str] = mapped_column(ForeignKey("area.key"), primary_key=True)
    group_code: Mapped[str] = mapped_column(ForeignKey("population_group.code"), primary_key=True)
    sex: Mapped[str] = mapped_column(String(16), primary_key=True)
    #: "2020-12-31" a day, "2021-03" a month, "2020" a year, "2016/2017" a span of two years.
    period: Mapped[str] = mapped_column(String(16), primary_key=True)


class FigureColumns:
    """What a figure says, beside its key."""

    period_start: Mapped[date]
    period_end: Mapped[date]
    number: Mapped[float | None] = mapped_column(Double())
    #: Upper end where the source prints a span.
    number_to: Mapped[float | None] = mapped_column(Double())
    status: Mapped[str] = mapped_column(String(32))
    provisional: Mapped[bool]
    revised: Mapped[bool]
    estimated: Mapped[bool]
    qualifier: Mapped[str] = mapped_column(String(16), server_default=Qualifier.EXACTLY.value)
    planned: Mapped[bool]
    original_text: Mapped[str]
    locator: Mapped[str]
    note: Mapped[str]


class Observation(FigureKey, FigureColumns, Base):
    """One printed, recomputed or counted value, and the revisions in which it was known.

    Changing a value closes the row (``known_until``) and writes a new one, so that "as it was
    known then" is a filter and nothing is lost.
    """

    __tablename__ = "observation"
    __table_args__ = (
        one_of("status", Status),
        one_of("qualifier", Qualifier),
        one_of("origin", Origin),
        one_of("sex", Sex),
        Index("ix_observation_current", "county_key", "statistic_code", "known_until"),
    )

    origin: Mapped[str] = mapped_column(String(16), primary_key=True)
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"), primary_key=True)
    known_from: Mapped[int] = mapped_column(ForeignKey("data_revision.number"), primary_key=True)
    known_until: Mapped[int | None] = mapped_column(ForeignKey("data_revision.number"))
    #: Territorial and data status, where the source prints them.
    territorial_status: Mapped[date | None]
    data_status: Mapped[date | None]
    delivery_code: Mapped[str | None] = mapped_column(ForeignKey("delivery.code"), index=True)


class CurrentFigure(FigureKey, FigureColumns, Base):
    """Rollup that pages read: the one value to show per key, kept by every write.

    Recomputed goes before printed, then the source with the smaller priority.
    """

    __tablename__ = "current_figure"
    __table_args__ = ({"sqlite_with_rowid": False},)

    origin: Mapped[str] = mapped_column(String(16))
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"))
    territorial_status: Mapped[date | None]
    data_status: Mapped[date | None]
