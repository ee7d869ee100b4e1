"""Columns and rules that the sheets of the course template share."""

from __future__ import annotations

import polars as pl

from data_access.importers.templates.model import (
    Column,
    Kind,
    Listing,
    Lookup,
    Rule,
)

_REMEDY = "Eine der beiden Zahlen berichtigen."


def count_column(
    name: str, title: str, explanation: str, example: str, *, required: bool = True
) -> Column:
    """A number of persons or places."""
    return Column(
        name,
        title,
        explanation,
        Kind.WHOLE,
        example=example,
        required=required,
        minimum=0,
        width=13,
    )


def course_column() -> Column:
    """Course of a row."""
    return Column(
        "course_code",
        "Kurs",
        "Nummer des Kurses wie auf dem Blatt „Kurse“.",
        Kind.CHOICE,
        required=True,
        key=True,
        listing=Listing.COURSES,
        offered_by=("kurse", "code"),
        example="IK-2026-03",
        width=18,
    )


def programme_column(*, key: bool) -> Column:
    """Kind of course of a row."""
    return Column(
        "programme_code",
        "Kursart",
        "Kursart aus der Auswahl.",
        Kind.CHOICE,
        required=True,
        key=key,
        listing=Listing.PROGRAMMES,
        example="Integrationskurs",
        width=26,
    )


def part_rule(name: str, whole: str, title: str, whole_title: str) -> Rule:
    """A part is no larger than its whole."""
    return Rule(
        f"{name.replace('_', '-')}-above-{whole.replace('_', '-')}",
        pl.col(name) <= pl.col(whole),
        (name, whole),
        f"„{title}“ ({{{name}}}) ist größer als „{whole_title}“ ({{{whole}}}).",
        _REMEDY,
    )


OF_COURSE = Lookup("course", "course_code", ("starts_on", "ends_on", "starters"))
