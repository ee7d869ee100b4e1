"""Frozen types that travel between the layers. Pure: neither database nor screen."""

from data_access.domain.figures import (
    Absence,
    ClassificationLine,
    Group,
    Papers,
    Part,
    Period,
    PeriodKind,
    Series,
    SeriesBreak,
    Source,
    Statistic,
    Value,
)
from data_access.domain.places import SUMMING_KINDS, Area, Boundary, County

__all__ = [
    "SUMMING_KINDS",
    "Absence",
    "Area",
    "Boundary",
    "ClassificationLine",
    "County",
    "Group",
    "Papers",
    "Part",
    "Period",
    "PeriodKind",
    "Series",
    "SeriesBreak",
    "Source",
    "Statistic",
    "Value",
]
