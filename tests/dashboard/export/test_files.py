"""Files hold what readers may see: the same values as the pages, and nothing that is protected."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from dashboard import german
from dashboard.export import files
from dashboard.export.files import File
from data_access.domain import Series
from data_access.engine import create_store_engine, reading
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.importers.reports.report import Outcome
from data_access.reader import Reader
from data_access.vocabulary import Status
from data_access.writing import DataState
from tests.support.excel import opened
from tests.support.serving import filled
from tests.support.templates import Filled, of_county

STATE = DataState(7, "2026-11-20 23:30:00.000000")
OWN = "gefluechtete-kreis"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return filled(tmp_path_factory.mktemp("files"), counties=("03254", "03357"))


def reader(database: str, limit: int) -> Reader:
    return Reader(create_store_engine(database, read_only=True), small_cell_limit=limit)


def csv_frame(file: File) -> pl.DataFrame:
    """The rows of a file as texts."""
    head, *rows = opened(file.content)
    names = [str(name) for name in head]
    texts = [[None if one is None else str(one) for one in row] for row in rows]
    return pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String), orient="row")


def series_of(found: Reader, county: str, code: str) -> Series:
    series = found.series(county, code)
    assert series is not None
    return series


@pytest.mark.parametrize("limit", [3, 10])
def test_what_is_protected_on_the_pages_is_protected_in_the_files(
    database: str, limit: int
) -> None:
    shown = reader(database, limit)
    raw = series_of(reader(database, 1), "muster", OWN).frame
    safe = series_of(shown, "muster", OWN).frame
    hidden = safe["status"] == Status.CONFIDENTIAL.value
    assert hidden.sum() > 0
    assert raw.filter(hidden)["number"].is_not_null().all()

    frame = csv_frame(files.build(shown, STATE, "muster", OWN, "csv"))

    assert frame.height == raw.height
    assert frame.filter(hidden)["Wert"].is_null().all()
    assert frame.filter(hidden)["Zeichen"].unique().to_list() == ["*"]
    assert frame.filter(~hidden)["Wert"].is_not_null().all()
    values = frame["Wert"].cast(pl.Float64)
    assert not ((values > 0) & (values < limit)).any()
    assert values.drop_nulls().to_list() == safe["number"].drop_nulls().to_list()


def test_the_workbook_protects_the_same_cells(database: str) -> None:
    shown = reader(database, 3)
    safe = series_of(shown, "muster", OWN).frame
    book = openpyxl.load_workbook(
        BytesIO(files.build(shown, STATE, "muster", OWN, "xlsx").content), read_only=True
    )
    head, *rows = book["Daten"].iter_rows(values_only=True)
    value, sign = head.index("Wert"), head.index("Zeichen")

    assert [row[value] for row in rows] == safe["number"].to_list()
    starred = [row[sign] == "*" for row in rows]
    assert starred == (safe["status"] == Status.CONFIDENTIAL.value).to_list()


def test_the_file_of_everything_holds_every_value_once(database: str) -> None:
    found = reader(database, 3)
    codes = [one.code for one in found.statistics("03254")]
    frame = csv_frame(files.build(found, STATE, "03254", None, "csv"))

    counted = dict(frame.group_by("Kürzel der Kennzahl").len().iter_rows())
    assert counted == {code: series_of(found, "03254", code).frame.height for code in codes}
    singles = [files.build(found, STATE, "03254", code, "csv").content for code in codes]
    lines = {line for one in singles for line in one.decode("utf-8-sig").splitlines()[1:]}
    everything = files.build(found, STATE, "03254", None, "csv").content
    assert set(everything.decode("utf-8-sig").splitlines()[1:]) == lines


def test_values_are_rounded_as_on_the_pages(database: str) -> None:
    found = reader(database, 3)
    series = series_of(found, "03254", "auslaenderanteil-fortschreibung")
    frame = csv_frame(files.build(found, STATE, "03254", "auslaenderanteil-fortschreibung", "csv"))

    for number, text in zip(series.frame["number"], frame["Wert"], strict=True):
        assert german.number(number, 1) == german.number(float(Decimal(text)), 1)
        assert len(text.partition(".")[2]) == 1


def test_recomputed_and_printed_are_told_apart(database: str) -> None:
    found = reader(database, 3)
    frame = csv_frame(files.build(found, STATE, "03254", "auslaenderanteil-fortschreibung", "csv"))

    assert set(frame["Herkunft"]) >= {"nachgerechnet"}
    row = frame.filter(pl.col("Gebiet") == "Sarstedt").row(0, named=True)
    assert (row["Wert"], row["Gebietsschlüssel"]) == ("10.0", "AGS 03254028")


def test_words_before_a_number_stay_with_it(database: str) -> None:
    frame = csv_frame(files.build(reader(database, 3), STATE, "03357", None, "csv"))

    assert frame.filter(pl.col("Zusatz").is_not_null()).height > 0
    spans = frame.filter(pl.col("Zusatz") == "Spanne")
    assert spans.height > 0
    assert spans["Wert bis"].is_not_null().all()
    assert frame.filter(pl.col("Merkmale") == "Planwert").height > 0


def test_example_data_say_so_in_every_line_and_name(database: str) -> None:
    found = reader(database, 3)
    for code in (OWN, None):
        file = files.build(found, STATE, "muster", code, "csv")
        assert file.name.startswith("beispieldaten_muster_")
        assert csv_frame(file)["Hinweis"].unique().to_list() == ["Beispieldaten, frei erfunden"]
    real = files.build(found, STATE, "03254", None, "csv")
    assert real.name == "03254_alle-kennzahlen.csv"
    assert "Beispieldaten" not in real.content.decode()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("code", ["auslaender-azr", None])
def test_equal_data_give_equal_bytes(
    database: str, tmp_path: Path, code: str | None, ending: str
) -> None:
    """Also in another database that was filled at another time."""
    other = reader(filled(tmp_path, counties=("03254",), demo=False), 3)
    first = files.build(reader(database, 3), STATE, "03254", code, ending)
    again = files.build(other, STATE, "03254", code, ending)

    assert first.content == again.content
    assert first.tag == again.tag
    assert first.packed == again.packed


def test_another_state_gives_another_tag(database: str) -> None:
    found = reader(database, 3)
    one = files.build(found, STATE, "03254", "auslaender-azr", "xlsx")
    other = files.build(found, DataState(8, STATE.written_at), "03254", "auslaender-azr", "xlsx")

    assert one.tag != other.tag


@pytest.mark.parametrize(
    ("county", "code", "ending", "there"),
    [
        ("03254", "auslaender-azr", "csv", True),
        ("03254", None, "xlsx", True),
        ("03254", "auslaender-azr", "pdf", False),
        ("03254", "gibt-es-nicht", "csv", False),
        ("03254", "sprachmittler-pool", "csv", False),
        ("99999", None, "csv", False),
        ("", None, "csv", False),
    ],
)
def test_only_what_exists_is_built(
    database: str, county: str, code: str | None, ending: str, *, there: bool
) -> None:
    assert files.exists(reader(database, 3), county, code, ending) is there


def test_months_of_an_allocation_stand_in_the_files(tmp_path: Path) -> None:
    """One figure of the office's own template must not keep the whole county from being read."""
    url = filled(tmp_path, counties=("03254",), demo=False)
    engine = create_store_engine(url, read_only=False)
    with reading(engine) as connection:
        book = Filled("zuweisung", of_county(connection, "zuweisung", "03254"))
    book.put(
        "Landkreis",
        {"Zeitraum von": "10.2025", "Zeitraum bis": "03.2026", "Aufnahmequote": 1_050},
    )
    report = import_file(engine, "zuweisung.xlsx", book.content(), Order(county_key="03254"))
    assert report.outcome is Outcome.RELEASED, report.problems
    engine.dispose()

    found = reader(url, 3)
    for code in ("aufnahmequote", None):
        frame = csv_frame(files.build(found, STATE, "03254", code, "csv"))
        own = frame.filter(pl.col("Kürzel der Kennzahl") == "aufnahmequote")
        assert own["Zeitraum"].to_list() == ["Zeitraum Oktober 2025 bis März 2026"]
        assert own["Wert"].to_list() == ["1050"]
        assert files.build(found, STATE, "03254", code, "xlsx").content
