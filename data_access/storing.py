"""Figures in bulk: compare with what is known, close what changed, write what is new, roll up.

All functions take an open connection of ``engine.writing`` where they write: the caller's
transaction decides. Frames, not objects, because an office's file may hold a million values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from data_access.combinations import in_order
from data_access.domain import Period
from data_access.frames import Schema
from data_access.schema.base import Base
from data_access.schema.statistics import CurrentFigure, Observation, Source
from data_access.vocabulary import Origin

#: What makes a figure the same figure.
KEY = (
    "county_key",
    "statistic_code",
    "area_key",
    "group_code",
    "sex",
    "period",
    "origin",
    "source_code",
)
#: What makes an observation the same row.
OPEN_ROWS: Schema = {**dict.fromkeys(KEY, pl.String), "known_from": pl.Int64}
_ROW = tuple(OPEN_ROWS)
#: What a figure says.
SAID = (
    "number",
    "number_to",
    "status",
    "qualifier",
    "provisional",
    "revised",
    "estimated",
    "planned",
)
#: Where it stands and how the paper puts it.
PAPERS = (
    "original_text",
    "locator",
    "note",
    "territorial_status",
    "data_status",
)

#: One row per figure to be stored.
FIGURES_TO_STORE: Schema = {
    **dict.fromkeys(KEY, pl.String),
    "number": pl.Float64,
    "number_to": pl.Float64,
    "status": pl.String,
    "qualifier": pl.String,
    "provisional": pl.Boolean,
    "revised": pl.Boolean,
    "estimated": pl.Boolean,
    "planned": pl.Boolean,
    "original_text": pl.String,
    "locator": pl.String,
    "note": pl.String,
    "territorial_status": pl.Date,
    "data_status": pl.Date,
}
_OLD = "old_"
#: Rows that are handed to the database at once.
_CHUNK = 20_000


@dataclass(frozen=True, eq=False)
class Comparison:
    """Figures against what the database says.

    Attributes:
        new: ``FIGURES_TO_STORE``, keys that are not known.
        changed: the same with the former content in columns named ``old_...``, known since the
            revision ``known_from``.
        unchanged: number of figures that the database says already.
    """

    new: pl.DataFrame
    changed: pl.DataFrame
    unchanged: int

    @property
    def empty(self) -> bool:
        """Nothing would be written."""
        return self.new.is_empty() and self.changed.is_empty()

    def number_of(self, county_key: str) -> int:
        """Number of figures of a county that would be written."""
        both = (self.new["county_key"], self.changed["county_key"])
        return sum(int((one == county_key).sum()) for one in both)

    def of_county(self, county_key: str) -> pl.DataFrame:
        """``FIGURES_TO_STORE`` of a county: all that would be written."""
        both = (self.new, self.changed.select(*FIGURES_TO_STORE))
        return pl.concat([one.filter(pl.col("county_key") == county_key) for one in both])


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
        result = connection.execute(statement.execution_options(yield_per=_CHUNK))
        found.extend(
            pl.DataFrame([tuple(row) for row in part], schema=schema, orient="row")
            for part in result.partitions()
        )
    return pl.concat(found)


def write(
    connection: Connection,
    comparison: Comparison,
    *,
    revision: int,
    delivery_code: str | None,
) -> None:
    """Write what is new and what changed, and renew the rollup of what was touched."""
    close(connection, comparison.changed.select(_ROW), revision=revision)
    fresh = pl.concat([comparison.new, comparison.changed.select(*FIGURES_TO_STORE)])
    add(connection, fresh, revision=revision, delivery_code=delivery_code)
    renew_rollup(connection, touched(fresh))


def touched(figures: pl.DataFrame) -> set[tuple[str, str]]:
    """The pairs of county and statistic that figures belong to."""
    pairs = figures.select("county_key", "statistic_code").unique()
    return {(county, statistic) for county, statistic in pairs.rows()}


def close(connection: Connection, keys: pl.DataFrame, *, revision: int) -> None:
    """Say of open observations that they are known no more.

    ``keys`` has the columns ``OPEN_ROWS``: with all of them the database finds a row at once.
    """
    if keys.is_empty():
        return
    statement = (
        update(Observation)
        .where(
            *(getattr(Observation, name) == bindparam(f"k_{name}") for name in _ROW),
            Observation.known_until.is_(None),
        )
        .values(known_until=revision)
        .execution_options(synchronize_session=False)
    )
    for part in keys.iter_slices(_CHUNK):
        rows = part.rename({name: f"k_{name}" for name in _ROW}).to_dicts()
        connection.execute(statement, rows)


def add(
    connection: Connection, figures: pl.DataFrame, *, revision: int, delivery_code: str | None
) -> None:
    """Insert observations from ``FIGURES_TO_STORE``; none of its keys may be open."""
    if figures.is_empty():
        return
    # In the order of the key, so that the database fills its index from left to right.
    rows = with_period_ends(in_order(figures, KEY)).with_columns(
        known_from=pl.lit(revision, pl.Int64),
        known_until=pl.lit(None, pl.Int64),
        delivery_code=pl.lit(delivery_code, pl.String),
    )
    insert_frame(connection, Observation, rows)


def with_period_ends(figures: pl.DataFrame) -> pl.DataFrame:
    """Add ``period_start`` and ``period_end``.

    Raises:
        ValueError: a period is none.
    """
    keys = figures["period"].unique().to_list()
    periods = [Period.parse(key) for key in keys]
    ends = pl.DataFrame(
        {
            "period": keys,
            "period_start": [period.start for period in periods],
            "period_end": [period.end for period in periods],
        },
        schema={"period": pl.String, "period_start": pl.Date, "period_end": pl.Date},
    )
    return figures.join(ends, on="period", how="left")


def insert_frame(connection: Connection, model: type[Base], rows: pl.DataFrame) -> None:
    """Insert a frame whose columns are named as the table's, in the driver's own quick way.

    Args:
        connection: of ``engine.writing``.
        model: the table.
        rows: any number of them.
    """
    if rows.is_empty():
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, model.__tablename__, rows)
        return
    # The compiled statement names the columns in the order of the table.
    columns = [column.name for column in model.__table__.columns if column.name in rows.columns]
    statement = str(insert(model).compile(dialect=connection.dialect, column_keys=columns))
    plain = rows.select(columns).with_columns(
        pl.col(pl.Date).dt.to_string("%Y-%m-%d"), pl.col(pl.Boolean).cast(pl.Int8)
    )
    cursor = connection.connection.cursor()
    try:
        for part in plain.iter_slices(_CHUNK):
            cursor.executemany(statement, part.rows())
    finally:
        cursor.close()


def _copy(connection: Connection, table: str, rows: pl.DataFrame) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quoted(name) for name in rows.columns)
    cursor = connection.connection.cursor()
    try:
        command = f"COPY {quoted(table)} ({columns}) FROM STDIN WITH (FORMAT csv)"
        with cursor.copy(command) as copy:
            for part in rows.iter_slices(_CHUNK):
                # Texts are quoted, also empty ones; what is not quoted and empty is NULL.
                text = part.write_csv(include_header=False, quote_style="non_numeric")
                copy.write(text.encode())
    finally:
        cursor.close()


def renew_rollup(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Recompute ``current_figure`` for (county, statistic) pairs from the open observations."""
    names = [column.key for column in CurrentFigure.__table__.columns]
    for county_key, statistic_code in sorted(pairs):
        connection.execute(
            delete(CurrentFigure).where(
                CurrentFigure.county_key == county_key,
                CurrentFigure.statistic_code == statistic_code,
            )
        )
        of_pair = (
            Observation.county_key == county_key,
            Observation.statistic_code == statistic_code,
            Observation.known_until.is_(None),
        )
        said_by = select(Observation.origin, Observation.source_code).where(*of_pair).distinct()
        if len(connection.execute(said_by.limit(2)).all()) == 1:
            # One voice: nothing to choose from.
            chosen = select(*(getattr(Observation, name) for name in names)).where(*of_pair)
        else:
            chosen = preferred(names, *of_pair)
        connection.execute(insert(CurrentFigure).from_select(names, chosen))


def preferred(names: Sequence[str], *where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Of the observations that ``where`` finds the one to show per key, with these columns.

    The recomputed one goes before the printed, then the source with the smaller priority, then what
    has been known last.
    """
    rank = case((Observation.origin == Origin.RECOMPUTED.value, 0), else_=1)
    order = (
        func.row_number()
        .over(
            partition_by=[getattr(Observation, name) for name in KEY[:6]],
            order_by=[
                *(rank, Source.priority, Observation.source_code),
                Observation.known_from.desc(),
            ],
        )
        .label("choice")
    )
    ranked = (
        select(*(getattr(Observation, name) for name in names), order)
        .join(Source, Source.code == Observation.source_code)
        .where(*where)
        .subquery()
    )
    return select(*(ranked.c[name] for name in names)).where(ranked.c.choice == literal_column("1"))
