"""Daten und Quellen: every statistic with its papers, next delivery and files."""

from collections.abc import Iterator

from dashboard import screen
from dashboard.care import excerpt
from dashboard.views.inventory import InventoryView
from dashboard.views.model import Block, rows


def arrange(view: InventoryView) -> Iterator[Block]:
    """The page from top to bottom."""
    yield view.opening
    yield view.inventory

    yield view.changes_heading
    yield from rows(view.changes, 1)

    yield from rows(view.notes, 1, 1, 1)


if __name__ == "__main__":
    screen.show("daten", arrange)
    excerpt.show()
