"""What stands above a column: the texts of its header cells, from the widest to its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.importers.cells import JOINT
from data_access.importers.grids import Position
from data_access.importers.layouts.ba.anatomy import Anatomy, Sheet
from data_access.importers.names.text import text_key


def series_of(sheet: Sheet, anatomy: Anatomy, table_id: str) -> dict[int, str]:
    """The header texts of each column of values, joined.

    A header over all columns that says the title once more is left out.
    """
    paths: dict[int, list[Position]] = {column: [] for column in anatomy.values}
    for row in range(anatomy.top, anatomy.numbered):
        _add_row(sheet, row, paths)
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


def _add_row(sheet: Sheet, row: int, paths: dict[int, list[Position]]) -> None:
    """Go through one row of headers from left to right.

    Where merged ranges have been lost, a text holds for the empty cells to its right, as far as
    the header above it reaches.
    """
    reaching: tuple[Position, Position | None] | None = None
    for column, path in paths.items():
        above = path[-1] if path else None
        merged = sheet.anchor(row, column)
        found = merged or (row, column)
        if not sheet.text(*found) or found[1] < next(iter(paths)):
            if merged or reaching is None or reaching[1] != above:
                reaching = None
                continue
            found = reaching[0]
        elif merged:
            reaching = None
        else:
            reaching = (found, above)
        if found != above:
            path.append(found)
