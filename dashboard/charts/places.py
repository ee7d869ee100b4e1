"""Where a label lies best inside an outline: as far from the border as its own shape allows."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from functools import lru_cache

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]

#: Cells are split until none could be better than the best by more than this share of its size.
PRECISION = 0.03
#: Corners of an outline that decide where a label lies; more only cost time.
CORNERS = 90
#: What a unit away from the middle of the outline costs.
AWAY = 0.06
SQRT2 = math.sqrt(2)


@lru_cache(maxsize=512)
def label_place(polygons: tuple[Polygon, ...], squeeze: float, aspect: float) -> Point:
    """Middle of the largest ellipse, as wide and high as the label, that fits into the outline.

    Args:
        polygons: rings of (longitude, latitude), the outer one first; at least one polygon.
        squeeze: width of a degree of longitude in degrees of latitude.
        aspect: height of the label divided by its width.

    Returns:
        Longitude and latitude.
    """
    # A label that is four times as wide as high is a circle in a space squeezed by four.
    stretch = squeeze * aspect
    outline = max(polygons, key=lambda polygon: _area(polygon[0]))
    rings = [tuple((x * stretch, y) for x, y in _thinned(ring)) for ring in outline]
    x, y = _pole(rings)
    return x / stretch, y


def _thinned(ring: Ring) -> Ring:
    return ring[:: -(-len(ring) // CORNERS)]


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in _edges(ring))) / 2


def _edges(ring: Sequence[Point]) -> Sequence[tuple[Point, Point]]:
    return list(zip(ring, (*ring[1:], ring[0]), strict=True))


def _pole(rings: Sequence[Ring]) -> Point:
    """Point inside that is farthest from every border (search by halving cells)."""
    edges = [edge for ring in rings for edge in _edges(ring)]
    xs, ys = [x for x, _ in rings[0]], [y for _, y in rings[0]]
    size = min(max(xs) - min(xs), max(ys) - min(ys))
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    if size <= 0:
        return middle
    best, best_score = middle, _distance(*middle, edges)
    half = size / 2
    cells: list[tuple[float, float, float, float, float]] = []

    def add(x: float, y: float, half: float) -> None:
        # Inside a long even body many places are as good: the one in its middle looks right.
        cost = AWAY * math.hypot(x - middle[0], y - middle[1])
        score = _distance(x, y, edges) - cost
        reach = half * SQRT2 * (1 + AWAY)
        heapq.heappush(cells, (-(score + reach), x, y, half, score))

    x = min(xs)
    while x < max(xs):
        y = min(ys)
        while y < max(ys):
            add(x + half, y + half, half)
            y += size
        x += size
    while cells:
        promise, x, y, half, score = heapq.heappop(cells)
        if score > best_score:
            best, best_score = (x, y), score
        if -promise - best_score <= PRECISION * size:
            continue
        half /= 2
        for dx in (-half, half):
            for dy in (-half, half):
                add(x + dx, y + dy, half)
    return best


def _distance(x: float, y: float, edges: Sequence[tuple[Point, Point]]) -> float:
    """Distance to the nearest border, negative outside."""
    inside = False
    nearest = math.inf
    for (ax, ay), (bx, by) in edges:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        share = ((x - ax) * dx + (y - ay) * dy) / length if length else 0.0
        share = min(1.0, max(0.0, share))
        px, py = ax + share * dx - x, ay + share * dy - y
        nearest = min(nearest, px * px + py * py)
    return math.sqrt(nearest) if inside else -math.sqrt(nearest)
