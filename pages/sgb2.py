"""SGB II: the table of selected nationalities, its trend, and other statistics apart from it."""

from collections.abc import Iterator

from dashboard import screen
from dashboard.views.model import Block, rows
from dashboard.views.sgb2 import Sgb2View


def arrange(view: Sgb2View) -> Iterator[Block]:
    """The page from top to bottom."""
    yield view.opening
    yield from rows([view.table, (view.dumbbells, *view.notes)], 17, 9)

    yield view.trend_section
    yield from rows(view.trend, 1, 1)

    yield view.other_section
    yield from rows(view.other, 1, 1)


if __name__ == "__main__":
    screen.show("sgb2", arrange)
