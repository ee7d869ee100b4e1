"""Which lists refer to which: by a foreign key, or by a code that only the templates know."""

from __future__ import annotations

from functools import cache

from data_access.importers.records import storage
from data_access.importers.templates import templates
from data_access.importers.templates.model import Listing, RecordSheet
from data_access.schema.base import Base

#: Lists that a file can add to: table, column of the code, column of the name.
OWN_LISTS = {
    Listing.PROVIDERS: ("course_provider", "code", "name"),
    Listing.COURSES: ("course", "code", ""),
    Listing.YEARS: ("programme", "year", ""),
    Listing.MEASURES: ("programme_measure", "code", ""),
    Listing.INDICATORS: ("indicator", "code", ""),
}
#: Tables whose details mean nothing without them.
WHOLES = ("course", "programme_measure", "indicator")


@cache
def references() -> tuple[tuple[str, str, str], ...]:
    """Table of a list, table that refers to it, and the column that does."""
    return tuple(sorted({*_by_listing(), *_by_foreign_key()}))


def _by_listing() -> set[tuple[str, str, str]]:
    return {
        (OWN_LISTS[column.listing][0], sheet.table, column.name)
        for template in templates()
        for sheet in template.sheets
        if isinstance(sheet, RecordSheet)
        for column in sheet.columns
        if column.listing in OWN_LISTS
    }


def _by_foreign_key() -> set[tuple[str, str, str]]:
    return {
        (constraint.referred_table.name, child.name, column.name)
        for child in Base.metadata.tables.values()
        for constraint in child.foreign_key_constraints
        if constraint.referred_table.name in storage.record_tables()
        for column in constraint.columns
        if column.name != storage.COUNTY
    }


def title_of(table: str) -> str:
    """What a table is called in a message."""
    for template in templates():
        for sheet in template.sheets:
            if isinstance(sheet, RecordSheet) and sheet.table == table:
                return f"Blatt „{sheet.title}“"
            if isinstance(sheet, RecordSheet) and sheet.field_table == table:
                return f"Blatt „{sheet.title}“, Angaben über der Tabelle"
    return "Angaben des Kreispakets"
