"""Daten und Quellen: every statistic of a county with its papers, deliveries and files."""

from dashboard.views.inventory.page import InventoryView, build

__all__ = ["InventoryView", "build"]
