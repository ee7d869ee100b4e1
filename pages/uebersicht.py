"""Überblick: the state of all four subjects on one screen, leading on."""

from dashboard import cached, cards, filters
from dashboard.views.overview import OverviewView

view = cached.view(OverviewView, "", filters.current())

cards.opening(view.opening)

cards.section(view.first_section)
cards.rows_of(view.first, 1)

cards.leads(view.leads)

cards.section(view.last_section)
cards.rows_of(view.last, 1)
