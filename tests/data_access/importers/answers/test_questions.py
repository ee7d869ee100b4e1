"""What the office is asked about a table, and what becomes of its answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from data_access.engine import writing
from data_access.importers.answers import aliases
from data_access.importers.answers.questions import (
    Answers,
    TableQuestions,
    TextQuestion,
    answered,
    code_of,
)
from data_access.importers.errors import ProfileError
from data_access.importers.examination import Order
from data_access.importers.importing import look_at
from data_access.importers.profiles import NewGroup, NewStatistic, Place, Profile, Rule
from data_access.importers.reports.report import FileReport, Outcome
from data_access.queries.choices import read_choices
from data_access.vocabulary import StatisticKind
from tests.support import indicator_files as files
from tests.support.lsn_tables import Table, download, workbook

NEW = "indicator_7-7-7.csv"
VALUE = Rule(text="Value", place=Place.SERIES, ignore=True)


def _asked(engine: Engine, content: bytes, *profiles: Profile, name: str = NEW) -> FileReport:
    return look_at(engine, name, content, Order(files.COUNTY, profiles=profiles))


def _table(*lines: str) -> bytes:
    return "\n".join(("Year,Gebietseinheit,GeoCode,Herkunft,Value", *lines, "")).encode()


def test_a_new_table_asks_for_everything(migrated: Engine) -> None:
    content = files.content(files.years(files.COUNTY, 1998, [1, 2, 3, 4]))
    (asked,) = _asked(migrated, content).questions
    assert (asked.layout, asked.table_id, asked.profile) == ("nim", "7-7-7", None)
    assert asked.statistic
    assert asked.bare_years
    assert asked.mapping
    assert asked.source_code == "nim-7-7-7"
    assert asked.publisher
    assert asked.texts == (TextQuestion("Value", Place.SERIES, ("1", "2", "3")),)
    assert asked.areas == ()


def test_a_source_that_is_known_is_not_described_again(migrated: Engine) -> None:
    content = files.content(files.years(files.COUNTY, 1998, [1]))
    profile = files.PROFILE.model_copy(update={"rules": ()})
    (asked,) = _asked(migrated, content, profile, name=files.NAME).questions
    assert (asked.source_code, asked.publisher) == (files.SOURCE, "")
    assert not asked.statistic


def test_names_that_nobody_knows_come_with_what_may_be_meant(migrated: Engine) -> None:
    content = _table(
        "2020,Hildesheim,K03254,Türkai,5",
        "2020,Hildeshaim Landkreis,,Syrien,7",
        "2020,Xy,,Syrien,7",
    )
    profile = files.PROFILE.model_copy(update={"table": "7-7-7"})
    (asked,) = _asked(migrated, content, profile).questions
    assert [(one.text, [two.key for two in one.nearest]) for one in asked.texts] == [
        ("Türkai", ["tuerkei"])
    ]
    named = {one.label: [two.key for two in one.nearest] for one in asked.areas}
    assert named["Hildeshaim Landkreis"][0] == files.COUNTY
    assert named["Xy"] == []

    with writing(migrated) as connection:
        aliases.add_group_alias(connection, "Türkai", "tuerkei")
        for one in asked.areas:
            aliases.add_area_alias(connection, one.label, files.COUNTY)
    assert (
        _asked(migrated, content.replace(b"Xy,,Syrien,7", b"Xy,,Irak,7"), profile).questions == ()
    )


def test_a_code_that_contradicts_its_name_is_no_question(migrated: Engine) -> None:
    content = _table("2020,Hannover,K03254,Syrien,5")
    report = _asked(migrated, content, files.PROFILE.model_copy(update={"table": "7-7-7"}))
    assert report.questions == ()
    assert "area-conflict" in {one.code for one in report.errors}


def _new(code: str = "geburten") -> NewStatistic:
    return NewStatistic(
        code=code, name="Geburten", unit="persons", kind=StatisticKind.FLOW, definition="Geborene."
    )


def test_answers_make_a_profile_that_reads_the_file(migrated: Engine) -> None:
    content = files.content(files.years(files.COUNTY, 1998, [1, 2]))
    (asked,) = _asked(migrated, content).questions
    answers = Answers(
        statistic="geburten",
        period="12-31",
        publisher="Ministerium",
        licence="dl-de/by-2-0",
        rules=(VALUE,),
        new_statistics=(_new(),),
    )
    profile = answered(asked, answers)
    assert profile.new_source is not None
    assert (profile.new_source.publisher, profile.new_source.licence) == (
        "Ministerium",
        "dl-de/by-2-0",
    )
    report = _asked(migrated, content, profile)
    assert (report.outcome, report.new, report.questions) == (Outcome.PREVIEW, 2, ())
    assert report.tables[0].statistics == ("Geburten",)
    assert report.tables[0].periods == ("1999-12-31", "1998-12-31")


@pytest.fixture
def asked() -> TableQuestions:
    """Questions about a table of which something was said before."""
    profile = Profile(
        layout="nim",
        table="7-7-7",
        title="Alt",
        source="nim-1-1-1",
        statistic="auslaender-azr",
        period="12-31",
        rules=(VALUE, Rule(text="Alt", leave_out="fehlte")),
        new_groups=(NewGroup(code="alt", name="Alt"),),
        rounded_to=5,
    )
    return TableQuestions("nim", "7-7-7", "Neu", profile, "nim-1-1-1", "", statistic=True)


def test_what_was_said_before_stays(asked: TableQuestions) -> None:
    known = asked.profile
    assert known is not None
    added = Rule(text="Neu", group="neu")
    group = NewGroup(code="neu", name="Neu")
    found = answered(asked, Answers(rules=(added,), new_groups=(group,), rest_left_out=True))
    assert found.rules == (*known.rules, added)
    assert found.new_groups == (*known.new_groups, group)
    assert (found.statistic, found.period, found.title) == ("auslaender-azr", "12-31", "Alt")
    assert (found.rest, found.rounded_to, found.new_source) == ("leave_out", 5, None)


def test_another_answer_to_the_same_text_replaces_the_first(asked: TableQuestions) -> None:
    other = Rule(text="Alt", group="alt")
    assert answered(asked, Answers(rules=(other,), statistic="geburten")).rules == (VALUE, other)


def test_an_answer_of_the_wrong_form_is_told(asked: TableQuestions) -> None:
    with pytest.raises(ProfileError, match="nicht vollständig"):
        answered(asked, Answers(statistic="Große Zahl!"))


def test_a_table_without_a_number_cannot_be_explained(migrated: Engine) -> None:
    content = files.content(files.years(files.COUNTY, 1998, [1]))
    report = _asked(migrated, content, name="datei.csv")
    assert "table-unknown" in {one.code for one in report.errors}
    (found,) = report.questions
    with pytest.raises(ProfileError):
        answered(found, Answers(statistic="auslaender-azr", rules=(VALUE,)))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Lebendgeborene in Ämtern", "lebendgeborene-in-aemtern"),
        ("  Größe (m²) 2020 ", "groesse-m2-2020"),
        ("São Tomé", "sao-tome"),
        ("???", "neu"),
        ("Geburten", "geburten-2"),
        ("x" * 90, "x" * 60),
    ],
)
def test_codes_follow_from_names(name: str, code: str) -> None:
    assert code_of(name, {"geburten"}) == code


def test_a_code_is_never_taken_twice() -> None:
    taken: set[str] = set()
    for _ in range(12):
        taken.add(code_of("Geburten", taken))
    assert len(taken) == 12
    assert {"geburten", "geburten-12"} <= taken


def test_choices_hold_nothing_of_a_fictitious_county(with_demo: Engine) -> None:
    with writing(with_demo) as connection:
        found = read_choices(connection)
    keys = {one.key for one in (*found.areas, *found.statistics, *found.groups)}
    assert {files.COUNTY, "auslaender-azr", "tuerkei"} <= keys
    assert not any("muster" in key for key in keys)


def test_a_sheet_with_two_tables_asks_nothing_of_either(migrated: Engine) -> None:
    """A mapping would not make two tables one."""
    drawn = Table((("254", "Hildesheim", (), (270, 130, 140, 1, 1)),))
    later = replace(drawn, date="31.12.2020*", table_id="A1999999")
    both = workbook(download(drawn).beside(download(later, row=60)))

    alone = _asked(migrated, workbook(download(later)), name="neu.xlsx")
    report = _asked(migrated, both, name="zwei.xlsx")

    assert alone.questions
    assert [one.code for one in report.errors] == ["second-table"]
    assert report.questions == ()
