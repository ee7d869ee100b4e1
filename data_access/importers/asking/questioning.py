"""Finds what the office has to say of the tables of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from data_access.importers.answers.offers import near_areas, near_groups
from data_access.importers.answers.questions import AreaQuestion, TableQuestions, TextQuestion
from data_access.importers.asking.drafts import source_code
from data_access.importers.asking.publishers import Publisher, publisher_of
from data_access.importers.examination import Examination, ExaminedTable
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.interpretation.meanings import Unknown
from data_access.schema.statistics import Source

_EXAMPLES = 3
_BARE_YEAR = r"^\d{4}$"


def questions(connection: Connection, examination: Examination) -> tuple[TableQuestions, ...]:
    """One question per table of which something is not known; sheets of one table together."""
    tables: dict[tuple[str, str], list[ExaminedTable]] = {}
    for one in examination.tables:
        tables.setdefault((one.read.layout, one.read.table_id), []).append(one)
    asked = (_of_table(connection, some, examination.known) for some in tables.values())
    return tuple(one for one in asked if one.mapping or one.areas)


def _of_table(
    connection: Connection, tables: list[ExaminedTable], known: Knowledge
) -> TableQuestions:
    first = tables[0]
    texts = {part.text: part for one in tables for part in one.understood.unknown}
    codes = {problem.code for one in tables for problem in one.understood.problems}
    source, publisher = _source(connection, first)
    return TableQuestions(
        layout=first.read.layout,
        table_id=first.read.table_id,
        title=first.read.title,
        profile=first.profile,
        source_code=source,
        publisher=publisher.name,
        licence=publisher.licence,
        delivery=publisher.delivery,
        statistic=bool(codes & {"table-new", "no-statistic"}),
        bare_years=any(_has_bare_years(one) for one in tables),
        texts=tuple(_of_text(part, tables, known) for part in texts.values()),
        areas=tuple(_of_areas(tables, known)),
    )


def _source(connection: Connection, one: ExaminedTable) -> tuple[str, Publisher]:
    """Code of the source, and its publisher where it is not known yet."""
    if one.profile:
        return one.profile.source, Publisher("")
    code = source_code(one.read.layout, one.read.table_id)
    same = select(Source.code).where(
        (Source.code == code) | ((Source.table_id == one.read.table_id) & (Source.table_id != ""))
    )
    found = connection.scalars(same.order_by(Source.priority, Source.code)).first()
    return (found, Publisher("")) if found else (code, publisher_of(connection, one.read.layout))


def _has_bare_years(one: ExaminedTable) -> bool:
    return bool(one.read.texts["period"].str.contains(_BARE_YEAR).any())


def _of_text(part: Unknown, tables: Iterable[ExaminedTable], known: Knowledge) -> TextQuestion:
    examples: list[str] = []
    for one in tables:
        shown = one.read.under(part.place.value, part.text)
        examples += shown["text"].head(_EXAMPLES).to_list()
    nearest = near_groups(known.groups, part.nearest)
    return TextQuestion(part.text, part.place, tuple(examples[:_EXAMPLES]), nearest)


def _of_areas(tables: Iterable[ExaminedTable], known: Knowledge) -> Iterator[AreaQuestion]:
    strange = dict.fromkeys(area for one in tables for area in one.understood.strange_areas)
    for area in strange:
        nearest = near_areas(known.areas, area.nearest)
        yield AreaQuestion(f"{area.code} {area.name}".strip(), nearest)
