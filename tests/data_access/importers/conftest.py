"""What an installation knows when it interprets a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from data_access.engine import reading
from data_access.importers.interpretation.knowledge import Knowledge, read_knowledge


@pytest.fixture(scope="session")
def knowledge(published: Engine) -> Knowledge:
    """What an installation with all real counties knows, on a day in 2026."""
    with reading(published) as connection:
        return replace(read_knowledge(connection), today=date(2026, 11, 21))
