"""Language courses of a county: programmes, courses, starts, attendance, waiting, flows.

All of it is counted by the office itself, so persons pass the small-cell rule before they leave.
"""

from data_access.queries.courses.reading import read_courses

__all__ = ["read_courses"]
