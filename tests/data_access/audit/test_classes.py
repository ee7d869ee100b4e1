"""Classes of years: the chains that reach from zero to the end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.classes import class_chains


@given(st.lists(st.integers(1, 95), min_size=1, max_size=20, unique=True))
def test_classes_cut_anywhere_are_one_chain(cuts: list[int]) -> None:
    ends = sorted(cuts)
    codes = (
        f"alter-unter-{ends[0]}",
        *(f"alter-{low}-{high}" for low, high in pairwise(ends)),
        f"alter-ab-{ends[-1]}",
    )

    assert [*class_chains(reversed(codes))] == [("alter", codes)]


def test_the_finest_and_the_coarsest_chain_are_found() -> None:
    codes = ("alter-unter-6", "alter-6-15", "alter-15-65", "alter-6-65", "alter-ab-65")

    assert {chain for _, chain in class_chains(codes)} == {
        ("alter-unter-6", "alter-6-15", "alter-15-65", "alter-ab-65"),
        ("alter-unter-6", "alter-6-65", "alter-ab-65"),
    }


def test_classes_of_different_things_are_chains_of_their_own() -> None:
    codes = ("alter-unter-6", "alter-ab-6", "aufenthalt-unter-2", "aufenthalt-ab-2")

    assert [what for what, _ in class_chains(codes)] == ["alter", "aufenthalt"]


@pytest.mark.parametrize(
    "codes",
    [
        ("alter-unter-6", "alter-15-65", "alter-ab-65"),
        ("alter-unter-6", "alter-6-15"),
        ("alter-6-15", "alter-ab-15"),
        ("alter-unter-6.deutsche", "alter-ab-6.deutsche"),
        ("insgesamt", "syrien", "eu-28", "nicht-eu-28"),
    ],
    ids=["gap", "no end", "no beginning", "combined", "other groups"],
)
def test_what_is_no_chain_is_none(codes: tuple[str, ...]) -> None:
    assert [*class_chains(codes)] == []
