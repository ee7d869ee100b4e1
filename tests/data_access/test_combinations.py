"""Texts made once for each combination of categories."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access import combinations as module
from data_access.combinations import combinations, in_order, made_once, numbers_of_rows, spread

ROWS = st.lists(st.tuples(*[st.sampled_from([None, "", "a", "b", "c", "d"])] * 3), max_size=30)


def _frame(rows: list[tuple[str | None, ...]]) -> pl.DataFrame:
    columns = {f"c{i}": [row[i] for row in rows] for i in range(3)}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.col(name).cast(pl.Categorical(pl.Categories.random())) for name in columns
    )


@pytest.mark.parametrize("listed", [1 << 24, 0])
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
        made = made_once(_frame(rows), columns, making)

    chosen = [tuple(row[int(name[1])] for name in columns) for row in rows]
    assert made.to_list() == [str(row) for row in chosen]
    (distinct,) = asked
    assert distinct.rows() == list(dict.fromkeys(chosen))
    found = combinations(_frame(rows), columns)
    assert [chosen[row] for row in found.first] == list(dict.fromkeys(chosen))


def test_too_many_possible_combinations_are_found_all_the_same() -> None:
    count, width = 2000, 6
    texts = {f"c{i}": [str((n * (i + 7)) % count) for n in range(count)] for i in range(width)}
    frame = pl.DataFrame(texts).with_columns(pl.all().cast(pl.Categorical(pl.Categories.random())))

    made = made_once(
        frame, list(texts), lambda rows: rows.select(pl.concat_str(pl.all())).to_series()
    )

    assert count**width > 2**63
    assert made.to_list() == ["".join(row) for row in zip(*texts.values(), strict=True)]
    assert combinations(frame, list(texts)).first.to_list() == list(range(count))


TEXTS = st.lists(st.tuples(*[st.sampled_from([None, "", "a", "b", "c", "d"])] * 3), max_size=30)


@pytest.mark.parametrize("most", [2**63, 8])
@given(rows=TEXTS)
def test_rows_have_the_same_number_only_where_they_are_alike(
    rows: list[tuple[str | None, ...]], most: int
) -> None:
    """Also where the numbers would grow too large in between."""
    frame = pl.DataFrame(rows, schema=dict.fromkeys(("a", "b", "c"), pl.String), orient="row")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST", most)
        numbers = numbers_of_rows(frame, frame.columns)

    listed = numbers.series.to_list()
    assert len(set(listed)) == len(set(rows)) == len(set(zip(listed, rows, strict=True)))
    assert all(0 <= one < numbers.size for one in listed)
    assert numbers.repeat() == (len(set(rows)) < len(rows))


@given(rows=TEXTS)
def test_what_is_known_of_combinations_is_laid_out_to_their_rows(
    rows: list[tuple[str | None, ...]],
) -> None:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(("a", "b", "c"), pl.String), orient="row")
    found = combinations(frame, ["a", "b"])
    distinct = frame[found.first].select(pl.all().name.prefix("of_"))

    laid_out = frame.with_columns(spread(distinct, found.places))

    assert laid_out["of_a"].to_list() == frame["a"].to_list()
    assert laid_out["of_b"].to_list() == frame["b"].to_list()


@given(rows=TEXTS)
def test_rows_are_put_in_the_order_of_their_texts(rows: list[tuple[str | None, ...]]) -> None:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(("a", "b", "c"), pl.String), orient="row")

    found = in_order(frame, ["b", "a"])

    assert found.select("b", "a").rows() == frame.sort("b", "a").select("b", "a").rows()
    assert sorted(map(str, found.rows())) == sorted(map(str, rows))
