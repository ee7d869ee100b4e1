"""State of a goal from readings and targets: met, on the way, behind, too late, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_access.vocabulary import State

_UNITS = {
    "appointments": "Termine",
    "associations": "Vereine",
    "eur": "Euro",
    "groups": "Runden",
    "households": "Haushalte",
    "leaflets": "Merkblätter",
    "percent": "Prozent",
    "persons": "Personen",
    "places": "Plätze",
}


@dataclass(frozen=True)
class Aim:
    """A promised value by a date, and where it was promised from."""

    decided_on: date
    baseline_on: date
    baseline: float
    due_on: date
    number: float

    def expected(self, day: date) -> float:
        """The value on the straight way from baseline to target."""
        span = (self.due_on - self.baseline_on).days
        gone = min(max((day - self.baseline_on).days, 0), span)
        return self.baseline + (self.number - self.baseline) * gone / span


@dataclass(frozen=True)
class Measured:
    """A reading; ``number`` is None where nothing was counted."""

    read_on: date
    number: float | None


@dataclass(frozen=True)
class Course:
    """An indicator with its readings and targets, both in order of time."""

    unit: str
    direction: str
    readings: Sequence[Measured]
    aims: Sequence[Aim]

    def rate(self, day: date) -> tuple[State, str]:
        """State on a day and its reason, from what was known and decided then."""
        aims = [aim for aim in self.aims if aim.decided_on <= day]
        known = [reading for reading in self.readings if reading.read_on <= day]
        if not aims:
            return State.NO_DATA, "Bis zu diesem Tag war kein Ziel beschlossen."
        if not known or known[-1].number is None:
            return State.NO_DATA, "Der jüngste Wert fehlt."
        aim, reading = aims[-1], known[-1]
        number = known[-1].number
        found = f"{self._text(number)} am {_day(reading.read_on)}, Ziel {self._text(aim.number)}"
        found = f"{found} bis {_day(aim.due_on)}"
        if self._reaches(number, aim.number):
            return State.ACHIEVED, f"{found}: erreicht."
        if aim.due_on < day:
            return State.MISSED, f"{found}: Frist nicht gehalten."
        expected = aim.expected(reading.read_on)
        way = f"der gerade Weg dahin liegt bei {_german(round(expected, 1))}."
        state = State.ON_COURSE if self._reaches(number, expected) else State.AT_RISK
        return state, f"{found}; {way}"

    def _reaches(self, number: float, wanted: float) -> bool:
        return number <= wanted if self.direction == "down" else number >= wanted

    def _text(self, number: float) -> str:
        return f"{_german(number)} {_UNITS[self.unit]}"


def _german(number: float) -> str:
    whole = number == int(number)
    text = f"{number:,.0f}" if whole or number >= 1000 else f"{number:,.1f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
