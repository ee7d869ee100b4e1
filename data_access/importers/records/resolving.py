"""Texts of references become codes: of what the database has, and of what the file brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from data_access.importers.problems import Problem
from data_access.importers.records.model import ReadRecords
from data_access.importers.records.relations import OWN_LISTS, title_of
from data_access.importers.templates.checking import CELL, SHEET, Places
from data_access.importers.templates.choices import Spellings, choose, nearest, read_options
from data_access.importers.templates.model import (
    REMOVED,
    Column,
    Kind,
    Listing,
    Option,
    RecordSheet,
)
from data_access.importers.templates.parsing import ROW

_META = (REMOVED, SHEET, ROW, CELL)


@dataclass(frozen=True, eq=False)
class ResolvedRow:
    """A row of a file with codes in place of texts.

    Attributes:
        said: the row as it stands in the file.
        content: columns of the database table.
    """

    said: Mapping[str, Any]
    content: Mapping[str, Any]
    removed: bool


@dataclass
class Resolver:
    """Looks up references of one file."""

    connection: Connection
    read: ReadRecords
    _options: dict[Listing, tuple[Option, ...]] = field(default_factory=dict)
    _spellings: dict[Listing, Spellings] = field(default_factory=dict)

    def rows(self, sheet: RecordSheet) -> tuple[list[ResolvedRow], list[Problem]]:
        """The rows of a sheet; those with an unknown reference are problems instead."""
        frame = self.read.frames.get(sheet.table)
        if frame is None:
            return [], []
        rows: list[ResolvedRow] = []
        problems: list[Problem] = []
        for said in frame.iter_rows(named=True):
            found = list(self._unknown(said, sheet))
            problems += found
            if not found:
                rows.append(ResolvedRow(said, self._content(said, sheet), bool(said[REMOVED])))
        return rows, problems

    def _columns(self, said: Mapping[str, Any], sheet: RecordSheet) -> Iterator[Column]:
        for column in sheet.columns:
            if column.fixed or (said[REMOVED] and not column.key):
                continue
            yield column

    def _unknown(self, said: Mapping[str, Any], sheet: RecordSheet) -> Iterator[Problem]:
        for column in self._columns(said, sheet):
            value = said.get(column.name)
            if column.listing is None or value is None:
                continue
            if self._code(column.listing, value) is None:
                yield self._problem(said, column, str(value), self._listed(column.listing))

    def _problem(
        self, said: Mapping[str, Any], column: Column, text: str, options: tuple[Option, ...]
    ) -> Problem:
        near = nearest(text, options)
        meant = f" Gemeint sein könnte: {', '.join(near)}." if near else ""
        own = OWN_LISTS.get(column.listing) if column.listing else None
        anew = f" Ist es ein neuer Eintrag, ihn auf dem {title_of(own[0])} anlegen." if own else ""
        return Places(self.read.document, self.read.columns).problem(
            said,
            column.name,
            f"unknown-{column.listing}",
            f"„{text[:80]}“ in der Spalte „{column.title}“ ist nicht bekannt.{meant}",
            choose(column, options) + anew,
        )

    def _content(self, said: Mapping[str, Any], sheet: RecordSheet) -> dict[str, Any]:
        content = {name: value for name, value in said.items() if name not in _META}
        for column in self._columns(said, sheet):
            value = said.get(column.name)
            if column.listing and value is not None:
                code = self._code(column.listing, value)
                content[column.name] = int(code) if code and column.kind is Kind.YEAR else code
        return content

    def _code(self, listing: Listing, value: object) -> str | None:
        if listing not in self._spellings:
            self._spellings[listing] = Spellings(self._listed(listing))
        return self._spellings[listing].resolve(str(value))

    def _listed(self, listing: Listing) -> tuple[Option, ...]:
        if listing not in self._options:
            known = read_options(self.connection, self.read.county_key, listing)
            self._options[listing] = (*known, *self._brought(listing, known))
        return self._options[listing]

    def _brought(self, listing: Listing, known: tuple[Option, ...]) -> Iterator[Option]:
        """Entries that the file itself adds."""
        name, code, title = OWN_LISTS.get(listing, ("", "", ""))
        codes = {one.code for one in known}
        # What is wrong with such a row has been told; nobody need be told again elsewhere.
        yield from (Option(one, one) for one in self.read.faulty.get(name, ()) if one not in codes)
        frame = self.read.frames.get(name)
        if frame is None:
            return
        for row in frame.iter_rows(named=True):
            if not row[REMOVED] and str(row[code]) not in codes:
                yield Option(str(row[code]), str(row[title] if title else row[code]))
