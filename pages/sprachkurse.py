"""Sprachkurse: from entitlement to certificate, over time, by programme and funder."""

from dashboard import cached, cards, filters
from dashboard.views.courses import CoursesView

view = cached.view(CoursesView, "sprachkurse", filters.current())

cards.opening(view.opening)
cards.rows_of(view.charts, 1, 1)
if view.running:
    cards.rows_of([view.running], 1)

cards.section(view.documents_section)
cards.rows_of(view.documents, 1)

cards.rows_of(view.absent, 1, 1, 1)

cards.section(view.programmes_section)
if view.programmes:
    cards.rows_of([view.programmes], 1)
