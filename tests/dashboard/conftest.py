"""One database with everything, read-only, for all tests of the screen side."""

from __future__ import annotations

import pytest

from data_access.engine import create_store_engine
from data_access.reader import Reader
from tests.support.remembering import Remembering
from tests.support.serving import filled


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader of all real counties and the Musterkreis."""
    url = filled(tmp_path_factory.mktemp("whole"))
    return Remembering(create_store_engine(url, read_only=True), small_cell_limit=3)
