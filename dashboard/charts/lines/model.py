"""What a chart of lines is made of: points in time, lines, marks and breaks."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Point:
    """A point in time: ``x`` in years (2021.25 is April), a value or none, and its label."""

    x: float
    value: float | None
    label: str
    provisional: bool = False
    #: Not printed by the source but reckoned from what it prints; hollow where points show.
    recomputed: bool = False


@dataclass(frozen=True)
class Line:
    """A line with its name and role.

    ``role``: "ours" (blue), "accent" (orange) or "context" (grey).
    """

    name: str
    points: tuple[Point, ...]
    role: str = "ours"
    fill: bool = False
    #: Printed behind the last point; "|" stands where a line may break.
    end_text: str | None = None
    #: A few points far apart: each is shown, and what joins them is no measurement.
    sparse: bool = False


@dataclass(frozen=True)
class Mark:
    """A printed value inside the chart, or a lone point of another statistic."""

    x: float
    value: float
    text: str
    hollow_diamond: bool = False
    below: bool = False
    #: Print the text to the right of the point, clear of the axis.
    right: bool = False


@dataclass(frozen=True)
class Break:
    """A break of the series."""

    x: float
    label: str


@dataclass(frozen=True)
class LineSpec:
    """How lines are drawn.

    Attributes:
        height: pixels.
        decimals: of axis and labels.
        unit_suffix: behind values in labels, such as a thin space and %.
        zero: axis begins at zero; otherwise the reader is told.
        years: tick years; None chooses.
    """

    height: int = 310
    decimals: int = 0
    unit_suffix: str = ""
    zero: bool = True
    years: tuple[int, ...] | None = None
    marks: tuple[Mark, ...] = field(default=())
    breaks: tuple[Break, ...] = field(default=())
    bracket: tuple[float, float, str] | None = None
