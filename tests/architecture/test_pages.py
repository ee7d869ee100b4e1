"""A page is a paragraph: what it shows, in order. Loops and sums belong one layer down."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.settings import ROOT

PAGES = sorted((ROOT / "pages").glob("*.py"))


def test_there_are_pages() -> None:
    assert PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_a_page_has_at_most_forty_lines(page: Path) -> None:
    assert len(page.read_text("utf-8").splitlines()) <= 40
