"""Sprachkurse: from entitlement to certificate, over time, by programme and funder."""

from collections.abc import Iterator

from dashboard import screen
from dashboard.views.courses import CoursesView
from dashboard.views.model import Block, rows


def arrange(view: CoursesView) -> Iterator[Block]:
    """The page from top to bottom."""
    yield view.opening
    yield from rows(view.charts, 1, 1)
    yield from rows([view.running], 1)

    if view.documents:
        yield view.documents.section
        yield from rows(view.documents.charts, 1, 1)
        yield from rows(view.documents.tables, 1)
    yield from rows(view.absent, 1, 1, 1)

    yield view.programmes_section
    yield from rows([view.programmes], 1)


if __name__ == "__main__":
    screen.show("sprachkurse", arrange)
