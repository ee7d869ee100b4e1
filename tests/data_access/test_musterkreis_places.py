"""Municipalities of the Musterkreis: neighbours that look like a map."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from data_access.schema import areas
from data_access.vocabulary import AreaKind
from tests.support.muster import (
    CITY,
    COUNTY,
    JOINT,
    REMAINDER,
    ROOT,
    WITHOUT_CITY,
    keys_of,
    members,
    municipalities,
    rows,
)


def test_areas_are_fourteen_municipalities_and_what_belongs_to_them() -> None:
    assert len(municipalities()) == 14
    assert keys_of(AreaKind.CITY) == [CITY]
    assert keys_of(AreaKind.JOINT_MUNICIPALITY) == [JOINT]
    assert len(members()) == 3
    parents = {row["key"]: row["parent_key"] for row in rows(areas.Area)}
    assert {parents[key] for key in members()} == {JOINT}
    assert {parents[key] for key in (*municipalities(), WITHOUT_CITY, REMAINDER)} == {COUNTY}
    assert not any(row["official_key"] for row in rows(areas.Area))
    names = [row["name"] for row in rows(areas.Area)]
    assert len(set(names)) == len(names)


def _rings() -> dict[str, list[tuple[float, float]]]:
    found = {}
    for row in rows(areas.AreaBoundary):
        polygons = json.loads(row["polygons"])
        assert len(polygons) == 1, "one polygon without holes each"
        assert len(polygons[0]) == 1
        found[row["area_key"]] = [(x, y) for x, y in polygons[0][0]]
    return found


def _edges(ring: Iterable[tuple[float, float]]) -> list[frozenset[tuple[float, float]]]:
    return [frozenset(edge) for edge in itertools.pairwise(ring)]


def _surface(ring: list[tuple[float, float]]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))) / 2


def _contains(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _crossing(a: Any, b: Any, c: Any, d: Any) -> bool:
    def side(p: Any, q: Any, r: Any) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def test_boundaries_are_closed_simple_rings() -> None:
    rings = _rings()
    assert set(rings) == {COUNTY, *municipalities(), *members()}
    for key, ring in rings.items():
        assert ring[0] == ring[-1], key
        assert len(ring) >= 25, key
        assert len(set(ring)) == len(ring) - 1, key
        steps = list(itertools.pairwise(ring))
        for (a, b), (c, d) in itertools.combinations(steps, 2):
            assert not _crossing(a, b, c, d), key


@pytest.mark.parametrize("parts", ["municipalities", "members"])
def test_neighbours_share_their_edges_exactly(parts: str) -> None:
    rings = _rings()
    inner, outer = (municipalities(), COUNTY) if parts == "municipalities" else (members(), JOINT)
    used = Counter(edge for key in inner for edge in _edges(rings[key]))
    outline = set(_edges(rings[outer]))
    assert {edge for edge, times in used.items() if times == 1} == outline
    assert set(used.values()) == {1, 2}
    whole = sum(_surface(rings[key]) for key in inner)
    assert whole == pytest.approx(_surface(rings[outer]), rel=1e-9)


def test_labels_lie_inside() -> None:
    rings = _rings()
    for row in rows(areas.AreaBoundary):
        assert _contains(rings[row["area_key"]], row["label_lon"], row["label_lat"])
        assert row["status_year"] == 2026
        assert row["attribution"] == "Grenzen erfunden"
        assert 9.5 < row["label_lon"] < 10.3
        assert 51.9 < row["label_lat"] < 52.4


def test_boundary_file_is_small() -> None:
    path = ROOT / "data_access/reference/musterkreis/boundaries.geojson"
    assert path.stat().st_size < 120_000
    assert not re.search(r"\.\d{6,}", path.read_text("utf-8"))


# Courses
