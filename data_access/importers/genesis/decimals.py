"""How decimals are spelt in files that never group thousands."""

from __future__ import annotations

import polars as pl

from data_access.importers.problems import Problem, Severity
from data_access.importers.tables.places import place_of

_MARKED = "[0-9][.,][0-9]"
#: A point with three digits behind it may stand between thousands; these are decimals for sure.
_SURE_POINT = r"^[+-]?(?:0\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,}))$"


def decimals_of(cells: pl.DataFrame, document: str) -> tuple[str, tuple[Problem, ...]]:
    """What separates decimals: a comma in German files, a point in English ones.

    Where a point may also stand between thousands, because somebody has saved the file anew, that
    is a problem: 1.234 persons must not become 1,234.
    """
    # Nine of ten values are digits and nothing else.
    others = cells.filter(pl.col("text").cast(pl.UInt64, strict=False).is_null())
    marked = others.filter(pl.col("text").str.contains(_MARKED))
    with_comma = marked["text"].str.contains(",", literal=True)
    if with_comma.all():
        return ",", ()
    if not with_comma.any() and marked["text"].str.contains(_SURE_POINT).any():
        return ".", ()
    first = marked.filter(~with_comma).row(0, named=True)
    problem = Problem(
        Severity.ERROR,
        "decimals-unclear",
        document,
        "",
        place_of("", first["row"], first["column"]),
        f"Ob der Punkt in „{first['text']}“ Tausender trennt oder Nachkommastellen, ist nicht zu "
        "erkennen: Dateien aus der Datenbank trennen keine Tausender.",
        "Die Tabelle auf Deutsch herunterladen und nicht mit Excel speichern.",
    )
    return ",", (problem,)
