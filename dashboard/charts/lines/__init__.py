"""Change over time: lines with direct labels, named breaks, gaps and provisional stretches."""

from dashboard.charts.lines.drawing import lines
from dashboard.charts.lines.model import Break, Line, LineSpec, Mark, Point

__all__ = ["Break", "Line", "LineSpec", "Mark", "Point", "lines"]
