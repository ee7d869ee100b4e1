"""What a report says of a name points to the name: layouts note where each label stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.importers.files.grids import Grid, Text
from data_access.importers.names.text import collapsed
from data_access.importers.opening import open_upload
from data_access.importers.registry import Source, recognised, tables_of
from data_access.importers.tables.cells import JOINT, ReadTable
from tests.support import samples

#: The flat file names its values by several fields, and the monitoring by columns of its own.
_WITHOUT_SERIES = {"genesis_flat", "nim"}
#: So many cells of each table are looked at.
_SEED, _MOST = 1, 200


class _Shown:
    """Texts of a source by row and column, read once more without its layout."""

    def __init__(self, source: Source) -> None:
        self._grid = source if isinstance(source, Grid) else None
        self._lines = dict(source.rows()) if isinstance(source, Text) else {}

    def __call__(self, place: tuple[int, int]) -> str:
        row, column = place
        if self._grid is not None:
            raw = self._grid.frame.item(row - 1, column - 1) or ""
        else:
            raw = self._lines[row][column - 1]
        return collapsed(raw.replace("-\n", ""))


def _meets(text: str, shown: str) -> bool:
    """Whether a cell holds a text, or the beginning of one that goes on below it."""
    beginning = shown.rstrip("-")[:8].strip()
    return bool(shown) and (text[:40] in shown or text.startswith(beginning))


def _compare(table: ReadTable, shown: _Shown) -> int:
    cells = table.texts.sample(min(_MOST, table.cells.height), seed=_SEED)
    for row in cells.iter_rows(named=True):
        position = row["row"], row["column"]
        area = shown(table.labels.of_area(*position))
        assert _meets(row["area_name"] or row["area_code"], area), (position, area)
        for place in ("series", "item"):
            if place == "series" and table.layout in _WITHOUT_SERIES:
                continue
            for part in filter(None, row[place].split(JOINT)):
                found = table.labels.of_text(part, *position, item=place == "item")
                known = part in table.labels.texts or (place == "item" and table.labels.item)
                assert not known or _meets(part, shown(found)), (position, part, found)
                assert known or place == "item", (position, part)
    return cells.height


@samples.needed
@pytest.mark.parametrize(
    "path",
    sorted(one for one in samples.FOLDER.glob("*/*.*") if "codebook" not in one.name),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_labels_of_original_files_stand_where_they_are_said_to(path: Path) -> None:
    (opened,) = open_upload(path.name, path.read_bytes())
    compared = 0

    for source in opened.sources:
        found = recognised(source)
        for table in tables_of(found[0], source, "1-1-1") if found else ():
            compared += _compare(table, _Shown(source))

    known = any(recognised(source) for source in opened.sources)
    assert bool(compared) == known
