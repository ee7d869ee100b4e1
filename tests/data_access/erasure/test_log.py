"""The log of erasures is read back as it is written, and knows whose figures they were."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import Engine

from data_access.deliveries import office
from data_access.engine import reading, writing
from data_access.erasure.figures import FigureFilter, read_erased
from data_access.erasure.log import ErasedDelivery, log_erasure, read_erasures
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.queries.labels import read_names
from tests.support import course_books


@pytest.mark.parametrize("period", [None, "2023-05", "2016/2017"])
@pytest.mark.parametrize("group", [None, "syrien"])
def test_what_is_logged_is_read_back(
    migrated: Engine, period: str | None, group: str | None
) -> None:
    figures = FigureFilter("gefluechtete-kreis", "03254-ohne-stadt", period, group)
    log = partial(log_erasure, revision=1, rows=3, reason="Irrtum")
    with writing(migrated) as connection:
        log(connection, figures, counties={"03254", "03"})
        log(connection, ErasedDelivery("L2"), counties=())
        log(connection, figures, counties={"03254"})

    with reading(migrated) as connection:
        found = read_erasures(connection)
        kept_out = read_erased(connection)

    assert [one.erased for one in found] == [figures, ErasedDelivery("L2"), figures]
    assert [one.counties for one in found] == [{"03254"}, set(), {"03", "03254"}]
    assert {(one.rows, one.reason) for one in found} == {(3, "Irrtum")}
    assert found[1].erased.words == "Lieferung L2"
    assert kept_out == (figures,), "once, and no delivery"


def test_whose_figures_they_were_is_told_and_not_whose_area_it_is(migrated: Engine) -> None:
    with reading(migrated) as connection:
        statistic, area = connection.exec_driver_sql(
            "SELECT statistic_code, area_key FROM observation "
            "WHERE county_key = '03' AND area_key = '03157' LIMIT 1"
        ).one()
    office.erase_figures(migrated, FigureFilter(statistic, area), reason="Irrtum")

    with reading(migrated) as connection:
        (found,) = read_erasures(connection)
        words = found.erased.named(read_names(connection))

    assert found.concerns("03")
    assert not found.concerns("03157")
    assert not found.concerns("03254")
    assert words.endswith(", Landkreis Peine, alle Zeiträume, alle Gruppen")


def test_rows_of_lists_count_in_the_log_as_they_do_for_the_office(with_demo: Engine) -> None:
    content, _ = course_books.with_places(course_books.filled(with_demo), 77)
    report = import_file(with_demo, "kurse.xlsx", content, Order(county_key="muster"))

    done = office.erase(with_demo, report.delivery, reason="Irrtum")

    with reading(with_demo) as connection:
        (found,) = read_erasures(connection)
    assert found.rows == done.count > 0
