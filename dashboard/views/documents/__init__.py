"""What the founding documents say of a county: single figures with page, and dated events."""

from dashboard.views.documents.page import Documents, read
from dashboard.views.documents.tables import milestones, section

__all__ = ["Documents", "milestones", "read", "section"]
