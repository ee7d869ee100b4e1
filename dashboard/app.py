"""Entry script of every run: navigation, filters, the page, footer, and what to do in trouble."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, filters, frame, screen
from dashboard.care import access, uploads
from dashboard.navigation import CARE, page, pages
from dashboard.selection import PREVIEW
from data_access.errors import DatabaseNotMigratedError, DatabaseUnavailableError
from data_access.importers.errors import DeliveryError
from data_access.settings import ROOT

st.set_page_config(layout="wide", initial_sidebar_state=256)
office = access.granted(st.context.headers)
if st.session_state.get("amt") != office:
    # Each page looks at its file; once per session is enough.
    st.session_state["amt"] = office
    st.session_state["seiten"] = [
        st.Page(
            ROOT / "pages" / spec.file,
            title=spec.title,
            url_path=spec.slug or None,
            default=not spec.slug,
            visibility="hidden" if spec.plain and spec is not CARE else "visible",
        )
        for spec in pages(office=office)
    ]
chosen = st.navigation(st.session_state["seiten"])
spec = page(chosen.url_path)
if spec is not CARE:
    uploads.forget()
terms: tuple[tuple[str, str], ...] = ()
asked = filters.remembered(spec)
try:
    with cached.run(asked.get(PREVIEW, "")):
        screen.preview(asked)
        if spec.plain:
            frame.brand(None)
            chosen.run()
        else:
            request = filters.choose(spec, asked)
            filters.keep(request.selection)
            frame.brand(request.county)
            screen.complaints(request.complaints)
            if request.county:
                chosen.run()
                terms = cached.terms(spec.slug, request.selection)
            else:
                frame.nothing_loaded()
except cached.DataMovedError:
    # Somebody has read a file in meanwhile: never half of one state and half of the next.
    st.rerun()
except (DatabaseUnavailableError, DatabaseNotMigratedError) as error:
    frame.database_trouble(error)
except DeliveryError:
    # Released or taken back while it was looked at.
    filters.drop(PREVIEW)
    st.rerun()
frame.footer(spec.slug, terms)
