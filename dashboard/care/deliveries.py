"""Lieferungen: what was brought in, and releasing, withdrawing and erasing it."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from dashboard import german
from dashboard.care import markup, preview, previewing, work
from dashboard.screen import piece
from data_access.deliveries import office
from data_access.deliveries.register import STATES, DeliveryInfo, TablePapers
from data_access.erasure import log
from data_access.importers.errors import DeliveryError, OlderEditionError
from data_access.importers.reports.reporting import MAX_CHANGES
from data_access.importers.reports.wording import revisions
from data_access.queries.labels import read_names
from data_access.vocabulary import DeliveryState

#: So many are listed at first; those that wait are always among them.
MOST_AT_ONCE = 15
_ALL = "datenpflege-alle-lieferungen"
_NOT_ERASED = (DeliveryState.DELIVERED, DeliveryState.RELEASED, DeliveryState.WITHDRAWN)


def show() -> None:
    """All deliveries: first those that wait for their release, then the newest."""
    found = office.list_deliveries(work.reader())
    if not found:
        piece(markup.heading("Noch keine Lieferung", "Bei „Einlesen“ beginnt es."))
        return
    waiting = [one for one in found if one.state is DeliveryState.DELIVERED]
    listed = [*waiting, *(one for one in found if one not in waiting)]
    most = len(listed) if st.session_state.get(_ALL) else max(MOST_AT_ONCE, len(waiting))
    for info in listed[:most]:
        with st.container(border=True, key=f"lieferung-{info.code}"):
            _delivery(info)
    if len(listed) > most and st.button(f"Alle {len(listed)} Lieferungen zeigen"):
        st.session_state[_ALL] = True
        st.rerun()


def _delivery(info: DeliveryInfo) -> None:
    piece(described(info))
    if info.state is DeliveryState.ERASED:
        return
    if info.state is DeliveryState.DELIVERED:
        shown = st.expander(
            "Was die Freigabe ändern würde", key=f"wirkung-{info.code}", on_change="rerun"
        )
        if shown.open:
            with shown:
                _pending(info)
        _release(info)
        previewing.show(info)
    actions = st.expander(
        "Zurückziehen oder löschen", key=f"schritte-{info.code}", on_change="rerun"
    )
    if actions.open:
        with actions:
            if info.state is not DeliveryState.WITHDRAWN:
                _withdraw(info)
            _erase(info)


def described(info: DeliveryInfo) -> str:
    """A delivery in words."""
    title = f"{info.code}: {info.title or info.file_name or 'Lieferung'}"
    tables = "".join(
        markup.fold(f"{table.title}: {_counts(table)}", markup.papers(_papers(table)))
        for table in info.tables
    )
    state = german.capitalised(STATES[info.state])
    return markup.heading(title, f"{state}.") + markup.papers(_facts(info)) + tables


def _facts(info: DeliveryInfo) -> Iterator[tuple[str, str]]:
    yield "Datei", info.file_name
    yield "Eingelesen", markup.moment(info.received_at)
    yield "Grund der Änderungen", info.reason
    yield (
        "Freigegeben",
        " – ".join(filter(None, (markup.moment(info.released_at), info.release_note))),
    )
    withdrawn = (markup.moment(info.withdrawn_at), info.withdrawal_note)
    yield "Zurückgezogen", " – ".join(filter(None, withdrawn))


def _counts(table: TablePapers) -> str:
    doubt = f", {german.number(table.in_doubt)} in Zweifel" if table.in_doubt else ""
    stored = german.counted(table.stored, "Wert", "Werte")
    return f"{stored}, {german.number(table.left_out)} Zellen nicht übernommen{doubt}"


def _papers(table: TablePapers) -> Iterator[tuple[str, str]]:
    yield "Aufbau", markup.layout(table.layout)
    yield "Tabelle", table.table_id
    yield "Datei", table.document
    yield "Blatt", table.sheet
    yield "Gebietsstand", markup.day(table.territorial_status)
    yield "Datenstand", markup.day(table.data_status)


def _pending(info: DeliveryInfo) -> None:
    """What the release would change for readers."""
    found = office.pending(work.writer(), info.code)
    facts = [
        ("Würde ändern", _words_of(found)),
        ("Vorsicht", found.older),
        ("Bezeichnungen", " ".join(found.renamed)),
    ]
    piece(markup.papers(facts) + preview.audited(found.effects))
    changed = found.figures.changed
    if changed.is_empty():
        return
    with work.looking() as connection:
        changes = tuple(revisions(changed.head(MAX_CHANGES), read_names(connection)))
    heading = f"Geänderte Werte: {german.number(changed.height)}"
    piece(markup.fold(heading, markup.changes(changes, changed.height), opened=True))


def _words_of(found: office.Released) -> str:
    return (
        f"{german.counted(found.new, 'neue Angabe', 'neue Angaben')}, "
        f"{german.counted(found.changed, 'geänderte', 'geänderte')}"
    )


def _release(info: DeliveryInfo) -> None:
    note = st.text_input(
        "Vermerk zur Freigabe: wer was geprüft hat", key=f"vermerk-{info.code}"
    ).strip()
    # Asked of whoever has been told: mostly no newer edition came while a delivery waited.
    asked = f"aeltere-ausgabe-{info.code}"
    confirmed = st.session_state.get(asked, False) and st.checkbox(
        "Die ältere Ausgabe soll gelten", key=f"bestaetigt-{info.code}"
    )
    if st.button(f"{info.code} freigeben", type="primary", key=f"freigeben-{info.code}"):
        with work.told():
            try:
                found = office.release(work.writer(), info.code, note=note, confirmed=confirmed)
            except OlderEditionError:
                st.session_state[asked] = True
                raise
            first = f"Lieferung {info.code} ist freigegeben: {_words_of(found)}."
            work.done(" ".join(filter(None, (first, found.older, *found.renamed))))
        st.rerun()


def _withdraw(info: DeliveryInfo) -> None:
    piece(
        markup.heading(
            "Zurückziehen",
            "Es gilt wieder, was vorher galt. Die Vorgeschichte bleibt erhalten.",
            level=3,
        )
    )
    note = st.text_input(
        "Vermerk zur Rücknahme: was falsch war", key=f"ruecknahme-{info.code}"
    ).strip()
    if st.button(f"{info.code} zurückziehen", key=f"zurueckziehen-{info.code}"):
        with work.told():
            undone = office.withdraw(work.writer(), info.code, note=note)
            words = german.counted(undone.count, "Wert", "Werte")
            first = f"Lieferung {info.code} ist zurückgezogen: {words}."
            work.done(" ".join((first, *undone.told)))
        st.rerun()


def _erase(info: DeliveryInfo) -> None:
    piece(
        markup.heading(
            "Endgültig löschen",
            "Für das, was nie hätte gezeigt werden dürfen. Werte und Vorgeschichte sind danach "
            "nicht wiederherzustellen; festgehalten wird nur, dass und warum gelöscht wurde.",
            level=3,
        )
    )
    reason = st.text_input("Grund der Löschung", key=f"loeschgrund-{info.code}").strip()
    typed = st.text_input(
        f"Zur Bestätigung {info.code} eintippen", key=f"bestaetigung-{info.code}"
    ).strip()
    if st.button(f"{info.code} endgültig löschen", key=f"loeschen-{info.code}"):
        with work.told():
            _demand_confirmed(info, reason, typed)
            done = office.erase(work.writer(), info.code, reason=reason)
            words = german.counted(done.count, "Zeile", "Zeilen")
            first = f"Lieferung {info.code} ist gelöscht: {words}, auch aus der Vorgeschichte."
            work.done(" ".join((first, *done.told)))
        st.rerun()


def _demand_confirmed(info: DeliveryInfo, reason: str, typed: str) -> None:
    if reason and typed.casefold() == info.code.casefold():
        return
    missing = "der Grund" if not reason else f"die Bestätigung „{info.code}“"
    raise DeliveryError(
        f"Gelöscht wurde nichts: Es fehlt {missing}.",
        where=f"Lieferung {info.code}",
        remedy=f"Den Grund angeben und {info.code} eintippen, dann noch einmal löschen.",
    )


def erased() -> None:
    """What was erased for good: keys and reasons, never values."""
    with work.looking() as connection:
        found = log.read_erasures(connection)
        names = read_names(connection)
    if not found:
        piece(markup.heading("Gelöschtes", "Bisher wurde nichts endgültig gelöscht."))
        return
    rows = [
        (
            markup.moment(one.erased_at),
            one.erased.named(names),
            german.number(one.rows),
            one.reason,
        )
        for one in found
    ]
    columns = ("Gelöscht", "Was", "Zeilen", "Grund")
    title = "Endgültig gelöscht"
    piece(markup.heading(title) + markup.table(title, columns, rows, numbers=[2]))
