"""Überblick: the state of all four subjects on one screen, leading on."""

from dashboard import cached, cards, filters
from dashboard.views.overview import OverviewView

view = cached.view(OverviewView, "", filters.current())

cards.opening(view.opening)
cards.leads(view.leads)

cards.section(view.documents_section)
cards.rows_of(view.documents, 1)
if view.milestones:
    cards.rows_of([view.milestones], 1)
