"""Handlungsfelder: fields with goals, measures, indicators and their states."""

from collections.abc import Iterator

from dashboard import screen
from dashboard.views.action_fields import ActionFieldsView
from dashboard.views.model import Block, rows


def arrange(view: ActionFieldsView) -> Iterator[Block]:
    """The page from top to bottom."""
    yield view.opening
    yield from rows([view.board], 1)

    yield view.field_section
    yield from rows(view.indicators, 1, 1, 1)
    yield from rows([view.goals], 1)
    yield from rows(view.measures, 1)

    yield view.cycle_section
    yield from rows(view.cycle[:1], 1)
    yield from rows(view.cycle[1:], 1, 1)

    yield view.concept_section
    yield from rows(view.concept, 1, 1)


if __name__ == "__main__":
    screen.show("handlungsfelder", arrange)
