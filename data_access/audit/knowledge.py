"""What belongs together, kept as data: ``audit.toml`` beside the shared files and in each pack.

Which figures add up, which share follows from which counts, which sentence repeats which table,
which statistics look alike and are not. The checks know none of it by themselves.
"""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from data_access.domain import Period
from data_access.errors import PackError
from data_access.reference.musterkreis.constants import FOLDER as MUSTERKREIS
from data_access.reference.musterkreis.constants import KEY as MUSTER_KEY
from data_access.reference.pack import COUNTIES, FOLDER
from data_access.vocabulary import AreaKind, Qualifier, Relation


def _parsed(key: str) -> str:
    Period.parse(key)
    return key


PeriodKey = Annotated[str, AfterValidator(_parsed)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rounding(_Entry):
    """Each value of a statistic is rounded by itself, from a reporting date on."""

    statistic: str
    step: float
    since: date | None = None


class Term(_Entry):
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


class Whole(_Entry):
    """The left side of an equation; without a group it holds for each group by itself."""

    statistic: str
    group: str | None = None


class Equation(_Entry):
    """Figures of several statistics that make up another one."""

    title: str
    whole: Whole
    parts: tuple[Term, ...]
    relation: Relation = Relation.ALL_PARTS


class GroupSum(_Entry):
    """Groups that make up another group, in one statistic or in all of them.

    Attributes:
        rest: who may be missing among the parts, where a few are; empty where nobody may.
    """

    whole: str
    parts: tuple[str, ...]
    statistic: str | None = None
    relation: Relation = Relation.ALL_PARTS
    rest: str = ""


class Complete(_Entry):
    """An area of which the database knows all parts; of others it may know only some."""

    area: str


class Aggregate(_Entry):
    """An area that is another one without some of its parts."""

    area: str
    of: str
    without: tuple[str, ...]


class Share(_Entry):
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


class Change(_Entry):
    """A printed change, what it is a change of, and since when.

    Attributes:
        since: a period that does not move; None is the same period of the year before.
    """

    change: str
    base: str
    measure: Measure
    since: PeriodKey | None = None


class Retold(_Entry):
    """A figure that a text repeats from a table.

    Attributes:
        presumption: why they may differ, as the end of a sentence; empty where nothing excuses it.
    """

    text: str
    table: str
    presumption: str = ""


class Distinct(_Entry):
    """Two statistics that look alike and count different things.

    Attributes:
        groups: the group of each that looks like the other.
        days: how far apart two reporting dates may be to stand beside each other.
    """

    statistics: tuple[str, str]
    why: str
    groups: tuple[str, str] = ("insgesamt", "insgesamt")
    days: int = 0


class Event(_Entry):
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


class Extreme(_Entry):
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


class Count(_Entry):
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


class Imprint(_Entry):
    """When a source appeared, as it is printed beside its figures."""

    source: str
    published: PeriodKey
    locator: str


class Composition(_Entry):
    """A set of groups that bears the name of an official list."""

    group: str
    official: str


class Reference(_Entry):
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


class Document(_Entry):
    """A document in which figures of several sources are printed."""

    title: str
    sources: tuple[str, ...]


class Knowledge(_Entry):
    """All of it, for one county."""

    rounding: tuple[Rounding, ...] = ()
    equation: tuple[Equation, ...] = ()
    group_sum: tuple[GroupSum, ...] = ()
    complete: tuple[Complete, ...] = ()
    aggregate: tuple[Aggregate, ...] = ()
    share: tuple[Share, ...] = ()
    change: tuple[Change, ...] = ()
    retold: tuple[Retold, ...] = ()
    distinct: tuple[Distinct, ...] = ()
    event: tuple[Event, ...] = ()
    extreme: tuple[Extreme, ...] = ()
    count: tuple[Count, ...] = ()
    imprint: tuple[Imprint, ...] = ()
    composition: tuple[Composition, ...] = ()
    reference: tuple[Reference, ...] = ()
    document: tuple[Document, ...] = ()

    def is_complete(self, area: str) -> bool:
        """Whether the database knows all parts of an area."""
        return any(one.area == area for one in self.complete)

    def same_document(self, *sources: str) -> bool:
        """Whether figures of these sources are printed in one document."""
        wanted = set(sources)
        return len(wanted) == 1 or any(wanted <= set(one.sources) for one in self.document)


@cache
def read_knowledge(county_key: str) -> Knowledge:
    """What all counties share and what the pack of this one adds.

    Raises:
        PackError: a file says something that nobody understands.
    """
    shared = _read(FOLDER / "common" / "audit.toml")
    own = _read(_file_of(county_key))
    merged = {name: [*shared.get(name, []), *own.get(name, [])] for name in {*shared, *own}}
    try:
        return Knowledge.model_validate(merged)
    except ValidationError as error:
        first = error.errors()[0]
        raise PackError(
            "Eine Angabe zur Datenprüfung ist nicht zu verstehen.",
            where=f"audit.toml, Kreis {county_key}: {'.'.join(map(str, first['loc']))}",
            remedy="Die genannte Angabe berichtigen.",
        ) from error


def _file_of(county_key: str) -> Path:
    folder = MUSTERKREIS if county_key == MUSTER_KEY else COUNTIES / county_key
    return folder / "audit.toml"


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(
            f"Die Datei ist kein gültiges TOML: {error}.",
            where=path.relative_to(FOLDER).as_posix(),
            remedy="Die genannte Zeile berichtigen.",
        ) from error
