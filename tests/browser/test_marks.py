"""The check of drawn marks notices each kind of mark that is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dashboard.selection import Selection
from tests.support.marks import Expected, Marks, TraceMarks
from tests.support.serving import Served
from tests.support.visiting import Visit

pytestmark = pytest.mark.browser

REMOVE = "path => path.remove()"
HIDE = "path => { path.style.display = 'none'; }"
FADE = "path => { path.style.opacity = 0; }"
FLATTEN = "path => path.setAttribute('d', 'M0,0Z')"
LAST_RING = "path => path.setAttribute('d', path.getAttribute('d').replace(/M[^M]*$/, ''))"
SPOILT = [
    ("bars", ".barlayer .point > path", REMOVE),
    ("bars", ".barlayer .point > path", FLATTEN),
    ("points", ".scatterlayer path.point", HIDE),
    ("lines", ".scatterlayer path.js-line", FADE),
    ("areas", ".scatterlayer path.js-fill", LAST_RING),
    ("shapes", ".shapelayer path", REMOVE),
    ("texts", "g.annotation", HIDE),
]


def total(charts: dict[str, Marks], kind: str) -> int:
    """Marks of one kind in all charts."""
    if kind in TraceMarks.__dataclass_fields__:
        return sum(getattr(trace, kind) for one in charts.values() for trace in one.traces)
    return sum(getattr(one, kind) for one in charts.values())


def test_one_missing_mark_is_noticed(served: Served, visit: Callable[..., Visit]) -> None:
    expected = Expected(served.database_url)("verteilung", Selection("muster"))
    seen = visit(f"{served.url}/verteilung?kreis=muster")
    assert seen.marks() == expected
    for kind, marks, spoil in SPOILT:
        before = seen.marks()
        seen.page.locator(marks).last.evaluate(spoil)
        assert total(seen.marks(), kind) == total(before, kind) - 1, (kind, spoil)
        assert seen.marks() != expected


def test_a_whole_trace_that_is_missing_is_noticed(
    served: Served, visit: Callable[..., Visit]
) -> None:
    expected = Expected(served.database_url)("sgb2", Selection("muster"))
    seen = visit(f"{served.url}/sgb2?kreis=muster")
    assert seen.marks() == expected
    seen.page.locator("g.trace").last.evaluate(HIDE)
    assert seen.marks() != expected
    seen.page.locator("g.trace").last.evaluate("group => { group.style.display = ''; }")
    assert seen.marks() == expected
    seen.page.locator("g.trace").last.evaluate(REMOVE)
    assert seen.marks() != expected
