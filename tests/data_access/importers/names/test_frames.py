from __future__ import annotations

import time

import polars as pl
import pytest

from data_access.domain import Period
from data_access.importers.names import AREA_NAMES, GROUP_NAMES, match_areas, match_groups
from tests.support.names import REAL, area_directory, group_directory

PRINTED = ("area_code", "area_name", "period")


def cells(*rows: tuple[str | None, str | None, str | None]) -> pl.DataFrame:
    """The columns of ``CELLS`` that say where and when."""
    return pl.DataFrame(rows, schema=dict.fromkeys(PRINTED, pl.String), orient="row")


def keys(frame: pl.DataFrame) -> list[str | None]:
    """Keys of the areas, in the order of the table."""
    return frame["area_key"].to_list()


def test_the_schema_holds_for_an_empty_table() -> None:
    found = match_areas(area_directory("03254"), cells())

    assert dict(found.schema) == dict(AREA_NAMES)
    assert dict(match_groups(group_directory(), pl.Series([], dtype=pl.String)).schema) == dict(
        GROUP_NAMES
    )


def test_in_a_list_of_counties_a_bare_name_is_the_county() -> None:
    found = match_areas(
        area_directory("03254"),
        cells(
            (None, "Niedersachsen", "2019-12"),
            (None, "Ammerland", "2019-12"),
            (None, "Hildesheim", "2019-12"),
            (None, "Holzminden", "2019-12"),
            (None, "Braunschweig, Stadt", "2019-12"),
        ),
    )

    assert keys(found) == ["03", None, "03254", None, None]
    assert found["verdict"].to_list()[1] == "other_county"


def test_beside_its_city_a_bare_name_is_the_county() -> None:
    found = match_areas(
        area_directory("03254"),
        cells((None, "Hildesheim", "2020"), (None, "dav. Hildesheim, Stadt", "2020")),
    )

    assert keys(found) == ["03254", "03254021"]


@pytest.mark.parametrize("county", ["LK Hildesheim", "Landkreis Hildesheim"])
def test_in_a_list_of_municipalities_a_bare_name_is_the_city(county: str) -> None:
    found = match_areas(
        area_directory("03254"),
        cells(
            (None, county, "2020"),
            (None, "Alfeld (Leine)", "2020"),
            (None, "Hildesheim", "2020"),
            (None, "Sarstedt", "2020"),
        ),
    )

    assert keys(found) == ["03254", "03254002", "03254021", "03254028"]


def test_a_bare_name_alone_stays_ambiguous() -> None:
    found = match_areas(area_directory("03254"), cells((None, "Hildesheim", "2020")))

    assert found["verdict"].to_list() == ["ambiguous"]
    assert found["nearest"].to_list() == [["Landkreis Hildesheim", "Stadt Hildesheim"]]


def test_in_a_list_of_counties_other_cities_of_the_state_pack_are_no_counties() -> None:
    """The state's pack knows the city of Osnabrück; the bare name is the county around it."""
    found = match_areas(
        area_directory("03254", "03"),
        cells(
            (None, "Osnabrück", "2020"),
            (None, "Peine", "2020"),
            (None, "Vechta", "2020"),
            (None, "Lüneburg", "2020"),
        ),
    )

    assert keys(found) == [None, "03157", None, "03355"]


def test_the_period_chooses_between_areas_of_one_name() -> None:
    found = match_areas(
        area_directory("03254"),
        cells((None, "Freden (Leine)", "2015-12-31"), (None, "Freden (Leine)", "2020-12-31")),
    )

    assert keys(found) == ["03254-sg-freden", "03254042"]
    assert found["existed"].to_list() == [True, True]


def test_an_area_that_did_not_exist_then_is_told() -> None:
    table = cells(("254042", "Freden (Leine)", "2015-12-31"), ("254", "Hildesheim", "2015-12-31"))

    assert match_areas(area_directory("03254"), table)["existed"].to_list() == [False, True]


def test_a_table_in_a_later_territorial_status_goes_back_further_than_its_areas() -> None:
    table = cells(("254042", "Freden (Leine)", "2010-12-31"))
    found = match_areas(area_directory("03254"), table, status=Period.parse("2017-07-01"))

    assert found["existed"].to_list() == [True]


def test_cells_without_period_are_taken_as_of_today() -> None:
    found = match_areas(area_directory("03254"), cells((None, "Lamspringe", None)))

    assert keys(found) == ["03254044"]
    assert found["existed"].to_list() == [True]


def test_groups_are_looked_up_once_each() -> None:
    texts = pl.Series(["Syrien, Arabische Republik", "männlich", None, "männlich", "Qwertz"])
    found = match_groups(group_directory(), texts)

    assert found["text"].to_list() == ["Syrien, Arabische Republik", "männlich", "Qwertz"]
    assert found["verdict"].to_list() == ["group", "sex", "unknown"]
    assert found["group_code"].to_list() == ["syrien", None, None]
    assert found["sex"].to_list() == [None, "männlich", None]


def test_a_million_cells_cost_as_much_as_their_distinct_names() -> None:
    """Lookups are done per name: a thousand times the cells are not a hundred times the work."""
    directory = area_directory(*REAL)
    few = cells(*((f"{number:05}", None, "2020") for number in range(1001, 1400)))
    many = pl.concat([few] * 2500)

    def seconds(table: pl.DataFrame) -> float:
        begun = time.process_time()
        match_areas(directory, table)
        return time.process_time() - begun

    alone = min(seconds(few) for _ in range(3))
    assert many.height > 990_000
    assert seconds(many) < 50 * alone + 1
    joined = many.join(match_areas(directory, few), on=PRINTED, nulls_equal=True)
    assert joined.height == many.height
