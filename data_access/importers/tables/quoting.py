"""What a cell says, as its reader sees it: Excel keeps 14.12.1965 and 33,38 in another form."""

from __future__ import annotations

import re

#: A day as the reader of workbooks spells it.
_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d) 00:00:00(?:\.0+)?\b")
#: What a German Excel shows for what its files call otherwise.
_IN_GERMAN = {
    "true": "WAHR",
    "false": "FALSCH",
    "#N/A": "#NV",
    "#REF!": "#BEZUG!",
    "#VALUE!": "#WERT!",
    "#NUM!": "#ZAHL!",
}
#: Decimals that are told; those of thirds have no end.
_DECIMALS = 4


def as_shown(text: str, number: float | None = None) -> str:
    """A cell for a German sentence.

    Args:
        text: as it was read.
        number: where the cell itself is one; the text is then how programmes spell it.
    """
    if number is None:
        return with_german_days(text)
    rounded = round(number, _DECIMALS)
    return f"{rounded or number:.15g}".replace(".", ",")


def in_german_excel(text: str) -> str:
    """What a German Excel shows in a cell of a workbook; truths and errors have German names."""
    return _IN_GERMAN.get(text, text)


def with_german_days(sentence: str) -> str:
    """A sentence with the days that it quotes as Germans write them."""
    return _DAY.sub(r"\3.\2.\1", sentence)
