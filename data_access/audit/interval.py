"""How far the true number may lie from a printed one; all arithmetic of the audit uses ranges."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Binary noise of sums and quotients, relative to the numbers compared.
_NOISE = 1e-9


@dataclass(frozen=True)
class Interval:
    """A closed range; ``half_open`` where a rounded number excludes one of the two ends.

    Two numbers that were rounded to the same digits touch in one point and are not the same.
    """

    low: float
    high: float
    half_open: bool = False

    @classmethod
    def exactly(cls, number: float) -> Interval:
        """The number itself."""
        return cls(number, number)

    @classmethod
    def around(cls, number: float, distance: float, *, half_open: bool = False) -> Interval:
        """The number with as much to either side."""
        return cls(number - distance, number + distance, half_open)

    def plus(self, other: Interval) -> Interval:
        """Sum."""
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, factor: float) -> Interval:
        """Multiple; a negative factor turns the range round."""
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(ends[0], ends[1])

    def minus(self, other: Interval) -> Interval:
        """Difference."""
        return self.plus(other.times(-1))

    def over(self, other: Interval) -> Interval | None:
        """Quotient; None where the divisor may be zero or negative, or an end is open."""
        if other.low <= 0 or math.isinf(other.high) or math.isinf(self.high - self.low):
            return None
        ends = [
            mine / theirs for mine in (self.low, self.high) for theirs in (other.low, other.high)
        ]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """Whether one number can lie in both ranges."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        noise = _NOISE * max((1.0, *(abs(end) for end in (low, high) if math.isfinite(end))))
        if low > high + noise:
            return False
        touching = low > high - noise
        return not (touching and self.half_open and other.half_open)


#: A number of persons that nobody told.
UNKNOWN_COUNT = Interval(0.0, math.inf)
