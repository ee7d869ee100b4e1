"""Goals with their indicators, targets, readings and the states they were rated with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from data_access.reference.musterkreis.constants import AS_OF, FOLDER, KEY
from data_access.reference.musterkreis.rating import Aim, Course, Measured
from data_access.reference.rows import Row, Rows
from data_access.schema import concept
from data_access.vocabulary import State

_OWN = {"county_key": KEY}
_COUNCIL = "kreistag"
_LETTERS = {
    "a": (State.ACHIEVED, "Das Ziel ist erreicht."),
    "c": (State.ON_COURSE, "Der Stand entspricht dem Plan."),
    "r": (State.AT_RISK, "Der Stand bleibt hinter dem Plan."),
    "m": (State.MISSED, "Die Frist ist ohne Ergebnis abgelaufen."),
    "n": (State.NO_DATA, "Für diesen Tag liegen keine Angaben vor."),
}


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def goal_rows() -> list[Row]:
    """The goals, numbered within their field."""
    return [
        {
            **_OWN,
            "code": f"{field}-Z{number}",
            "field_code": field,
            "part_code": None,
            "number": number,
            "title": goal["title"],
            "section": f"{field}.1",
        }
        for field, part in _data("goals.toml")["fields"].items()
        for number, goal in enumerate(part["goals"], start=1)
    ]


def read_on(year: int) -> date:
    """The reporting date of a year: its end, in the running year the end of September."""
    return date(year, 9, 30) if year == AS_OF.year else date(year, 12, 31)


def _indicator_code(entry: Row) -> str:
    return str(entry["goal"]).replace("-Z", "-I")


@cache
def courses() -> dict[str, Course]:
    """What is measured for a goal, by the goal's code."""
    found = {}
    for entry in _data("indicators.toml")["indicator"]:
        numbers = {
            int(year): None if number == "-" else float(number)
            for year, number in entry["readings"].items()
        }
        aims = [
            Aim(
                decided_on=target["decided_on"],
                baseline_on=read_on(target["baseline_year"]),
                baseline=float(entry["readings"][str(target["baseline_year"])]),
                due_on=target["due_on"],
                number=float(target["number"]),
            )
            for target in entry["targets"]
        ]
        found[entry["goal"]] = Course(
            unit=entry["unit"],
            direction=entry["direction"],
            readings=[Measured(read_on(year), number) for year, number in numbers.items()],
            aims=aims,
        )
    return found


def rows() -> Rows:
    """Goals and everything that is measured of them."""
    measured = _data("indicators.toml")["indicator"]
    return {
        concept.Goal: goal_rows(),
        concept.Indicator: [
            *(_indicator(entry, place) for place, entry in enumerate(measured, start=1)),
            *_context_indicators(len(measured)),
        ],
        concept.Target: [row for entry in measured for row in _targets(entry)],
        concept.Reading: [row for entry in measured for row in _readings(entry)],
        concept.GoalState: list(_states()),
    }


def _indicator(entry: Row, position: int) -> Row:
    return {
        **_OWN,
        "code": _indicator_code(entry),
        "field_code": entry["goal"].split("-")[0],
        "part_code": None,
        "goal_code": entry["goal"],
        "title": entry["title"],
        "subtitle": entry["subtitle"],
        "unit": entry["unit"],
        "decimals": 0,
        "direction": entry["direction"],
        "statistic_code": None,
        "group_code": None,
        "sex": None,
        "position": position,
    }


def _context_indicators(offset: int) -> Iterator[Row]:
    counted: dict[str, int] = {}
    for place, entry in enumerate(_data("indicators.toml")["context"], start=offset + 1):
        field = entry["field"]
        counted[field] = counted.get(field, 0) + 1
        yield {
            **_OWN,
            "code": f"{field}-K{counted[field]}",
            "field_code": field,
            "part_code": None,
            "goal_code": None,
            "title": entry["title"],
            "subtitle": entry["subtitle"],
            "unit": "persons",
            "decimals": 0,
            "direction": "none",
            "statistic_code": entry["statistic"],
            "group_code": entry["group"],
            "sex": entry.get("sex"),
            "position": place,
        }


def _targets(entry: Row) -> Iterator[Row]:
    for aim in courses()[entry["goal"]].aims:
        yield {
            **_OWN,
            "indicator_code": _indicator_code(entry),
            "decided_on": aim.decided_on,
            "body_code": _COUNCIL,
            "baseline_on": aim.baseline_on,
            "baseline": aim.baseline,
            "due_on": aim.due_on,
            "number": aim.number,
        }


def _readings(entry: Row) -> Iterator[Row]:
    for reading in courses()[entry["goal"]].readings:
        yield {
            **_OWN,
            "indicator_code": _indicator_code(entry),
            "read_on": reading.read_on,
            "number": reading.number,
            "provisional": reading.read_on.year == AS_OF.year,
        }


def _states() -> Iterator[Row]:
    days: list[date] = _data("goals.toml")["rated_on"]
    for field, part in _data("goals.toml")["fields"].items():
        for number, goal in enumerate(part["goals"], start=1):
            code = f"{field}-Z{number}"
            for place, day in enumerate(days):
                if "states" in goal:
                    state, reason = _LETTERS[goal["states"][place]]
                    reason = goal["reason"] if day == days[-1] else reason
                else:
                    state, reason = courses()[code].rate(day)
                yield {
                    **_OWN,
                    "goal_code": code,
                    "rated_on": day,
                    "state": state.value,
                    "reason": reason,
                }
