"""SGB II: the table of selected nationalities, its trend, and other statistics apart from it."""

from dashboard.views.sgb2.page import Sgb2View, build, filters

__all__ = ["Sgb2View", "build", "filters"]
