"""Workbooks of the office's own: specified as data, written with choices, read by content."""

from __future__ import annotations

from functools import cache

from data_access.importers.templates import (
    allocation,
    concept,
    courses,
    interpreters,
    population,
    resources,
    sgb2,
)
from data_access.importers.templates.model import Template

__all__ = ["Template", "find_template", "templates"]


@cache
def templates() -> tuple[Template, ...]:
    """All templates in the order of the handbook."""
    return (
        population.TEMPLATE,
        allocation.TEMPLATE,
        sgb2.template(),
        courses.TEMPLATE,
        concept.TEMPLATE,
        resources.TEMPLATE,
        interpreters.TEMPLATE,
    )


def find_template(name: str) -> Template | None:
    """A template by its name."""
    return next((one for one in templates() if one.name == name), None)
