"""Columns that the sheets of the concept's template share."""

from __future__ import annotations

from data_access.importers.templates.model import (
    Column,
    Kind,
    Listing,
    Option,
)


def text_column(
    name: str, title: str, explanation: str, example: str, *, required: bool = True, width: int = 40
) -> Column:
    """A text; one that may be left out is an empty one."""
    return Column(
        name,
        title,
        explanation,
        Kind.TEXT,
        example=example,
        required=required,
        empty=None if required else "",
        width=width,
    )


def code_column(title: str, explanation: str, example: str) -> Column:
    """The number by which a row is known again."""
    return Column(
        "code", title, explanation, Kind.TEXT, example=example, required=True, key=True, width=14
    )


def choice_column(
    name: str,
    title: str,
    explanation: str,
    example: str,
    *,
    options: tuple[Option, ...] = (),
    listing: Listing | None = None,
    offered_by: tuple[str, str] | None = None,
    required: bool = True,
    key: bool = False,
    width: int = 20,
) -> Column:
    """A choice from a list: of the template, of the database, or of another sheet."""
    return Column(
        name,
        title,
        explanation,
        Kind.CHOICE,
        example=example,
        required=required,
        key=key,
        options=options,
        listing=listing,
        offered_by=offered_by,
        width=width,
    )


def goal_column(name: str = "goal_code", *, key: bool = False) -> Column:
    """Goal of a row."""
    return choice_column(
        name,
        "Ziel",
        "Ziel des Integrationskonzepts.",
        "5.1-Z1 Wartezeit Alphabetisierungskurs",
        listing=Listing.GOALS,
        key=key,
        width=44,
    )


def year_column(*, key: bool, listing: Listing | None = None) -> Column:
    """Year of a programme."""
    return Column(
        "year",
        "Jahr",
        "Jahr des Programms.",
        Kind.YEAR,
        example="2026",
        required=True,
        key=key,
        minimum=2000,
        maximum=2100,
        listing=listing,
        width=9,
    )


def number_column(
    name: str, title: str, explanation: str, example: str, *, required: bool = True
) -> Column:
    """A number of an indicator."""
    return Column(
        name, title, explanation, Kind.NUMBER, example=example, required=required, width=14
    )
