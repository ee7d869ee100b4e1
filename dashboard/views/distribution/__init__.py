"""Verteilung: where foreigners and refugees live, and how their number moved."""

from dashboard.views.distribution.page import DistributionView, build, filters

__all__ = ["DistributionView", "build", "filters"]
