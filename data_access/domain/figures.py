"""Figures with what travels with them: statistic, source, value, papers, series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from data_access.domain.periods import Period
from data_access.domain.schedule import Schedule
from data_access.vocabulary import Origin, Qualifier, Relation, Sex, StatisticKind, Status


@dataclass(frozen=True)
class Group:
    """A population group; ``members`` are what it contained on the day asked for."""

    code: str
    name: str
    short_name: str
    note: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A publication or register; ``schedule`` is None where nobody noted how it delivers."""

    code: str
    publisher: str
    title: str
    table_id: str
    published: str
    licence: str
    schedule: Schedule | None = None


@dataclass(frozen=True)
class Statistic:
    """A defined figure: unit, kind, definition, decimals, and whom it counts.

    ``signed``: values may be below zero, as of balances and changes.
    """

    code: str
    name: str
    short_name: str
    unit: str
    kind: StatisticKind
    decimals: int
    definition: str
    population: str
    distinguish: str
    rounding: str
    own_count: bool
    waiting_months: int
    topic: str
    signed: bool = False

    @property
    def counts_persons(self) -> bool:
        """Whether a value is a number of persons, not a share, rate, change or amount."""
        return self.unit == "persons" and self.kind in {StatisticKind.STOCK, StatisticKind.FLOW}


@dataclass(frozen=True)
class SeriesBreak:
    """A break in a series on a day."""

    effective_on: date
    label: str
    explanation: str


@dataclass(frozen=True)
class Value:
    """A number with its kind of nothing, its qualifier and its flags.

    ``approximate`` only says that the number is not exact; how it is worded follows from
    ``qualifier``. ``number_to`` is the upper end of a span.
    """

    number: float | None
    status: Status = Status.VALUE
    provisional: bool = False
    approximate: bool = False
    planned: bool = False
    original_text: str = ""
    qualifier: Qualifier = Qualifier.EXACTLY
    number_to: float | None = None


def _common(dates: pl.Series) -> date | None:
    """The date that all rows bear; None where they differ or one bears none."""
    found = dates.unique().to_list()
    only = found[0] if len(found) == 1 else None
    return only if isinstance(only, date) else None


def _same(one: date | None, other: date | None) -> date | None:
    return one if one == other else None


@dataclass(frozen=True)
class DataStatus:
    """The data status (Datenstand) of the newest figures of a source."""

    source_code: str
    on: date


@dataclass(frozen=True)
class Papers:
    """What a reader must be told beside a figure."""

    sources: tuple[Source, ...] = ()
    periods: tuple[Period, ...] = ()
    territorial_status: date | None = None
    data_statuses: tuple[DataStatus, ...] = ()
    origins: frozenset[Origin] = frozenset()
    locators: tuple[str, ...] = ()
    synthetic: bool = False
    county_name: str = ""

    def merged(self, other: Papers) -> Papers:
        """The papers of two series shown together."""
        sources = {source.code: source for source in (*self.sources, *other.sources)}
        return Papers(
            sources=tuple(sources.values()),
            periods=tuple(sorted({*self.periods, *other.periods})),
            territorial_status=_same(self.territorial_status, other.territorial_status),
            data_statuses=_without_contradictions((*self.data_statuses, *other.data_statuses)),
            origins=self.origins | other.origins,
            locators=tuple(dict.fromkeys((*self.locators, *other.locators))),
            synthetic=self.synthetic or other.synthetic,
            county_name=self.county_name or other.county_name,
        )


def papers_of(
    frame: pl.DataFrame, sources: tuple[Source, ...], *, synthetic: bool, county_name: str
) -> Papers:
    """The papers of figures; territorial and data status are those of the newest period.

    Args:
        frame: with the columns of ``data_access.frames.FIGURES``.
        sources: those that the frame names.
        synthetic: the figures are made up.
        county_name: whose they are.
    """
    newest = frame.filter(pl.col("period_end") == pl.col("period_end").max())
    return Papers(
        sources=sources,
        periods=tuple(sorted(Period.parse(key) for key in frame["period"].unique().to_list())),
        territorial_status=_common(newest["territorial_status"]),
        data_statuses=_statuses(newest),
        origins=frozenset(Origin(value) for value in frame["origin"].unique().to_list()),
        locators=tuple(dict.fromkeys(text for text in frame["locator"].to_list() if text)),
        synthetic=synthetic,
        county_name=county_name,
    )


def _statuses(newest: pl.DataFrame) -> tuple[DataStatus, ...]:
    """Per source the data status that all of these figures bear."""
    found = []
    for code in sorted(set(newest["source_code"].to_list())):
        on = _common(newest.filter(pl.col("source_code") == code)["data_status"])
        if on is not None:
            found.append(DataStatus(code, on))
    return tuple(found)


def _without_contradictions(found: tuple[DataStatus, ...]) -> tuple[DataStatus, ...]:
    """Each once; of a source that has several nobody knows which is meant."""
    once = tuple(dict.fromkeys(found))
    codes = [one.source_code for one in once]
    return tuple(one for one in once if codes.count(one.source_code) == 1)


@dataclass(frozen=True)
class Part:
    """A key of a series whose figure is part of the figure of another key.

    Attributes:
        relation: whether the parts of that whole add up to it or are a selection.
    """

    area_key: str
    group_code: str
    whole_area_key: str
    whole_group_code: str
    relation: Relation


@dataclass(frozen=True, eq=False)
class Series:
    """Values of one statistic in one county, with their papers.

    ``frame`` has the columns of ``data_access.frames.FIGURES``, ordered by period, area, group.
    """

    statistic: Statistic
    frame: pl.DataFrame
    papers: Papers
    breaks: tuple[SeriesBreak, ...] = ()
    parts: tuple[Part, ...] = ()

    def parts_of(self, *, area: str, group: str = "insgesamt") -> tuple[Part, ...]:
        """What the figure of a key is made of, in the document's order; empty where unknown.

        Parts may have parts themselves: figures of different levels are never summed or ranked
        together.
        """
        whole = (area, group)
        return tuple(p for p in self.parts if (p.whole_area_key, p.whole_group_code) == whole)

    @property
    def empty(self) -> bool:
        """True when there is no row at all."""
        return self.frame.is_empty()

    def value(self, *, area: str, period: str, group: str = "insgesamt") -> Value | None:
        """The value of one key, or None when there is no row."""
        rows = self.frame.filter(
            (pl.col("area_key") == area)
            & (pl.col("period") == period)
            & (pl.col("group_code") == group)
            & (pl.col("sex") == Sex.TOTAL)
        )
        if rows.is_empty():
            return None
        row = rows.row(0, named=True)
        return Value(
            number=row["number"],
            status=Status(row["status"]),
            provisional=row["provisional"],
            approximate=row["approximate"],
            planned=row["planned"],
            original_text=row["original_text"],
            qualifier=Qualifier(row["qualifier"]),
            number_to=row["number_to"],
        )

    def only(self, predicate: pl.Expr) -> Series:
        """The same statistic and papers on fewer rows; the papers' periods follow."""
        frame = self.frame.filter(predicate)
        codes = set(frame["source_code"].to_list())
        papers = replace(
            papers_of(
                frame,
                tuple(source for source in self.papers.sources if source.code in codes),
                synthetic=self.papers.synthetic,
                county_name=self.papers.county_name,
            ),
            territorial_status=_common(frame["territorial_status"]),
        )
        return Series(self.statistic, frame, papers, self.breaks, self.parts)


@dataclass(frozen=True)
class Absence:
    """Empty is a state: which figure is missing, why, and how it gets here."""

    what: str
    why: str
    how: str


@dataclass(frozen=True)
class ClassificationLine:
    """A line of a printed table: its group, depth, label, and the group above it."""

    group_code: str
    parent_code: str | None
    level: int
    label: str
    relation: str
