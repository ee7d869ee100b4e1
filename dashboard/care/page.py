"""The page „Datenpflege“: what it consists of."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from dashboard import cached
from dashboard.care import access, deliveries, findings, reading, spellings, work
from dashboard.screen import piece
from dashboard.selection import PART
from data_access.settings import settings

_CHOSEN = "datenpflege-teil"
_PARTS: dict[str, Callable[[], None]] = {
    "Einlesen": reading.show,
    "Lieferungen": deliveries.show,
    "Schreibweisen": spellings.show,
    "Befunde": findings.show,
    "Gelöschtes": deliveries.erased,
}


def show() -> None:
    """The page; nothing of it where it is not for this reader."""
    if not access.granted(st.context.headers):
        return
    context = f'<span class="context">{escape(_county())}</span>'
    piece(
        f'<div class="opening"><h1>Datenpflege {context}</h1><p class="sentence">'
        "Dateien einlesen, prüfen und freigeben. Diese Seite gibt es nur an diesem Rechner."
        "</p></div>"
    )
    work.notices()
    _follow_link()
    tabs = st.tabs(list(_PARTS), key=_CHOSEN, on_change="rerun")
    for tab, draw in zip(tabs, _PARTS.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def _follow_link() -> None:
    """Open the part that a link names, once: afterwards the reader chooses."""
    part = st.query_params.get(PART)
    if part in _PARTS:
        st.session_state[_CHOSEN] = part
    st.query_params.pop(PART, None)


def _county() -> str:
    """The county whose office works here."""
    key = settings().default_county
    return next((one.name for one in cached.data().counties() if one.key == key), "")
