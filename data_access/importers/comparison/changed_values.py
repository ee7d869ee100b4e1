"""Changed values in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from data_access.queries.labels import Names
from data_access.vocabulary import Sex
from data_access.words import period

#: So many values are enough to find them in the publication.
EXAMPLES = 3
_TOTAL_GROUP = "insgesamt"


def examples(changed: pl.DataFrame, names: Names, own: str, *, limit: int = EXAMPLES) -> str:
    """The first changed values, those of the own county before others.

    Args:
        changed: rows of ``storing.Comparison.changed``.
        names: of areas, groups and statistics.
        own: key of the county whose office brings the file.
        limit: how many at most.

    Returns:
        "Bevölkerung (Landkreis Peine, 31.12.2020): 1.000 → 1.300; …"
    """
    foreign = pl.col("county_key") != own
    first = changed.sort(foreign, maintain_order=True).head(limit)
    return "; ".join(_in_words(row, names) for row in first.iter_rows(named=True))


def _in_words(row: Mapping[str, Any], names: Names) -> str:
    of = ", ".join(
        part
        for part in (
            names.area(row["area_key"]),
            group_of(row, names),
            sex_of(row),
            period(row["period"]),
        )
        if part
    )
    code, kind = row["statistic_code"], kind_of_change(row)
    old = names.number(code, row["old_number"], row["old_status"])
    new = names.number(code, row["number"], row["status"])
    return f"{names.statistic(code)} ({of}): {old} → {new}{f', {kind}' if kind else ''}"


def group_of(row: Mapping[str, Any], names: Names) -> str:
    """Name of the group; empty for all."""
    code: str = row["group_code"]
    return "" if code == _TOTAL_GROUP else names.groups.get(code, "")


def sex_of(row: Mapping[str, Any]) -> str:
    """The sex; empty for both."""
    sex: str = row["sex"]
    return "" if sex == Sex.TOTAL else sex


def kind_of_change(row: Mapping[str, Any]) -> str:
    """What a change is, in words; empty for a number that is simply another one."""
    if row["old_provisional"] and not row["provisional"]:
        return "endgültig, vorher vorläufig"
    if row["revised"] and not row["old_revised"]:
        return "vom Amt berichtigt"
    if row["provisional"] and not row["old_provisional"]:
        return "jetzt vorläufig"
    return ""
