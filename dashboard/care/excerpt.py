"""What „Daten und Quellen“ tells of the audit, to the office alone: numbers, the first findings.

Drawn by the session that is granted the office, never by the first answer of the server, and last,
so that nothing on the page moves. It is not printed: paper does not ask who reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from dashboard import cached, filters, german
from dashboard import findings as words
from dashboard.care import access, audits, markup
from dashboard.markup import strip
from dashboard.navigation import CARE
from dashboard.screen import piece
from dashboard.selection import COUNTY, PART
from dashboard.views.model import FigureCard
from data_access.audit.model import Finding, Judged, Report, Severity
from data_access.audit.telling import KINDS, about
from data_access.domain import County
from data_access.errors import MonitorError
from data_access.settings import ROOT

TITLE = "Befunde der Datenprüfung"
_MOST = 5
_LOOK_AGAIN_SECONDS = 1
_MEANING = {
    Severity.ERROR: "Zahlen, die zusammengehören, passen nicht",
    Severity.DIFFERS: "zwei Stellen sagen Verschiedenes",
    Severity.NOTE: "einmal hinsehen",
    Severity.EXPLAINED: "nichts zu tun",
}


def show() -> None:
    """The section; nothing of it for anybody else, and nothing beside unreleased figures."""
    if not access.granted(st.context.headers) or cached.preview():
        return
    key = filters.current().county
    county = next(one for one in cached.data().counties() if one.key == key)
    with st.container(key="nur-amt"):
        piece(markup.office_section(TITLE, _INTRODUCTION))
        try:
            _results(county)
        except MonitorError as error:
            piece(markup.trouble(error))
        st.page_link(
            ROOT / "pages" / CARE.file,
            label="Zu allen Befunden in der Datenpflege",
            query_params={COUNTY: county.key, PART: "Befunde"},
        )


_INTRODUCTION = (
    "Die Prüfung vergleicht die Zahlen dieses Kreises untereinander. Diesen Abschnitt gibt es nur "
    "an diesem Rechner; gedruckt wird er nicht."
)


def _results(county: County) -> None:
    if not audits.is_quick(county):
        piece(
            markup.note(
                "Bei so vielen Zahlen dauert die Prüfung Minuten. Sie beginnt, wenn die Befunde "
                "in der Datenpflege geöffnet werden."
            )
        )
        return
    report = audits.finished(county)
    if report is None:
        _wait(county)
    elif not report.judged:
        piece(markup.note("Die Prüfung hat nichts gefunden."))
    else:
        told = "".join(_sentences(report))
        piece(_numbers(report) + told + markup.note(_accepted(report)))


@st.fragment(run_every=_LOOK_AGAIN_SECONDS)
def _wait(county: County) -> None:
    """Say that the audit is under way, and draw the page once more when it is done."""
    if audits.finished(county) is not None:
        st.rerun()
    piece(markup.note("Die Zahlen werden geprüft …"))


def _numbers(report: Report) -> str:
    figures = [
        FigureCard(
            f"befunde-{severity}",
            german.capitalised(word),
            german.number(number),
            _MEANING[severity],
        )
        for severity, number, word in words.counted(report)
    ]
    return strip(figures)


def _accepted(report: Report) -> str:
    """What was accepted is no figure beside the others: those are what is left."""
    accepted, lapsed = len(report.accepted), words.lapsed(report)
    text = f"{german.counted(accepted, 'Befund', 'Befunde')} mit Notiz angenommen."
    if lapsed:
        text += f" Bei {german.number(lapsed)} haben sich die Werte seither geändert."
    return text


def _sentences(report: Report) -> Iterable[str]:
    """The first open finding of each kind, the most urgent kinds first."""
    asking = [one for one in report.open if one.finding.severity is not Severity.EXPLAINED]
    kinds = [list(some) for _, some in groupby(asking, key=_kind)]
    for some in kinds[:_MOST]:
        yield markup.heading(*_sentence(some[0].finding, len(some) - 1), level=3)
    if not asking:
        yield markup.note("Es ist nichts offen.")


def _kind(judged: Judged) -> tuple[Severity, str]:
    return judged.finding.severity, judged.finding.kind


def _sentence(finding: Finding, more: int) -> tuple[str, str]:
    others = f" Unter „{KINDS[finding.kind]}“ {_listed(more)}." if more else ""
    return about(finding), f"{finding.what}{others}"


def _listed(more: int) -> str:
    return "steht noch einer" if more == 1 else f"stehen noch {german.number(more)}"
