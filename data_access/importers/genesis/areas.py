"""Which variable of a GENESIS table says the area."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Codes of variables whose attributes are areas, in the regional database and in GENESIS-Online.
_CODES = frozenset(
    {"DG", "DINSG", "DLAND", "DLANDX", "LAND", "REGBEZ", "REGIERUNGSBEZIRK", "STATREG", "KREISE"}
    | {"KREIS", "GEMEIN", "GEMEINDE", "GEMEINDEN", "GEMVB", "VERBGM", "SAMTGM", "FGEMEIN"}
)
# The census names its levels GEODL1, GEOBL1, GEOLK4, GEOGM4.
_CENSUS = re.compile(r"GEO[A-Z]{2}[0-9]")
_LABELS = re.compile(
    r"(?:Deutschland|Bundesländer|Länder|Regierungsbezirke|Stat(?:istische|\.) Regionen|Landkreise"
    r"|Kreise|Kreisfreie|Gemeinden|Gemeindeverbände|Samtgemeinden|Verbandsgemeinden)\b"
)
_KEY = re.compile(r"DG|[0-9]{1,12}")


def is_area(codes: Iterable[str], labels: Iterable[str], attributes: Iterable[str]) -> bool:
    """Whether a variable's attributes are areas.

    Args:
        codes: what the variable is called in the rows of the table; levels have codes of their own.
        labels: the same in words.
        attributes: codes of the attributes; asked where the variable's own code is not known.
    """
    known = list(codes)
    if known and all(code in _CODES or _CENSUS.fullmatch(code) for code in known):
        return True
    words, keys = list(labels), list(attributes)
    return (
        bool(words and keys)
        and all(_LABELS.match(word) for word in words)
        and all(_KEY.fullmatch(key) for key in keys)
    )
