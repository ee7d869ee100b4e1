"""A file goes in whole or not at all, once, and one at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, func, select

from data_access.engine import create_store_engine, reading, writing
from data_access.errors import DatabaseUnavailableError
from data_access.importers.examination import Order
from data_access.importers.importing import import_file, look_at
from data_access.importers.problems import Reason
from data_access.importers.reports.report import Outcome, as_text
from data_access.reader import Reader
from data_access.schema.deliveries import Delivery
from data_access.schema.statistics import Observation
from data_access.writing import current_revision
from tests.conftest import SMALL_CELL_LIMIT
from tests.support import indicator_files as files
from tests.support.dump import dump
from tests.support.flat_files import flat, record
from tests.support.killed_work import Work

YEARS = range(1950, 2000)


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """All real counties, and the meaning of the file."""
    return files.with_profile(migrated)


def _content(*values: object) -> bytes:
    return files.content(files.years(files.COUNTY, 1990, values))


def _count(engine: Engine) -> int:
    statement = select(func.count()).where(Observation.known_until.is_(None))
    with reading(engine) as connection:
        return connection.scalar(statement) or 0


def test_a_preview_says_what_an_import_does_and_changes_nothing(monitor: Engine) -> None:
    import_file(monitor, files.NAME, _content(1, 2), files.ORDER)
    content = _content(1, 20, 3)
    before = dump(monitor)

    seen = look_at(monitor, files.NAME, content, files.ORDER)

    assert dump(monitor) == before
    assert seen.outcome is Outcome.PREVIEW
    done = import_file(monitor, files.NAME, content, files.ORDER)
    assert (seen.new, seen.changed, seen.unchanged) == (1, 1, 1)
    assert (done.new, done.changed, done.unchanged) == (1, 1, 1)
    assert seen.tables == done.tables
    assert seen.changes == done.changes
    assert (seen.changes[0].old, seen.changes[0].new) == ("2", "20")


def test_the_same_file_twice_changes_nothing(monitor: Engine) -> None:
    content = _content(1, "-", ".", "4p")
    import_file(monitor, files.NAME, content, files.ORDER)
    before = dump(monitor)

    report = import_file(monitor, "andere.csv", content, Order("03254", table_id="1-1-1"))

    assert (report.outcome, report.new, report.changed) == (Outcome.UNCHANGED, 0, 0)
    assert dump(monitor) == before


def test_a_zipped_flat_file_goes_in_as_it_was_downloaded(migrated: Engine) -> None:
    sexes = {"GESM": ("männlich", "131000"), "GESW": ("weiblich", "137000"), "": ("Insgesamt", "")}
    records = [
        record(sex=code, sex_label=label, value=value or "268000", time="2022-12-31")
        for code, (label, value) in sexes.items()
    ]
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("12411-01-01-4_de_flat.csv", "\ufeff" + flat(records))

    report = import_file(migrated, "12411-01-01-4_de.zip", zipped.getvalue(), files.ORDER)

    assert (report.outcome, report.new + report.changed) == (Outcome.RELEASED, 3)
    assert report.tables[0].document == "12411-01-01-4_de.zip/12411-01-01-4_de_flat.csv"
    with reading(migrated) as connection:
        found = connection.execute(
            select(Observation.sex, Observation.number).where(
                Observation.delivery_code == report.delivery, Observation.known_until.is_(None)
            )
        ).all()
    assert {row.sex: row.number for row in found} == {
        "männlich": 131_000,
        "weiblich": 137_000,
        "gesamt": 268_000,
    }


def test_a_file_that_waits_already_is_not_delivered_twice(monitor: Engine) -> None:
    import_file(monitor, files.NAME, _content(1), files.ORDER, release=False)

    with pytest.raises(Exception, match="L1"):
        import_file(monitor, files.NAME, _content(1), files.ORDER, release=False)


def test_one_wrong_cell_keeps_the_whole_file_out(monitor: Engine) -> None:
    before = dump(monitor)

    report = import_file(monitor, files.NAME, _content(1, "zwölf", 3, -4), files.ORDER)

    assert report.outcome is Outcome.REJECTED
    assert dump(monitor) == before
    assert {one.code: one.cell for one in report.errors} == {
        "not-a-number": "Zeile 3, Spalte 4",
        "negative-count": "Zeile 5, Spalte 4",
    }
    assert "zwölf" in report.errors[0].what
    text = as_text(report)
    assert "Abgelehnt" in text
    assert "Zeile 3, Spalte 4" in text


def test_a_file_that_makes_nearly_all_values_others_wants_to_be_meant_so(monitor: Engine) -> None:
    """As one does that is read in under the number of another table."""
    import_file(monitor, files.NAME, _content(*range(200_000, 212_000, 1_000)), files.ORDER)
    before = dump(monitor)
    other = _content(*range(20_000, 21_200, 100))

    refused = import_file(monitor, files.NAME, other, files.ORDER)

    assert (refused.outcome, [one.code for one in refused.errors]) == (
        Outcome.REJECTED,
        ["mostly-changed"],
    )
    assert "12 von 12 Werten, die schon da sind" in refused.errors[0].what
    assert dump(monitor) == before
    said = replace(files.ORDER, reason="Nachmeldung der Gemeinde")
    assert import_file(monitor, files.NAME, other, said).errors == refused.errors
    mute = replace(files.ORDER, reason=" ", confirmed=True)
    assert import_file(monitor, files.NAME, other, mute).errors == refused.errors
    assert dump(monitor) == before
    meant = replace(files.ORDER, reason="Das Amt zählt nun anders.", confirmed=True)
    taken = import_file(monitor, files.NAME, other, meant)
    assert (taken.outcome, taken.changed) == (Outcome.RELEASED, 12)
    assert "mostly-changed" in [one.code for one in taken.problems]


@pytest.mark.parametrize("factor", [0.97, 1.03])
def test_a_revision_of_all_values_by_some_percent_wants_none(
    monitor: Engine, factor: float
) -> None:
    numbers = range(200_000, 212_000, 1_000)
    import_file(monitor, files.NAME, _content(*numbers), files.ORDER)

    counted_anew = _content(*(round(one * factor) for one in numbers))

    assert import_file(monitor, files.NAME, counted_anew, files.ORDER).changed == 12


def test_all_problems_of_a_file_are_told_at_once(monitor: Engine) -> None:
    values = {(files.COUNTY, "2090"): 5, (files.COUNTY, "1990"): -4, (files.COUNTY, "1991"): "x1"}
    content = files.content(values) + b'1992,"Hildesheym",,7\n'

    report = import_file(monitor, files.NAME, content, files.ORDER)

    assert {one.code for one in report.errors} == {
        "unknown-area",
        "not-a-number",
        "period-in-the-future",
        "negative-count",
    }
    (table,) = report.tables
    assert table.stored == 0
    assert sum(table.left_out.values()) == table.cells


def test_a_file_for_others_says_so(monitor: Engine) -> None:
    report = import_file(monitor, files.NAME, files.content({("03456", "1990"): 5}), files.ORDER)

    assert report.outcome is Outcome.NOTHING


def test_where_every_cell_went_adds_up(monitor: Engine) -> None:
    content = files.content(
        {
            **files.years(files.COUNTY, 1990, [1, 2, 3]),
            **files.years(files.NEIGHBOUR, 1990, [4]),
            ("03456", "1990"): 5,
            ("03", "1990"): 6,
        }
    )

    (table,) = import_file(monitor, files.NAME, content, files.ORDER).tables

    assert table.stored == 4
    assert table.left_out[Reason.OTHER_COUNTY] == 1
    assert table.cells == 4 * (6 + 1)
    assert table.stored + sum(table.left_out.values()) == table.cells


def test_values_of_other_counties_of_the_installation_are_theirs(monitor: Engine) -> None:
    content = files.content({(files.COUNTY, "1990"): 1, (files.NEIGHBOUR, "1990"): 2})
    import_file(monitor, files.NAME, content, files.ORDER)

    statement = select(Observation.county_key, Observation.number).where(
        Observation.period == "1990-12-31"
    )
    with reading(monitor) as connection:
        assert dict(connection.execute(statement).all()) == {
            files.COUNTY: 1,
            files.NEIGHBOUR: 2,
        }


def test_two_values_of_one_key_contradict_each_other(monitor: Engine) -> None:
    once = _content(1).decode()
    line = once.splitlines()[1]

    same = import_file(monitor, files.NAME, f"{once}{line}\n".encode(), files.ORDER)
    other = import_file(
        monitor, files.NAME, f"{once}{line.replace(',1', ',2')}\n".encode(), files.ORDER
    )

    assert (same.outcome, same.tables[0].left_out[Reason.REPEATED]) == (Outcome.RELEASED, 1)
    assert other.outcome is Outcome.REJECTED
    assert {one.code for one in other.errors} == {"contradicting-values"}


def test_an_unknown_area_stops_the_file_and_offers_the_nearest(monitor: Engine) -> None:
    content = _content(1).decode().replace('"Hildesheim",K03254', '"Hildesheym",').encode()

    report = import_file(monitor, files.NAME, content, files.ORDER)

    (problem,) = report.errors
    assert problem.code == "unknown-area"
    assert "Hildesheym" in problem.what
    assert "Landkreis Hildesheim" in problem.what


def _moments() -> Iterator[str]:
    """Some of the rows, the commit, and every second change until there are no more."""
    yield from ("rows:1", "rows:5", "commit")
    yield from (f"statement:{number}" for number in range(1, 200, 2))


def test_killed_at_any_moment_the_old_state_is_left_or_the_new(
    monitor: Engine, tmp_path: Path
) -> None:
    file = tmp_path / files.NAME
    file.write_bytes(files.content(files.years(files.COUNTY, YEARS.start, YEARS)))
    before = dump(monitor)
    killed = 0
    with Work(monitor) as work:
        for moment in _moments():
            if not work.killed("import", moment, file):
                # The import has fewer statements than that.
                break
            assert dump(monitor) == before, moment
            killed += 1

    assert killed >= 6
    with reading(monitor) as connection:
        stored = connection.scalar(
            select(func.count()).where(
                Observation.period.in_([f"{year}-12-31" for year in YEARS]),
                Observation.known_until.is_(None),
            )
        )
    assert stored == len(YEARS)


def test_two_imports_at_once_wait_for_each_other(monitor: Engine) -> None:
    """Both go in, one after the other; where they disagree the later one is a revision."""
    url = monitor.url.render_as_string(hide_password=False)
    start = Barrier(2)
    outcomes: list[Outcome] = []
    order = replace(files.ORDER, confirmed=True, reason="Probe")

    def bring(first: int) -> None:
        engine = create_store_engine(url, read_only=False)
        start.wait()
        content = files.content(files.years(files.COUNTY, 1950, range(first, first + 40)))
        outcomes.append(import_file(engine, files.NAME, content, order).outcome)
        engine.dispose()

    threads = [Thread(target=bring, args=(first,)) for first in (1000, 1100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes == [Outcome.RELEASED] * 2
    with reading(monitor) as connection:
        codes = connection.scalars(select(Delivery.code).where(Delivery.kind == "figures")).all()
        open_rows = connection.execute(
            select(Observation.number, Observation.delivery_code).where(
                Observation.period.between("1950-12-31", "1989-12-31"),
                Observation.known_until.is_(None),
            )
        ).all()
    assert sorted(codes) == ["L1", "L2"]
    # Whoever came second has the last word on all of them.
    assert {code for _, code in open_rows} == {"L2"}
    assert len({(number or 0.0) // 100 for number, _ in open_rows}) == 1
    assert len(open_rows) == 40


@pytest.mark.parametrize("moment", ["rows:5", "commit"])
def test_readers_see_the_old_state_until_the_file_is_in(
    monitor: Engine, tmp_path: Path, moment: str
) -> None:
    """The import stands still in the middle of its rows, or with all of them written."""
    file = tmp_path / files.NAME
    file.write_bytes(files.content(files.years(files.COUNTY, YEARS.start, YEARS)))
    url = monitor.url.render_as_string(hide_password=False)
    reader = create_store_engine(url, read_only=True)
    before, pages = dump(reader), _page(reader)
    with Work(monitor) as work:
        with work.stopped("import", moment, file):
            # Readers go on, and a preview does too.
            assert dump(reader) == before
            assert _page(reader) == pages
            assert look_at(reader, files.NAME, _content(1), files.ORDER).new == 1

        assert len(_page(reader)) - len(pages) == len(YEARS)
    reader.dispose()


def _page(engine: Engine) -> list[str]:
    """The periods of the file's statistic, as pages ask for them."""
    reader = Reader(engine, small_cell_limit=SMALL_CELL_LIMIT)
    series = reader.series(files.COUNTY, files.STATISTIC)
    assert series is not None
    return series.frame["period"].to_list()


def test_who_waits_for_too_long_is_told_so(
    monitor: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if monitor.dialect.name != "sqlite":
        pytest.skip("a server lets writers wait")
    monkeypatch.setattr("data_access.engine.SQLITE_WAIT_MS", 50)
    other = create_store_engine(monitor.url.render_as_string(hide_password=False), read_only=False)
    with writing(monitor), pytest.raises(DatabaseUnavailableError, match="gesperrt"):
        import_file(other, files.NAME, _content(1), files.ORDER)
    with reading(monitor) as connection:
        assert current_revision(connection) > 0
