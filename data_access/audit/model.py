"""What an audit says: findings with the values they are about, and what the office said to them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

#: Length of the number in an id; a county has some hundred findings at most.
_DIGITS = 10


class Severity(StrEnum):
    """How much a finding asks of the office, the most first."""

    #: Figures that belong together contradict each other.
    ERROR = "error"
    #: Two sources, or a text and a table, differ; both may be right for what they counted.
    DIFFERS = "differs"
    #: Something to look at once.
    NOTE = "note"
    #: Looks like a contradiction and is none; the finding says why.
    EXPLAINED = "explained"


class Kind(StrEnum):
    """What was compared with what."""

    AREA_SUM = "area_sum"
    GROUP_SUM = "group_sum"
    SEX_SUM = "sex_sum"
    PART_SUM = "part_sum"
    EQUATION = "equation"
    SHARE = "share"
    CHANGE = "change"
    SOURCES = "sources"
    RETOLD = "retold"
    OTHER_DATE = "other_date"
    REPEATED = "repeated"
    EXTREME = "extreme"
    COUNT = "count"
    BOUNDS = "bounds"
    DATES = "dates"
    PRINTED_UNIT = "printed_unit"
    JUMP = "jump"
    GAP = "gap"
    FRESHNESS = "freshness"
    DISTINCT = "distinct"
    BREAK = "break"
    COMPOSITION = "composition"


@dataclass(frozen=True)
class Subject:
    """What a finding is about; its id follows from this and nothing else.

    Attributes:
        period: key of the period, empty where the finding is about a whole series.
        detail: tells findings apart that are otherwise about the same.
    """

    county_key: str
    statistic_codes: tuple[str, ...]
    statistic_names: tuple[str, ...]
    area_key: str
    area_name: str
    group_code: str = "insgesamt"
    group_name: str = "Insgesamt"
    sex: str = "gesamt"
    period: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Evidence:
    """One of the values that are compared, with its source and its place there.

    Attributes:
        role: German word for what it is: "gedruckt", "nachgerechnet", "im Text".
        text: the value as it is shown.
        number: the value as it is; None where what is shown is no number.
        reckoning: how it was worked out; empty for a value of a source.
        source_code: empty for what was worked out.
        note: what the data say beside the value.
    """

    role: str
    text: str
    number: float | None
    statistic_code: str
    period: str
    source: str = ""
    locator: str = ""
    reckoning: str = ""
    source_code: str = ""
    note: str = ""

    @property
    def canonical(self) -> str:
        """The value without any wording: equal as long as the figures are."""
        said = self.text if self.number is None else f"{self.number:.10g}"
        return f"{self.statistic_code}@{self.period}:{self.source_code}={said}"


@dataclass(frozen=True)
class Finding:
    """One thing the audit found.

    ``what``, ``why`` and ``remedy`` are German sentences for the office.
    """

    kind: Kind
    severity: Severity
    subject: Subject
    evidence: tuple[Evidence, ...]
    what: str
    why: str
    remedy: str

    @property
    def id(self) -> str:
        """The same on every machine and in every run, as long as the subject is the same."""
        about = self.subject
        parts = (
            *(about.county_key, self.kind.value, *about.statistic_codes, about.area_key),
            *(about.group_code, about.sex, about.period, about.detail),
        )
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        return f"{self.kind.value.replace('_', '-')}-{digest[:_DIGITS]}"

    @property
    def said(self) -> str:
        """Severity and values without wording; an acceptance holds as long as this is equal."""
        return "; ".join((self.severity.value, *(one.canonical for one in self.evidence)))


@dataclass(frozen=True)
class Acceptance:
    """That the office knows a finding and lives with it, and why.

    Attributes:
        said: what the finding said then (``Finding.said``).
    """

    finding_id: str
    note: str
    accepted_at: datetime
    said: str


@dataclass(frozen=True)
class Judged:
    """A finding with what the office said to it.

    Attributes:
        acceptance: also one that does not hold any more, so that its note is not lost.
    """

    finding: Finding
    acceptance: Acceptance | None = None

    @property
    def accepted(self) -> bool:
        """Whether the office accepted just these values."""
        return self.acceptance is not None and self.acceptance.said == self.finding.said

    @property
    def lapsed(self) -> bool:
        """Whether the office accepted other values than there are now."""
        return self.acceptance is not None and not self.accepted


@dataclass(frozen=True)
class Report:
    """All findings of a county, the most urgent first."""

    county_key: str
    county_name: str
    judged: tuple[Judged, ...]

    @property
    def open(self) -> tuple[Judged, ...]:
        """What the office has not accepted."""
        return tuple(one for one in self.judged if not one.accepted)

    @property
    def accepted(self) -> tuple[Judged, ...]:
        """What the office has accepted."""
        return tuple(one for one in self.judged if one.accepted)
