"""Filters in the sidebar. The address is the truth; the session carries it over page changes."""

from __future__ import annotations

import streamlit as st

from dashboard.navigation import PageSpec
from dashboard.request import Box, Request, known, understand
from dashboard.selection import COUNTY, PARAMETERS, Selection

_MEMORY, _PAGE, _SELECTION = "wahl", "seite", "auswahl"


def remembered(page: PageSpec) -> dict[str, str]:
    """What the address asks; after a page change also what was chosen before."""
    asked = known(st.query_params.to_dict())
    memory: dict[str, str] = st.session_state.get(_MEMORY, {})
    changed = st.session_state.get(_PAGE, page.slug) != page.slug
    found = {**memory, **asked} if changed else asked
    st.session_state[_PAGE] = page.slug
    st.session_state[_MEMORY] = found
    for name, value in found.items():
        if asked.get(name) != value:
            st.query_params[name] = value
    return found


def drop(name: str) -> None:
    """Let the address and the session forget a parameter."""
    st.query_params.pop(name, None)
    st.session_state[_MEMORY] = {
        known_name: value
        for known_name, value in st.session_state.get(_MEMORY, {}).items()
        if known_name != name
    }


def choose(page: PageSpec, asked: dict[str, str]) -> Request:
    """Draw the filters of a page in the sidebar and return the choice in force."""
    request = understand(page.slug, asked)
    with st.sidebar:
        for box in request.boxes:
            _select(box)
    return request


def _select(box: Box) -> None:
    labels = {option.value: option.label for option in box.options}
    key = f"wahl-{box.parameter}"
    st.session_state[key] = box.value
    st.selectbox(
        box.label,
        list(labels),
        format_func=lambda value: labels.get(value, value),
        key=key,
        on_change=_changed,
        args=(box.parameter, key),
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
