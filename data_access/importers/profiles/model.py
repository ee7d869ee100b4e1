"""The form of a profile. Every field is checked, because people write them too."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from data_access.domain import Period
from data_access.domain.schedule import STEPS
from data_access.vocabulary import Origin, Rhythm, Sex, StatisticKind, Status

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.+-][a-z0-9]+)*$", max_length=64)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


#: What a draft has in place of a definition.
TO_BE_DEFINED = "Wen oder was die Kennzahl zählt, in einem Satz."


def _period(key: str) -> str:
    if key:
        Period.parse(key)
    return key


PeriodKey = Annotated[str, AfterValidator(_period)]


def _web_address(text: str) -> str:
    # Readers get it as a link, so nothing but a site may be behind it.
    parts = urlsplit(text)
    site = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or "." not in site or "@" in parts.netloc:
        raise ValueError("Keine Webadresse")
    if any(sign.isspace() for sign in text):
        raise ValueError("Keine Webadresse")
    return text


WebAddress = Annotated[Text, AfterValidator(_web_address)]
#: So many months after its period a value may appear; more is a slip of the pen.
LONGEST_WAIT = 60
Months = Annotated[int, Field(ge=0, le=LONGEST_WAIT)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _unanswered(cls, given: Any) -> Any:
        """What a draft leaves open is as good as not there."""
        if not isinstance(given, dict):
            return given
        return {name: value for name, value in given.items() if value != ""}


class Place(StrEnum):
    """Where a text stands."""

    SERIES = "series"
    ITEM = "item"
    ANYWHERE = "anywhere"


class Rule(_Part):
    """What a text of a table means: a whole ``series`` or ``item``, or one part of it.

    Attributes:
        text: as the table prints it; spaces and case do not matter.
        group: one, or several joined by "." of people who belong to all of them:
            "alter-unter-6.deutsche".
        leave_out: why values under this text are not taken; empty where they are.
        ignore: the text says nothing of the figure, such as a unit.
        factor: a value of 1 in the table is ``factor`` in the unit of the statistic.
        period: key of the period of the values ("2018-12-31"), where the table bears no dates.
        note: what readers are told of each value, such as that its year is not certain.
        planned: the values are plans or obligations, so their period may lie ahead.
    """

    text: Text
    place: Place = Place.ANYWHERE
    statistic: Code | None = None
    group: Code | None = None
    sex: Sex | None = None
    leave_out: str = ""
    ignore: bool = False
    factor: float = 1.0
    period: PeriodKey = ""
    note: str = ""
    planned: bool = False
    #: Fails the file where the text is missing: a column that the table has always had.
    expected: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Rule:
        said = (self.statistic, self.group, self.sex, self.period, self.leave_out, self.ignore)
        if not any(said):
            raise ValueError("Eine Regel ohne Aussage")
        return self


class NewStatistic(_Part):
    """A figure that no pack defines."""

    code: Code
    name: Text
    short_name: str = ""
    unit: Text
    kind: StatisticKind
    decimals: int = Field(default=0, ge=0, le=6)
    definition: Text
    population: str = ""
    distinguish: str = ""
    rounding: str = ""
    own_count: bool = False
    waiting_months: int = Field(default=0, ge=0, le=24)
    signed: bool = False

    @field_validator("definition")
    @classmethod
    def _is_written(cls, text: str) -> str:
        if text == TO_BE_DEFINED:
            raise ValueError("Noch die Vorgabe des Entwurfs")
        return text


class NewGroup(_Part):
    """A population group that no pack defines."""

    code: Code
    name: Text
    short_name: str = ""
    kind: Text = "other"


class NewDelivery(_Part):
    """How often a new source delivers, who delivers, and where it is to be had.

    Attributes:
        from_months: from the end of a reporting period to the first month in which its values
            usually appear; only where the rhythm has dates.
        until_months: to the last such month.
        site: what the place is called where the office gets it, such as "LSN-Online".
        address: of that place.
        ground: why the rhythm is believed to be this one; empty where the office says so.
    """

    rhythm: Rhythm
    from_months: Months | None = None
    until_months: Months | None = None
    deliverer: Text | None = None
    site: Text | None = None
    address: WebAddress | None = None
    ground: Text | None = None

    @model_validator(mode="after")
    def _months_fit(self) -> NewDelivery:
        first, last = self.from_months, self.until_months
        if self.rhythm not in STEPS:
            if first is not None or last is not None:
                raise PydanticCustomError("months_undated", "Monate ohne festen Takt")
        elif first is None or last is None:
            raise PydanticCustomError("months_missing", "Ein fester Takt ohne Monate")
        elif first > last:
            raise PydanticCustomError("months_reversed", "Der erste Monat nach dem letzten")
        return self


class NewSource(_Part):
    """A publication that no pack names."""

    code: Code
    publisher: Text
    title: Text
    table_id: str = ""
    licence: str = ""
    delivery: NewDelivery | None = None
    priority: int = Field(default=50, ge=1, le=99)


class Profile(_Part):
    """What a table's columns and rows mean.

    Attributes:
        layout, table: which table; ``table`` as its publisher calls it.
        source: code of the source; a new one is described in ``new_source``.
        statistic: what all values are where no rule says otherwise.
        period: month and day ("12-31") that a bare year of the table stands for; empty where a
            year is a year.
        rest: what happens to texts without a rule that are no known group or sex: the office is
            asked, or they are left out.
        meanings: what a sign means in this table where it differs from the usual.
        note: what readers are told of each value whose rule tells nothing else.
        rounded_to: multiple to which every value is rounded by itself; 0 for exact values.
    """

    layout: Text
    table: Text
    title: str = ""
    source: Code
    new_source: NewSource | None = None
    statistic: Code | None = None
    origin: Origin = Origin.PUBLISHED
    period: Annotated[str, StringConstraints(pattern=r"^(\d{2}-\d{2})?$")] = ""
    rest: Literal["ask", "leave_out"] = "ask"
    rules: tuple[Rule, ...] = ()
    meanings: dict[str, Status] = Field(default_factory=dict)
    note: str = ""
    rounded_to: int = Field(default=0, ge=0)
    new_statistics: tuple[NewStatistic, ...] = ()
    new_groups: tuple[NewGroup, ...] = ()
