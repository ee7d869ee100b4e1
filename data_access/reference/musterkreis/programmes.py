"""The yearly programmes: steps of the cycle, promised measures, reviews."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from data_access.reference.musterkreis.constants import FOLDER, KEY
from data_access.reference.rows import Row, Rows
from data_access.schema import concept
from data_access.vocabulary import ReviewKind

_OWN = {"county_key": KEY}
_REVIEWS = (ReviewKind.MID_YEAR, ReviewKind.PROVISIONAL, ReviewKind.FINAL)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "programmes.toml").read_text("utf-8"))


def rows() -> Rows:
    """All programmes with their steps, measures and reviews."""
    measures = list(_coded_measures())
    return {
        concept.Programme: [
            {
                **_OWN,
                "year": one["year"],
                "title": f"Jahresprogramm {one['year']}",
                "phase": one["phase"],
            }
            for one in _data()["programme"]
        ],
        concept.ProgrammeStep: list(_steps()),
        concept.ProgrammeMeasure: [_measure(code, one) for code, one in measures],
        concept.Review: [row for code, one in measures for row in _reviews(code, one)],
    }


def _steps() -> Iterator[Row]:
    for programme in _data()["programme"]:
        done = programme["done"]
        for place, (step, due) in enumerate(zip(_data()["steps"], programme["due"], strict=True)):
            yield {
                **_OWN,
                "year": programme["year"],
                "position": place + 1,
                "title": step["title"],
                "body_code": step["body"] or None,
                "due_on": due,
                "done_on": done[place] if place < len(done) else None,
            }


def _coded_measures() -> Iterator[tuple[str, Row]]:
    counted: Counter[int] = Counter()
    for one in _data()["measure"]:
        counted[one["year"]] += 1
        yield f"{one['year']}-M{counted[one['year']]:02d}", one


def _measure(code: str, one: Row) -> Row:
    return {
        **_OWN,
        "code": code,
        "field_code": one["goal"].split("-")[0],
        "part_code": None,
        "year": one["year"],
        "goal_code": one["goal"],
        "title": one["title"],
        "responsible": one["responsible"],
        "due_on": one["due_on"],
        "next_step": one.get("next_step", ""),
        "next_due_on": one.get("next_due_on"),
    }


def _reviews(code: str, one: Row) -> Iterator[Row]:
    for kind, day, (state, result) in zip(
        _REVIEWS, _review_days(one["year"]), one["reviews"], strict=False
    ):
        yield {
            **_OWN,
            "measure_code": code,
            "kind": kind.value,
            "reviewed_on": day,
            "state": state,
            "result": result,
        }


@cache
def _review_days(year: int) -> tuple[date, ...]:
    """Days of the last three steps of a programme, as far as they are done."""
    done = {one["year"]: one["done"] for one in _data()["programme"]}[year]
    return tuple(done[-len(_REVIEWS) :]) if len(done) == len(_data()["steps"]) else (done[-1],)
