"""The log of erasures is read back as it is written, and knows whose figures they were."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, update

from data_access.deliveries import office
from data_access.deliveries.erased_figures import FigureFilter, logged, read_logged
from data_access.deliveries.erasures import erased, read_erasures
from data_access.engine import reading, writing
from data_access.importers.wording import read_names
from data_access.schema.deliveries import Erasure


@pytest.mark.parametrize("period", [None, "2023-05", "2016/2017"])
@pytest.mark.parametrize("group", [None, "syrien"])
def test_what_the_log_says_is_read_back(period: str | None, group: str | None) -> None:
    one = FigureFilter("gefluechtete-kreis", "03254-ohne-stadt", period, group)

    assert read_logged(logged(one, {"03254", "03"})) == (one, frozenset({"03", "03254"}))
    assert read_logged(one.words) == (one, frozenset())
    assert read_logged("Lieferung L2") is None


def test_whose_figures_they_were_is_told_and_not_whose_area_it_is(migrated: Engine) -> None:
    with reading(migrated) as connection:
        statistic, area = connection.exec_driver_sql(
            "SELECT statistic_code, area_key FROM observation "
            "WHERE county_key = '03' AND area_key = '03157' LIMIT 1"
        ).one()
    office.erase_figures(migrated, FigureFilter(statistic, area), reason="Irrtum")

    with reading(migrated) as connection:
        (found,) = read_erasures(connection)
        words = erased(found, read_names(connection))

    assert found.concerns("03")
    assert not found.concerns("03157")
    assert not found.concerns("03254")
    assert words.endswith(", Landkreis Peine, alle Zeiträume, alle Gruppen")
    with writing(migrated) as connection:
        connection.execute(update(Erasure).values(what=found.what.partition(", Kreise")[0]))
    with reading(migrated) as connection:
        (older,) = read_erasures(connection)
    assert older.counties == {"03157"}, "older entries say no more than the area"
