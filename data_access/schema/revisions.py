"""The data revision that every write moves, and facts of the installation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.base import Base, Key


class DataRevision(Base):
    """One write of any kind. The highest number is the state of the data; caches key on it."""

    __tablename__ = "data_revision"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str]


class InstallationFact(Base):
    """Something this installation must remember about itself, such as its first start."""

    __tablename__ = "installation_fact"

    name: Mapped[str] = mapped_column(Key, primary_key=True)
    value: Mapped[str]
