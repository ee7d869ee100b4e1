"""Vorschau: a link under which others look at a delivery before its release."""

from __future__ import annotations

import streamlit as st

from dashboard.care import markup, work
from dashboard.screen import piece
from dashboard.selection import link
from data_access.deliveries import previews
from data_access.deliveries.register import DeliveryInfo

_LINKS = "datenpflege-vorschau-links"


def show(info: DeliveryInfo) -> None:
    """Make a link, show it once, end it."""
    with st.expander(
        "Gemeinden oder Presse vorab zeigen", key=f"vorschau-{info.code}", on_change="rerun"
    ) as folded:
        if folded.open:
            _link(info)


def _link(info: DeliveryInfo) -> None:
    piece(
        markup.note(
            "Ein Link zeigt alle Seiten so, wie sie mit dieser Lieferung wären, mit dem Vermerk "
            "„Vorschau, nicht freigegeben, nicht zur Veröffentlichung“. Wer ihn hat, sieht die "
            "Zahlen; kleine Zahlen bleiben geschützt. Er endet mit der Freigabe."
        )
    )
    until = previews.shown_until(info)
    if until:
        piece(markup.papers([("Link gilt bis", markup.moment(until))]))
    made: dict[str, str] = st.session_state.setdefault(_LINKS, {})
    if info.code in made and until:
        st.code(made[info.code], language=None, wrap_lines=True)
        piece(
            markup.note(
                "An die Adresse hängen, unter der andere den Integrationsmonitor erreichen. Der "
                "Link wird nur hier und jetzt gezeigt."
            )
        )
    with st.container(horizontal=True, key=f"vorschau-knoepfe-{info.code}"):
        words = "Neuen Link machen" if until else "Link machen"
        if st.button(words, key=f"vorschau-machen-{info.code}"):
            with work.told():
                key, shown = previews.offer(work.writer(), info.code)
                made[info.code] = link(key, shown.county_key)
                good = markup.moment(shown.until)
                work.done(f"Der Link zur Lieferung {info.code} gilt bis {good}.")
            st.rerun()
        if until and st.button("Link beenden", key=f"vorschau-beenden-{info.code}"):
            with work.told():
                previews.end(work.writer(), info.code)
                made.pop(info.code, None)
                work.done(f"Der Link zur Lieferung {info.code} gilt nicht mehr.")
            st.rerun()
