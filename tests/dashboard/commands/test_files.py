"""Which files a call means."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.commands.files import choose, read_file
from data_access.importers.errors import RefusedFileError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as an office has it."""
    names = (
        *("tabelle 10.csv", "tabelle 2.csv", "Anlage.xlsx"),
        *("~$Anlage.xlsx", ".~lock.Anlage.xlsx#", ".versteckt.csv", "halb.csv.part"),
        *("alt.csv~", "Thumbs.db", "desktop.ini", "laedt.xlsx.crdownload"),
    )
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    for name in ("2025", ".git"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "archiv.csv").write_bytes(b"x")
    return tmp_path


def _names(paths: tuple[Path, ...]) -> list[str]:
    return [one.name for one in paths]


def test_of_a_folder_its_own_files_are_read_by_name(folder: Path) -> None:
    found = choose([str(folder)])

    assert _names(found.files) == ["Anlage.xlsx", "tabelle 2.csv", "tabelle 10.csv"]
    assert _names(found.folders) == ["2025"]
    assert found.repeated == found.empty == ()


def test_a_folder_inside_is_read_where_it_is_named(folder: Path) -> None:
    found = choose([str(folder), str(folder / "2025")])

    assert _names(found.files)[-1] == "archiv.csv"
    assert found.folders == ()


def test_a_hidden_file_is_read_where_it_is_named(folder: Path) -> None:
    assert _names(choose([str(folder / ".versteckt.csv")]).files) == [".versteckt.csv"]


def test_what_is_named_again_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = choose(["Anlage.xlsx", str(folder), "./Anlage.xlsx"])

    assert _names(found.files) == ["Anlage.xlsx", "tabelle 2.csv", "tabelle 10.csv"]
    assert _names(found.repeated) == ["Anlage.xlsx", "Anlage.xlsx"]


def test_an_empty_folder_and_a_missing_file_are_told_in_their_turn(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    found = choose([str(tmp_path / "leer"), str(tmp_path / "fehlt.csv")])

    assert _names(found.empty) == ["leer"]
    assert _names(found.files) == ["fehlt.csv"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tabele 2.csv", "Die Datei gibt es nicht. Gemeint: „tabelle 2.csv“"),
        ("Haushalt.csv", "Die Datei gibt es nicht."),
        ("20025/archiv.csv", "Schon den Ordner „"),
        ("2025", "Das ist ein Ordner, keine Datei."),
        ("Anlage.xlsx/Blatt", "Schon den Ordner „"),
    ],
)
def test_a_file_that_is_not_there_is_told_with_what_may_be_meant(
    folder: Path, name: str, said: str
) -> None:
    with pytest.raises(RefusedFileError) as refused:
        read_file(folder / name)

    assert said in refused.value.what
    assert refused.value.where == str(folder / name)


def test_the_half_of_a_name_with_spaces_is_told_with_quotation_marks(folder: Path) -> None:
    with pytest.raises(RefusedFileError) as refused:
        read_file(folder / "tabelle")

    assert 'in geraden Anführungszeichen: "Neue Tabelle.csv"' in refused.value.remedy
