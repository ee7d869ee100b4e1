"""What surrounds every page: brand, footer, and the pages for trouble."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard import cached, markup
from dashboard.screen import piece
from data_access.domain import County
from data_access.errors import MonitorError

_RETRY_SECONDS = 4


def brand(county: County | None) -> None:
    """Name of the tool and of the county, above the navigation."""
    with st.sidebar:
        piece(markup.brand_of(county))


def footer(slug: str, terms: Sequence[tuple[str, str]] = ()) -> None:
    """Links to the pages that the law asks for."""
    piece(markup.footer(slug, terms))


def nothing_loaded() -> None:
    """The schema is there, but no county: say what is missing and how it gets here."""
    piece(
        '<div class="opening"><h1>Noch keine Zahlen</h1><p class="sentence">Die Datenbank ist '
        "eingerichtet, enthält aber noch keinen Kreis.</p></div>"
        '<div class="trouble"><p><b>Was fehlt:</b> Gebiete, Kennzahlen und veröffentlichte Zahlen '
        "mindestens eines Kreises.</p><p><b>Was zu tun ist:</b> <code>integrationsmonitor "
        "migrate</code> lädt die veröffentlichten Zahlen, <code>integrationsmonitor demo "
        "load</code> einen erfundenen Musterkreis.</p></div>"
    )


def database_trouble(error: MonitorError) -> None:
    """The database is gone or not ready: say so, and look again until it is back."""
    piece(
        '<div class="opening"><h1>Die Zahlen sind gerade nicht erreichbar</h1></div>'
        f'<div class="trouble" role="alert"><p><b>Was:</b> {escape(error.what)}</p>'
        f"<p><b>Was zu tun ist:</b> {escape(error.remedy)}</p>"
        "<p>Die Seite sieht alle paar Sekunden nach und lädt sich selbst neu.</p></div>"
    )
    _look_again()


@st.fragment(run_every=_RETRY_SECONDS)
def _look_again() -> None:
    try:
        cached.data()
    except MonitorError:
        return
    st.rerun()


def script_error(_error: Exception) -> bool:
    """Shown in place of a traceback; the log has the rest."""
    piece(
        '<div class="trouble" role="alert"><h2>Diese Seite konnte nicht aufgebaut werden</h2>'
        "<p><b>Was:</b> Beim Aufbau ist ein Fehler im Programm aufgetreten.</p>"
        "<p><b>Was zu tun ist:</b> Seite neu laden. Bleibt der Fehler, bitte die Uhrzeit und die "
        "Adresse dieser Seite der Stelle melden, die den Integrationsmonitor betreibt; das "
        "Protokoll des Servers enthält die Einzelheiten.</p></div>"
    )
    return True
