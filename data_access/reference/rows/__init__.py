"""Rows of the tables from the entries of a pack's files: names of columns, and what is left out."""

from data_access.reference.rows.areas import area_rows, boundary_rows, county_row
from data_access.reference.rows.concept import concept_rows
from data_access.reference.rows.courses import course_rows
from data_access.reference.rows.facts import milestone_rows, part_rows
from data_access.reference.rows.model import Row, Rows
from data_access.reference.rows.sources import delivery_rows, source_rows
from data_access.reference.rows.statistics import (
    break_rows,
    classification_rows,
    group_rows,
    member_rows,
    statistic_rows,
)

__all__ = [
    "Row",
    "Rows",
    "area_rows",
    "boundary_rows",
    "break_rows",
    "classification_rows",
    "concept_rows",
    "county_row",
    "course_rows",
    "delivery_rows",
    "group_rows",
    "member_rows",
    "milestone_rows",
    "part_rows",
    "source_rows",
    "statistic_rows",
]
