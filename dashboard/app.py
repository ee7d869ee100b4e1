"""Entry script of every run: navigation, filters, the page, footer, and what to do in trouble."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, cards, filters, frame
from dashboard.navigation import PAGES, page
from data_access.errors import DatabaseNotMigratedError, DatabaseUnavailableError
from data_access.settings import ROOT

st.set_page_config(
    layout="wide",
    initial_sidebar_state=256,
    page_icon=str(ROOT / "dashboard" / "static" / "icon.png"),
)
chosen = st.navigation(
    [
        st.Page(
            ROOT / "pages" / spec.file,
            title=spec.title,
            url_path=spec.slug or None,
            default=not spec.slug,
            visibility="hidden" if spec.plain else "visible",
        )
        for spec in PAGES
    ]
)
spec = page(chosen.url_path)
try:
    if not spec.plain:
        resolved = filters.choose(spec)
        filters.keep(resolved.selection)
        frame.brand(resolved.selection.county)
        cards.complaints(resolved.complaints)
    else:
        frame.brand(None)
    if spec.plain or cached.data().counties():
        chosen.run()
    else:
        frame.nothing_loaded()
except (DatabaseUnavailableError, DatabaseNotMigratedError) as error:
    frame.database_trouble(error)
frame.footer(spec.slug)
