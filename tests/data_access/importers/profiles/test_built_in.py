"""The profiles beside the code name what exists, and say of each text of a table one thing."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from data_access.importers.interpretation.meanings import Interpreter, groups_of
from data_access.importers.layouts import templates
from data_access.importers.names.text import text_key
from data_access.importers.profiles import Place, Profile, Rule, store
from data_access.importers.profiles.parsing import parse_profiles
from data_access.importers.profiles.store import built_in
from data_access.reference.pack import read_common
from data_access.schema import statistics
from tests.support.names import group_directory, named_groups
from tests.support.samples import needed
from tests.support.tables import Key, sample_tables

FILES = sorted(Path(store.FOLDER).glob("*.toml"))
PROFILES = sorted(built_in().items())
#: Tables of which no file was at hand when their profile was written.
WITHOUT_SAMPLE = {("lsn", "A100001V")}
#: Our own templates have no files of an office; they are compared with their specification.
OF_OFFICES = [
    one for one in PROFILES if one[0][0] != templates.NAME and one[0] not in WITHOUT_SAMPLE
]


def _names(profiles: list[tuple[Key, Profile]]) -> list[str]:
    return ["-".join(key).replace(" ", "_") for key, _ in profiles]


every_profile = pytest.mark.parametrize(("key", "profile"), PROFILES, ids=_names(PROFILES))
every_office = pytest.mark.parametrize(("key", "profile"), OF_OFFICES, ids=_names(OF_OFFICES))


@cache
def _codes(model: type[statistics.Source | statistics.Statistic]) -> dict[str, dict[str, object]]:
    return {row["code"]: row for row in read_common()[0][model]}


def _texts(key: Key) -> set[str]:
    """All texts of a sample table, whole and in parts."""
    found: set[str] = set()
    for table in sample_tables()[key]:
        for column in (Place.SERIES, Place.ITEM):
            for text in table.cells[column.value].unique().to_list():
                found |= {text_key(one) for one in (text, *text.split(" | "))}
    return found


def test_there_are_profiles() -> None:
    assert FILES
    assert PROFILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_read_whole(path: Path) -> None:
    """Two profiles of one table would silently be one."""
    read = parse_profiles(path.read_text("utf-8"), where=path.name)
    counted = Counter((one.layout, one.table) for one in read)

    assert [key for key, count in counted.items() if count > 1] == []
    assert all(path.stem.startswith(one.layout.split("_")[0]) for one in read)


def test_no_table_is_in_two_files() -> None:
    read = [
        (one.layout, one.table)
        for path in FILES
        for one in parse_profiles(path.read_text("utf-8"), where=path.name)
    ]

    assert len(read) == len(set(read)) == len(PROFILES)


@every_profile
def test_a_profile_names_only_what_there_is(key: Key, profile: Profile) -> None:
    known = {group.code for group in named_groups()}
    named = {one for one in (profile.statistic, *(r.statistic for r in profile.rules)) if one}
    groups = {code for rule in profile.rules for code in groups_of(rule)}

    assert profile.source in _codes(statistics.Source)
    assert named <= _codes(statistics.Statistic).keys()
    assert groups <= known
    assert named or all(rule.leave_out for rule in profile.rules)


@every_profile
def test_a_profile_defines_nothing_itself(key: Key, profile: Profile) -> None:
    """What is built in is defined beside everything else, where it is described and translated."""
    assert profile.new_source is None
    assert (profile.new_statistics, profile.new_groups) == ((), ())
    assert profile.title


@every_profile
def test_no_two_rules_say_of_one_text_two_things(key: Key, profile: Profile) -> None:
    counted = Counter(
        (place, text_key(rule.text)) for rule in profile.rules for place in _places(rule)
    )

    assert [text for text, count in counted.items() if count > 1] == []


def _places(rule: Rule) -> tuple[Place, ...]:
    return (Place.SERIES, Place.ITEM) if rule.place is Place.ANYWHERE else (rule.place,)


@every_profile
def test_a_rule_either_takes_or_leaves_or_ignores(key: Key, profile: Profile) -> None:
    for rule in profile.rules:
        takes = bool(rule.statistic or rule.group or rule.sex)
        assert [takes, bool(rule.leave_out), rule.ignore].count(True) == 1, rule.text


@every_profile
def test_what_is_left_out_has_a_reason_in_a_sentence(key: Key, profile: Profile) -> None:
    for reason in (rule.leave_out for rule in profile.rules if rule.leave_out):
        assert reason[0].isupper(), reason
        assert reason.endswith("."), reason
        assert len(reason.split()) > 3, reason


@every_profile
def test_a_share_is_never_taken_for_a_count(key: Key, profile: Profile) -> None:
    """Where a table has both, each has a rule, and the share's is none of a count."""
    by_unit = {text_key(rule.text): rule for rule in profile.rules}
    share = by_unit.get("prozent") or by_unit.get("%")
    if share is None:
        return
    unit = _codes(statistics.Statistic)[share.statistic]["unit"] if share.statistic else "percent"

    assert share.leave_out or unit == "percent"


@needed
@every_office
def test_every_text_of_a_rule_stands_in_the_table(key: Key, profile: Profile) -> None:
    """A column that is left out may be missing: offices choose columns."""
    found = _texts(key)

    missing = [r.text for r in profile.rules if text_key(r.text) not in found and not r.leave_out]
    assert missing == []


@needed
@every_office
def test_every_text_of_the_table_is_understood(key: Key, profile: Profile) -> None:
    interpreter = Interpreter(profile, group_directory())
    for table in sample_tables()[key]:
        pairs = table.cells.select("series", "item").unique(maintain_order=True).rows()
        for series, item in pairs:
            meaning = interpreter.meaning(series, item)
            assert meaning.clash == "", (series, item)
            if not meaning.leave_out:
                assert [one.text for one in meaning.unknown] == []
                assert meaning.statistic, (series, item)
        assert interpreter.missing(text for pair in pairs for text in pair) == ()


@needed
@every_office
def test_no_two_columns_of_a_table_are_the_same_figure(key: Key, profile: Profile) -> None:
    """Two columns under one key would contradict each other, or hide a mistake."""
    interpreter = Interpreter(profile, group_directory())
    for table in sample_tables()[key]:
        pairs = table.cells.select("series", "item").unique(maintain_order=True).rows()
        meanings = [interpreter.meaning(*pair) for pair in pairs]
        counted = Counter(
            (one.statistic, one.group, one.sex, one.period) for one in meanings if not one.leave_out
        )
        assert [found for found, count in counted.items() if count > 1] == []


@needed
@every_office
def test_a_table_without_dates_gets_them_and_no_other_does(key: Key, profile: Profile) -> None:
    interpreter = Interpreter(profile, group_directory())
    for table in sample_tables()[key]:
        dated = table.cells["period"].null_count() == 0
        for pair in table.cells.select("series", "item").unique().rows():
            meaning = interpreter.meaning(*pair)
            if not meaning.leave_out:
                assert bool(meaning.period) is not dated, pair


@needed
@every_office
def test_a_missing_column_stops_the_file(key: Key, profile: Profile) -> None:
    """Each text that the table has always had, taken away by itself."""
    interpreter = Interpreter(profile, group_directory())
    texts = [
        text
        for table in sample_tables()[key]
        for column in (Place.SERIES, Place.ITEM)
        for text in table.cells[column.value].unique().to_list()
    ]
    for rule in (rule for rule in profile.rules if rule.expected):
        left = [
            text
            for text in texts
            if text_key(rule.text) not in {text_key(part) for part in (text, *text.split(" | "))}
        ]
        assert rule.text in interpreter.missing(left)
