"""Directories of names as the packs make them, without a database, and ways to misspell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from hypothesis import strategies as st

from data_access.importers.names import AreaDirectory, GroupDirectory, NamedArea, NamedGroup
from data_access.reference.musterkreis.geography import area_rows
from data_access.reference.pack import read_common, read_pack
from data_access.reference.rows import Row
from data_access.schema import areas, statistics
from data_access.vocabulary import AreaKind

MUSTER = "muster"
REAL = ("03254", "03157", "03357", "03241")


def named_areas(*packs: str) -> list[NamedArea]:
    """Areas above the counties and those of some packs; the first pack that has one wins."""
    rows: dict[str, Row] = {}
    for listed in (read_common()[0][areas.Area], *map(_area_rows, packs)):
        for row in listed:
            rows.setdefault(row["key"], row)
    return [
        NamedArea(
            key=row["key"],
            name=row["name"],
            short_name=row["short_name"],
            kind=AreaKind(row["kind"]),
            county_key=row["county_key"],
            official_key=row["official_key"],
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
        )
        for row in rows.values()
    ]


def _area_rows(pack: str) -> list[Row]:
    return area_rows() if pack == MUSTER else read_pack(pack).rows[areas.Area]


@cache
def area_directory(*packs: str) -> AreaDirectory:
    """All names of an installation with these packs."""
    return AreaDirectory(named_areas(*packs))


@cache
def group_directory() -> GroupDirectory:
    """All names of the shared population groups."""
    return GroupDirectory(named_groups())


@cache
def named_groups() -> tuple[NamedGroup, ...]:
    """The shared population groups."""
    rows = read_common()[0][statistics.PopulationGroup]
    return tuple(
        NamedGroup(row["code"], row["name"], row["short_name"], row["kind"]) for row in rows
    )


_SPACES = (" ", "  ", "\u00a0", " \u00a0 ", "\u202f", "\t")
_EDGES = ("", " ", "\u00a0\u00a0", "   ")
_MARKS = ("", "", " 1)", "²", " ²)", "*", " *)", "³⁾", " {p}", "2)")
_LEADS = ("", "", "", "dav. ", "davon: ", "dar.: ", "- ")
_CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, str.title)


@st.composite
def printed(draw: st.DrawFn, names: Sequence[str]) -> tuple[str, str]:
    """A name of a list, and how a table may print it."""
    name = draw(st.sampled_from(names))
    pieces = [draw(st.sampled_from(_SPACES)) if one == " " else one for one in name]
    changed = draw(st.sampled_from(_CASES))("".join(pieces))
    edges = st.sampled_from(_EDGES)
    lead, mark = draw(st.sampled_from(_LEADS)), draw(st.sampled_from(_MARKS))
    return name, f"{draw(edges)}{lead}{changed}{mark}{draw(edges)}"
