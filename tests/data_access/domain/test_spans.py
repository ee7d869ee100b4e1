from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.domain.spans import SpanKind, YearSpan, parse_span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("unter 3 jahre", (0, 3)),
        ("bis unter 18 jahren", (0, 18)),
        ("im alter bis unter 18 jahren", (0, 18)),
        ("18 bis unter 20 jahre", (18, 20)),
        ("von 3 bis unter 6 jahren", (3, 6)),
        ("im alter von 18 bis unter 65 jahren", (18, 65)),
        # Without "unter" the last year is inside.
        ("15 bis 17 jahre", (15, 18)),
        ("15 - 20", (15, 20)),
        ("15–20 jahre", (15, 20)),
        ("90 jahre und mehr", (90, None)),
        ("65 jahre und älter", (65, None)),
        ("im alter von 65 jahren und älter", (65, None)),
        ("80 und älter", (80, None)),
        ("ab 65 jahre", (65, None)),
    ],
)
def test_spans_are_read_as_tables_print_them(text: str, span: tuple[int, int | None]) -> None:
    assert parse_span(text) == YearSpan(*span)


@pytest.mark.parametrize(
    "text", ["", "18", "20 bis unter 18 jahre", "unter 0", "2019 - 2020", "alter"]
)
def test_other_texts_are_no_spans(text: str) -> None:
    assert parse_span(text) is None


@given(st.integers(0, 998), st.integers(1, 999) | st.none(), st.sampled_from(SpanKind))
def test_a_name_is_read_back(first: int, length: int | None, kind: SpanKind) -> None:
    below = None if length is None or first + length > 999 else first + length
    span = YearSpan(first, below)

    assert parse_span(span.name(kind).casefold().removesuffix(" aufenthalt")) == span
    assert span.code(kind).startswith({"age": "alter-", "stay": "aufenthalt-"}[kind])


def test_codes_tell_spans_apart() -> None:
    spans = [
        YearSpan(first, below) for first in range(30) for below in (None, *range(first + 1, 31))
    ]

    assert len({span.code(kind) for span in spans for kind in SpanKind}) == 2 * len(spans)


@pytest.mark.parametrize("years", [(-1, 3), (5, 5), (6, 3)])
def test_no_span_ends_before_it_begins(years: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="Keine Spanne"):
        YearSpan(*years)
