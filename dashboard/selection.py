"""What the reader has chosen: county, municipality, period, group, action field. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

#: Address parameters in their order; German, because readers see them.
COUNTY, MUNICIPALITY, PERIOD, GROUP, FIELD, SINCE = (
    "kreis",
    "gemeinde",
    "jahr",
    "gruppe",
    "handlungsfeld",
    "seit",
)
PARAMETERS = (COUNTY, MUNICIPALITY, PERIOD, GROUP, FIELD, SINCE)
#: Key of a link by which a delivery is looked at before its release.
PREVIEW = "vorschau"
#: Part of „Datenpflege“ that a link opens; the reader moves on from there, so nothing carries it.
PART = "teil"
#: All else that the address says; links inside the pages carry it along (``static/links.js``).
CARRIED = (*PARAMETERS, PREVIEW)

#: The page that a link to a preview opens.
_FIRST_SEEN = "verteilung"


def link(key: str, county: str) -> str:
    """The part of the address behind the server's name under which a delivery is looked at."""
    return f"/{_FIRST_SEEN}?{COUNTY}={county}&{PREVIEW}={key}"


_WORDS = {
    COUNTY: "den Kreis",
    MUNICIPALITY: "die Gemeinde",
    PERIOD: "den Zeitraum",
    GROUP: "die Gruppe",
    FIELD: "das Handlungsfeld",
    SINCE: "den Tag",
}


@dataclass(frozen=True)
class Option:
    """A choice of a filter: the value in the address and its label."""

    value: str
    label: str


@dataclass(frozen=True)
class Selection:
    """The choice in force on a page; None means the page's default."""

    county: str
    municipality: str | None = None
    period: str | None = None
    group: str | None = None
    field: str | None = None
    since: str | None = None

    def value(self, parameter: str) -> str | None:
        """The choice of one address parameter."""
        return {
            COUNTY: self.county,
            MUNICIPALITY: self.municipality,
            PERIOD: self.period,
            GROUP: self.group,
            FIELD: self.field,
            SINCE: self.since,
        }[parameter]


Options = Mapping[str, Sequence[Option]]


@dataclass(frozen=True)
class Resolved:
    """A selection and what of the address was not understood, in German."""

    selection: Selection
    complaints: tuple[str, ...]


def resolve(
    asked: Mapping[str, str],
    *,
    county: str,
    options: Options,
    elsewhere: Sequence[Options],
    fallback: Mapping[str, str],
) -> Resolved:
    """Compare what the address asks with what the page offers.

    Args:
        asked: address parameters as given.
        county: the county in force, already resolved.
        options: what the page offers per parameter; a missing parameter is not used here.
        elsewhere: what all pages offer, for the parameters that this one does not use.
        fallback: label of what is shown instead, per parameter.

    Returns:
        The selection; a value that is not offered falls back and is complained about, and one of
        a parameter that is not used here where no page offers it.
    """
    selection = Selection(county=county)
    complaints = []
    for parameter in PARAMETERS[1:]:
        given = asked.get(parameter)
        if given is None:
            continue
        if parameter not in options:
            offers = [page[parameter] for page in elsewhere if parameter in page]
            if all(_find(parameter, given, offer) is None for offer in offers):
                complaints.append(complaint(parameter, given, where="in diesem Kreis"))
            continue
        found = _find(parameter, given, options[parameter])
        if found is None:
            complaints.append(complaint(parameter, given, shown=fallback.get(parameter, "")))
            continue
        selection = replace(selection, **{_ATTRIBUTE[parameter]: found})
    return Resolved(selection, tuple(complaints))


#: A year, or a month of it.
_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_ATTRIBUTE = {
    MUNICIPALITY: "municipality",
    PERIOD: "period",
    GROUP: "group",
    FIELD: "field",
    SINCE: "since",
}


def _find(parameter: str, given: str, options: Sequence[Option]) -> str | None:
    values = [option.value for option in options]
    if given in values:
        return given
    if parameter == SINCE:
        # Any day will do, not only those that the box offers.
        return given if _is_day(given) else None
    if parameter == PERIOD:
        # A month asked of a page of years, or the other way round: the same year will do.
        if not _PERIOD.fullmatch(given):
            return None
        same_year = [value for value in values if value[:4] == given[:4]]
        return same_year[0] if same_year else None
    return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def complaint(
    parameter: str, given: str, *, shown: str = "", where: str = "auf dieser Seite"
) -> str:
    """Say that a value of the address is unknown here, and what is shown instead."""
    safe = given[:40]
    what = f"Die Adresse nennt {_WORDS[parameter]} „{safe}“"
    instead = f" Gezeigt wird: {shown}." if shown else ""
    return f"{what}; {where} gibt es das nicht.{instead}"
