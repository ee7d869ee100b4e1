"""Spellings without what does not tell two names apart: spaces, capitals, footnote marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
#: Tables say the same names again and again.
_REMEMBERED: Final = 8192
_SPACE: Final = re.compile(r"\s+")
#: Superscript digits, asterisks, "{p}", and a number with a bracket that nothing opens.
_MARK: Final = re.compile(r"\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+[)⁾]?|\*+\)?|\{[a-z]\})$")
_NUMBERED: Final = re.compile(r"\s*(?<![0-9.,])[0-9]{1,2}\)$")
_BULLET: Final = re.compile(r"^[-–—•·*]\s+")
_PART_OF: Final = re.compile(r"^(?:dav(?:on)?|dar(?:unter)?)\b[.:]*\s+", re.IGNORECASE)
_SIGNS: Final = str.maketrans(
    {"‐": "-", "‑": "-", "–": "-", "—": "-", "’": "'", "`": "'", "´": "'"}
)
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_TIGHT: Final = re.compile(r"\s*([-/])\s*")
_COMMA: Final = re.compile(r"\s*,\s*")
_OPENING: Final = re.compile(r"\s*\(\s*")
_CLOSING: Final = re.compile(r"\s+\)")
_CODED: Final = re.compile(r"^([A-Z]{0,2}[0-9]{1,12})\s+(\S.*)$")


def collapsed(text: str) -> str:
    """One space where there were several, of whatever kind; nothing invisible, no edges."""
    if text.isascii() and text.isalnum():
        return text
    return _SPACE.sub(" ", text.translate(_INVISIBLE)).strip()


def without_marks(text: str) -> str:
    """A printed name without footnote marks, bullets and "dav." before it."""
    text = collapsed(text)
    while True:
        shorter = _PART_OF.sub("", _BULLET.sub("", _MARK.sub("", text)))
        if shorter.count(")") > shorter.count("("):
            shorter = _NUMBERED.sub("", shorter)
        if shorter == text:
            return text
        text = shorter.strip()


@lru_cache(maxsize=_REMEMBERED)
def text_key(text: str) -> str:
    """What two spellings of one name have in common; the key of an alias.

    Umlauts may be written out, and accents may be missing. The key of a key is the key.
    """
    key = _folded(text)
    # What looks like a mark only after folding ("₁)") leaves as well.
    while (again := _folded(key)) != key:
        key = again
    return key


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFC", without_marks(text)).translate(_SIGNS).casefold()
    letters = unicodedata.normalize("NFKD", plain.translate(_UMLAUTS))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return collapsed(
        _CLOSING.sub(")", _OPENING.sub(" (", _COMMA.sub(", ", _TIGHT.sub(r"\1", bare))))
    )


def split_code(text: str) -> tuple[str, str]:
    """Code and name where both stand in one cell; the code is empty where there is none."""
    text = collapsed(text)
    match = _CODED.match(text)
    return (match[1], match[2]) if match else ("", text)
