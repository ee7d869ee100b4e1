"""The office's own lists through the whole way: preview, delivery, release, withdrawal, erasure."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, select, update

from data_access.deliveries import office
from data_access.domain.changes import Step
from data_access.engine import reading, writing
from data_access.importers.examination import Order
from data_access.importers.importing import import_file, look_at
from data_access.importers.records import storage
from data_access.importers.records.relations import title_of
from data_access.importers.records.words import RecordWords
from data_access.importers.reports.report import FileReport, Outcome
from data_access.importers.templates import templates
from data_access.importers.templates.choices import read_options
from data_access.importers.templates.courses.demand import WAITING_CLASSES
from data_access.importers.templates.model import Listing, RecordSheet
from data_access.migrate import load_demo
from data_access.queries.revisions import read_writes
from data_access.schema.areas import County
from data_access.schema.courses import Course
from data_access.schema.deliveries import DeliveredRecord, RecordChange
from tests.support import course_books
from tests.support.dump import dump

ORDER = Order(county_key="muster")
#: What every delivery leaves in the register.
REGISTER = ("delivery", "delivered_table", "data_revision")
_VALUES = {"decided_on": date(2026, 1, 2), "number": 48.5, "provisional": True, "title": "1"}


def _bring(engine: Engine, content: bytes, *, release: bool = True) -> FileReport:
    return import_file(engine, "kurse.xlsx", content, ORDER, release=release)


def _places(engine: Engine, code: str) -> int | None:
    with reading(engine) as connection:
        return connection.scalar(select(Course.places).where(Course.code == code))


def test_what_the_database_says_already_changes_nothing(with_demo: Engine) -> None:
    before = dump(with_demo)

    report = _bring(with_demo, course_books.filled(with_demo))

    assert report.outcome is Outcome.UNCHANGED
    assert report.unchanged > 5000
    assert dump(with_demo) == before
    (table,) = report.tables
    assert table.stored + sum(table.left_out.values()) == table.cells


def test_a_changed_row_is_a_change_of_its_delivery(with_demo: Engine) -> None:
    _bring(with_demo, course_books.with_places(course_books.filled(with_demo), 77)[0])
    office.withdraw(with_demo, "L1", note="falsche Liste")

    with reading(with_demo) as connection:
        withdrawn, released = read_writes(connection, "muster")
        nothing = read_writes(connection, "03254")

    assert [(one.step, one.delivery) for one in (released, withdrawn)] == [
        (Step.RELEASE, "L1"),
        (Step.WITHDRAWAL, "L1"),
    ]
    assert [(one.title, one.rows, one.known) for one in released.lists] == [("Blatt „Kurse“", 1, 1)]
    assert (released.revised, withdrawn.note) == (0, "falsche Liste")
    assert withdrawn.lists[0].reason == "falsche Liste"
    assert nothing == ()


def test_a_changed_row_is_seen_stored_and_taken_back(with_demo: Engine) -> None:
    content, code = course_books.with_places(course_books.filled(with_demo), 77)
    before = dump(with_demo, without=REGISTER)
    old = _places(with_demo, code)

    seen = look_at(with_demo, "kurse.xlsx", content, ORDER)
    assert (seen.new, seen.changed) == (0, 1)
    assert [(one.area, one.old, one.new) for one in seen.changes] == [(code, str(old), "77")]
    assert dump(with_demo, without=REGISTER) == before

    report = _bring(with_demo, content)
    assert (report.outcome, report.changed, _places(with_demo, code)) == (Outcome.RELEASED, 1, 77)
    with reading(with_demo) as connection:
        (logged,) = connection.execute(select(RecordChange))
    assert (logged.field, logged.old_text, logged.new_text) == ("places", str(old), "77")

    office.withdraw(with_demo, report.delivery, note="Irrtum")
    assert _places(with_demo, code) == old

    office.erase(with_demo, report.delivery, reason="Irrtum")
    with reading(with_demo) as connection:
        assert connection.scalars(select(RecordChange.number)).all() == []
    traces = ("erasure", "erasure_county", "delivered_record")
    assert dump(with_demo, without=(*REGISTER, *traces)) == {
        name: rows for name, rows in before.items() if name not in traces
    }


def test_with_the_second_step_lists_wait_too(with_demo: Engine) -> None:
    content, code = course_books.with_places(course_books.filled(with_demo), 77)
    old = _places(with_demo, code)

    report = _bring(with_demo, content, release=False)
    assert (report.outcome, _places(with_demo, code)) == (Outcome.DELIVERED, old)

    office.release(with_demo, report.delivery, note="geprüft")
    assert _places(with_demo, code) == 77


def test_imported_rows_outlive_a_newer_pack(with_demo: Engine) -> None:
    content, code = course_books.with_places(course_books.filled(with_demo), 77)
    _bring(with_demo, content)
    with writing(with_demo) as connection:
        connection.execute(update(County).where(County.key == "muster").values(pack_checksum=""))

    assert load_demo(with_demo)

    assert _places(with_demo, code) == 77
    with reading(with_demo) as connection:
        assert connection.scalars(select(DeliveredRecord.position)).all()


@pytest.mark.parametrize("places", [-3, "viele", None, date(2026, 1, 1)])
def test_one_wrong_cell_keeps_the_whole_workbook_out(with_demo: Engine, places: object) -> None:
    content, _ = course_books.with_places(course_books.filled(with_demo), places)
    before = dump(with_demo)

    report = _bring(with_demo, content)

    assert report.outcome is Outcome.REJECTED
    assert dump(with_demo) == before
    (problem,) = report.errors
    assert problem.sheet == "Kurse"
    assert problem.cell
    assert report.changes == ()


def test_rows_of_lists_are_told_in_the_words_of_their_template(with_demo: Engine) -> None:
    with reading(with_demo) as connection:
        said = RecordWords(connection, "muster")
        provider = read_options(connection, "muster", Listing.PROVIDERS)[0]

    attending = {"course_code": "IK-1", "month": "2026-06"}
    waiting = {"programme_code": "x", "month": "2026-06", "weeks_from": 0, "weeks_to": 4}
    assert said.row("course_attendance", attending) == "IK-1, Juni 2026"
    assert said.field("course_attendance", "attending", attending) == "Belegung"
    assert said.row("waiting_class", waiting) == "x, Juni 2026"
    first = WAITING_CLASSES[0]
    assert said.field("waiting_class", "persons", {**waiting, "weeks_to": first[1]}) == first[2]
    assert said.field("programme_measure", "responsible", {}) == "Verantwortlich"
    assert said.said("course", "provider_code", provider.code) == provider.text
    assert said.said("indicator", "direction", "down") == "weniger ist besser"
    assert said.said("target", "number", "48.5") == "48,5"
    assert said.said("target", "due_on", "2026-12-31") == "31.12.2026"
    assert said.said("reading", "provisional", "true") == "ja"
    assert said.said("programme_measure", "year", "2026") == "2026"
    assert said.said("target", "number", None) == "leer"


def test_what_the_log_says_is_read_with_its_type() -> None:
    for table in storage.record_tables():
        for column, value in _VALUES.items():
            if column in storage.table(table).columns:
                assert storage.value_of(table, column, storage.as_text(value)) == value


def test_every_column_of_a_list_has_a_german_name(with_demo: Engine) -> None:
    with reading(with_demo) as connection:
        said = RecordWords(connection, "muster")

    for template in templates():
        for sheet in template.sheets:
            if isinstance(sheet, RecordSheet):
                for column in sheet.columns:
                    if not column.fixed:
                        assert said.field(sheet.table, column.name, {}) == column.title
                assert title_of(sheet.table) == f"Blatt „{sheet.title}“"
                assert "Kreispaket" not in title_of(sheet.field_table or sheet.table)
