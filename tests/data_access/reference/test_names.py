"""The directory of counties, nationalities and spellings: complete, and nothing twice."""

from __future__ import annotations

from collections import Counter

from data_access.domain.spans import SpanKind, YearSpan
from data_access.reference.names import (
    built_in_spellings,
    nationalities,
    territories,
)
from data_access.reference.pack import COUNTIES, read_common, read_pack
from data_access.schema import areas, statistics
from data_access.vocabulary import AreaKind


def test_all_counties_of_germany_are_there() -> None:
    """As many as the official list has since July 2021: 294 counties and 106 cities."""
    present = [one for one in territories() if len(one.key) == 5 and one.until is None]
    kinds = Counter(one.kind for one in present)

    assert kinds == {AreaKind.COUNTY: 294, AreaKind.CITY: 106}
    assert sum(one.key.startswith("03") for one in present) == 45


def test_all_states_and_the_regions_of_the_state_are_there() -> None:
    keys = {one.key: one for one in territories()}

    assert [key for key in keys if len(key) == 2] == [f"{number:02}" for number in range(1, 17)]
    assert [keys[f"03{number}"].label for number in range(1, 5)] == [
        "Statistische Region Braunschweig",
        "Statistische Region Hannover",
        "Statistische Region Lüneburg",
        "Statistische Region Weser-Ems",
    ]


def test_every_county_lies_in_a_state_and_no_key_is_there_twice() -> None:
    keys = [one.key for one in territories()]

    assert keys == sorted(set(keys))
    # East and West of Germany are no part of a state.
    official = [key for key in keys if key.isdigit()]
    assert [key for key in keys if not key.isdigit()] == ["DEO", "DEW"]
    assert {key[:2] for key in official} == {key for key in official if len(key) == 2}


def test_former_counties_of_published_series_are_there() -> None:
    former = {one.key: one.until for one in territories() if one.until}

    assert {"03152", "03156", "03253", "13001", "16056"} <= former.keys()
    assert str(former["03152"]) == str(former["03156"]) == "2016-10-31"


def test_the_packs_call_their_counties_as_the_directory_does() -> None:
    listed = {one.key: one for one in territories()}
    for folder in COUNTIES.iterdir():
        for row in read_pack(folder.name).rows[areas.Area]:
            if row["key"] in listed and len(row["key"]) == 5:
                assert listed[row["key"]].name in row["name"], row


def test_nationalities_have_an_official_key_and_a_group_each() -> None:
    groups = {row["code"]: row for row in read_common()[0][statistics.PopulationGroup]}

    for state in nationalities():
        assert len(state.key) == 3
        assert state.key.isdecimal()
        assert groups[state.code]["name"] == state.name
    listed = [row["code"] for row in groups.values() if row["kind"] == "nationality"]
    assert listed == [state.code for state in nationalities()]
    assert len(set(listed)) == len(listed) > 200


def test_spellings_mean_what_is_there() -> None:
    groups = {row["code"] for row in read_common()[0][statistics.PopulationGroup]}
    known = {row["key"] for row in read_common()[0][areas.Area]}
    known |= {
        row["key"]
        for folder in COUNTIES.iterdir()
        for row in read_pack(folder.name).rows[areas.Area]
    }
    spellings = built_in_spellings()

    assert {one.of for one in spellings.groups} <= groups
    assert {one.of for one in spellings.areas} <= known
    assert {one.of for one in spellings.sexes} == {"männlich", "weiblich"}


def test_spans_of_years_are_groups_with_their_names() -> None:
    groups = {row["code"]: row for row in read_common()[0][statistics.PopulationGroup]}

    for span, kind in ((YearSpan(18, 20), SpanKind.AGE), (YearSpan(10), SpanKind.STAY)):
        row = groups[span.code(kind)]
        assert (row["name"], row["kind"]) == (span.name(kind), kind.value)


def test_totals_and_citizenship_stand_before_nationalities_and_these_before_all_else() -> None:
    rows = read_common()[0][statistics.PopulationGroup]
    kinds = list(dict.fromkeys(row["kind"] for row in rows))

    assert kinds[:4] == ["total", "citizenship", "nationality", "nationality_set"]
    assert kinds[-2:] == ["age", "stay"]
    assert [row["position"] for row in rows] == list(range(1, len(rows) + 1))
