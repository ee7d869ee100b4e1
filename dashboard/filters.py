"""Widgets, address and memory: the address is the truth, and survives page changes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import cached
from dashboard.navigation import PageSpec
from dashboard.selection import (
    COUNTY,
    FIELD,
    GROUP,
    MUNICIPALITY,
    PARAMETERS,
    PERIOD,
    Option,
    Resolved,
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
}
_MEMORY, _PAGE, _SELECTION = "wahl", "seite", "auswahl"


def remembered(page: PageSpec) -> dict[str, str]:
    """What the address asks; after a page change also what was chosen before."""
    asked = {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}
    memory: dict[str, str] = st.session_state.get(_MEMORY, {})
    changed = st.session_state.get(_PAGE, page.slug) != page.slug
    known = {**memory, **asked} if changed else asked
    st.session_state[_PAGE] = page.slug
    st.session_state[_MEMORY] = known
    for name, value in known.items():
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    return known


def choose(page: PageSpec) -> Resolved:
    """Draw the filters of a page in the sidebar and return the choice in force."""
    asked = remembered(page)
    counties = cached.data().counties()
    keys = [county.key for county in counties]
    default = settings().default_county
    fallback = default if default in keys else (keys[0] if keys else default)
    county = asked.get(COUNTY, fallback)
    complaints: tuple[str, ...] = ()
    if county not in keys:
        names = {one.key: one.name for one in counties}
        if COUNTY in asked:
            complaints = (complaint(COUNTY, county, names.get(fallback, "")),)
        county = fallback
    if not counties:
        return Resolved(Selection(county), complaints)
    offered = cached.filters(page.slug, county)
    resolved = resolve(asked, county=county, options=offered.options, fallback=offered.defaults)
    with st.sidebar:
        _select(COUNTY, [Option(one.key, _choice(one)) for one in counties], county, None)
        for name, options in offered.options.items():
            _select(name, options, resolved.selection.value(name), offered.defaults[name])
    return Resolved(resolved.selection, (*complaints, *resolved.complaints))


def _choice(county: County) -> str:
    """Name in the select box; the long one of a county would be cut there."""
    return county.name if len(county.name) <= 20 else county.short_name


def _select(name: str, options: Sequence[Option], current: str | None, default: str | None) -> None:
    """A select box; ``default`` is the label of "no choice", None where one must be made."""
    labels = {option.value: option.label for option in options}
    values = [*([""] if default is not None else []), *labels]
    if default is not None:
        # The default period is one of the options already; list it once.
        same = [value for value, label in labels.items() if label == default]
        values = [value for value in values if value not in same]
        labels[""] = default
        current = "" if current in same or current is None else current
    key = f"wahl-{name}"
    st.session_state[key] = current or ""
    st.selectbox(
        _LABELS[name],
        values,
        format_func=lambda value: labels.get(value, value),
        key=key,
        on_change=_changed,
        args=(name, key),
    )


def _changed(name: str, key: str) -> None:
    value = st.session_state[key]
    memory: dict[str, str] = dict(st.session_state.get(_MEMORY, {}))
    if name == COUNTY:
        # Municipalities, months and fields belong to a county.
        for other in PARAMETERS[1:]:
            memory.pop(other, None)
            st.query_params.pop(other, None)
    if value:
        memory[name] = value
        st.query_params[name] = value
    else:
        memory.pop(name, None)
        st.query_params.pop(name, None)
    st.session_state[_MEMORY] = memory


def keep(selection: Selection) -> None:
    """Hand the selection to the page that runs next in this script run."""
    st.session_state[_SELECTION] = selection


def current() -> Selection:
    """The selection that the entry script resolved for this run."""
    selection = st.session_state[_SELECTION]
    if not isinstance(selection, Selection):
        raise TypeError("Keine Auswahl")
    return selection
