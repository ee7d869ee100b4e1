"""What has changed in the data: revised figures one by one, new ones counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from data_access.domain.figures import Source
from data_access.vocabulary import DefinedKind, Sex, Status


class Step(StrEnum):
    """What a write did."""

    #: A pack was loaded or renewed.
    PACK = "pack"
    #: A delivery was released.
    RELEASE = "release"
    #: A delivery was withdrawn: what was said before it is said again.
    WITHDRAWAL = "withdrawal"
    #: The office said of a table what its columns are, and brought nothing with it.
    MAPPING = "mapping"


@dataclass(frozen=True)
class Version:
    """What a figure said at a time."""

    number: float | None
    status: Status
    provisional: bool
    revised: bool
    original_text: str


@dataclass(frozen=True)
class RevisedFigure:
    """A figure that says something else than before.

    Attributes:
        old: None only where it was not known before.
        new: None where it was withdrawn and nothing was known before.
        step: what the write did that changed it.
        delivery: code of the delivery that was released or withdrawn, or of the pack.
        own_count: the values are the office's own and may be too small to be shown.
    """

    revision: int
    changed_at: datetime
    step: Step
    statistic_code: str
    statistic_name: str
    unit: str
    decimals: int
    own_count: bool
    county_key: str
    area_key: str
    area_name: str
    group_code: str
    group_name: str
    sex: Sex
    period: str
    source_code: str
    old: Version | None
    new: Version | None
    delivery: str
    delivery_title: str
    file_name: str
    reason: str

    @property
    def became_final(self) -> bool:
        """Whether a provisional value is final now."""
        return bool(self.old and self.new and self.old.provisional and not self.new.provisional)

    @property
    def same_number(self) -> bool:
        """Whether only a flag changed, such as provisional."""
        return bool(
            self.old
            and self.new
            and (self.old.number, self.old.status) == (self.new.number, self.new.status)
        )


@dataclass(frozen=True)
class NewFigures:
    """New figures of a statistic that one delivery brought."""

    revision: int
    changed_at: datetime
    statistic_code: str
    statistic_name: str
    count: int
    first_period: str
    last_period: str
    source_codes: tuple[str, ...]
    delivery: str
    delivery_title: str
    file_name: str


@dataclass(frozen=True)
class ChangedList:
    """Rows of one of the office's own lists that a delivery changed or brought; how many, not what.

    Attributes:
        known: so many of them were there before; the others are new, and that is no change.
    """

    revision: int
    changed_at: datetime
    step: Step
    table_name: str
    title: str
    rows: int
    known: int
    delivery: str
    delivery_title: str
    reason: str

    @property
    def new(self) -> int:
        """Rows that were not there before."""
        return self.rows - self.known


@dataclass(frozen=True)
class ChangedField:
    """A column of a row of such a list that says something else, in words.

    ``field`` is empty for a row that is gone as a whole.
    """

    revision: int
    table_name: str
    title: str
    row: str
    field: str
    old: str
    new: str
    delivery: str


@dataclass(frozen=True)
class ChangedDefinition:
    """What a statistic, a group or a source is called or described as, in words, old and new.

    Attributes:
        title: what it is, as it is called now: „Kennzahl „Geburten““.
        fields: columns that say it alike, such as name and short name.
        delivery: code of the delivery that was released or withdrawn; empty where the office
            just said it, or another county's.
    """

    revision: int
    changed_at: datetime
    step: Step
    kind: DefinedKind
    code: str
    title: str
    fields: tuple[str, ...]
    old: str
    new: str
    delivery: str
    delivery_title: str
    reason: str


@dataclass(frozen=True)
class Write:
    """A write that revised figures, rows of lists or definitions, and how many.

    Attributes:
        delivery: code of the delivery that was released or withdrawn, or of the pack.
        reason: why values changed, as the office said when it brought the file.
        note: what the office noted at the release or withdrawal.
        became_final: so many of the revised figures are final and were provisional.
        gone: so many are not known any more.
        lists: the office's own lists of which rows changed that were there before.
        definitions: what is called or described otherwise since.
    """

    revision: int
    changed_at: datetime
    step: Step
    delivery: str = ""
    delivery_title: str = ""
    file_name: str = ""
    reason: str = ""
    note: str = ""
    revised: int = 0
    became_final: int = 0
    gone: int = 0
    lists: tuple[ChangedList, ...] = ()
    definitions: tuple[ChangedDefinition, ...] = ()


@dataclass(frozen=True)
class Changes:
    """What has changed in a county since a day, the newest first.

    Attributes:
        sources: of all figures that are listed.
        more: there are more revised figures than are listed.
    """

    revised: tuple[RevisedFigure, ...] = ()
    new: tuple[NewFigures, ...] = ()
    lists: tuple[ChangedList, ...] = ()
    definitions: tuple[ChangedDefinition, ...] = ()
    sources: tuple[Source, ...] = ()
    more: bool = False

    @property
    def empty(self) -> bool:
        """Nothing has changed."""
        return not (self.revised or self.new or self.lists or self.definitions)


def protected(figure: RevisedFigure) -> RevisedFigure:
    """The same without numbers where they are the office's own counts.

    Two versions of a count, each harmless, may tell by their difference who came or left.
    """
    if not figure.own_count:
        return figure
    return replace(figure, old=_withheld(figure.old), new=_withheld(figure.new))


def _withheld(version: Version | None) -> Version | None:
    if version is None:
        return None
    return replace(version, number=None, status=Status.CONFIDENTIAL, original_text="")
