"""Befunde: what the audit finds in the figures of a county, to accept with a note or open again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import streamlit as st

from dashboard import cached, german
from dashboard import findings as words
from dashboard.care import audits, markup, work
from dashboard.screen import piece
from dashboard.selection import COUNTY
from data_access.audit import wording
from data_access.audit.model import Evidence, Finding, Judged, Kind, Severity
from data_access.audit.office import accept_finding, reopen_finding
from data_access.audit.telling import KINDS, SEVERITIES, about
from data_access.clock import today
from data_access.settings import settings


def show() -> None:
    """The findings of a county by urgency and kind."""
    counties = {one.key: one for one in cached.data().counties()}
    if not counties:
        piece(markup.heading("Noch keine Zahlen", "Es ist noch kein Kreis geladen."))
        return
    keys = list(counties)
    default = st.query_params.get(COUNTY, settings().default_county)
    chosen = st.selectbox(
        "Kreis",
        keys,
        index=keys.index(default) if default in counties else 0,
        format_func=lambda key: counties[key].name,
        key="befunde-kreis",
    )
    with st.spinner("Die Zahlen werden geprüft …"):
        report = audits.report(counties[chosen or keys[0]])
    piece(markup.heading(f"Befunde: {words.summary(report)}", _INTRODUCTION))
    everything = st.checkbox("Auch angenommene Befunde zeigen", key="befunde-alle")
    shown = report.judged if everything else report.open
    for severity, judged in groupby(shown, key=lambda one: one.finding.severity):
        _severity(severity, list(judged))


_INTRODUCTION = (
    "Die Prüfung vergleicht die Zahlen untereinander. Sie ändert nichts, und nur das Amt sieht "
    "sie. Was so bleiben soll, lässt sich mit einer Notiz annehmen; ändern sich die Werte, ist der "
    "Befund wieder offen."
)


def _severity(severity: Severity, judged: Sequence[Judged]) -> None:
    piece(markup.heading(f"{SEVERITIES[severity][0]}: {len(judged)}", level=3))
    for kind, some in groupby(judged, key=lambda one: one.finding.kind):
        found = list(some)
        # A number in the label would make it another one, closed, with every answer.
        folded = st.expander(KINDS[kind], key=f"befunde-{severity}-{kind}", on_change="rerun")
        if folded.open:
            with folded:
                _kind(kind, found)


def _kind(kind: Kind, judged: Iterable[Judged]) -> None:
    """Findings of one kind; what is the same for several of them is said once."""
    said: tuple[str, str] = ("", "")
    for one in judged:
        advice = (one.finding.why, one.finding.remedy)
        if advice != said:
            piece(markup.papers([("Warum", advice[0]), ("Was zu tun ist", advice[1])]))
            said = advice
        piece(described(one))
        _judge(one, key=f"befund-{kind}-{one.finding.id}")


def described(judged: Judged) -> str:
    """A finding with its values and what the office said to it."""
    finding = judged.finding
    rows = [_row(one, finding) for one in finding.evidence]
    values = markup.table("Werte", ("Wert", "Lautet", "Woher"), rows) if rows else ""
    return markup.heading(about(finding), finding.what, level=4) + values + _note(judged)


def _row(one: Evidence, finding: Finding) -> tuple[str, str, str]:
    role = german.capitalised(one.role)
    if one.period not in {"", finding.subject.period}:
        role = f"{role}, {wording.period(one.period)}"
    reckoned = f" = {one.reckoning}" if one.reckoning else ""
    note = f" ({one.note})" if one.note else ""
    place = ", ".join(part for part in (one.source, one.locator) if part)
    return role, f"{one.text}{reckoned}{note}", place


def _note(judged: Judged) -> str:
    if judged.acceptance is None:
        return ""
    state = "Angenommen" if judged.accepted else "Für andere Werte angenommen"
    when = markup.moment(judged.acceptance.accepted_at)
    return markup.note(f"{state} am {when}: {judged.acceptance.note}")


def _judge(judged: Judged, *, key: str) -> None:
    """Accept it with a note, or take the acceptance back."""
    finding = judged.finding
    if judged.accepted:
        if st.button("Wieder öffnen", key=f"{key}-oeffnen"):
            with work.told():
                reopen_finding(work.writer(), finding.id)
                work.done(f"Wieder offen: {about(finding)}.")
            st.rerun()
        return
    if finding.severity is Severity.EXPLAINED:
        return
    note = st.text_input(f"Notiz zu „{markup.label(about(finding))}“", key=f"{key}-notiz").strip()
    if st.button("Mit Notiz annehmen", key=f"{key}-annehmen"):
        if note:
            with work.told():
                accept_finding(work.writer(), finding.id, note, on=today())
                work.done(f"Angenommen: {about(finding)}.")
        else:
            work.refuse(
                "Angenommen wurde nichts: Es fehlt die Notiz.",
                where=about(finding),
                remedy="In einem Satz sagen, warum der Befund so bleibt.",
            )
        st.rerun()
