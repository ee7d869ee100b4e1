"""Handlungsfelder: fields with goals, measures, indicators and their states."""

from dashboard import cached, cards, filters
from dashboard.views.action_fields import ActionFieldsView

view = cached.view(ActionFieldsView, "handlungsfelder", filters.current())

cards.opening(view.opening)
cards.rows_of([view.board], 1)

cards.section(view.field_section)
cards.rows_of(view.indicators, 1, 1, 1)
if view.goals:
    cards.rows_of([view.goals], 1)
cards.rows_of(view.measures, 1)

cards.section(view.concept_section)
cards.rows_of(view.concept, 1, 1)
