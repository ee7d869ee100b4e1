"""What the office has to say of a table before it can be read, and its answer as a profile."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from pydantic import ValidationError

from data_access.importers.errors import ProfileError
from data_access.importers.profiles import (
    NewDelivery,
    NewGroup,
    NewSource,
    NewStatistic,
    Place,
    Profile,
    Rule,
)

_LONGEST_CODE = 64
#: What may be wrong with a delivery, and what to do.
_WRONG_ADDRESS = (
    "Die Webadresse ist keine.",
    "Eine Adresse wie „https://www.regionalstatistik.de/“ angeben, oder das Feld leeren.",
)
_WRONG_MONTHS = (
    "Die üblichen Monate der Lieferung stimmen nicht.",
    "Oben den frühesten und darunter den spätesten üblichen Monat wählen.",
)
_UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}


@dataclass(frozen=True)
class Offered:
    """An area or group that may be meant."""

    key: str
    name: str


@dataclass(frozen=True)
class TextQuestion:
    """A text of columns or rows of which nobody has said what it is.

    Attributes:
        examples: values under it, as printed.
        nearest: groups that may be meant, the nearest first.
    """

    text: str
    place: Place
    examples: tuple[str, ...] = ()
    nearest: tuple[Offered, ...] = ()


@dataclass(frozen=True)
class AreaQuestion:
    """An area that this installation does not know.

    Attributes:
        label: code and name, as far as there are any: what has to be taken in as a spelling.
        nearest: areas that may be meant, the nearest first.
    """

    label: str
    nearest: tuple[Offered, ...] = ()


@dataclass(frozen=True)
class TableQuestions:
    """What has to be said of a table; of several sheets of the same table once.

    Attributes:
        profile: what has been said of it already.
        source_code: where its figures come from; ``publisher``, ``licence`` and ``delivery``
            only where that is not known yet.
        statistic: of some values nobody has said what they count.
        bare_years: the table names years without a day.
    """

    layout: str
    table_id: str
    title: str
    profile: Profile | None
    source_code: str
    publisher: str
    licence: str = ""
    delivery: NewDelivery | None = None
    statistic: bool = False
    bare_years: bool = False
    texts: tuple[TextQuestion, ...] = ()
    areas: tuple[AreaQuestion, ...] = ()

    @property
    def mapping(self) -> bool:
        """Whether columns or rows are open; otherwise only spellings of areas."""
        return self.statistic or bool(self.texts)


@dataclass(frozen=True)
class Answers:
    """What the office says of a table.

    Attributes:
        statistic: of all values where no rule names another one.
        period: month and day that a bare year stands for; empty where a year is a year.
        delivery: fields of ``NewDelivery``; empty where nobody knows how the table comes.
        rest_left_out: texts without an answer are not taken, today and later.
    """

    statistic: str = ""
    period: str = ""
    publisher: str = ""
    licence: str = ""
    delivery: Mapping[str, Any] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    new_statistics: tuple[NewStatistic, ...] = ()
    new_groups: tuple[NewGroup, ...] = field(default=())
    rest_left_out: bool = False


def answered(asked: TableQuestions, answers: Answers) -> Profile:
    """The profile of a table with the office's answers; what was said before stays.

    Raises:
        ProfileError: an answer is missing or not of its form.
    """
    known = asked.profile
    source = _source(asked, answers)
    said = known.model_dump(exclude_defaults=True) if known else {}
    again = {(rule.place, rule.text) for rule in answers.rules}
    kept = [rule for rule in known.rules if (rule.place, rule.text) not in again] if known else []
    new = answers.new_statistics
    try:
        return Profile.model_validate(
            {
                **said,
                "layout": asked.layout,
                "table": asked.table_id,
                "title": said.get("title") or asked.title,
                "source": asked.source_code,
                "new_source": said.get("new_source") or source,
                "statistic": answers.statistic or said.get("statistic"),
                "period": answers.period or said.get("period", ""),
                "rest": "leave_out" if answers.rest_left_out else said.get("rest", "ask"),
                "rules": (*kept, *answers.rules),
                "new_statistics": (*(known.new_statistics if known else ()), *new),
                "new_groups": (*(known.new_groups if known else ()), *answers.new_groups),
            }
        )
    except ValidationError as error:
        raise ProfileError(
            "Die Antworten sind nicht vollständig.",
            where=f"Tabelle {asked.table_id or asked.title}",
            remedy="Bei jedem Text sagen, was er bedeutet, und alle Felder dazu ausfüllen.",
        ) from error


def _source(asked: TableQuestions, answers: Answers) -> NewSource | None:
    if not asked.publisher:
        return None
    return NewSource(
        code=asked.source_code,
        publisher=answers.publisher or asked.publisher,
        title=asked.title,
        table_id=asked.table_id,
        licence=answers.licence,
        delivery=_delivery(asked, answers),
    )


def _delivery(asked: TableQuestions, answers: Answers) -> NewDelivery | None:
    if not answers.delivery:
        return None
    try:
        return NewDelivery.model_validate(answers.delivery)
    except ValidationError as error:
        wrong = {part for one in error.errors() for part in one["loc"]}
        what, remedy = _WRONG_ADDRESS if "address" in wrong else _WRONG_MONTHS
        raise ProfileError(
            what,
            where=f"Tabelle {asked.table_id or asked.title}, „Herkunft und Lieferung der Tabelle“",
            remedy=remedy,
        ) from error


def code_of(name: str, taken: Collection[str]) -> str:
    """A code for something of this name, other than those taken: „Geburten“ is „geburten“."""
    spelled = name.casefold().translate(_UMLAUTS)
    plain = normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")
    code = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: _LONGEST_CODE - 4].rstrip("-") or "neu"
    number, free = 2, code
    while free in taken:
        free, number = f"{code}-{number}", number + 1
    return free
