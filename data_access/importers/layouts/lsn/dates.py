"""Dates of the tables of one sheet: which one its values are of must not be open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data_access.importers.files.grids import address
from data_access.importers.layouts.lsn.headers import Title
from data_access.importers.layouts.lsn.sheet import Position, Sheet
from data_access.importers.problems import Problem, Severity
from data_access.importers.tables.dates import date_problem
from data_access.importers.tables.second_tables import on_sheet


def problems_of_dates(sheet: Sheet, titles: Sequence[Title]) -> Iterator[Problem]:
    """That a sheet names a date that is none, or several: which one its values are of is open."""
    unreadable = dict.fromkeys(title.unreadable for title in titles if title.unreadable)
    for position in unreadable:
        found = date_problem(
            sheet.text(*position),
            document=sheet.grid.document,
            sheet=sheet.grid.sheet,
            cell=address(*position),
        )
        if found:
            yield found
    named: dict[str, Position] = {}
    for title in titles:
        for period, position in title.periods.items():
            named.setdefault(period, position)
    for position in list(named.values())[1:]:
        listed = ", ".join(f"„{sheet.text(*one)}“ ({address(*one)})" for one in named.values())
        yield Problem(
            Severity.ERROR,
            "several-dates",
            sheet.grid.document,
            sheet.grid.sheet,
            address(*position),
            f"Das Blatt nennt mehrere Stichtage oder Zeiträume: {listed}.",
            "Jede Tabelle auf ein Blatt für sich legen, am besten so, wie sie heruntergeladen "
            "wurde.",
        )
        return


def second_table(
    sheet: Sheet, titles: Sequence[Title], begins: Sequence[Position]
) -> Iterator[Problem]:
    """That tables of different dates share a sheet: said of each, since none can be believed.

    Args:
        sheet: on which they stand.
        titles: of all its tables.
        begins: where each of them begins.
    """
    for title, begin in zip(titles[1:], begins[1:], strict=True):
        dates, of_first = set(title.periods), set(titles[0].periods)
        if dates and of_first and dates != of_first:
            yield on_sheet(sheet.grid.document, sheet.grid.sheet, address(*begin))
            return
