"""Counties, areas, outlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_access.vocabulary import AreaKind

#: Kinds that add up to the county: members of a joint municipality never count again.
SUMMING_KINDS = (
    AreaKind.CITY,
    AreaKind.MUNICIPALITY,
    AreaKind.JOINT_MUNICIPALITY,
)


@dataclass(frozen=True)
class County:
    """The county whose monitor is shown."""

    key: str
    name: str
    short_name: str
    in_phrase: str
    of_phrase: str
    synthetic: bool
    as_of: date | None


@dataclass(frozen=True)
class Area:
    """An area in one territorial status.

    ``parent_key`` is what it belongs to on the day asked for; None where that is not known.
    """

    key: str
    name: str
    short_name: str
    kind: AreaKind
    parent_key: str | None
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class Boundary:
    """Outline of an area in degrees; ``polygons`` are rings of (longitude, latitude)."""

    area_key: str
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    label: tuple[float, float]
    label_text: str
    status_year: int
    attribution: str
