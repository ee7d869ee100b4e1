"""Überblick: the state of all four subjects on one screen, leading on."""

from collections.abc import Iterator

from dashboard import screen
from dashboard.views.model import Block, rows
from dashboard.views.overview import OverviewView


def arrange(view: OverviewView) -> Iterator[Block]:
    """The page from top to bottom."""
    yield view.opening

    if view.first:
        yield view.first.section
        yield from rows(view.first.charts, 1, 1)
        yield from rows(view.first.tables, 1)

    yield from rows(view.leads[:3], 6, 7, 5)
    yield from rows(view.leads[3:], 1)

    if view.last:
        yield view.last.section
        yield from rows(view.last.charts, 1, 1)
        yield from rows(view.last.tables, 1)


if __name__ == "__main__":
    screen.show("", arrange)
