"""Figures against the open observations of the database."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from sqlalchemy import Connection, select

from data_access.schema.statistics import Observation
from data_access.storing import model
from data_access.storing.model import FIGURES_TO_STORE, KEY, PAPERS, SAID, Comparison

_OLD = "old_"


def compare(
    connection: Connection, figures: pl.DataFrame, *, content: Sequence[str] = SAID
) -> Comparison:
    """Compare figures with the open observations of the same statistics.

    Args:
        connection: for reading.
        figures: ``FIGURES_TO_STORE``.
        content: columns whose difference makes a change.

    Raises:
        ValueError: a key occurs twice.
    """
    twice = sharing_a_key(figures)
    if not twice.is_empty():
        raise ValueError(f"Schlüssel kommt doppelt vor: {twice.row(0, named=True)}")
    known = known_figures(connection, figures)
    if known.is_empty():
        return Comparison(figures, _no_changes(figures), 0)
    known = known.rename({name: _OLD + name for name in (*SAID, *PAPERS)}).with_columns(
        known=pl.lit(value=True)
    )
    joined = figures.join(known, on=KEY, how="left")
    is_new = pl.col("known").is_null()
    differs = pl.any_horizontal(~pl.col(name).eq_missing(pl.col(_OLD + name)) for name in content)
    changed = joined.filter(~is_new & differs).drop("known")
    new = joined.filter(is_new).select(*FIGURES_TO_STORE)
    return Comparison(new, changed, figures.height - new.height - changed.height)


def sharing_a_key(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures whose key another one has too."""
    # Hashes are quick to compare; where two are alike, the keys themselves decide.
    alike = figures.filter(figures.select(KEY).hash_rows().is_duplicated())
    return alike.filter(pl.struct(KEY).is_duplicated())


def _no_changes(figures: pl.DataFrame) -> pl.DataFrame:
    schema = {_OLD + name: FIGURES_TO_STORE[name] for name in (*SAID, *PAPERS)}
    schema["known_from"] = pl.Int64
    return figures.clear().hstack(pl.DataFrame(schema=schema))


def known_figures(connection: Connection, figures: pl.DataFrame) -> pl.DataFrame:
    """The open observations of the statistics and sources of ``figures``.

    Its columns are those of ``FIGURES_TO_STORE`` and ``known_from``.
    """
    schema = {**FIGURES_TO_STORE, "known_from": pl.Int64}
    columns = [getattr(Observation, name) for name in schema]
    found = [pl.DataFrame(schema=schema)]
    wanted = figures.select("county_key", "statistic_code", "source_code").unique()
    for (county, statistic), rows in wanted.group_by("county_key", "statistic_code"):
        statement = select(*columns).where(
            Observation.county_key == county,
            Observation.statistic_code == statistic,
            Observation.source_code.in_(rows["source_code"].to_list()),
            Observation.known_until.is_(None),
        )
        result = connection.execute(statement.execution_options(yield_per=model.CHUNK))
        found.extend(
            pl.DataFrame([tuple(row) for row in part], schema=schema, orient="row")
            for part in result.partitions()
        )
    return pl.concat(found)
