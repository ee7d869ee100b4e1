"""What has changed in the data: revised figures one by one, new ones counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from data_access.vocabulary import Sex, Status


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
        delivery: code of what brought the change; empty for a pack.
        own_count: the values are the office's own and may be too small to be shown.
    """

    revision: int
    changed_at: datetime
    statistic_code: str
    statistic_name: str
    unit: str
    decimals: int
    own_count: bool
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
    delivery: str
    delivery_title: str
    file_name: str


@dataclass(frozen=True)
class ChangedList:
    """Rows of one of the office's own lists that a delivery changed; how many, not what."""

    revision: int
    changed_at: datetime
    table_name: str
    title: str
    rows: int
    delivery: str
    delivery_title: str
    reason: str


@dataclass(frozen=True)
class Changes:
    """What has changed in a county since a day, the newest first.

    ``more``: there are more revised figures than are listed.
    """

    revised: tuple[RevisedFigure, ...] = ()
    new: tuple[NewFigures, ...] = ()
    lists: tuple[ChangedList, ...] = ()
    more: bool = False

    @property
    def empty(self) -> bool:
        """Nothing has changed."""
        return not (self.revised or self.new or self.lists)


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
