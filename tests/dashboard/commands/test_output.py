"""Files are written whole and replace nothing by accident; tables stand aligned."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dashboard.commands.output import OutputError, listed, shortened, write_new


def test_a_new_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_new(tmp_path / "neu.xlsx", b"neu")

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("neu.xlsx", b"neu")]


def test_a_file_that_is_there_is_replaced_only_on_demand(tmp_path: Path) -> None:
    path = tmp_path / "alt.xlsx"
    path.write_bytes(b"alt")

    with pytest.raises(OutputError, match="gibt es schon") as told:
        write_new(path, b"neu")
    assert "--force" in told.value.remedy
    assert path.read_bytes() == b"alt"

    write_new(path, b"neu", force=True)
    assert path.read_bytes() == b"neu"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"Den Ordner .*fehlt.* gibt es nicht"):
        write_new(tmp_path / "fehlt" / "neu.xlsx", b"neu")


@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, *, force: bool) -> None:
    os.mkfifo(tmp_path / "rohr")
    for path in (tmp_path, tmp_path / "rohr"):
        with pytest.raises(OutputError, match="keine Datei"):
            write_new(path, b"neu", force=force)
    assert (tmp_path / "rohr").is_fifo()


def test_behind_a_link_the_file_itself_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "alt.xlsx").write_bytes(b"alt")
    link = tmp_path / "link.xlsx"
    link.symlink_to("alt.xlsx")

    write_new(link, b"neu", force=True)

    assert link.is_symlink()
    assert (tmp_path / "alt.xlsx").read_bytes() == b"neu"


def test_an_interrupted_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "alt.xlsx"
    path.write_bytes(b"alt")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:1])
        raise OSError(28, "voll")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="kann nicht geschrieben werden"):
        write_new(path, b"neu", force=True)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("alt.xlsx", b"alt")]


def test_columns_stand_below_each_other_and_numbers_to_the_right() -> None:
    rows = [{"name": "a", "count": "1.200"}, {"name": "lang", "count": "3"}]

    assert listed({"name": "Wer", "count": "Zahl"}, rows, numbers={"count"}).splitlines() == [
        "Wer    Zahl",
        "a     1.200",
        "lang      3",
    ]


def test_a_long_text_is_cut_and_says_so() -> None:
    assert shortened("eins  zwei\ndrei", 20) == "eins zwei drei"
    assert shortened("eins zwei drei", 10) == "eins zwei…"
