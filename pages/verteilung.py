"""Verteilung: where foreigners and refugees live, and how their number moved."""

from dashboard import cached, cards, filters
from dashboard.views.distribution import DistributionView

view = cached.view(DistributionView, "verteilung", filters.current())

cards.opening(view.opening)

with cards.row(5, 6) as (left, right):
    cards.show(left, view.map)
    cards.show(right, view.ranking)

cards.section(view.refugees_section)
cards.rows_of(view.refugees, 1, 1)

cards.section(view.register_section)
with cards.row(6, 5) as (left, right):
    cards.show(left, view.register)
    cards.show(right, view.nationalities)
cards.rows_of(view.development, 1, 1)

cards.section(view.guide_section)
cards.rows_of([view.guide], 1)
