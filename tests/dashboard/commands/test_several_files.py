"""``import`` of folders and several files: each by itself, and one table at the end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine

from data_access.importers.importing import import_file
from data_access.importers.reports.report import FileReport
from tests.support import indicator_files as files
from tests.support.commands import Call
from tests.support.dump import dump

BAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files of one table, one that is none, and what Excel leaves behind."""
    found = tmp_path / "Lieferung"
    found.mkdir()
    for name, values in (("2024", [1, 2]), ("2025", [1, 20, 3])):
        content = files.content(files.years(files.COUNTY, 1990, values))
        (found / f"indicator_1-1-1 {name}.csv").write_bytes(content)
    (found / "Anschreiben.pdf").write_bytes(BAD)
    (found / "~$Anlage.xlsx").write_bytes(b"")
    return found


def _table(printed: str) -> list[list[str]]:
    """Cells of the table at the end."""
    lines = printed[printed.index("\nDatei  ") :].strip().splitlines()
    return [re.split(r" {2,}", line.strip()) for line in lines if line][1:]


def test_a_folder_is_read_in_order_and_summed_up(call: Call, folder: Path) -> None:
    code, printed = call("import", folder, "--table", "1-1-1")

    assert code == 3
    assert "3 Dateien: 2 eingelesen, 1 abgelehnt." in printed
    first, second, third = _table(printed)
    assert first[:6] == ["Anschreiben.pdf", "abgelehnt", "–", "–", "–", "–"]
    assert "PDF" in first[6]
    assert second[:6] == ["indicator_1-1-1 2024.csv", "eingelesen", "2", "0", "0", "L1"]
    assert third[:6] == ["indicator_1-1-1 2025.csv", "eingelesen", "1", "1", "1", "L2"]


def test_what_is_missing_or_wrong_stops_no_other_file(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "leer").mkdir()
    good = folder / "indicator_1-1-1 2024.csv"

    code, printed = call(
        *("import", tmp_path / "fehlt.csv", tmp_path / "leer", good, "--table", "1-1-1")
    )

    assert code == 3
    outcomes = [(row[0], row[1]) for row in _table(printed)]
    assert outcomes[:2] == [("fehlt.csv", "abgelehnt"), (good.name, "eingelesen")]
    assert outcomes[2][1] == "abgelehnt"
    assert "In diesem Ordner liegt keine Datei." in printed


def test_an_error_that_nobody_has_foreseen_stops_no_other_file(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(engine: Engine, name: str, *given: Any, **more: Any) -> FileReport:
        if "2024" in name:
            raise RuntimeError("kaputt")
        return import_file(engine, name, *given, **more)

    # No file is known that does this; the others are really read.
    monkeypatch.setattr("dashboard.commands.file_by_file.import_file", broken)

    code, printed = call("import", folder, "--table", "1-1-1")

    assert code == 3
    assert [row[1] for row in _table(printed)] == ["abgelehnt", "abgelehnt", "eingelesen"]
    assert "Ein unerwarteter Fehler ist aufgetreten (RuntimeError)." in printed
    assert "--debug" in printed
    with pytest.raises(RuntimeError):
        call("import", folder, "--table", "1-1-1", "--debug")


def test_the_same_file_is_told_and_read_once(call: Call, folder: Path, tmp_path: Path) -> None:
    good = folder / "indicator_1-1-1 2024.csv"
    copy = tmp_path / "indicator_1-1-1 Kopie.csv"
    copy.write_bytes(good.read_bytes())

    code, printed = call("import", good, copy, good, "--table", "1-1-1")

    assert code == 0
    assert [row[1] for row in _table(printed)] == ["eingelesen", "doppelt", "doppelt"]
    assert f"Der Inhalt ist derselbe wie in {good.name}." in printed
    assert "Die Datei ist doppelt genannt." in printed


def _named(folder: Path, name: str, values: dict[tuple[str, str], object]) -> Path:
    path = folder / name
    path.write_bytes(files.content(values))
    return path


def test_bytes_that_are_another_table_by_their_name_are_no_duplicate(
    call: Call, tmp_path: Path
) -> None:
    values = files.years(files.COUNTY, 1990, [1, 2])
    first = _named(tmp_path, "indicator_1-1-1.csv", values)
    again = _named(tmp_path, "indicator_1-1-1 (1).csv", values)
    other = _named(tmp_path, "indicator_1-2-1 (1).csv", values)

    code, printed = call("import", first, again, other)

    assert code == 3
    assert [row[1] for row in _table(printed)] == ["eingelesen", "doppelt", "abgelehnt"]
    assert "Dem Namen nach ist das Tabelle 1-2-1, der Inhalt ist aber derselbe wie in" in printed
    # What the office says itself does not depend on the name.
    printed = call("import", first, other, "--table", "1-1-1")[1]
    assert [row[1] for row in _table(printed)] == ["nichts Neues", "doppelt"]


def test_a_file_is_no_duplicate_of_one_that_was_refused(call: Call, tmp_path: Path) -> None:
    content = files.content({(files.COUNTY, "1990"): "viele"})
    first, second = tmp_path / "indicator_1-1-1.csv", tmp_path / "indicator_1-1-1 neu.csv"
    for path in (first, second):
        path.write_bytes(content)

    code, printed = call("import", first, second)

    assert (code, "derselbe wie in" in printed) == (3, False)
    assert [row[1] for row in _table(printed)] == ["abgelehnt", "abgelehnt"]


def test_a_dry_run_of_a_folder_changes_nothing(call: Call, folder: Path, monitor: Engine) -> None:
    before = dump(monitor)

    printed = call("import", folder, "--table", "1-1-1", "--dry-run")[1]

    assert dump(monitor) == before
    assert [row[1] for row in _table(printed)] == ["abgelehnt", "Vorschau", "Vorschau"]


def test_what_the_audit_finds_is_told_before_what_is_only_worth_knowing(
    call: Call, tmp_path: Path
) -> None:
    right = [160_001, 170_002, 180_003]
    first = _named(tmp_path, "indicator_1-1-1 alt.csv", files.years(files.COUNTY, 1990, right))
    jumping = files.years(files.COUNTY, 1990, [*right, 190_004, 1_900_045, 191_000])
    second = _named(tmp_path, "indicator_1-1-1 neu.csv", jumping)

    code, printed = call("import", first, second)

    assert code == 0
    assert "Datenprüfung:" in printed
    assert re.fullmatch(r"[0-9]+ Befunde? der Datenprüfung \(\+ [0-9]+\)", _table(printed)[1][6])
    refused = _bad(tmp_path, "falsch")
    last = _table(call("import", second, refused)[1])[1]
    assert (last[1], "viele falsch" in last[6]) == ("abgelehnt", True)


def test_one_file_needs_no_table(call: Call, file: Path) -> None:
    assert "erster Befund" not in call("import", file)[1]


def test_programmes_get_a_report_of_each_file(call: Call, folder: Path) -> None:
    good = folder / "indicator_1-1-1 2024.csv"

    code, printed = call("import", folder, good, "--table", "1-1-1", "--json")

    assert code == 3
    assert [(one["file"], one["outcome"]) for one in json.loads(printed)] == [
        ("Anschreiben.pdf", "rejected"),
        ("indicator_1-1-1 2024.csv", "released"),
        ("indicator_1-1-1 2025.csv", "released"),
        ("indicator_1-1-1 2024.csv", "repeated"),
    ]


def _bad(folder: Path, name: str) -> Path:
    path = folder / f"indicator_1-1-1 {name}.csv"
    path.write_bytes(files.content({(files.COUNTY, "1990"): f"viele {name}"}))
    return path


def test_marked_copies_of_several_files_go_into_a_folder(call: Call, tmp_path: Path) -> None:
    one, two = _bad(tmp_path, "a"), _bad(tmp_path, "b")
    marked = tmp_path / "Befunde"
    marked.mkdir()
    call_of_both = ("import", one, two, "--table", "1-1-1", "--marked", marked)

    assert call(*call_of_both)[0] == 3

    for path in (one, two):
        book = openpyxl.load_workbook(marked / f"{path.stem}-befunde.xlsx")
        assert f"„viele {path.stem[-1]}“" in str(book["Befunde"]["C2"].value)
    code, printed = call(*call_of_both)
    assert (code, "gibt es schon" in printed) == (2, True)
    assert call(*call_of_both, "--force")[0] == 3


def test_one_marked_copy_for_several_files_is_refused_before_anything_is_read(
    call: Call, folder: Path, tmp_path: Path, monitor: Engine
) -> None:
    before = dump(monitor)

    code, printed = call(
        *("import", folder, "--table", "1-1-1", "--marked", tmp_path / "befunde.xlsx")
    )

    assert (code, dump(monitor) == before) == (2, True)
    assert "einen Ordner nennen" in printed
    assert not (tmp_path / "befunde.xlsx").exists()


@pytest.mark.parametrize(
    ("given", "several"),
    [
        ("fehlt/befunde.xlsx", False),
        ("fehlt/befunde.xlsx", True),
        ("fehlt/", False),
        ("fehlt", True),
    ],
)
def test_a_marked_copy_into_a_missing_folder_is_told(
    call: Call, folder: Path, tmp_path: Path, monitor: Engine, given: str, *, several: bool
) -> None:
    read = folder if several else folder / "indicator_1-1-1 2024.csv"
    before = dump(monitor)

    code, printed = call("import", read, "--table", "1-1-1", "--marked", f"{tmp_path}/{given}")

    assert (code, dump(monitor) == before) == (2, True)
    assert printed.splitlines()[0] == f"Den Ordner „{tmp_path / 'fehlt'}“ gibt es nicht."
    assert not (tmp_path / "fehlt").exists()


def test_a_marked_copy_is_a_workbook_and_never_the_file_itself(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    import_of_one = ("import", folder / "indicator_1-1-1 2024.csv", "--table", "1-1-1", "--marked")

    code, printed = call(*import_of_one, tmp_path / "befunde.csv")
    assert (code, f"Etwa {tmp_path / 'befunde.xlsx'} nennen" in printed) == (2, True)

    book = tmp_path / "tabelle.xlsx"
    book.write_bytes(b"vom Amt")
    code, printed = call("import", book, "--marked", book, "--force")
    assert (code, "den Namen der Datei, die eingelesen wird" in printed) == (2, True)
    assert book.read_bytes() == b"vom Amt"


def test_a_reason_for_a_folder_lets_no_wrong_table_in(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "Nachmeldungen"
    folder.mkdir()
    right = files.content(files.years(files.COUNTY, 1990, range(200_000, 212_000, 1_000)))
    wrong = files.content(files.years(files.COUNTY, 1990, range(20_000, 21_200, 100)))
    (folder / "1 indicator_1-1-1.csv").write_bytes(right)
    (folder / "2 indicator_1-1-1.csv").write_bytes(wrong)
    given = ("--table", "1-1-1", "--reason", "Nachmeldung der Gemeinde")

    code, printed = call("import", folder, *given)

    assert (code, "1 eingelesen, 1 abgelehnt" in printed) == (3, True)
    assert "„--confirmed“" in printed
    code, printed = call("import", folder, *given, "--confirmed")
    assert (code, "gilt für eine einzelne Datei; hier sind es 2." in printed) == (2, True)
    one = folder / "2 indicator_1-1-1.csv"
    code, printed = call("import", one, "--table", "1-1-1", "--confirmed")
    assert (code, "fehlt der Grund" in printed) == (2, True)
    code, printed = call("import", one, *given, "--confirmed")
    assert (code, "12 geändert" in printed) == (0, True)
    assert "So ist es mit der Datei angegeben" in printed
