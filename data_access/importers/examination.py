"""A file looked at from all sides, with nothing written."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection

from data_access.erasure.figures import last_erasure, read_erased
from data_access.importers.errors import RefusedFileError
from data_access.importers.interpretation.erased import settle
from data_access.importers.interpretation.figures import (
    PLACED_FIGURES,
    contradictions,
    empty,
    with_texts,
)
from data_access.importers.interpretation.interpret import Interpretation, interpret
from data_access.importers.interpretation.knowledge import (
    Knowledge,
    read_knowledge,
    with_definitions,
    without_fictitious,
)
from data_access.importers.layouts import templates as own_templates
from data_access.importers.opening import open_upload
from data_access.importers.problems import Problem, Severity
from data_access.importers.profiles import Profile, Profiles, read_profiles
from data_access.importers.profiles.store import undefined
from data_access.importers.records import ReadRecords
from data_access.importers.refusals import (
    damaged,
    demand_sheets,
    same_sheet,
    unrecognised,
    where_is,
)
from data_access.importers.registry import Source, recognised, tables_of
from data_access.importers.tables.cells import ReadTable
from data_access.importers.tables.hidden import hidden_cells
from data_access.progress import Progress, silent
from data_access.storing import KEY


@dataclass(frozen=True)
class Order:
    """How a file is to be read.

    Attributes:
        county_key: whose office brings the file.
        layout: name of the layout; empty where it is to be recognised.
        table_id: what the office says the table is, where the file does not say it.
        sheets: only these sheets; all where empty.
        profiles: what the office says of tables with this file; kept when the file is stored.
        reason: why values changed.
        erased_again: whether figures that the office has erased for good are wanted again.
        confirmed: whether somebody has looked at this very file, for the reason given.
    """

    county_key: str
    layout: str = ""
    table_id: str = ""
    sheets: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()
    reason: str = ""
    erased_again: bool = False
    confirmed: bool = False

    @property
    def meant(self) -> bool:
        """Whether the office has said of this very file that it is meant so, and why."""
        return self.confirmed and bool(self.reason.strip())


@dataclass(frozen=True, eq=False)
class ExaminedTable:
    """A table with what it was recognised by and what was understood of it."""

    read: ReadTable
    evidence: str
    profile: Profile | None
    understood: Interpretation


@dataclass(frozen=True, eq=False)
class Examination:
    """A file with all its tables and lists.

    Attributes:
        records: the office's own lists, how they differ from the database beside each.
        figures: ``figures.PLACED_FIGURES`` of all tables, each key once; of one table as it was
            understood, with categories for keys.
        not_recognised: sheets and members in no known layout, with their number of filled cells.
        problems: of all tables and of the file as a whole.
        known: what this installation knew when it looked.
        last_erasure: number of what it had erased last by then.
    """

    file: str
    tables: tuple[ExaminedTable, ...]
    records: tuple[ReadRecords, ...]
    figures: pl.DataFrame
    not_recognised: dict[str, int]
    problems: tuple[Problem, ...]
    known: Knowledge
    last_erasure: int = 0

    @property
    def named_county(self) -> str:
        """Key of the county that the file itself names, as our own templates do; else empty."""
        named = (
            *(one.county_key for one in self.records),
            *(one.read.county_key for one in self.tables),
        )
        return next(filter(None, named), "")

    @property
    def rejected(self) -> bool:
        """Whether a problem keeps the file out."""
        return any(one.severity is Severity.ERROR for one in self.problems)


def examine(
    connection: Connection,
    name: str,
    content: bytes,
    order: Order,
    *,
    progress: Progress = silent,
) -> Examination:
    """Open, recognise, read and understand a file.

    Raises:
        RefusedFileError: the file is not read at all, or has no such sheet.
        UnknownLayoutError: no layout knows any part of it, or another one than was named.
    """
    progress("öffnen", 0.0)
    opened = open_upload(name, content)
    demand_sheets(name, opened, order.sheets)
    looking = _Looking(connection, order)
    sources = [source for one in opened for source in one.sources if looking.wants(source)]
    for number, source in enumerate(sources):
        progress("lesen", number / len(sources))
        looking.look_at(source)
    records = own_templates.read_records(sources)
    if not looking.recognised:
        raise unrecognised(name, opened, sources, order.layout)
    if len({one.county_key for one in records}) > 1:
        raise RefusedFileError(
            "Die Datei enthält Listen mehrerer Kreise.",
            where=name,
            remedy="Für jeden Kreis eine eigene Datei einlesen.",
        )
    figures, problems = _together(looking.tables)
    with_data = _with_data(looking, records)
    broken = damaged(looking.unread, with_data, order.layout)
    # Of a file of which only some sheets are read, nothing is missing.
    lacking = () if order.sheets else tuple(own_templates.whole_files(sources))
    return Examination(
        file=name,
        tables=tuple(looking.tables),
        records=records,
        figures=figures,
        not_recognised={
            where_is(source): cells for source in looking.unread if (cells := _filled(source))
        },
        problems=(*broken, *lacking, *problems, *hidden_cells(with_data)),
        known=looking.known,
        last_erasure=looking.last_erasure,
    )


class _Looking:
    """Source after source of a file.

    Attributes:
        recognised: those that a layout knew.
        unread: those that none knew.
        known: of all counties.
        last_erasure: number of what was erased last.
    """

    def __init__(self, connection: Connection, order: Order) -> None:
        self._connection, self._order = connection, order
        self._profiles = _with_answers(read_profiles(connection), order.profiles)
        # Files of the offices never go to a fictitious county; its own templates do.
        self.known = read_knowledge(connection)
        self._real = without_fictitious(connection, self.known)
        self.last_erasure = last_erasure(connection)
        self._erased = read_erased(connection)
        self.tables: list[ExaminedTable] = []
        self.recognised: list[Source] = []
        self.unread: list[Source] = []

    def wants(self, source: Source) -> bool:
        sheets = self._order.sheets
        return not sheets or any(same_sheet(source.sheet, one) for one in sheets)

    def look_at(self, source: Source) -> None:
        found = recognised(source, wanted=self._order.layout)
        if found is None:
            self.unread.append(source)
            return
        self.recognised.append(source)
        layout, evidence = found
        known = self.known if layout.NAME == own_templates.NAME else self._real
        for table in tables_of(layout, source, self._order.table_id):
            profile = self._profiles.of(table.layout, table.table_id)
            self.tables.append(self._examined(table, evidence, profile, known))

    def _examined(
        self, table: ReadTable, evidence: str, profile: Profile | None, known: Knowledge
    ) -> ExaminedTable:
        missing = undefined(self._connection, profile) if profile else ()
        if missing:
            return _without_keys(table, evidence, profile, missing)
        knowledge = with_definitions(known, profile) if profile else known
        own = self._order.county_key
        if table.layout == own_templates.NAME or own not in known.counties:
            # A template names its county itself; files of the offices are of no fictitious one.
            own = ""
        understood = settle(
            interpret(table, profile, knowledge, own=own),
            *(table, knowledge, self._erased),
            again=self._order.erased_again,
        )
        return ExaminedTable(table, evidence, profile, understood)


def _with_data(looking: _Looking, records: tuple[ReadRecords, ...]) -> list[Source]:
    """Sources that figures or rows were read from; explanations and lists of choices are none."""
    read = {(one.read.document, one.read.sheet) for one in looking.tables}
    read |= {(one.document, sheet) for one in records for sheet in one.columns}
    return [one for one in looking.recognised if (one.document, one.sheet) in read]


def _without_keys(
    table: ReadTable, evidence: str, profile: Profile | None, missing: tuple[str, ...]
) -> ExaminedTable:
    problem = Problem(
        Severity.ERROR,
        "undefined",
        table.document,
        table.sheet,
        "",
        f"Die Zuordnung der Tabelle nennt, was es nicht gibt: {', '.join(missing)}.",
        "Die Schlüssel in der Zuordnung berichtigen oder dort neu bestimmen.",
    )
    understood = Interpretation(empty(), table.left_out, (*table.problems, problem), (), ())
    return ExaminedTable(table, evidence, profile, understood)


def _with_answers(profiles: Profiles, answers: tuple[Profile, ...]) -> Profiles:
    given = {(one.layout, one.table): one for one in answers}
    return Profiles(profiles.built_in, {**profiles.of_office, **given})


def _together(
    tables: list[ExaminedTable],
) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """The figures of all tables; what two tables say differently is a problem of the file."""
    problems = [problem for one in tables for problem in one.understood.problems]
    # What concerns a sheet as a whole is said of each of its tables.
    problems = list(dict.fromkeys(problems))
    if not tables:
        return empty(), ()
    if len(tables) == 1:
        return tables[0].understood.figures, tuple(problems)
    frames = [
        with_texts(one.understood.figures).with_columns(document=pl.lit(one.read.document))
        for one in tables
    ]
    figures = pl.concat(frames)
    problems += contradictions(figures)
    once = figures.select(*PLACED_FIGURES).unique(KEY, keep="first", maintain_order=True)
    return once, tuple(problems)


def _filled(source: Source) -> int:
    if hasattr(source, "frame"):
        frame: pl.DataFrame = source.frame
        return sum(column.len() - column.null_count() for column in frame.get_columns())
    return sum(sum(1 for text in row if text.strip()) for _, row in source.rows())
