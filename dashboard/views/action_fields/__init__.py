"""Handlungsfelder: fields with goals, measures, indicators and their states."""

from dashboard.views.action_fields.page import ActionFieldsView, build, filters

__all__ = ["ActionFieldsView", "build", "filters"]
