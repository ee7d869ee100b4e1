"""Files that bring again what the office has erased for good."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from data_access.deliveries import office
from data_access.engine import create_store_engine, reading, writing
from data_access.erasure import erasing
from data_access.erasure.figures import FigureFilter
from data_access.importers import importing
from data_access.importers.errors import DeliveryError
from data_access.importers.examination import Examination, examine
from data_access.importers.importing import import_file, look_at
from data_access.importers.problems import Reason, Severity
from data_access.importers.reports.report import FileReport, Outcome
from data_access.schema.statistics import Observation
from data_access.writing import begin_revision
from tests.support import indicator_files as files
from tests.support.dump import dump

ERASED = FigureFilter(files.STATISTIC, files.COUNTY, "1991-12-31")
AGAIN = replace(files.ORDER, erased_again=True)


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """A database from which the value of 1991 was erased."""
    files.with_profile(migrated)
    import_file(migrated, files.NAME, _content(290_001, 424_242, 290_003), files.ORDER)
    office.erase_figures(migrated, ERASED, reason="zu klein")
    return migrated


def _content(*values: object) -> bytes:
    return files.content(files.years(files.COUNTY, 1990, values))


def _numbers(engine: Engine) -> dict[str, float | None]:
    row = Observation
    statement = select(row.period, row.number).where(
        row.statistic_code == files.STATISTIC,
        row.area_key == files.COUNTY,
        row.period.between("1990-12-31", "1995-12-31"),
        row.known_until.is_(None),
    )
    with reading(engine) as connection:
        return dict(connection.execute(statement).all())


def _said(report: FileReport, code: str) -> str:
    (found,) = [one for one in report.problems if one.code == code]
    assert found.severity is Severity.NOTE
    return f"{found.what} {found.remedy}"


def test_what_was_erased_stays_out_and_the_rest_goes_in(monitor: Engine) -> None:
    content = _content(290_001, 424_242, 290_004)

    seen = look_at(monitor, files.NAME, content, files.ORDER)
    done = import_file(monitor, files.NAME, content, files.ORDER)

    assert _numbers(monitor) == {"1990-12-31": 290_001, "1992-12-31": 290_004}
    assert "424242" not in repr(dump(monitor))
    assert (seen.new, seen.changed, seen.unchanged) == (0, 1, 1)
    assert (done.new, done.changed, done.unchanged) == (0, 1, 1)
    (table,) = done.tables
    assert (table.stored, table.left_out[Reason.ERASED]) == (2, 1)
    assert table.stored + sum(table.left_out.values()) == table.cells
    told = _said(done, "erased-before")
    assert "1 Wert bleibt draußen" in told
    assert "31.12.1991" in told
    assert "424" not in told


def test_an_erased_value_alone_makes_no_delivery(monitor: Engine) -> None:
    before = dump(monitor)

    report = import_file(
        monitor, files.NAME, files.content({(files.COUNTY, "1991"): 424_242}), files.ORDER
    )

    assert report.outcome is Outcome.NOTHING
    assert dump(monitor) == before


def test_where_the_office_wants_it_again_it_is_stored_and_said_so(monitor: Engine) -> None:
    content = _content(290_001, 290_002, 290_003)

    report = import_file(monitor, files.NAME, content, AGAIN)

    assert (report.new, _numbers(monitor)["1991-12-31"]) == (1, 290_002)
    assert "1 Wert kommt mit dieser Datei wieder" in _said(report, "erased-again")
    # It stays as it is with the next file that is read without a word.
    import_file(monitor, files.NAME, _content(290_001, 424_242, 290_003), files.ORDER)
    assert _numbers(monitor)["1991-12-31"] == 290_002


def test_a_delivery_that_waits_does_not_hold_it_either(monitor: Engine) -> None:
    import_file(monitor, files.NAME, _content(1, 424_242, 3), files.ORDER, release=False)
    assert "424242" not in repr(dump(monitor))

    office.release(monitor, "L2", note="geprüft")

    assert _numbers(monitor) == {"1990-12-31": 1, "1992-12-31": 3}


def test_values_of_others_are_not_meant(monitor: Engine) -> None:
    content = files.content({(files.NEIGHBOUR, "1991"): 424_242, (files.COUNTY, "1993"): 424_242})

    report = import_file(monitor, files.NAME, content, files.ORDER)

    assert report.new == 2
    assert not [one for one in report.problems if one.code.startswith("erased")]


@pytest.mark.parametrize("period", ["1991-12-31", "1992-12-31"])
def test_what_is_erased_while_a_file_is_read_does_not_come_in_with_it(
    monitor: Engine, monkeypatch: pytest.MonkeyPatch, period: str
) -> None:
    """Also where the same was erased before, and the file was to bring it again."""
    before = _numbers(monitor)
    somebody = create_store_engine(
        monitor.url.render_as_string(hide_password=False), read_only=False
    )

    def interrupted(*arguments: object, **more: object) -> Examination:
        found = examine(*arguments, **more)  # type: ignore[arg-type]
        wanted = FigureFilter(files.STATISTIC, files.COUNTY, period)
        with writing(somebody) as connection:
            revision = begin_revision(connection, "Löschung von Werten")
            erasing.erase_figures(connection, wanted, revision=revision, reason="zu klein")
        return found

    # The log is really written in between; only the moment is chosen.
    monkeypatch.setattr(importing, "examine", interrupted)

    with pytest.raises(DeliveryError, match="noch einmal einlesen"):
        import_file(monitor, files.NAME, _content(290_001, 424_243, 424_243), AGAIN)

    somebody.dispose()
    assert _numbers(monitor) == {key: value for key, value in before.items() if key != period}
    assert "424243" not in repr(dump(monitor))
