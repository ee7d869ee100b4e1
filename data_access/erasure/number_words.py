"""German numbers in words: small counts are mostly written so."""

from __future__ import annotations

_UNITS = ["eins", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun"]
_TEENS = [
    "zehn",
    "elf",
    "zwoelf",
    "dreizehn",
    "vierzehn",
    "fuenfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_TENS = ["zwanzig", "dreissig", "vierzig", "fuenfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
#: In front of "und", "hundert" and "tausend", and in front of what is counted behind them.
_ONE = ("ein", "eine", "eins")
#: The article is no number; whether it counts is told by what follows it.
_ARTICLES = frozenset(_ONE) - {"eins"}
_OTHER = {
    "null": 0,
    **dict.fromkeys(("niemand", "niemanden", "niemandem"), 0),
    **dict.fromkeys(("zwo", "beide", "beiden", "beider"), 2),
    "dutzend": 12,
}


def _up_to_99() -> dict[str, int]:
    found = {word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)}
    inflected = {
        f"{word}{ending}": number
        for word, number in found.items()
        if 2 <= number <= 12
        for ending in ("e", "en", "er")
    }
    found |= dict.fromkeys(_ONE, 1)
    for tens, word in enumerate(_TENS, 2):
        found[word] = tens * 10
        for unit, said in enumerate(("ein", *_UNITS[1:]), 1):
            found[f"{said}und{word}"] = tens * 10 + unit
        found[f"zwound{word}"] = tens * 10 + 2
    return found | inflected


_SMALL = _up_to_99()


def number_said(word: str) -> int | None:
    """The number that a word says, below a million; None where it says none.

    Examples:
        >>> [number_said(one) for one in ("Zwölf", "einhundertdreiundzwanzig", "eine", "Kreis")]
        [12, 123, None, None]
    """
    plain = word.casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        plain = plain.replace(letter, written)
    if plain in _ARTICLES:
        return None
    return _OTHER.get(plain, _joined(plain, ("tausend", "hundert")))


def _joined(plain: str, steps: tuple[str, ...]) -> int | None:
    """A number put together of thousands, hundreds and what is left."""
    if not steps:
        return _SMALL.get(plain)
    (step, *lower), worth = steps, {"tausend": 1000, "hundert": 100}
    before, parted, after = plain.partition(step)
    if not parted:
        return _joined(plain, tuple(lower))
    count = _joined(before, tuple(lower)) if before else 1
    rest = _joined(after.removeprefix("und"), tuple(lower)) if after else 0
    return None if count is None or rest is None else count * worth[step] + rest
