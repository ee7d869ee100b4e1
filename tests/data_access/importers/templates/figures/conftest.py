"""Sheets of figures are read on one day, whatever day it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data_access.clock import frozen_at
from tests.support.figure_rows import TODAY


@pytest.fixture(autouse=True)
def _same_day() -> Iterator[None]:
    with frozen_at(TODAY):
        yield
