"""What stands beside the values of a row: code, name, year, and what else the row is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from data_access.importers.names.text import split_code, text_key

#: The office's codes have one, three or six digits; official keys five, eight or nine.
_CODE: Final = re.compile(r"([0-9]|[0-9]{3}|[0-9]{5,6}|[0-9]{8,9})(?:\.0)?")
_YEAR: Final = re.compile(r"((?:18|19|20|21)[0-9]{2}(?:/[0-9]{2,4})?)(?:\.0)?")


#: Nested tables say the same labels below every area.
_REMEMBERED: Final = 4096


@dataclass(frozen=True)
class Label:
    """What the cells beside the values say.

    Attributes:
        codes: different codes; more than one contradict each other.
        text: names and other labels, each once.
        years: years beside the values.
    """

    codes: tuple[str, ...] = ()
    text: str = ""
    years: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether it says nothing at all."""
        return not (self.codes or self.text or self.years)


@dataclass
class _Parts:
    codes: dict[str, None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    years: dict[str, None] = field(default_factory=dict)


@lru_cache(maxsize=_REMEMBERED)
def read_label(texts: tuple[str, ...]) -> Label:
    """Take the cells beside the values apart, from left to right.

    A name may be spread over cells ("Nienburg", "(Weser)"), stand twice, or follow its code in
    one cell.
    """
    parts = _Parts()
    for text in filter(None, texts):
        if match := _YEAR.fullmatch(text):
            parts.years[match[1]] = None
        elif match := _CODE.fullmatch(text):
            parts.codes[match[1]] = None
        else:
            _take(text, parts)
    return Label(tuple(parts.codes), " ".join(parts.names.values()), tuple(parts.years))


def _take(text: str, parts: _Parts) -> None:
    code, name = split_code(text)
    # "3 bis unter 6 Jahre" begins with a number, and "6 - 15" does too: a name is a proper noun.
    if code and name[0].isupper() and _CODE.fullmatch(code):
        parts.codes[code] = None
        text = name
    parts.names.setdefault(text_key(text), text)
