"""That a file dates values by year which are known by day, or by day which are known by year."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import polars as pl
from sqlalchemy import Connection, func, select

from data_access.importers.comparison.confirming import CONFIRM, OTHER_KIND
from data_access.importers.comparison.looking import Looking
from data_access.importers.interpretation.figures import StatisticFacts
from data_access.importers.problems import Problem
from data_access.schema.statistics import Observation
from data_access.vocabulary import StatisticKind
from data_access.words import period, some

#: Lengths of keys of days and months; a year and two halves of years are shorter or between.
_DAY, _MONTH = len("2020-12-31"), len("2020-12")
#: So many periods are named.
_NAMED = 3
_COUNTED_ON_DAYS = (StatisticKind.STOCK, StatisticKind.SHARE)


def tell_kind_of_period(
    connection: Connection,
    looking: Looking,
    facts: Mapping[str, StatisticFacts],
    published: Collection[str],
) -> Iterator[Problem]:
    """New values that would be a series of their own beside the one that pages show.

    The date above a table was deleted, or an office programme has put another in its place.

    Args:
        connection: for reading.
        looking: the file beside what is known.
        facts: statistics by code.
        published: sources of the file's tables of the offices.
    """
    # Of a million values each date once.
    dated = looking.found.new.select("source_code", "statistic_code", "period").unique()
    new = dated.filter(pl.col("source_code").is_in(published)).sort("statistic_code")
    for (code,), rows in new.group_by("statistic_code", maintain_order=True):
        kind = facts[str(code)].kind if str(code) in facts else None
        on_days = kind in _COUNTED_ON_DAYS
        if not on_days and kind is not StatisticKind.FLOW:
            continue
        periods = rows["period"].unique().sort().to_list()
        strange = [one for one in periods if not _fits(len(one), on_days=on_days)]
        known = _known(connection, str(code)) if strange else {}
        if known and all(_fits(size, on_days=on_days) for size in known):
            name = looking.names.statistic(str(code))
            yield _problem(looking, name, strange, max(known.values()), on_days=on_days)


def _fits(length: int, *, on_days: bool) -> bool:
    """Whether a period of this kind is one that such a statistic has as a rule."""
    return length in {_DAY, _MONTH} if on_days else length != _DAY


def _known(connection: Connection, statistic: str) -> dict[int, str]:
    """Lengths of the keys of all periods of a statistic, each with its last one."""
    length = func.length(Observation.period)
    statement = (
        select(length, func.max(Observation.period))
        .where(Observation.statistic_code == statistic, Observation.known_until.is_(None))
        .group_by(length)
    )
    return {int(size): str(last) for size, last in connection.execute(statement)}


def _problem(
    looking: Looking, name: str, strange: list[str], known: str, *, on_days: bool
) -> Problem:
    given = some([period(one) for one in strange], _NAMED)
    if on_days:
        what = (
            f"„{name}“ gilt für einen Stichtag, etwa {period(known)}; die Datei nennt nur {given}. "
            "Vermutlich fehlt der Stichtag über der Tabelle, oder er wurde verkürzt."
        )
        means = (
            "Meint eine Jahreszahl hier einen Stichtag, das in der Zuordnung sagen (period = "
            "„12-31“). "
        )
    else:
        means = ""
        what = (
            f"„{name}“ zählt einen Zeitraum, etwa {period(known)}; die Datei nennt einen einzelnen "
            f"Tag ({given}). Vermutlich steht statt des Jahres ein Datum über der Tabelle."
        )
    return looking.problem(
        OTHER_KIND,
        what,
        f"Die Angabe mit der Veröffentlichung vergleichen und die Datei neu herunterladen. {means}"
        f"Ist es so gemeint, {CONFIRM}",
    )
