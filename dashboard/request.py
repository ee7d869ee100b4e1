"""What an address asks for, compared with what there is; for Streamlit and the first answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import cached, german
from dashboard.navigation import PAGES
from dashboard.selection import (
    CARRIED,
    COUNTY,
    FIELD,
    GROUP,
    MUNICIPALITY,
    PARAMETERS,
    PERIOD,
    SINCE,
    Option,
    Options,
    Selection,
    complaint,
    resolve,
)
from data_access.domain import County
from data_access.settings import settings

_LABELS = {
    COUNTY: "Kreis",
    MUNICIPALITY: "Gemeinde",
    PERIOD: "Zeitraum",
    GROUP: "Gruppe",
    FIELD: "Handlungsfeld",
    SINCE: "Änderungen",
}


@dataclass(frozen=True)
class Box:
    """A select box: what it offers and what is chosen.

    Attributes:
        parameter: of the address.
        label: above the box.
        options: from top to bottom; the value "" stands for no choice.
        value: the one in force.
    """

    parameter: str
    label: str
    options: tuple[Option, ...]
    value: str

    @property
    def shown(self) -> str:
        """Label of the choice in force."""
        return next((one.label for one in self.options if one.value == self.value), "")


@dataclass(frozen=True)
class Request:
    """An address, understood.

    Attributes:
        selection: the choice in force.
        county: None while no county is loaded.
        boxes: select boxes of the page.
        complaints: what was not understood, in German.
    """

    selection: Selection
    county: County | None
    boxes: tuple[Box, ...]
    complaints: tuple[str, ...]


def understand(slug: str, asked: Mapping[str, str]) -> Request:
    """Compare the parameters of an address with what the page offers.

    Raises:
        DatabaseUnavailableError, DatabaseNotMigratedError.
    """
    counties = {county.key: county for county in cached.data().counties()}
    default = settings().default_county
    fallback = default if default in counties or not counties else next(iter(counties))
    key = asked.get(COUNTY, fallback)
    complaints: tuple[str, ...] = ()
    if key not in counties:
        if COUNTY in asked and counties:
            complaints = (complaint(COUNTY, key, shown=counties[fallback].name),)
        key = fallback
    if not counties:
        return Request(Selection(key), None, (), complaints)
    offered = cached.filters(slug, key)
    resolved = resolve(
        asked,
        county=key,
        options=offered.options,
        elsewhere=_elsewhere(asked, offered.options, key),
        fallback=offered.defaults,
    )
    choices = tuple(Option(one.key, _short(one)) for one in counties.values())
    boxes = [
        Box(COUNTY, _LABELS[COUNTY], choices, key),
        *(
            _box(name, options, resolved.selection.value(name), offered.defaults[name])
            for name, options in offered.options.items()
        ),
    ]
    return Request(
        resolved.selection, counties[key], tuple(boxes), (*complaints, *resolved.complaints)
    )


def _elsewhere(asked: Mapping[str, str], offered: Options, county: str) -> list[Options]:
    """What all pages offer in a county, if the address asks for what this page does not use."""
    if all(name in offered for name in PARAMETERS[1:] if name in asked):
        return []
    return [cached.filters(page.slug, county).options for page in PAGES if not page.plain]


def _short(county: County) -> str:
    """Name in the select box; the long one of a county would be cut there."""
    return county.name if len(county.name) <= 20 else county.short_name


def _box(name: str, options: Sequence[Option], current: str | None, default: str) -> Box:
    """A box whose first option is the page's default; a default that is offered is listed once."""
    same = {one.value for one in options if one.label == default}
    listed = (Option("", default), *(one for one in options if one.value not in same))
    value = "" if current is None or current in same else current
    if value not in {one.value for one in listed}:
        # A day that the address names and the box does not offer.
        listed = (*listed, Option(value, f"seit {german.date_text(value)}"))
    return Box(name, _LABELS[name], listed, value)


def known(parameters: Mapping[str, str]) -> dict[str, str]:
    """Those parameters of an address that are ours and ask for something."""
    return {name: parameters[name] for name in CARRIED if parameters.get(name)}
