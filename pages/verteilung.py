"""Verteilung: where foreigners and refugees live, and how their number moved."""

from collections.abc import Iterator

from dashboard import screen
from dashboard.views.distribution import DistributionView
from dashboard.views.model import Block, rows


def arrange(view: DistributionView) -> Iterator[Block]:
    """The page from top to bottom."""
    yield view.opening
    yield from rows([view.map, view.ranking], 5, 6)

    yield view.refugees_section
    yield from rows(view.refugees, 1, 1)

    yield view.register_section
    yield from rows([view.register, view.nationalities], 6, 5)
    yield from rows(view.titles, 1, 1)

    yield view.development_section
    yield from rows(view.development, 1, 1)

    yield view.guide_section
    yield from rows([view.guide], 1)
    yield from rows(view.absent, 1)


if __name__ == "__main__":
    screen.show("verteilung", arrange)
