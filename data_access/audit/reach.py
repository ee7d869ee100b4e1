"""What a printed number leaves open: digits, rounding to a step, words such as "rund"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

from data_access.audit.book import Figure
from data_access.audit.interval import UNKNOWN_COUNT, Interval
from data_access.audit.periods import parsed
from data_access.audit.rules import Rounding
from data_access.domain import Statistic
from data_access.vocabulary import Origin, Qualifier, StatisticKind, Status

#: Units of numbers that were divided; their last printed digit is rounded.
_DIVIDED = frozenset({"percent", "percentage_points", "per100", "per1000"})
#: Kinds whose values add up over areas, groups and sexes.
_ADDITIVE = frozenset(
    {StatisticKind.STOCK, StatisticKind.FLOW, StatisticKind.BUDGET, StatisticKind.CHANGE}
)
#: "rund" and "ca." are taken as the last digit that is not zero, but never as more than this.
_ROUGHLY = 0.1
#: Step of a statistic that says it is rounded while no data file says how.
_USUAL_STEP = 5.0
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def is_divided(statistic: Statistic) -> bool:
    """Whether a value is a share or rate, and not a count or amount."""
    return statistic.unit in _DIVIDED


def is_additive(statistic: Statistic) -> bool:
    """Whether the values of parts make up the value of the whole."""
    return statistic.kind in _ADDITIVE and not is_divided(statistic)


def printed_decimals(figure: Figure, statistic: Statistic) -> int:
    """How many digits after the comma the source prints."""
    number = figure.number or 0.0
    if figure.origin is not Origin.RECOMPUTED:
        found = _decimals_of_text(figure.original_text, abs(number))
        if found is not None:
            return found
    return max(statistic.decimals, _decimals_of_number(number))


def _decimals_of_text(text: str, number: float) -> int | None:
    """Digits after the comma of a text that says just this number; None of any other text."""
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or re.search(r"\d[eE][-+]?\d", text):
        return None
    whole, comma, digits = numbers[0].rpartition(",")
    if not comma:
        whole, point, digits = numbers[0].rpartition(".")
        if not point or "." in whole or len(digits) == 3:
            whole, digits = numbers[0], ""
    read = float(f"{whole.replace('.', '')}.{digits or 0}")
    # A text in another unit, such as per mille, says nothing of the digits of this number.
    return len(digits) if math.isclose(read, number, abs_tol=1e-9) else None


def _decimals_of_number(number: float) -> int:
    text = f"{number:.10f}".rstrip("0")
    return len(text.partition(".")[2])


def step_of(figure: Figure, statistic: Statistic, roundings: Sequence[Rounding]) -> float:
    """The step that each value of a statistic is rounded to by itself; 0 where it is exact."""
    listed = [one for one in roundings if one.statistic == figure.key.statistic]
    if not listed:
        return _USUAL_STEP if statistic.rounding else 0.0
    day = parsed(figure.key.period).end
    return max((one.step for one in listed if (one.since or date.min) <= day), default=0.0)


def reach(figure: Figure, statistic: Statistic, roundings: Sequence[Rounding]) -> Interval | None:
    """Where the true number may lie; None where the figure says nothing about it."""
    if figure.number is None:
        return _of_nothing(figure.status, statistic)
    worded = _of_words(figure, figure.number)
    if worded is not None:
        return worded
    if is_divided(statistic):
        digits = printed_decimals(figure, statistic)
        return Interval.around(figure.number, 0.5 * 10.0**-digits, half_open=True)
    return Interval.around(figure.number, step_of(figure, statistic, roundings) / 2)


def _of_nothing(status: Status, statistic: Statistic) -> Interval | None:
    if status is Status.NOTHING:
        return Interval.exactly(0.0)
    if status is Status.BELOW_HALF:
        return Interval(0.0, 0.5 * 10.0**-statistic.decimals)
    return UNKNOWN_COUNT if statistic.counts_persons else None


def _of_words(figure: Figure, number: float) -> Interval | None:
    match figure.qualifier:
        case Qualifier.CIRCA | Qualifier.ROUND:
            return Interval.around(number, _roughly(number))
        case Qualifier.AT_MOST | Qualifier.UNDER:
            return Interval(-math.inf, number)
        case Qualifier.AT_LEAST | Qualifier.OVER:
            return Interval(number, math.inf)
        case Qualifier.SPAN:
            return Interval(number, figure.number_to or number)
        case _:
            return None


def _roughly(number: float) -> float:
    digits = f"{abs(number):.10g}".replace(".", "").rstrip("0")
    if not digits.strip("0"):
        return 0.0
    magnitude = math.floor(math.log10(abs(number)))
    last = 10.0 ** (magnitude - len(digits.lstrip("0")) + 1)
    return min(last / 2, abs(number) * _ROUGHLY)
