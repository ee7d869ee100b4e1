"""Daten und Quellen: every statistic of a county with its papers, deliveries, files and changes."""

from dashboard.views.inventory.changes import filters
from dashboard.views.inventory.page import InventoryView, build

__all__ = ["InventoryView", "build", "filters"]
