"""The layouts, found by looking which modules there are."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Protocol, cast

from data_access.importers import layouts
from data_access.importers.errors import UnknownLayoutError
from data_access.importers.files.grids import Grid, Text
from data_access.importers.tables.cautions import with_cautions
from data_access.importers.tables.cells import ReadTable

Source = Grid | Text


class Layout(Protocol):
    """A module of ``importers.layouts``.

    Attributes:
        NAME: what the command line calls it.
        TITLE: what a reader calls it.
        WHERE: where its files come from.

    A layout that deals with formulas and formats of cells itself has ``READS_FORMULAS = True``; for
    all others ``cautions`` does. One that can say what keeps a source from being read has
    ``almost``; where that also takes tables that people made of one of its own, ``has_table`` tells
    a table of the office from them.
    """

    NAME: str
    TITLE: str
    WHERE: str

    def recognise(self, source: Source) -> str | None:
        """By what the layout is recognised, in German; None where it is another one."""

    def read(self, source: Source, table_id: str = "") -> ReadTable | tuple[ReadTable, ...]:
        """The tables of a source; ``table_id`` where the office names what the file does not."""


@cache
def all_layouts() -> tuple[Layout, ...]:
    """All layouts, by name."""
    found = (
        cast("Layout", importlib.import_module(f"{layouts.__name__}.{module.name}"))
        for module in pkgutil.iter_modules(layouts.__path__)
        if not module.name.startswith("_")
    )
    return tuple(sorted(found, key=lambda layout: layout.NAME))


def layout_named(name: str) -> Layout:
    """The layout of a name.

    Raises:
        UnknownLayoutError: there is none.
    """
    for layout in all_layouts():
        if name == layout.NAME:
            return layout
    known = ", ".join(layout.NAME for layout in all_layouts())
    raise UnknownLayoutError(
        f"Den Aufbau „{name}“ gibt es nicht.",
        where="Angabe --format",
        remedy=f"Weglassen (der Aufbau wird erkannt) oder einen nennen: {known}.",
    )


def recognised(source: Source, *, wanted: str = "") -> tuple[Layout, str] | None:
    """The layout of a source and by what it was recognised; None where no layout knows it."""
    candidates = (layout_named(wanted),) if wanted else all_layouts()
    for layout in candidates:
        evidence = layout.recognise(source)
        if evidence:
            return layout, evidence
    return None


def almost(source: Source) -> tuple[Layout, str] | None:
    """The layout that a source seems to be in, and in German what keeps it from being read.

    A text that speaks of an office is not yet a table of it.
    """
    if isinstance(source, Text) and not source.is_table:
        return None
    for layout in all_layouts():
        asked: Callable[[Source], str | None] | None = getattr(layout, "almost", None)
        found = asked(source) if asked else None
        if found:
            return layout, found
    return None


def broken(source: Source) -> tuple[Layout, str] | None:
    """The same where the source is a table that broke, not one that somebody made of another."""
    found = almost(source)
    if found is None:
        return None
    has_table: Callable[[Source], bool] | None = getattr(found[0], "has_table", None)
    return found if has_table is None or has_table(source) else None


def tables_of(layout: Layout, source: Source, table_id: str = "") -> tuple[ReadTable, ...]:
    """All tables of a source of this layout, with what a workbook says of single values."""
    found = layout.read(source, table_id)
    tables = (found,) if isinstance(found, ReadTable) else found
    # Our own templates invite formulas and say themselves what they make of them.
    if isinstance(source, Grid) and not getattr(layout, "READS_FORMULAS", False):
        return tuple(with_cautions(source, table) for table in tables)
    return tables
