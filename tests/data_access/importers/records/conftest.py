"""A database that lists are compared with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from data_access.engine import create_store_engine
from tests.support.databases import Databases


@pytest.fixture(scope="session")
def demo(databases: Databases, demo_url: str) -> Iterator[Engine]:
    """All counties with the Musterkreis, to be read only."""
    url = databases.copy(demo_url)
    engine = create_store_engine(url, read_only=True)
    yield engine
    engine.dispose()
    databases.drop(url)
