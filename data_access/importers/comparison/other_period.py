"""That a file says of one day or year what is known of another: a wrong date, or a wrong table."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl
from sqlalchemy import Connection, select

from data_access.domain import Period
from data_access.frames import Schema
from data_access.importers.comparison.confirming import CONFIRM, OTHER_PERIOD
from data_access.importers.comparison.looking import Looking
from data_access.importers.problems import Problem
from data_access.schema.statistics import Observation
from data_access.storing import FIGURES_TO_STORE, KEY
from data_access.words import number, period

#: Of fewer values of a day, or fewer different ones, nothing can be said.
_FEWEST, _DIFFERENT = 10, 5
_NEARLY_ALL = 0.9
#: So many known values are laid out at a time.
_AT_ONCE = 20_000
#: What belongs together.
_OF = ("source_code", "period")
#: A value without its day.
_VALUE = (*(name for name in KEY if name != "period"), "number")


def tell_other_period(
    connection: Connection, looking: Looking, published: Collection[str]
) -> Iterator[Problem]:
    """Days and years whose values are nearly all those that are known of another one.

    A value that stayed the same between two known days tells nothing of a third.

    Args:
        connection: for reading.
        looking: the file beside what is known.
        published: sources of the file's tables of the offices; what an office counts itself, such
            as posts and places, stays the same from year to year.
    """
    # Before a million values are laid out once more.
    if not _anything_known(connection, published):
        return
    found = looking.found
    enough = (
        _numbers(looking.wanted, published)
        .group_by(_OF)
        .len()
        .filter(pl.col("len") >= _FEWEST)
        .collect()
    )
    brought = pl.concat([_numbers(one, published) for one in (found.new, found.changed)])
    coming = brought.join(enough.lazy(), on=_OF, how="semi").collect()
    if coming.is_empty():
        return
    same = _same_of_another(connection, coming)
    steady = pl.struct(*_VALUE, "period").is_duplicated()
    untelling = same.filter(steady).unique([*_VALUE, "period"]).group_by(_OF).len("untelling")
    alike = same.filter(~steady).group_by(*_OF, "other")
    counted = (
        alike.agg(pl.len().alias("same"), pl.col("number").n_unique().alias("different"))
        .join(enough, on=_OF)
        .join(untelling, on=_OF, how="left")
        .with_columns(all=pl.col("len") - pl.col("untelling").fill_null(0))
        .filter(
            pl.col("all") >= _FEWEST,
            pl.col("same") >= _NEARLY_ALL * pl.col("all"),
            pl.col("different") >= _DIFFERENT,
        )
    )
    for row in counted.sort(*_OF).iter_rows(named=True):
        yield _problem(looking, row["period"], row["other"], row["same"], row["all"])


def _numbers(figures: pl.DataFrame, sources: Collection[str]) -> pl.LazyFrame:
    """Numbers from these sources; zeros are alike everywhere."""
    known = pl.col("number").is_not_null() & (pl.col("number") != 0)
    return (
        figures.lazy().filter(pl.col("source_code").is_in(sources), known).select(*_VALUE, "period")
    )


def _anything_known(connection: Connection, sources: Collection[str]) -> bool:
    known = select(Observation.source_code).where(
        Observation.source_code.in_(sources), Observation.known_until.is_(None)
    )
    return connection.execute(known.limit(1)).first() is not None


def _same_of_another(connection: Connection, coming: pl.DataFrame) -> pl.DataFrame:
    """The values with each other period of which the same is known."""
    schema: Schema = {**{name: FIGURES_TO_STORE[name] for name in _VALUE}, "other": pl.String}
    columns = [getattr(Observation, name) for name in (*_VALUE, "period")]
    found = [coming.clear().with_columns(other=pl.lit("", pl.String))]
    for (county, statistic), rows in coming.group_by("county_key", "statistic_code"):
        statement = select(*columns).where(
            Observation.county_key == county,
            Observation.statistic_code == statistic,
            Observation.source_code.in_(rows["source_code"].unique().to_list()),
            Observation.known_until.is_(None),
            Observation.number.is_not(None),
        )
        result = connection.execute(statement.execution_options(yield_per=_AT_ONCE))
        for part in result.partitions():
            known = pl.DataFrame([tuple(row) for row in part], schema=schema, orient="row")
            same = rows.join(known, on=_VALUE)
            found.append(same.filter(pl.col("period") != pl.col("other")))
    alike = pl.concat(found)
    pairs = alike.select("period", "other").unique()
    # A year and its last day are no two times.
    other = [Period.parse(one).end != Period.parse(known).end for one, known in pairs.rows()]
    return alike.join(pairs.filter(pl.Series(other, dtype=pl.Boolean)), on=("period", "other"))


def _problem(looking: Looking, given: str, known: str, same: int, of: int) -> Problem:
    alike = f"{number(same)} von {number(of)} Werten" if same < of else f"Alle {number(of)} Werte"
    return looking.problem(
        OTHER_PERIOD,
        f"{alike} zu {period(given)} sind dieselben, die schon für {period(known)} bekannt sind. "
        "Vermutlich steht in der Datei ein falscher Stichtag, oder es ist die Tabelle eines "
        "anderen.",
        "Stichtag und Werte mit der Veröffentlichung vergleichen und die richtige Tabelle "
        "einlesen. Ist das schon Bekannte falsch, dessen Lieferung zurückziehen. Sind die Werte "
        f"wirklich gleich, {CONFIRM}",
    )
