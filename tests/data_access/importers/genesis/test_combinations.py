"""Texts made once for each combination of categories."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.genesis import combinations as module
from data_access.importers.genesis.combinations import combinations, per_combination

ROWS = st.lists(st.tuples(*[st.sampled_from([None, "", "a", "b", "c", "d"])] * 3), max_size=30)


def _frame(rows: list[tuple[str | None, ...]]) -> pl.DataFrame:
    columns = {f"c{i}": [row[i] for row in rows] for i in range(3)}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.col(name).cast(pl.Categorical(pl.Categories.random())) for name in columns
    )


@pytest.mark.parametrize("listed", [1 << 20, 0])
@settings(deadline=None)
@given(rows=ROWS, columns=st.permutations(["c0", "c1", "c2"]).map(lambda names: names[:2]))
def test_each_row_gets_the_text_of_its_combination(
    rows: list[tuple[str | None, ...]], columns: list[str], listed: int
) -> None:
    """Whether the combinations are few enough for a list or not."""
    asked: list[pl.DataFrame] = []

    def making(distinct: pl.DataFrame) -> pl.Series:
        asked.append(distinct)
        return pl.Series([f"{row}" for row in distinct.rows()], dtype=pl.String)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_LISTED", listed)
        made = per_combination(_frame(rows), columns, making)

    chosen = [tuple(row[int(name[1])] for name in columns) for row in rows]
    assert made.to_list() == [str(row) for row in chosen]
    (distinct,) = asked
    assert distinct.rows() == list(dict.fromkeys(chosen))
    assert combinations(_frame(rows), columns).rows() == list(dict.fromkeys(chosen))


def test_too_many_possible_combinations_are_found_all_the_same() -> None:
    count, width = 2000, 6
    texts = {f"c{i}": [str((n * (i + 7)) % count) for n in range(count)] for i in range(width)}
    frame = pl.DataFrame(texts).with_columns(pl.all().cast(pl.Categorical(pl.Categories.random())))

    made = per_combination(
        frame, list(texts), lambda rows: rows.select(pl.concat_str(pl.all())).to_series()
    )

    assert count**width > 2**63
    assert made.to_list() == ["".join(row) for row in zip(*texts.values(), strict=True)]
    assert combinations(frame, list(texts)).height == count
