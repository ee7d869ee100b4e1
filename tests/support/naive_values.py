"""The same rules for texts of value cells, one character after the other, to compare with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from data_access.vocabulary import Status

_SIGNS = {
    Status.NOTHING: ["-", "(-)"],
    Status.UNKNOWN_OR_CONFIDENTIAL: [".", "\u2022", "\u00b7"],
    Status.LATER: ["...", "\u2026"],
    Status.UNCERTAIN: ["/"],
    Status.NOT_MEANINGFUL: ["x", "X", ".x", ".X"],
    Status.CONFIDENTIAL: ["*", "(*)"],
}
_DIGITS = "0123456789"
_SUPERSCRIPTS = "\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"


@dataclass(frozen=True)
class Meaning:
    """What a cell means."""

    number: float | None = None
    status: str | None = None
    provisional: bool = False
    revised: bool = False
    estimated: bool = False
    limited: bool = False
    understood: bool = False


@dataclass
class _Spelt:
    number: float
    letters: str
    limited: bool


def meaning(
    text: str | None,
    number: float | None,
    letters: str | None,
    *,
    decimal: str = ",",
    meanings: Mapping[str, Status] | None = None,
) -> Meaning:
    """What a cell with this text, number and letters means."""
    text, letters = _plain(text or ""), _plain(letters or "")
    zero = (meanings or {}).get("0", Status.VALUE)
    sign: Status | None = None
    spelt: _Spelt | None = None
    if number is None:
        sign = _sign(text, meanings or {})
        if sign is None:
            spelt = _spelt(text, decimal)
            number = spelt.number if spelt else None
    elif not math.isfinite(number):
        number = None
    if sign is None and number is None:
        return Meaning()

    beside = _beside(letters, text if sign else None, number)
    if beside is None:
        return Meaning()
    flags = beside + (spelt.letters if spelt else "")
    status = sign
    if sign is None:
        status = Status.VALUE
        if number == 0:
            status = Status.BELOW_HALF if letters == "0" else zero
    is_value = status is Status.VALUE
    limited = "(" in beside or (spelt is not None and spelt.limited)
    return Meaning(
        number=number if is_value else None,
        status=str(status),
        provisional="p" in flags,
        revised="r" in flags,
        estimated="s" in flags,
        limited=is_value and limited,
        understood=True,
    )


def _plain(text: str) -> str:
    for space in "\u00a0\u2007\u2009\u202f":
        text = text.replace(space, " ")
    for dash in "\u2010\u2011\u2013\u2014\u2212":
        text = text.replace(dash, "-")
    while text.startswith(" "):
        text = text[1:]
    while text.endswith(" "):
        text = text[:-1]
    return text


def _sign(text: str, meanings: Mapping[str, Status]) -> Status | None:
    for sign, status in meanings.items():
        if sign != "0" and _plain(sign) == text:
            return status
    for usual, signs in _SIGNS.items():
        if text in signs:
            return usual
    return None


def _beside(letters: str, sign: str | None, number: float | None) -> str | None:
    """Flags in the column of marks; None where something else stands there."""
    if letters in {"", "0"} and (letters == "" or number == 0):
        return ""
    if letters in {"()", "( )"}:
        return "("
    if sign is not None and letters == sign:
        return ""
    if letters[0] in "prse" and letters[-1] in "prse" and not set(letters) - set("prse ,"):
        return letters
    return None


def _spelt(text: str, decimal: str) -> _Spelt | None:
    rest, letters = _without_footnote(text), ""
    while rest and rest[-1] in "prs" and len(letters) < 3:
        letters += rest[-1]
        rest = rest[:-1].removesuffix(" ")
    if rest.endswith("%"):
        rest = rest[:-1].removesuffix(" ")
    limited = rest.startswith("(") and rest.endswith(")")
    if limited:
        rest = rest[1:-1]
    number = _number(rest, decimal)
    return None if number is None else _Spelt(number, letters, limited)


def _without_footnote(text: str) -> str:
    bare = text[:-1] if text[-1:] in {")", "\u207e"} else text
    if bare[-1:] in _SUPERSCRIPTS and bare:
        return bare[:-1].removesuffix(" ")
    if not text.endswith(")"):
        return text
    before, space, mark = bare.rpartition(" ")
    if space and mark and len(mark) <= 2 and _all_digits(mark) and mark[0] != "0":
        return before
    return text


def _all_digits(text: str) -> bool:
    return text != "" and all(letter in _DIGITS for letter in text)


def _number(text: str, decimal: str) -> float | None:
    unsigned = text[1:] if text[:1] in {"+", "-"} else text
    mantissa, has_exponent, exponent = unsigned.replace("e", "E").partition("E")
    whole, has_decimals, decimals = mantissa.partition(decimal)
    digits = _whole(whole, decimal, grouped=not has_exponent)
    if digits is None:
        return None
    if has_decimals and not (_all_digits(decimals) and len(decimals) <= 20):
        return None
    if has_exponent:
        power = exponent[1:] if exponent[:1] in {"+", "-"} else exponent
        if not (_all_digits(power) and len(power) <= 3):
            return None
    exact = Decimal(f"{digits}.{decimals or 0}E{exponent or 0}")
    number = float(exact)
    if not math.isfinite(number) or (number == 0) != (exact == 0):
        return None
    return 0.0 if number == 0 else (-number if text.startswith("-") else number)


def _whole(text: str, decimal: str, *, grouped: bool) -> str | None:
    """The digits before the decimals, or None."""
    separators = [sep for sep in (" ", "." if decimal == "," else " ") if sep in text]
    if separators:
        first, *groups = text.split(separators[0])
        if not grouped or not 1 <= len(first) <= 3 or len(groups) > 4:
            return None
        if not all(len(group) == 3 and _all_digits(group) for group in groups):
            return None
        if not _all_digits(first) or first[0] == "0":
            return None
        return first + "".join(groups)
    if not _all_digits(text) or len(text) > 15 or (text[0] == "0" and text != "0"):
        return None
    return text
