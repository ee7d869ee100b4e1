"""Sprachkurse: from entitlement to certificate, over time, by programme and funder."""

from dashboard.views.courses.page import CoursesView, build, filters

__all__ = ["CoursesView", "build", "filters"]
