"""Numbers in what people write: in digits and in words, however they are put."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from data_access.erasure.number_words import number_said

#: Stands in place of an erased number.
GONE = "(gelöscht)"
_SPACES = " \u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'’"
#: "Eine Tabelle" counts nothing, "eine Familie" does.
_COUNTED = (
    *("Person", "Mensch", "Kind", "Säugling", "Baby", "Mädchen", "Junge", "Jugendliche"),
    *("Frau", "Mann", "Männer", "Mutter", "Vater", "Elternteil", "Familie", "Haushalt"),
    *("Fall", "Fälle", "Geburt", "Sterbefall", "Einbürgerung", "Eingebürgerte", "Geflüchtete"),
    *("Flüchtling", "Schutzsuchende", "Asyl", "Ausländer", "Zugewanderte", "Zugezogene"),
    *("Syrer", "Afghan", "Ukrainer", "Irak", "Iran", "Türk", "Sinti", "Roma"),
    *("Deutsche", "Schüler", "Teilnehme", "Bewohner", "Einwohner", "Arbeitslose", "Leistungsb"),
)
#: A day is no number, and what follows a letter is a code. Numbers apart by spaces may be several.
_FOUND = re.compile(
    rf"""
    (?<!\w)(?P<day>\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?)
    | (?<!\w)(?P<list>\d+(?:,\d+){{2,}})
    | (?<!\w)(?P<digits>
        \d{{1,3}}(?:[.{_APOSTROPHES}{_SPACES}]\d{{3}})+(?:,\d+)?(?!\d)
        | \d+(?:[.,]\d+)?
      )
    | \b(?P<article>
        (?:(?<=\b[Nn]ur\ )|(?<=\b[Gg]enau\ )|(?<=\b[Ll]ediglich\ ))[Kk]?ein(?:e[mnrs]?)?\b
        | (?:[Kk]?[Ee]in(?:e[mnrs]?)?|[Ee]inzige[mnrs]?)\b
          (?=(?:\s+[a-zäöüß]+){{0,3}}\s+(?:{"|".join(_COUNTED)}))
      )
    | \b(?P<word>[^\W\d_]{{3,}})\b
    """,
    re.VERBOSE,
)
_APART = re.compile(rf"([{_SPACES}])")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


def without(text: str, numbers: Collection[float]) -> str:
    """A text without some numbers, however they are written.

    Examples:
        >>> without("Statt 1.945 nun zwölf (Stand 12.05.2024, siehe L12)", {1945.0, 12.0})
        'Statt (gelöscht) nun (gelöscht) (Stand 12.05.2024, siehe L12)'
    """
    wanted = frozenset(numbers)

    def kept(found: re.Match[str]) -> str:
        if found["digits"]:
            return _kept_apart(_APART.split(found[0]), wanted)
        return found[0] if wanted.isdisjoint(_said(found)) else GONE

    return _FOUND.sub(kept, text) if wanted else text


def numbers_in(text: str) -> Iterator[float]:
    """All numbers of a text."""
    for found in _FOUND.finditer(text):
        yield from _said(found)


def _kept_apart(parts: list[str], wanted: frozenset[float]) -> str:
    """Groups of digits and the spaces between them: "Haus 5 120 Personen" says 5, 120 or 5120."""
    for length in range(len(parts), 0, -2):
        for start in range(0, len(parts) - length + 1, 2):
            end = start + length
            if wanted.isdisjoint(_read("".join(parts[start:end]))):
                continue
            before, after = parts[:start], parts[end:]
            return (
                (_kept_apart(before[:-1], wanted) + before[-1] if before else "")
                + GONE
                + (after[0] + _kept_apart(after[1:], wanted) if after else "")
            )
    return "".join(parts)


def _said(found: re.Match[str]) -> set[float]:
    """What a place may say."""
    if found["digits"]:
        return _read(found[0])
    if found["list"]:
        return {float(one) for one in found[0].split(",")}
    if found["article"]:
        return {0.0 if found[0].casefold().startswith("k") else 1.0}
    number = number_said(found["word"]) if found["word"] else None
    return set() if number is None else {float(number)}


def _read(text: str) -> set[float]:
    """What digits may mean: a point may part thousands, or decimals where none are parted."""
    plain = re.sub(f"[{_SPACES}{_APOSTROPHES}]", "", text)
    if _THOUSANDS.fullmatch(plain):
        return {float(plain.replace(".", ""))}
    ways = {plain.replace(",", "."), plain.replace(".", "").replace(",", ".")}
    return {float(one) for one in ways if one.count(".") <= 1}
