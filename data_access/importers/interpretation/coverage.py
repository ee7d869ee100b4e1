"""What a table should have of the county whose office brings it, and has not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import polars as pl

from data_access.domain import Period
from data_access.domain.places import SUMMING_KINDS
from data_access.importers.interpretation.findings import Findings
from data_access.importers.interpretation.known_areas import Located
from data_access.importers.names import AreaDirectory, Verdict
from data_access.importers.problems import Reason, Severity
from data_access.importers.problems.remedies import FILE_AGAIN
from data_access.vocabulary import AreaKind
from data_access.words import listing, number, period, some

#: A table with so many other counties is one of all counties of a state.
_MANY = 10


def tell_coverage(
    located: Located,
    directory: AreaDirectory,
    own: str,
    findings: Findings,
    counties: Collection[str] = (),
) -> None:
    """Say that counties of this installation, or municipalities of the own, are not in a table.

    Args:
        located: the areas of the table.
        directory: of all areas.
        own: key of the county whose office brings the file; empty where no office does.
        findings: takes what is told.
        counties: keys of all that this installation keeps.
    """
    if not own:
        return
    of_own = located.kept.filter(pl.col("county_key") == own)
    if of_own.is_empty():
        _tell_own(located, directory, own, findings)
    else:
        _tell_others(located, directory, set(counties) - {own}, findings)
        _tell_municipalities(of_own, directory, own, findings)


def _tell_others(
    located: Located, directory: AreaDirectory, others: set[str], findings: Findings
) -> None:
    """Say which other counties are not in a table of all counties of a state: it may be cut."""
    lacking = sorted(others - set(located.kept["county_key"]))
    if not lacking or _counties(located) < _MANY:
        return
    named = some([directory.find(key, None).label for key in lacking])
    verb = "fehlt" if len(lacking) == 1 else "fehlen"
    findings.add(
        "counties-missing",
        f"Die Tabelle nennt {number(_counties(located))} Kreise; {named} {verb}. Vermutlich fehlen "
        "Zeilen.",
        f"Mit der Veröffentlichung vergleichen; fehlt dort nichts: {FILE_AGAIN}",
        severity=Severity.NOTE,
    )


def _counties(located: Located) -> int:
    """Number of counties that a table names, of this installation and others."""
    of_others = pl.col("reason") == Reason.OTHER_COUNTY.value
    others: int = located.away.filter(of_others)["label"].n_unique()
    return others + located.kept["county_key"].n_unique()


def _tell_own(located: Located, directory: AreaDirectory, own: str, findings: Findings) -> None:
    name = directory.find(own, None).label
    counties = _counties(located)
    held = located.kept["county_key"].unique().sort()
    if counties >= _MANY and (located.away["verdict"] == Verdict.CONFLICT.value).any():
        # A line of which nobody can say whose it is may be the county's own; that has been told.
        return
    if counties >= _MANY:
        findings.add(
            "own-county-missing",
            f"Die Tabelle nennt {number(counties)} Kreise, aber nicht {name}: Seine Zeilen fehlen.",
            f"{FILE_AGAIN} Ist sie ohne {name} gemeint, den Kreis nennen, für den sie ist "
            "(„--county SCHLÜSSEL“).",
        )
        return
    names = [directory.find(key, None).label for key in held]
    findings.add(
        "own-county-missing",
        f"Für {name} steht nichts in dieser Tabelle, nur für {listing(names)}.",
        "Nichts zu tun, wenn das so gemeint ist.",
        severity=Severity.NOTE,
    )


def _tell_municipalities(
    of_own: pl.DataFrame, directory: AreaDirectory, own: str, findings: Findings
) -> None:
    lacking: dict[tuple[str, ...], list[str]] = defaultdict(list)
    of_periods: dict[str, set[str]] = defaultdict(set)
    for area, when in of_own.select("area_key", "period").rows():
        # A table of counties has none of them.
        if when and area != own:
            of_periods[when].add(area)
    for when, present in of_periods.items():
        missing = _missing(directory, own, when, present)
        if missing:
            lacking[missing].append(when)
    for missing, periods in lacking.items():
        verb = "fehlt" if len(missing) == 1 else "fehlen"
        findings.add(
            "municipalities-missing",
            f"Von den Gemeinden {verb} zu {some([period(one) for one in sorted(periods)], 4)}: "
            f"{some(missing)}.",
            f"Mit der Veröffentlichung vergleichen; fehlt dort nichts: {FILE_AGAIN}",
            severity=Severity.NOTE,
        )


def _missing(directory: AreaDirectory, own: str, when: str, present: set[str]) -> tuple[str, ...]:
    """Labels of municipalities that a list of nearly all of them lacks; empty where it is none."""
    parts = directory.parts_of(own, Period.parse(when))
    summing = [one for one in parts if one.kind in SUMMING_KINDS]
    if any(one.key in present and one.kind is AreaKind.MEMBER_MUNICIPALITY for one in parts):
        # Its members stand for a joint municipality.
        summing = [one for one in summing if one.kind is not AreaKind.JOINT_MUNICIPALITY]
    missing = [one for one in summing if one.key not in present]
    return tuple(one.label for one in missing) if len(missing) * 2 < len(summing) else ()
