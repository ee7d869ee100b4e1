"""Lists of the database that the choices of a template offer, and what a typed text means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, Select, select

from data_access.clock import today
from data_access.importers.templates.model import Column, Listing, Option
from data_access.schema import areas, concept, courses
from data_access.vocabulary import AreaKind, ProgrammeKind

Choices = Mapping[Listing, tuple[Option, ...]]

_MUNICIPALITIES = (
    AreaKind.CITY,
    AreaKind.MUNICIPALITY,
    AreaKind.JOINT_MUNICIPALITY,
    AreaKind.MEMBER_MUNICIPALITY,
)
_MORE_AREAS = (AreaKind.COUNTY, AreaKind.PLACE, AreaKind.REMAINDER)
#: „Syrer“ is near „Syrien“; „Peine“ is not near „Alfeld (Leine)“, of which it resembles a part.
_NEAR = 72.5
_NEAREST = 3
#: So many entries are named in a sentence.
_LISTED = 8


def read_choices(connection: Connection, county_key: str) -> Choices:
    """All lists of a county, in the order of the pages."""
    return {listing: read_options(connection, county_key, listing) for listing in Listing}


def read_options(connection: Connection, county_key: str, listing: Listing) -> tuple[Option, ...]:
    """One list of a county."""
    found = connection.execute(_STATEMENTS[listing](county_key)).all()
    if listing in {Listing.AREAS, Listing.MUNICIPALITIES}:
        return tuple(
            Option(row.key, f"{row.name} [{row.key}]", gone=_is_gone(row.valid_until))
            for row in found
        )
    rows = [(row[0], row[1]) for row in found]
    if listing is Listing.GOALS:
        return tuple(Option(code, f"{code} {title}") for code, title in rows)
    if listing in _BY_CODE:
        return tuple(Option(str(code), str(code)) for code, _ in rows)
    twice = {name for name, number in Counter(name for _, name in rows).items() if number > 1}
    return tuple(Option(code, f"{name} [{code}]" if name in twice else name) for code, name in rows)


def _is_gone(valid_until: date | None) -> bool:
    return valid_until is not None and valid_until < today()


_BY_CODE = {Listing.COURSES, Listing.INDICATORS, Listing.MEASURES, Listing.YEARS}


def _areas(county_key: str, kinds: Sequence[AreaKind]) -> Select[*tuple[Any, ...]]:
    # Areas of all times: a figure may be older than a reform.
    table = areas.Area
    return (
        select(table.key, table.name, table.valid_until)
        .where(table.county_key == county_key, table.kind.in_([kind.value for kind in kinds]))
        .order_by(table.valid_until.is_not(None), table.position)
    )


def _named(model: Any, name: str, county_key: str, *order: str) -> Select[*tuple[Any, ...]]:
    return (
        select(model.code, getattr(model, name))
        .where(model.county_key == county_key)
        .order_by(*(getattr(model, one) for one in order))
    )


def _goals(county_key: str) -> Select[*tuple[Any, ...]]:
    goal, field = concept.Goal, concept.ActionField
    return (
        select(goal.code, goal.title)
        .join(field, (field.county_key == goal.county_key) & (field.code == goal.field_code))
        .where(goal.county_key == county_key)
        # The parts of a field number their goals each for themselves.
        .order_by(field.position, goal.part_code, goal.number)
    )


def _programmes(county_key: str) -> Select[*tuple[Any, ...]]:
    table = courses.CourseProgramme
    return _named(table, "name", county_key, "position").where(
        table.kind == ProgrammeKind.COURSE.value
    )


def _indicators(county_key: str) -> Select[*tuple[Any, ...]]:
    table = concept.Indicator
    # Those without a goal only give context; their readings are figures of a statistic.
    return _named(table, "title", county_key, "position", "code").where(
        table.goal_code.is_not(None)
    )


def _years(county_key: str) -> Select[*tuple[Any, ...]]:
    table = concept.Programme
    return (
        select(table.year, table.title).where(table.county_key == county_key).order_by(table.year)
    )


_STATEMENTS = {
    Listing.AREAS: lambda county: _areas(county, (*_MUNICIPALITIES, *_MORE_AREAS)),
    Listing.MUNICIPALITIES: lambda county: _areas(county, _MUNICIPALITIES),
    Listing.PROGRAMMES: _programmes,
    Listing.PROVIDERS: lambda county: _named(courses.CourseProvider, "name", county, "name"),
    Listing.GOALS: _goals,
    Listing.BODIES: lambda county: _named(concept.Body, "name", county, "position"),
    Listing.COURSES: lambda county: _named(courses.Course, "code", county, "code"),
    Listing.YEARS: _years,
    Listing.MEASURES: lambda county: _named(concept.ProgrammeMeasure, "title", county, "code"),
    Listing.INDICATORS: _indicators,
}


class Spellings:
    """What texts mean: the entry itself, its code, or its name without the code."""

    def __init__(self, options: Sequence[Option]) -> None:
        """Index the options of a list."""
        self._meanings: list[dict[str, set[str]]] = []
        for spelled in (_entry, _code, _name):
            found: dict[str, set[str]] = defaultdict(set)
            for one in options:
                found[_plain(spelled(one))].add(one.code)
            self._meanings.append(found)

    def resolve(self, text: str) -> str | None:
        """The code that a text means; None where it means none, or several."""
        wanted = _plain(text)
        for meanings in self._meanings:
            found = meanings.get(wanted)
            if found and len(found) == 1:
                return next(iter(found))
        return None


@lru_cache(maxsize=64)
def _spellings(options: tuple[Option, ...]) -> Spellings:
    return Spellings(options)


def resolve(text: str, options: tuple[Option, ...]) -> str | None:
    """The code that a text means among a few options; see ``Spellings``."""
    return _spellings(options).resolve(text)


def nearest(text: str, options: Sequence[Option]) -> tuple[str, ...]:
    """Entries that look like a text, the most similar first."""
    by_name = {one.text: _plain(one.text) for one in options}
    found = process.extract(
        _plain(text), by_name, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=_NEAREST
    )
    return tuple(entry for _, _, entry in found)


def choose(column: Column, options: Sequence[Option]) -> str:
    """What to do with a cell that holds none of these; a long list is where Excel has it."""
    if 0 < len(options) <= _LISTED:
        named = [f"„{one.text}“" for one in options]
        what = f"{', '.join(named[:-1])} oder {named[-1]}" if len(named) > 1 else named[0]
        remedy = f"In die Zelle gehört {what}"
    elif column.offered_by:
        remedy = "Einen Eintrag aus der Auswahl der Zelle nehmen"
    else:
        remedy = "Einen Eintrag aus der Auswahl der Zelle nehmen; alle stehen im Blatt „Listen“"
    return f"{remedy}." if column.required else f"{remedy}, oder die Zelle leeren."


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _entry(option: Option) -> str:
    return option.text


def _code(option: Option) -> str:
    return option.code


def _name(option: Option) -> str:
    """The entry without its code before or behind."""
    return option.text.removesuffix(f"[{option.code}]").removeprefix(f"{option.code} ").strip()
