"""Frozen types that travel between the layers. Pure: neither database nor screen."""

from data_access.domain.figures import (
    Absence,
    ClassificationLine,
    DataStatus,
    Group,
    Papers,
    Part,
    Series,
    SeriesBreak,
    Source,
    Statistic,
    Value,
    papers_of,
)
from data_access.domain.periods import Period, PeriodKind
from data_access.domain.places import SUMMING_KINDS, Area, Boundary, County
from data_access.domain.schedule import Expected, Schedule

__all__ = [
    "SUMMING_KINDS",
    "Absence",
    "Area",
    "Boundary",
    "ClassificationLine",
    "County",
    "DataStatus",
    "Expected",
    "Group",
    "Papers",
    "Part",
    "Period",
    "PeriodKind",
    "Schedule",
    "Series",
    "SeriesBreak",
    "Source",
    "Statistic",
    "Value",
    "papers_of",
]
