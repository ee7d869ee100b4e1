"""The database as typed models with natural keys; one schema for SQLite and PostgreSQL."""

from data_access.schema import areas, audit, concept, courses, deliveries, revisions, statistics
from data_access.schema.base import Base

__all__ = [
    "Base",
    "areas",
    "audit",
    "concept",
    "courses",
    "deliveries",
    "revisions",
    "statistics",
]
