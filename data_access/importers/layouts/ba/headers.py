"""What stands above a column: the texts of its header cells, from the widest to its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.importers.files.grids import Position
from data_access.importers.layouts.ba.anatomy import Anatomy
from data_access.importers.names.text import text_key
from data_access.importers.tables.cells import JOINT
from data_access.importers.tables.headers import Sheet, header_cells, header_places


def series_of(sheet: Sheet, anatomy: Anatomy, table_id: str) -> dict[int, str]:
    """The header texts of each column of values, joined.

    A header over all columns that says the title once more is left out.
    """
    paths = header_cells(sheet, anatomy.values, range(anatomy.top, anatomy.numbered))
    repeated = _title(sheet, paths, table_id)
    return {
        column: JOINT.join(sheet.header(position) for position in path if position != repeated)
        for column, path in paths.items()
    }


def _title(sheet: Sheet, paths: Mapping[int, Sequence[Position]], table_id: str) -> Position | None:
    tops = {path[0] if path else None for path in paths.values()}
    top = tops.pop()
    same = top and not tops and text_key(sheet.header(top)) == text_key(table_id)
    return top if same else None


def places_of(sheet: Sheet, anatomy: Anatomy) -> dict[str, Position]:
    """Where each text of the headers stands first."""
    paths = header_cells(sheet, anatomy.values, range(anatomy.top, anatomy.numbered))
    return header_places(paths, sheet.header)
