"""What the office said to findings of the audit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.base import Base, Key


class FindingAcceptance(Base):
    """A finding that the office knows and lives with; findings themselves are never stored."""

    __tablename__ = "finding_acceptance"

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    finding_id: Mapped[str] = mapped_column(Key, primary_key=True)
    note: Mapped[str]
    accepted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    #: Severity and values of the finding then; with other values the acceptance lapses.
    said: Mapped[str]
