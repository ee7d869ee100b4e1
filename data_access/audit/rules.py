"""One class per kind of entry in the data files of the audit."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from data_access.domain import Period
from data_access.vocabulary import AreaKind, Qualifier, Relation


def _parsed(key: str) -> str:
    Period.parse(key)
    return key


PeriodKey = Annotated[str, AfterValidator(_parsed)]


class Entry(BaseModel):
    """Says what it knows and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rounding(Entry):
    """Each value of a statistic is rounded by itself, from a reporting date on."""

    statistic: str
    step: float
    since: date | None = None


class Term(Entry):
    """A part of an equation; what it leaves out is taken from the whole.

    Attributes:
        group: "{group}" in it stands for that of the whole.
        factor: -1 takes it away.
        optional: counts as zero where there is no figure.
    """

    statistic: str
    group: str | None = None
    factor: float = 1.0
    optional: bool = False


class Whole(Entry):
    """The left side of an equation; without a group it holds for each group by itself."""

    statistic: str
    group: str | None = None


class Equation(Entry):
    """Figures of several statistics that make up another one."""

    title: str
    whole: Whole
    parts: tuple[Term, ...]
    relation: Relation = Relation.ALL_PARTS


class GroupSum(Entry):
    """Groups that make up another group, in one statistic or in all of them.

    Attributes:
        rest: who may be missing among the parts, where a few are; empty where nobody may.
    """

    whole: str
    parts: tuple[str, ...]
    statistic: str | None = None
    relation: Relation = Relation.ALL_PARTS
    rest: str = ""


class Complete(Entry):
    """An area of which the database knows all parts; of others it may know only some."""

    area: str


class Aggregate(Entry):
    """An area that is another one without some of its parts."""

    area: str
    of: str
    without: tuple[str, ...]


class Share(Entry):
    """A share and the two counts it follows from; without a group that of the share.

    Attributes:
        only: the group for which that holds; None is every group.
    """

    share: str
    only: str | None = None
    numerator: Whole
    denominator: Whole
    factor: float = 100.0


class Measure(StrEnum):
    """In what a change is printed."""

    ABSOLUTE = "absolute"
    PERCENT = "percent"
    POINTS = "points"


class Change(Entry):
    """A printed change, what it is a change of, and since when.

    Attributes:
        since: a period that does not move; None is the same period of the year before.
    """

    change: str
    base: str
    measure: Measure
    since: PeriodKey | None = None


class Retold(Entry):
    """A figure that a text repeats from a table.

    Attributes:
        presumption: why they may differ, as the end of a sentence; empty where nothing excuses it.
    """

    text: str
    table: str
    presumption: str = ""


class Distinct(Entry):
    """Two statistics that look alike and count different things.

    Attributes:
        groups: the group of each that looks like the other.
        days: how far apart two reporting dates may be to stand beside each other.
    """

    statistics: tuple[str, str]
    why: str
    groups: tuple[str, str] = ("insgesamt", "insgesamt")
    days: int = 0


class Event(Entry):
    """Something that made figures jump.

    Attributes:
        statistics: whose figures it can have moved.
        nationalities: groups of nationality that it can have moved; other groups always.
    """

    label: str
    why: str
    first: date
    last: date
    statistics: tuple[str, ...]
    nationalities: tuple[str, ...] = ()


class Extreme(Entry):
    """A sentence that says where a figure is largest or smallest.

    Attributes:
        among: kinds of the areas compared.
        without: areas that the sentence leaves out.
    """

    statistic: str
    period: PeriodKey
    source: str
    locator: str
    group: str = "insgesamt"
    largest: str | None = None
    smallest: str | None = None
    among: tuple[AreaKind, ...] = (
        AreaKind.CITY,
        AreaKind.MUNICIPALITY,
        AreaKind.JOINT_MUNICIPALITY,
    )
    without: tuple[str, ...] = ()


class Count(Entry):
    """A printed number of things that stand in the database one by one.

    Attributes:
        of: what they are, in German: "Rollen in der Liste".
        elements: kind of the concept's elements.
        areas_in: key of the area whose parts are counted.
        figures_of: statistic whose figures are counted by area.
        split: areas that stand for several.
    """

    statistic: str
    area: str
    of: str
    elements: str | None = None
    areas_in: str | None = None
    figures_of: str | None = None
    without: tuple[str, ...] = ()
    split: dict[str, tuple[str, ...]] = {}
    why: str = ""


class Imprint(Entry):
    """When a source appeared, as it is printed beside its figures."""

    source: str
    published: PeriodKey
    locator: str


class Composition(Entry):
    """A set of groups that bears the name of an official list."""

    group: str
    official: str


class Reference(Entry):
    """A figure that is known from elsewhere and shown on no page."""

    statistic: str
    area: str
    period: PeriodKey
    value: float
    publisher: str
    title: str
    locator: str
    group: str = "insgesamt"
    qualifier: Qualifier = Qualifier.EXACTLY


class Document(Entry):
    """A document in which figures of several sources are printed."""

    title: str
    sources: tuple[str, ...]
