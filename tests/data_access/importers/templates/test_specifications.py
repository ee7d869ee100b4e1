"""What the templates name is there: tables, columns, statistics, groups, sources, names."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from sqlalchemy import Engine, select

from data_access.engine import reading
from data_access.importers.profiles import read_profiles
from data_access.importers.profiles.store import FOLDER, undefined
from data_access.importers.profiles.templates import profiles_text, template_profiles
from data_access.importers.records import storage
from data_access.importers.templates import find_template, templates
from data_access.importers.templates.marker import GUIDE, LISTS
from data_access.importers.templates.model import (
    FigureSheet,
    Kind,
    RecordSheet,
    Sheet,
    Template,
)
from data_access.importers.templates.raw import plain_title
from data_access.importers.templates.sgb2 import CLASSIFICATION, lines
from data_access.schema.statistics import ClassificationItem, Statistic

SHEETS = [(one, sheet) for one in templates() for sheet in one.sheets]
NAMES = [f"{one.name}-{sheet.name}" for one, sheet in SHEETS]


def _name(sheet: RecordSheet) -> str:
    """The same in every process: two that share the tests compare their names."""
    return sheet.name


each_sheet = pytest.mark.parametrize(("template", "sheet"), SHEETS, ids=NAMES)


def test_every_list_of_the_office_has_its_template() -> None:
    assert [one.name for one in templates()] == [
        "bevoelkerung",
        "zuweisung",
        "sgb2",
        "sprachkurse",
        "ziele",
        "personal-haushalt",
        "sprachmittlung",
    ]
    assert find_template("sgb2") is templates()[2]
    assert find_template("gibt-es-nicht") is None


@each_sheet
def test_names_and_titles_tell_columns_apart(template: Template, sheet: Sheet) -> None:
    columns = (*sheet.all_columns, *sheet.fields)

    assert len({one.name for one in columns}) == len(columns)
    assert len({plain_title(one.title) for one in columns}) == len(columns)
    assert len({one.name for one in sheet.rules}) == len(sheet.rules)
    assert sheet.name not in {GUIDE, LISTS}
    assert re.fullmatch("[a-z0-9-]+", sheet.name)
    assert len(sheet.title) <= 31
    assert sheet.keys or isinstance(sheet, FigureSheet)


@each_sheet
def test_every_column_is_explained(template: Template, sheet: Sheet) -> None:
    for one in (*sheet.all_columns, *sheet.fields):
        assert one.explanation.endswith("."), one.name
        assert one.kind is not Kind.CHOICE or one.options or one.listing, one.name
    for rule in sheet.rules:
        assert rule.what.endswith("."), rule.name
        assert rule.remedy.endswith("."), rule.name
        assert re.fullmatch("[a-z0-9-]+", rule.name)


@each_sheet
def test_rules_name_columns_that_there_are(template: Template, sheet: Sheet) -> None:
    known = {one.name for one in (*sheet.all_columns, *sheet.fields)} | {"today"}
    if isinstance(sheet, RecordSheet):
        known |= set(chain.from_iterable(one.fixed for one in sheet.cells)) | {sheet.value}
        known |= {f"{one.table}.{name}" for one in sheet.lookups for name in one.columns}
    known |= {f"whole.{name}" for name in known}
    for rule in sheet.rules:
        named = set(re.findall(r"\{([a-z0-9_.]+)\}", rule.what)) | set(rule.columns)
        assert named | set(rule.holds.meta.root_names()) <= known, rule.name


@pytest.mark.parametrize("sheet", [s for _, s in SHEETS if isinstance(s, RecordSheet)], ids=_name)
def test_a_list_fills_every_column_of_its_table(sheet: RecordSheet) -> None:
    table = storage.table(sheet.table)
    needed = {column.name for column in table.columns} - {"county_key"}
    given = {one.name for one in sheet.columns if not one.fixed} | set(sheet.constants)
    given |= {name for one in sheet.cells for name in one.fixed} | ({sheet.value} - {""})
    given |= set(sheet.inherited[1] if sheet.inherited else ())

    # The year of a month is a column of the sheet only.
    assert given - {"year"} == needed - {"year"}
    assert set(storage.key_columns(sheet.table)) <= given
    if not sheet.cells:
        assert sheet.keys == storage.key_columns(sheet.table)


@pytest.mark.parametrize("sheet", [s for _, s in SHEETS if isinstance(s, RecordSheet)], ids=_name)
def test_an_empty_cell_means_something_where_it_may_be_empty(sheet: RecordSheet) -> None:
    table = storage.table(sheet.table)
    for one in sheet.columns:
        if not one.required and not one.fixed and one.empty is None:
            assert table.c[one.name].nullable, one.name


def test_all_statistics_groups_and_sources_are_defined(published: Engine) -> None:
    with reading(published) as connection:
        known = read_profiles(connection)
        for profile in template_profiles():
            assert undefined(connection, profile) == (), profile.table
            assert known.of(profile.layout, profile.table) == profile
        groups = set(connection.scalars(select(ClassificationItem.group_code).distinct())) | {
            rule.group for one in template_profiles() for rule in one.rules if rule.group
        }
        defined = set(connection.scalars(select(storage.table("population_group").c.code)))
    assert groups <= defined


def test_own_counts_of_persons_pass_the_small_cell_rule(published: Engine) -> None:
    counted = {
        rule.statistic
        for one in template_profiles()
        if one.origin == "own_count"
        for rule in one.rules
        if rule.statistic and not rule.planned
    }
    row = Statistic
    with reading(published) as connection:
        open_counts = connection.scalars(
            select(row.code).where(
                row.code.in_(counted), row.unit == "persons", row.own_count.is_(False)
            )
        ).all()

    assert open_counts == []


def test_the_profiles_of_the_templates_are_current() -> None:
    assert (FOLDER / "vorlagen.toml").read_text("utf-8") == profiles_text()


def test_the_table_of_the_ministry_has_its_lines(published: Engine) -> None:
    row = ClassificationItem
    statement = (
        select(row.group_code, row.parent_code)
        .where(row.classification == CLASSIFICATION)
        .order_by(row.position)
    )
    with reading(published) as connection:
        stored = [(code, parent or "") for code, parent in connection.execute(statement)]

    assert [(one.code, one.parent) for one in lines()] == stored
    assert len({one.text for one in lines()}) == len(lines()) == len(stored)
