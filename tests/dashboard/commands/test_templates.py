"""``template`` writes a workbook where nothing is, or where it may."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from sqlalchemy import Engine

from data_access.importers.templates import templates
from tests.support.commands import Call


def test_a_template_replaces_no_file_by_accident(
    call: Call, tmp_path: Path, monitor: Engine
) -> None:
    name, path = templates()[0].name, tmp_path / "vorlage.xlsx"
    assert call("template", name, "--out", path)[0] == 0
    path.write_bytes(b"ausgefuellt")

    code, printed = call("template", name, "--out", path)

    assert (code, "gibt es schon" in printed) == (2, True)
    assert path.read_bytes() == b"ausgefuellt"
    assert call("template", name, "--out", path, "--force")[0] == 0
    assert openpyxl.load_workbook(path).sheetnames


def test_a_missing_folder_is_told(call: Call, tmp_path: Path) -> None:
    code, printed = call("template", templates()[0].name, "--out", tmp_path / "fehlt" / "x.xlsx")

    assert code == 2
    assert "Den Ordner" in printed
    assert not (tmp_path / "fehlt").exists()


def test_a_template_is_called_a_workbook(call: Call, tmp_path: Path) -> None:
    code, printed = call("template", "sprachkurse", "--out", tmp_path / "kurse.xls")
    assert (code, "muss auf .xlsx enden" in printed) == (2, True)
    code, printed = call("template", "sprachkurse", "--out", tmp_path)
    assert (code, "Das ist ein Ordner, keine Datei." in printed) == (2, True)
    assert [*tmp_path.glob("*.xls*")] == []


def test_a_misspelt_template_is_told_with_the_one_that_is_near(call: Call) -> None:
    code, printed = call("template", "Sprachkurs", "--out", "kurse.xlsx")

    assert (code, printed.splitlines()[0]) == (
        2,
        "Die Vorlage „Sprachkurs“ gibt es nicht. Gemeint: „sprachkurse“?",
    )
