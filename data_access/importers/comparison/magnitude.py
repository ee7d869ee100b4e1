"""Single values that become a hundred times as large or as small: another unit, or a lost comma."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data_access.importers.comparison.looking import Looking
from data_access.importers.problems import Problem
from data_access.words import counted

#: So many times; of small counts nothing can be said.
_TIMES, _LARGE = 100.0, 1_000.0


def tell_magnitudes(looking: Looking) -> Iterator[Problem]:
    """A doubt about values that move as far as no count does.

    Where most values do, ``upheaval`` keeps the file out.
    """
    before, now = pl.col("old_number").abs(), pl.col("number").abs()
    larger, smaller = pl.max_horizontal(before, now), pl.min_horizontal(before, now)
    far = (smaller > 0) & (larger >= _LARGE) & (larger >= _TIMES * smaller)
    rows = looking.found.changed.filter(far)
    if rows.is_empty():
        return
    values = counted(rows.height, "Wert", "Werte")
    yield looking.doubt(
        "other-magnitude",
        f"Andere Größenordnung: {values} mehr als hundertmal so groß oder so klein wie bisher, "
        f"zum Beispiel {looking.examples(rows)}.",
        "Einheit und Komma prüfen: Tausend Euro statt Euro, Anteil statt Anzahl. Stimmt es, ist "
        "nichts zu tun.",
    )
