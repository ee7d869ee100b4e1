"""Pages stand, and say what is missing, whatever part of the data is missing or odd."""

from __future__ import annotations

import math
import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from dashboard.catalogue import charts_of
from dashboard.selection import Selection
from dashboard.views import registry
from data_access.domain import Area, Series
from data_access.domain.courses import Courses
from data_access.reader import Reader
from data_access.vocabulary import Status
from tests.support.partial import Change, Partial, one_period, spoiled, without, zero
from tests.support.printing import arrangement, printed

COUNTIES = ("03254", "03", "03157", "03241", "03357", "muster")
#: Kinds of nothing besides a number.
NOTHINGS = tuple(one for one in Status if one is not Status.VALUE)
#: What no reader may ever see.
LEAK = re.compile(r"\b(None|NaN|nan|inf|Infinity)\b")
CHOICES = {
    ("03254", "verteilung"): Selection("03254", municipality="03254028"),
    ("muster", "verteilung"): Selection("muster", municipality="muster-04"),
    ("03254", "sgb2"): Selection("03254", group="syrien", period="2015-01"),
    ("muster", "sgb2"): Selection("muster", group="syrien"),
    ("muster", "sprachkurse"): Selection("muster", period="2021"),
}
FRAMES = (
    "courses", "years", "starts_by_level", "starts_by_programme", "attendance", "waiting",
    "waiting_by_class", "waiting_by_programme",
)  # fmt: skip


def faults(slug: str, reader: Reader, selection: Selection, change: Change) -> Iterator[str]:
    """Build a page and look at all that it prints."""
    where = f"{change} · /{slug} · {selection}"
    data = Partial(reader, change)
    try:
        view = registry.build(slug, data, selection)
        registry.filters(slug, data, selection.county)
        text = "".join(printed(arrangement(slug)(view)))
    except Exception as error:  # noqa: BLE001 - whatever it is, all of them are listed
        place = traceback.extract_tb(error.__traceback__)[-1]
        yield f"{where}: {error!r} in {place.name}, {place.filename}:{place.lineno}"
        return
    leak = LEAK.search(text)
    if leak:
        yield f"{where}: {text[max(0, leak.start() - 120) : leak.end() + 60]}"
    for chart in charts_of(view):
        if not chart.table.rows:
            yield f"{where}: {chart.id} without a table"
        if chart.figure is None:
            continue
        if any(not math.isfinite(number) for number in numbers(chart.figure)):
            yield f"{where}: {chart.id} with numbers that are none"
        if not drawn(chart.figure):
            yield f"{where}: {chart.id} draws nothing"


def numbers(part: Any) -> Iterator[float]:
    """All numbers inside a figure."""
    if isinstance(part, dict):
        for one in part.values():
            yield from numbers(one)
    elif isinstance(part, (list, tuple)):
        for one in part:
            yield from numbers(one)
    elif isinstance(part, float):
        yield part


def drawn(figure: dict[str, Any]) -> bool:
    """A number is drawn somewhere."""
    return any(
        isinstance(one, (int, float))
        for trace in figure["data"]
        for axis in ("x", "y")
        for one in trace[axis]
        if (axis == "x") == (trace.get("orientation") == "h")
    )


def one(code: str, change: Callable[[Series], Series]) -> Callable[[str, Series], Series]:
    """Change one statistic."""
    return lambda asked, series: change(series) if asked == code else series


def every(change: Callable[[Series], Series]) -> Callable[[str, Series], Series]:
    """Change all statistics."""
    return lambda _, series: change(series)


def newest(series: Series) -> pl.Expr:
    """Rows of the newest period."""
    last: str = series.frame.sort("period_end")["period"][-1]
    return pl.col("period").eq(last)


def of_statistic(code: str, county: str, status: Status) -> Iterator[Change]:
    """What may be wrong with one statistic; the first one is tried on every page."""
    own = pl.col("area_key") == county
    total = pl.col("group_code") == "insgesamt"
    yield Change(f"ohne {code}", one(code, lambda series: series.only(pl.lit(value=False))))
    yield Change(f"{code} {status}", one(code, spoiled(status, pl.lit(value=True))))
    yield Change(f"{code} {status} im Kreis", one(code, spoiled(status, own)))
    yield Change(f"{code} {status} insgesamt", one(code, spoiled(status, total)))
    yield Change(
        f"{code} zuletzt {status}",
        one(code, lambda series: spoiled(status, newest(series))(series)),
    )
    yield Change(f"{code} null", one(code, zero))
    yield Change(f"{code} nur zuletzt", one(code, lambda series: one_period(series, newest=True)))
    yield Change(f"{code} nur zuerst", one(code, lambda series: one_period(series, newest=False)))


def of_everything() -> Iterator[Change]:
    """What may be wrong with all data."""
    yield Change("ganz")
    yield Change("alles null", every(zero))
    yield Change("nur zuletzt", every(lambda series: one_period(series, newest=True)))
    yield Change("nur zuerst", every(lambda series: one_period(series, newest=False)))
    for status in NOTHINGS:
        yield Change(f"alles {status}", every(spoiled(status, pl.lit(value=True))))
    for question in ("boundaries", "guide", "classification", "groups", "milestones"):
        yield Change(f"ohne {question}", silent=frozenset({question}))
    yield Change("ohne Gebiete", areas=lambda areas: areas[:0])
    for name in FRAMES:
        yield Change(f"Kurse ohne {name}", courses=_empty(name))
        yield Change(f"Kurse, {name} geheim", courses=_counts(name, None))
        yield Change(f"Kurse, {name} null", courses=_counts(name, 0))


def _empty(name: str) -> Callable[[Courses], Courses]:
    return lambda courses: _with(courses, name, getattr(courses, name).clear())


def _with(courses: Courses, name: str, frame: pl.DataFrame) -> Courses:
    named: dict[str, Any] = {name: frame}
    return replace(courses, **named)


def _counts(name: str, number: int | None) -> Callable[[Courses], Courses]:
    known = {"weeks_from", "weeks_to", "year", "places", "courses"}

    def change(courses: Courses) -> Courses:
        frame: pl.DataFrame = getattr(courses, name)
        counts = [
            pl.lit(number, dtype=pl.Int64).alias(column)
            for column, kind in frame.schema.items()
            if kind == pl.Int64 and column not in known
        ]
        return _with(courses, name, frame.with_columns(counts))

    return change


def asked(reader: Reader, county: str) -> dict[str, set[str]]:
    """Which statistics each page asks for."""
    found = {}
    for slug in registry.slugs():
        data = Partial(reader, Change("ganz"))
        registry.build(slug, data, Selection(county))
        found[slug] = data.asked
    return found


def selections(county: str, slug: str) -> tuple[Selection, ...]:
    """The page as it opens, and with a choice."""
    chosen = CHOICES.get((county, slug))
    return (Selection(county), *((chosen,) if chosen else ()))


def tried_on_all(county: str, reader: Reader) -> Iterator[str]:
    for index, change in enumerate(of_everything()):
        slugs = ("", "sprachkurse") if change.name.startswith("Kurse") else registry.slugs()
        for slug in slugs:
            chosen = selections(county, slug)
            # A page with a choice is tried on every second change.
            for selection in chosen if index == 0 else chosen[index % len(chosen) :][:1]:
                yield from faults(slug, reader, selection, change)


def tried_on_statistics(county: str, reader: Reader) -> Iterator[str]:
    pages = asked(reader, county)
    # The overview only quotes most statistics: those that other pages draw are tried.
    codes = sorted(set[str]().union(*(pages[slug] for slug in pages if slug)))
    for index, code in enumerate(codes):
        status = NOTHINGS[index % len(NOTHINGS)]
        for number, change in enumerate(of_statistic(code, county, status)):
            for slug, used in pages.items():
                # Overview and inventory are slow, and built of all others: two changes suffice.
                if number > 1 and (index + number) % 2:
                    continue
                if code in used and (slug not in {"", "daten"} or number in {0, 2 + index % 6}):
                    chosen = selections(county, slug)
                    yield from faults(slug, reader, chosen[(index + number) % len(chosen)], change)


def tried_on_groups(county: str, reader: Reader) -> Iterator[str]:
    pages = asked(reader, county)
    held: dict[str, set[str]] = {}
    for code in set[str]().union(*pages.values()):
        series = reader.series(county, code)
        for group in series.frame["group_code"].unique() if series else ():
            held.setdefault(group, set()).add(code)
    for index, group in enumerate(sorted(held)):
        rows = pl.col("group_code") == group
        status = NOTHINGS[index % len(NOTHINGS)]
        changes = (
            Change(f"ohne Gruppe {group}", every(without(rows))),
            Change(f"Gruppe {group} {status}", every(spoiled(status, rows))),
        )
        for place, (slug, used) in enumerate(pages.items()):
            if slug and used & held[group]:
                chosen = selections(county, slug)
                change = changes[(index + place) % 2]
                yield from faults(slug, reader, chosen[index // 2 % len(chosen)], change)


def tried_on_areas(county: str, reader: Reader) -> Iterator[str]:
    for index, area in enumerate(reader.areas(county)):
        rows = pl.col("area_key") == area.key
        status = NOTHINGS[index % len(NOTHINGS)]
        changes = (
            Change(f"ohne Werte für {area.key}", every(without(rows))),
            Change(f"{area.key} {status}", every(spoiled(status, rows))),
            Change(f"ohne Gebiet {area.key}", every(without(rows)), areas=_others(area.key)),
        )
        slugs = registry.slugs() if area.key == county else ("verteilung",)
        # One change in turn for each area; the county itself meets all of them.
        tried = changes if area.key == county else changes[index % 3 :][:1]
        for number, change in enumerate(tried):
            for slug in slugs:
                chosen = selections(county, slug)
                yield from faults(slug, reader, chosen[(index + number) % len(chosen)], change)


def _others(key: str) -> Callable[[tuple[Area, ...]], tuple[Area, ...]]:
    return lambda areas: tuple(one for one in areas if one.key != key)


@pytest.mark.parametrize("county", COUNTIES)
@pytest.mark.parametrize("tried", [tried_on_all, tried_on_areas])
def test_pages_stand(
    tried: Callable[[str, Reader], Iterator[str]], county: str, whole: Reader
) -> None:
    assert "\n".join(tried(county, whole)) == ""


@pytest.mark.parametrize("county", COUNTIES[1:-1])
@pytest.mark.parametrize("tried", [tried_on_statistics, tried_on_groups])
def test_pages_of_documents_stand_without_a_statistic_or_group(
    tried: Callable[[str, Reader], Iterator[str]], county: str, whole: Reader
) -> None:
    assert "\n".join(tried(county, whole)) == ""


@pytest.mark.long
@pytest.mark.parametrize("county", [COUNTIES[0], COUNTIES[-1]])
@pytest.mark.parametrize("tried", [tried_on_statistics, tried_on_groups])
def test_large_pages_stand_without_any_statistic_or_group(
    tried: Callable[[str, Reader], Iterator[str]], county: str, whole: Reader
) -> None:
    assert "\n".join(tried(county, whole)) == ""
