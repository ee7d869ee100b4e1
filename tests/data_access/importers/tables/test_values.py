"""Texts of value cells: numbers, signs, letters, and what is none of them."""

from __future__ import annotations

import math
import time
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data_access.importers.tables.cells import CELLS
from data_access.importers.tables.values import SIGNS, ZERO, interpret_values
from data_access.vocabulary import Status
from tests.support.naive_values import Meaning, meaning

Cell = tuple[str | None, float | None, str | None]


def _cells(*cells: Cell) -> pl.DataFrame:
    schema = {name: CELLS[name] for name in ("text", "number", "letters")}
    return pl.DataFrame(list(cells), schema=schema, orient="row")


def _meanings(*cells: Cell, **how: Any) -> list[Meaning]:
    read = interpret_values(_cells(*cells), **how)
    return [Meaning(**row) for row in read.drop("text", "letters").iter_rows(named=True)]


def _meaning(text: str, **how: Any) -> Meaning:
    (found,) = _meanings((text, None, ""), **how)
    return found


def _number(number: float, **flags: bool) -> Meaning:
    return Meaning(number, Status.VALUE, understood=True, **flags)


# Numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("0", 0), ("7", 7), ("1234", 1234), ("1.234", 1234), ("1.234.567", 1_234_567)),
        *(("1 234", 1234), ("1\u00a0234\u00a0567", 1_234_567), ("1\u202f234,5", 1234.5)),
        *(("1,5", 1.5), ("1,234", 1.234), ("1.234,5", 1234.5), ("0,0", 0), ("-0,0", 0)),
        *(("+1046,15", 1046.15), ("-12,5", -12.5), ("\u221212", -12), ("\u201312,5", -12.5)),
        *(("5,7E-02", 0.057), ("1e3", 1000), ("12 345,6 %", 12_345.6), ("8,5%", 8.5)),
        *(("999999999999999", 999_999_999_999_999), ("999.999.999.999.999", 999_999_999_999_999)),
        *(
            ("1234 1)", 1234),
            ("1 234 12)", 1234),
            ("1234\u00b2", 1234),
            ("12,5 \u00b9\u207e", 12.5),
        ),
    ],
)
def test_a_german_number_is_read(text: str, number: float) -> None:
    found = _meaning(text)

    assert found == _number(number)
    assert math.copysign(1, found.number or 0) == math.copysign(1, number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("1.234", 1.234), ("+1046.15", 1046.15), ("5.7E-02", 0.057), ("-0.0", 0)),
        *(("9.95210069992388", 9.95210069992388), ("1 234.5", 1234.5), ("1234", 1234)),
    ],
)
def test_with_decimal_points_a_point_is_never_between_thousands(text: str, number: float) -> None:
    assert _meaning(text, decimal=".") == _number(number)


@pytest.mark.parametrize(
    "text",
    [
        # Neither a German decimal number nor thousands.
        *("1.23", "1.2345", "0.123", "12.345.6", "1.234.56", "1234.567", ".5", ",5", "5,", "1,2,3"),
        *("1.234 567", "1 234.567", "1 23", "1  234", "1234 567", "0 123", "1.234.", "1,234.5"),
        # Keys, telephone numbers, dates, ranges, formulas.
        *("03254", "007", "-01", "00", "1-2", "31.12.2020", "2019/2020", "=1+1", "1+1", "12:30"),
        # A footnote is only told from digits where it stands apart.
        *(
            "12341)",
            "1)",
            "1 234)",
            "1234 123)",
            "1234 0)",
            "1234*",
            "1234 *)",
            "\u00b2",
            "1234\u2070",
        ),
        *("nan", "NaN", "inf", "-inf", "Infinity", "1e999", "5E-400", "1E", "E5", "1E+", "1.234E5"),
        *("1234567890123456", "1.234.567.890.123.456", "1," + "0" * 21, "9" * 400),
        # Digits of other scripts, numbers of other countries, words.
        *("\u0661\u0662", "\uff11\uff12", "1'234", "1\u2019234", "1_000", "0x10", "1/2", "\u00bd"),
        *(
            "zwölf",
            "k.A.",
            "#NV",
            "#DIV/0!",
            "NULL",
            "None",
            "ja",
            "1234 Personen",
            "12 €",
            "12 m²",
        ),
        *(
            "",
            " ",
            "--",
            "..",
            "....",
            "- 5",
            "+",
            "5-",
            "((5))",
            "(5",
            "5)",
            "()",
            "(.)",
            "x x",
            "//",
        ),
        *(
            "1234P",
            "1234prsp",
            "1234 e",
            "p",
            "p1234",
            "12 %%",
            "% 12",
            "12\n",
            "1\t234",
            "\u200b12",
        ),
    ],
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert _meaning(text) == Meaning()


@pytest.mark.parametrize("text", ["1,5", "1,234", "1.234.567", "1,234.5", "01.5", "1.", ".5"])
def test_with_decimal_points_a_comma_is_not_guessed_either(text: str) -> None:
    assert _meaning(text, decimal=".") == Meaning()


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("1234p", {"provisional": True}),
        ("1234 r", {"revised": True}),
        ("1234s", {"estimated": True}),
        ("1.234 pr", {"provisional": True, "revised": True}),
        ("1234 s p", {"provisional": True, "estimated": True}),
        ("1234 prs", {"provisional": True, "revised": True, "estimated": True}),
        ("1234p 1)", {"provisional": True}),
        ("(1234)", {"limited": True}),
        ("(1.234) p", {"limited": True, "provisional": True}),
    ],
)
def test_letters_and_parentheses_are_flags_of_the_number(text: str, flags: dict[str, bool]) -> None:
    assert _meaning(text) == _number(1234, **flags)


def test_a_number_in_parentheses_is_neither_negative_nor_estimated() -> None:
    """The offices print so what is uncertain because of small counts."""
    found = _meaning("(13)")

    assert (found.number, found.limited, found.estimated) == (13, True, False)


@pytest.mark.parametrize(
    ("letters", "flags"),
    [
        *(("", {}), ("e", {}), ("p", {"provisional": True}), ("r", {"revised": True})),
        *(("s", {"estimated": True}), ("p, r", {"provisional": True, "revised": True})),
        *(("()", {"limited": True}), (None, {})),
    ],
)
def test_letters_beside_a_number_are_its_flags(letters: str | None, flags: dict[str, bool]) -> None:
    (as_text, as_number) = _meanings(("5", None, letters), ("5.0", 5.0, letters))

    assert as_text == as_number == _number(5, **flags)


@pytest.mark.parametrize("letters", ["z", "1)", "p!", "P", "-", "/", ",", "0", "prx"])
def test_an_unknown_mark_beside_a_number_puts_it_in_doubt(letters: str) -> None:
    assert _meanings(("5", None, letters)) == [Meaning()]


def test_a_number_of_a_workbook_counts_not_its_text() -> None:
    found = _meanings(
        ("1.234", 1.234, ""), ("-", 3.0, ""), ("x", math.nan, ""), ("x", math.inf, "")
    )

    assert found == [_number(1.234), _number(3), Meaning(), Meaning()]


# Signs


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *(("-", Status.NOTHING), ("\u2013", Status.NOTHING), ("\u2212", Status.NOTHING)),
        *(("(-)", Status.NOTHING), (".", Status.UNKNOWN_OR_CONFIDENTIAL)),
        *(("•", Status.UNKNOWN_OR_CONFIDENTIAL), ("...", Status.LATER), ("…", Status.LATER)),
        *(("/", Status.UNCERTAIN), ("x", Status.NOT_MEANINGFUL), ("X", Status.NOT_MEANINGFUL)),
        *((".x", Status.NOT_MEANINGFUL), ("*", Status.CONFIDENTIAL)),
        *(("(*)", Status.CONFIDENTIAL), ("\u00a0-\u00a0", Status.NOTHING)),
    ],
)
def test_a_sign_is_a_kind_of_nothing(text: str, status: Status) -> None:
    assert _meaning(text) == Meaning(None, status, understood=True)


def test_a_sign_may_be_repeated_and_flagged_beside_it() -> None:
    found = _meanings(("-", None, "-"), (".", None, "p"), ("-", None, "."))

    assert found == [
        Meaning(None, Status.NOTHING, understood=True),
        Meaning(None, Status.UNKNOWN_OR_CONFIDENTIAL, provisional=True, understood=True),
        Meaning(),
    ]


def test_a_table_may_give_a_sign_another_meaning() -> None:
    meanings = {
        "-": Status.UNCERTAIN,
        "#NV": Status.LATER,
        "k. A.": Status.CONFIDENTIAL,
    }

    found = [_meaning(text, meanings=meanings) for text in ("–", "#NV", "k.\u00a0A.", ".")]

    assert [one.status for one in found] == [
        Status.UNCERTAIN,
        Status.LATER,
        Status.CONFIDENTIAL,
        Status.UNKNOWN_OR_CONFIDENTIAL,
    ]


def test_zero_is_a_number_unless_the_table_says_less_than_half() -> None:
    cells: tuple[Cell, ...] = (
        *(("0", None, ""), ("0,0", None, ""), ("0 p", None, ""), ("0.0", 0.0, "")),
        *(("1", None, ""), ("-", None, "")),
    )

    plain = _meanings(*cells)
    rounded = _meanings(*cells, meanings={ZERO: Status.BELOW_HALF})

    assert [one.status for one in plain] == [*["value"] * 5, "nothing"]
    assert [one.number for one in plain] == [0, 0, 0, 0, 1, None]
    assert [one.status for one in rounded] == [*["below_half"] * 4, "value", "nothing"]
    assert [one.number for one in rounded] == [None, None, None, None, 1, None]
    assert [one.provisional for one in rounded] == [False, False, True, False, False, False]


def test_the_quality_mark_of_a_zero_says_less_than_half() -> None:
    found = _meanings(("0", None, "0"), ("0,0", None, "0"), ("0", None, "e"))

    assert [one.status for one in found] == ["below_half", "below_half", "value"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"meanings": {"-": Status.VALUE}},
        {"meanings": {"-": "nothing at all"}},
        {"decimal": ";"},
        {"decimal": ""},
    ],
)
def test_a_meaning_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"Zeichen|zeichen|Status"):
        _meaning("1", **wrong)


# Frames


def test_the_frame_keeps_its_rows_and_columns() -> None:
    cells = _cells(("1", None, ""), (" 1 ", None, ""), ("?", None, "p")).with_columns(
        row=pl.Series([3, 1, 2], dtype=pl.UInt32), status=pl.lit("of before")
    )

    read = interpret_values(cells)

    assert read.columns == [
        *("text", "number", "letters", "row"),
        *("status", "provisional", "revised", "estimated", "limited", "understood"),
    ]
    assert read.select("text", "letters", "row").equals(cells.select("text", "letters", "row"))
    assert read["number"].to_list() == [1, 1, None]
    assert read["status"].to_list() == ["value", "value", None]


def test_no_cells_have_no_meaning_but_types() -> None:
    read = interpret_values(pl.DataFrame(schema=CELLS))

    assert read.is_empty()
    assert read.schema["number"] == pl.Float64
    assert read.schema["status"] == pl.String
    assert {read.schema[name] for name in ("provisional", "limited", "understood")} == {pl.Boolean}


def test_a_million_cells_are_read_in_less_than_a_second() -> None:
    texts = [f"{n % 900 + 1}.{n % 1000:03},{n % 100:02}" for n in range(997)] + ["-", ".", "1234 p"]
    cells = pl.DataFrame({"text": texts * 1000}).with_columns(
        number=pl.lit(None, pl.Float64), letters=pl.lit("e")
    )

    durations = []
    for _ in range(3):
        begun = time.perf_counter()
        read = interpret_values(cells)
        durations.append(time.perf_counter() - begun)

    assert read["understood"].all()
    assert read["number"].null_count() == 2000
    assert min(durations) < 1


# Whatever comes

_ALPHABET = "0123456789.,-+()% eEprsxX*/…•'²³)⁾#\u00a0\u202f\u2212\u2013\u0662\n"
_TEXTS = st.one_of(
    st.text(_ALPHABET, max_size=12),
    st.text(max_size=8),
    st.sampled_from(sorted(SIGNS)),
    st.from_regex(
        r"\(?[+−-]?[0-9]{1,4}([. ][0-9]{3}){0,4}(,[0-9]{1,4})?\)? ?%? ?[prs]{0,3}( 1\)|²)?"
    ),
    st.from_regex(r"[+-]?[0-9]{1,16}([.,][0-9]{1,22})?([eE][+-]?[0-9]{1,4})?", fullmatch=True),
)
_LETTERS = st.one_of(
    st.just(""),
    st.sampled_from(["p", "r", "s", "e", "pr", "p, s", "()", "( )", "0", "-", "."]),
    st.text("prse ,()0-.x", max_size=4),
    st.none(),
)
_CELLS = st.tuples(
    st.one_of(_TEXTS, st.none()), st.one_of(st.none(), st.none(), st.floats()), _LETTERS
)
_MEANINGS = st.dictionaries(
    st.sampled_from(["0", "-", ".", "x", "k.A.", "#NV", "1234"]),
    st.sampled_from([status for status in Status if status is not Status.VALUE]),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(_CELLS, min_size=1), st.sampled_from([",", "."]), _MEANINGS)
def test_the_rules_are_those_of_the_naive_reader(
    cells: list[Cell], decimal: str, meanings: dict[str, Status]
) -> None:
    found = _meanings(*cells, decimal=decimal, meanings=meanings)

    assert found == [meaning(*cell, decimal=decimal, meanings=meanings) for cell in cells]


@settings(deadline=None, max_examples=200)
@given(st.lists(_TEXTS, min_size=1), st.sampled_from([",", "."]))
def test_nothing_becomes_zero_or_empty_by_accident(texts: list[str], decimal: str) -> None:
    cells = _cells(*((text, None, "") for text in texts))

    read = interpret_values(cells, decimal=decimal)

    assert read["text"].to_list() == texts
    for row in read.iter_rows(named=True):
        digits = [letter for letter in row["text"] if letter in "0123456789"]
        if not row["understood"]:
            assert row["number"] is None
            assert row["status"] is None
        elif row["status"] == Status.VALUE:
            assert digits
            assert math.isfinite(row["number"])
            assert row["number"] != 0 or set(row["text"].split("E")[0].split("e")[0]) & {"0"}
        else:
            assert row["number"] is None
            assert not digits
            assert len(row["text"].strip()) <= 3


@st.composite
def _spellings(draw: st.DrawFn) -> tuple[str, float]:
    """A number as a German office may print it."""
    places = draw(st.integers(0, 6))
    digits = draw(st.integers(-(10**15) + 1, 10**15 - 1))
    exact = Decimal(digits).scaleb(-places)
    whole, _, decimals = f"{abs(exact):,.{places}f}".partition(".")
    text = whole.replace(",", draw(st.sampled_from(["", ".", " ", "\u00a0", "\u202f", "\u2009"])))
    text += f",{decimals}" if decimals else ""
    minus = draw(st.sampled_from(["-", "\u2212", "\u2013"]))
    text = (minus if exact < 0 else draw(st.sampled_from(["", "", "+"]))) + text
    text = f"({text})" if draw(st.booleans()) else text
    text += draw(st.sampled_from(["", "%", " %", "\u00a0%"]))
    text += draw(st.sampled_from(["", "p", " r", "\u00a0s", " pr"]))
    return text + draw(st.sampled_from(["", "", " 1)", "\u00b2", " \u00b3)"])), float(exact)


@settings(deadline=None, max_examples=200)
@given(st.lists(_spellings(), min_size=1))
def test_a_number_in_any_german_spelling_is_the_same_number(
    spelt: list[tuple[str, float]],
) -> None:
    read = interpret_values(_cells(*((text, None, "") for text, _ in spelt)))

    assert read["number"].to_list() == [number for _, number in spelt]
    assert read["understood"].all()


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_spelt_as_programmes_do_is_the_same_number(number: float) -> None:
    text = repr(number).replace("e", "E")
    assume(len(text.partition("E")[0].partition(".")[2]) <= 20)
    assume(len(text.partition(".")[0].strip("-")) <= 15)

    assert _meaning(text, decimal=".").number == number
