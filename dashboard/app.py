"""Entry script of every run: navigation, filters, the page, footer, and what to do in trouble."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, filters, frame, screen
from dashboard.navigation import PAGES, page
from data_access.errors import DatabaseNotMigratedError, DatabaseUnavailableError
from data_access.settings import ROOT

st.set_page_config(layout="wide", initial_sidebar_state=256)
if "seiten" not in st.session_state:
    # Each page looks at its file; once per session is enough.
    st.session_state["seiten"] = [
        st.Page(
            ROOT / "pages" / spec.file,
            title=spec.title,
            url_path=spec.slug or None,
            default=not spec.slug,
            visibility="hidden" if spec.plain else "visible",
        )
        for spec in PAGES
    ]
chosen = st.navigation(st.session_state["seiten"])
spec = page(chosen.url_path)
terms: tuple[tuple[str, str], ...] = ()
try:
    with cached.run():
        if spec.plain:
            filters.remembered(spec)
            frame.brand(None)
            chosen.run()
        else:
            request = filters.choose(spec)
            filters.keep(request.selection)
            frame.brand(request.county)
            screen.complaints(request.complaints)
            if request.county:
                chosen.run()
                terms = cached.terms(spec.slug, request.selection)
            else:
                frame.nothing_loaded()
except (DatabaseUnavailableError, DatabaseNotMigratedError) as error:
    frame.database_trouble(error)
frame.footer(spec.slug, terms)
