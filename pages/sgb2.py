"""SGB II: the table of selected nationalities, its trend, and other statistics apart from it."""

from dashboard import cached, cards, filters
from dashboard.views.sgb2 import Sgb2View

view = cached.view(Sgb2View, "sgb2", filters.current())

cards.opening(view.opening)
with cards.row(17, 9) as (left, right):
    cards.show(left, view.table)
    cards.show(right, view.dumbbells)
    if view.note:
        cards.show(right, view.note)

cards.section(view.trend_section)
cards.rows_of(view.trend, 1, 1)

cards.section(view.other_section)
cards.rows_of(view.other, 1, 1)
