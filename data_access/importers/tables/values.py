"""Texts of value cells become numbers, kinds of nothing, and flags; what is neither stays a text.

A number is only read where it cannot be anything else: ``1.23`` in a file with decimal commas is
neither 1.23 nor 123, ``03254`` is a key, ``1234 1)`` is 1234 with a footnote, ``12341)`` is not.
Whatever is not listed here is not understood; nothing becomes zero or empty instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import polars as pl

from data_access.vocabulary import Status

#: The official signs, and how they look when they were copied or set by hand. The cells keep the
#: original text, so ``.x`` still says that it stands for a change of over 250 %.
SIGNS: Mapping[str, Status] = {
    "-": Status.NOTHING,
    "(-)": Status.NOTHING,
    ".": Status.UNKNOWN_OR_CONFIDENTIAL,
    "•": Status.UNKNOWN_OR_CONFIDENTIAL,
    "·": Status.UNKNOWN_OR_CONFIDENTIAL,
    "...": Status.LATER,
    "…": Status.LATER,
    "/": Status.UNCERTAIN,
    "x": Status.NOT_MEANINGFUL,
    "X": Status.NOT_MEANINGFUL,
    ".x": Status.NOT_MEANINGFUL,
    ".X": Status.NOT_MEANINGFUL,
    "*": Status.CONFIDENTIAL,
    "(*)": Status.CONFIDENTIAL,
}

#: The sign that is the number zero, unless a table's legend says "weniger als die Hälfte" of it.
ZERO: Final = "0"

# Spaces and dashes of typesetters and web pages: no-break, figure, thin, narrow no-break;
# hyphens, en and em dash, minus.
_SPACES = "\u00a0\u2007\u2009\u202f"
_DASHES = "\u2010\u2011\u2013\u2014\u2212"

# Fifteen digits before the decimals are exact in binary; a longer number is a code or a mistake.
_PLAIN = "(?:0|[1-9][0-9]{0,14})"
_BY_POINTS = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}"
_BY_SPACES = "[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}"
_DECIMALS = "[0-9]{1,20}"
_EXPONENT = "[Ee][+-]?[0-9]{1,3}"
_LETTERS = "[prs](?: ?[prs]){0,2}"
# Behind a number of grouped thousands, "1 234)" must not be the number 1 with a footnote.
_FOOTNOTE = r"(?: [1-9][0-9]?\)| ?[¹²³⁴⁵⁶⁷⁸⁹][)⁾]?)$"
# Letters beside the value; "e" is the offices' mark of a final value.
_MARKS = "^[prse](?:[ ,]*[prse])*$"
_LIMITED = r"^\( ?\)$"
#: With one digit more from each of them on.
_POWERS = pl.Series([10**power for power in range(16)], dtype=pl.UInt64)


def _number(decimal: str, grouped: str) -> str:
    decimals = f"(?:{decimal}{_DECIMALS})?"
    return f"[+-]?(?:{_PLAIN}{decimals}(?:{_EXPONENT})?|{grouped}{decimals})"


def _value(number: str) -> str:
    return rf"^(?:{number}|\({number}\))(?: ?%)?(?: ?{_LETTERS})?$"


# By what separates decimals. Points between thousands go with a decimal comma only.
_VALUES: Mapping[str, str] = {
    ",": _value(_number(",", f"(?:{_BY_POINTS}|{_BY_SPACES})")),
    ".": _value(_number(r"\.", _BY_SPACES)),
}


def interpret_values(
    cells: pl.DataFrame, *, decimal: str = ",", meanings: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """Say of every cell what its text means; the text itself stays as it is.

    Sets ``number``, null exactly where ``status`` is not ``value``, and adds

    - ``status``: a ``Status``, null where the cell was not understood,
    - ``provisional``, ``revised``, ``estimated``: the letters ``p``, ``r`` and ``s`` behind a
      number or beside any value,
    - ``limited``: the number stands in parentheses. The offices mean by them that it is uncertain
      because of small counts; it is a counted number all the same, neither negative as with
      bookkeepers nor an estimate,
    - ``understood``.

    Args:
        cells: at least ``text``, ``number`` and ``letters`` of ``cells.CELLS``.
        decimal: comma or point, whichever separates decimals in the texts.
        meanings: what a text means in this table, where it differs from ``SIGNS``. With
            ``{ZERO: Status.BELOW_HALF}`` every zero is less than half a unit, also one that was a
            number in the workbook.

    Raises:
        ValueError: no such separator or status, or a text other than zero means ``value``.
    """
    if decimal not in _VALUES:
        raise ValueError(f"Kein Dezimalzeichen: {decimal!r}")
    signs, zero = _meanings(meanings or {})
    given = cells.select("text", "number", "letters")
    # Nine of ten cells of a large file are digits and nothing else.
    digits = given["text"].cast(pl.UInt64, strict=False)
    is_count = _are_counts(given, digits)
    read = _counts(digits)
    if not is_count.all():
        rows = (~is_count).arg_true()
        others = _once_each(given[rows], lambda cells: _interpreted(cells, decimal, signs, zero))
        read = read.with_columns(
            read[name].scatter(rows, others[name])
            for name in _READ
            if not (others[name].eq_missing(read[name][rows])).all()
        )
    return cells.drop(*_ADDED, strict=False).with_columns(read)


_ADDED = ("status", "provisional", "revised", "estimated", "limited", "understood")
_READ = ("number", *_ADDED)


def _are_counts(cells: pl.DataFrame, digits: pl.Series) -> pl.Series:
    """Whether a text is one to fifteen digits without a zero before them, and nothing beside it."""
    length = _POWERS.search_sorted(digits.fill_null(0), side="right")
    plain = (length > 0) & (length < len(_POWERS)) & (length == cells["text"].str.len_bytes())
    without_marks = pl.col("number").is_null() & pl.col("letters").is_in(["", "e"])
    return cells.select((without_marks & plain).fill_null(value=False)).to_series()


def _counts(digits: pl.Series) -> pl.DataFrame:
    """As if all were digits and nothing else."""
    no = pl.lit(value=False)
    return pl.DataFrame({"number": digits.cast(pl.Float64)}).with_columns(
        pl.lit(Status.VALUE.value).alias("status"),
        *(no.alias(flag) for flag in ("provisional", "revised", "estimated", "limited")),
        pl.lit(value=True).alias("understood"),
    )


def _once_each(
    cells: pl.DataFrame, interpreting: Callable[[pl.DataFrame], pl.DataFrame]
) -> pl.DataFrame:
    """Signs fill many cells: what they mean is asked once."""
    distinct = cells.unique()
    if distinct.height * 2 > cells.height:
        return interpreting(cells)
    meant = distinct.hstack(interpreting(distinct).rename({"number": "read"}))
    return (
        cells.join(meant, on=distinct.columns, how="left", nulls_equal=True, maintain_order="left")
        .drop("number")
        .rename({"read": "number"})
        .select(_READ)
    )


def _interpreted(
    cells: pl.DataFrame, decimal: str, signs: Mapping[str, str], zero: str
) -> pl.DataFrame:
    return (
        cells.with_columns(
            _text=_plain("text"), _letters=_plain("letters"), _is_text=pl.col("number").is_null()
        )
        .with_columns(_sign=_sign(signs), _body=pl.col("_text").str.replace(_FOOTNOTE, ""))
        .with_columns(_spelt=pl.col("_is_text") & pl.col("_body").str.contains(_VALUES[decimal]))
        # One step each: polars would work out what several expressions share again and again.
        .with_columns(_literal=_literal(decimal))
        .with_columns(_parsed=pl.col("_literal").cast(pl.Float64, strict=False))
        .with_columns(_found=_found())
        .with_columns(_read=_kept())
        .with_columns(_status=_status(zero))
        .with_columns(understood=pl.col("_status").is_not_null() & _letters_understood())
        .with_columns(_results())
        .select(_READ)
    )


def _meanings(given: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Signs of a table, and what its zero means."""
    signs = {**SIGNS, **{text: Status(status) for text, status in given.items()}}
    zero = signs.pop(ZERO, Status.VALUE)
    if Status.VALUE in signs.values():
        raise ValueError("Ein Zeichen kann keine Zahl bedeuten.")
    plain = pl.DataFrame({"text": list(signs)}).select(_plain("text")).to_series().to_list()
    return dict(zip(plain, map(str, signs.values()), strict=True)), str(zero)


def _plain(column: str) -> pl.Expr:
    """The text with ordinary spaces and hyphens; no text is an empty one."""
    found = [*_SPACES, *_DASHES]
    set_as = [" "] * len(_SPACES) + ["-"] * len(_DASHES)
    return pl.col(column).fill_null("").str.replace_many(found, set_as).str.strip_chars(" ")


def _sign(signs: Mapping[str, str]) -> pl.Expr:
    meaning = pl.col("_text").replace_strict(
        list(signs), list(signs.values()), default=None, return_dtype=pl.String
    )
    return pl.when("_is_text").then(meaning)


def _literal(decimal: str) -> pl.Expr:
    """The number as programmes spell it; anything at all where no number was spelt."""
    digits = pl.col("_body").str.strip_chars("()%prs ").str.replace_all(" ", "", literal=True)
    if decimal == ",":
        digits = digits.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    return digits


def _found() -> pl.Expr:
    # An exponent can make zero of a number that was none.
    vanished = (pl.col("_parsed") == 0) & pl.col("_literal").str.contains("^[^Ee]*[1-9]")
    return pl.when("_spelt").then(pl.when(~vanished).then("_parsed")).otherwise("number")


def _kept() -> pl.Expr:
    """The number, if it is one; a rounded "-0,0" loses its sign."""
    found = pl.col("_found")
    return pl.when(found == 0).then(0.0).when(found.is_finite()).then(found)


def _status(zero: str) -> pl.Expr:
    read = pl.col("_read")
    # The offices' quality mark "0" beside a zero: more than nothing, less than half a unit.
    of_zero = pl.when(pl.col("_letters") == ZERO).then(pl.lit(Status.BELOW_HALF.value))
    return pl.coalesce(
        pl.col("_sign"),
        pl.when(read == 0).then(of_zero.otherwise(pl.lit(zero))),
        pl.when(read.is_not_null()).then(pl.lit(Status.VALUE.value)),
    )


def _letters_understood() -> pl.Expr:
    letters = pl.col("_letters")
    return (
        (letters == "")
        | letters.str.contains(_MARKS)
        | letters.str.contains(_LIMITED)
        # Some files repeat the sign in the column of marks.
        | (pl.col("_sign").is_not_null() & (letters == pl.col("_text")))
        | ((letters == ZERO) & (pl.col("_read") == 0).fill_null(value=False))
    )


def _results() -> list[pl.Expr]:
    understood, status = pl.col("understood"), pl.col("_status")
    is_value = understood & (status == Status.VALUE.value).fill_null(value=False)

    def marked(letter: str) -> pl.Expr:
        behind = pl.col("_spelt") & pl.col("_body").str.contains(letter, literal=True)
        beside = pl.col("_letters").str.contains(letter, literal=True)
        return understood & (behind | beside)

    in_parentheses = pl.col("_spelt") & pl.col("_body").str.starts_with("(")
    return [
        pl.when(is_value).then("_read").alias("number"),
        pl.when(understood).then(status).alias("status"),
        marked("p").alias("provisional"),
        marked("r").alias("revised"),
        marked("s").alias("estimated"),
        (is_value & (in_parentheses | pl.col("_letters").str.contains(_LIMITED))).alias("limited"),
    ]
