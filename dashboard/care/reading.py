"""Einlesen: upload files, look at what they would change, answer what is open, confirm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import german
from dashboard.care import downloads, mapping, markup, naming, preview, templates, uploads, work
from dashboard.care.uploads import Desk, Upload
from dashboard.screen import piece
from data_access.importers.files.limits import MAX_DESK_MEGABYTES
from data_access.importers.importing import import_file, look_at
from data_access.importers.reports.report import FileReport, Outcome
from data_access.progress import Progress
from data_access.queries.choices import read_choices
from data_access.settings import settings


def show() -> None:
    """The way in, from top to bottom."""
    desk = uploads.desk()
    _take_in(desk)
    if not desk.uploads:
        piece(preview.layouts())
        templates.show()
    for upload in list(desk.uploads):
        with st.container(border=True, key=f"datei-{upload.number}"):
            _file(desk, upload)
    _all_at_once(desk)
    if desk.finished:
        piece(markup.heading("Eingelesen"))
        for report in desk.finished:
            piece(markup.done(preview.finished(report)))


def _take_in(desk: Desk) -> None:
    """The field for files; whatever arrives moves to the desk at once."""
    files = st.file_uploader(
        "Dateien der statistischen Ämter oder ausgefüllte Vorlagen",
        accept_multiple_files=True,
        key=f"dateien-{desk.arrived}",
    )
    if not files:
        return
    for file in files:
        if desk.take(file.name, file.getvalue()) is None:
            work.refuse(
                f"Die Datei {file.name} hat hier keinen Platz: Alle Dateien zusammen dürfen "
                f"{MAX_DESK_MEGABYTES} MB haben.",
                where="Hochgeladene Dateien",
                remedy="Erst die Dateien unten einlesen oder weglegen, dann diese hochladen. Eine "
                "einzelne größere Datei mit „integrationsmonitor import DATEI“ einlesen.",
            )
    desk.arrived += 1
    uploads.empty_store()
    st.rerun()


def _file(desk: Desk, upload: Upload) -> None:
    """One file: what it is, what it would do, what is open, and the buttons."""
    report = upload.report or _look(upload)
    piece(preview.head(report) + preview.counts(report, upload.number))
    if report.tables or report.not_recognised:
        piece(preview.recognised(report))
    if report.problems:
        heading = f"Befunde: {preview.problem_heading(report)}"
        piece(markup.fold(heading, preview.problems(report), opened=True))
    _questions(upload, report)
    if report.changes:
        heading = f"Geänderte Werte: {german.number(report.changed)}"
        shown = markup.changes(report.changes, report.changed)
        piece(markup.fold(heading, shown, opened=True))
    found = preview.audited(report.effects)
    if found:
        piece(found)
    downloads.show(upload, report)
    if report.tables:
        _settings(upload, report)
    _explain(upload, report)
    _confirm(desk, upload, report)


def _look(upload: Upload) -> FileReport:
    """Look at a file without storing anything."""
    with _progress(upload.name) as progress:
        look = partial(
            look_at, work.reader(), upload.name, upload.content, upload.order, progress=progress
        )
        upload.report = work.reported(upload.name, look)
    found = [table.sheet for table in upload.report.tables if table.sheet]
    upload.sheets = upload.sheets or tuple(dict.fromkeys(found))
    return upload.report


@contextmanager
def _progress(name: str) -> Iterator[Progress]:
    """A bar on the page, gone when the work is done."""
    place = st.empty()

    def show(step: str, share: float) -> None:
        place.progress(min(max(share, 0.0), 1.0), markup.label(f"{name}: {step} …"))

    show("öffnen", 0.0)
    try:
        yield show
    finally:
        place.empty()


def _questions(upload: Upload, report: FileReport) -> None:
    if not report.questions:
        return
    with work.looking() as connection:
        choices = read_choices(connection)
    for number, asked in enumerate(report.questions):
        if asked.areas:
            naming.areas(upload, asked, choices.areas)
        if asked.mapping and asked.table_id:
            mapping.table(upload, asked, choices, number)


def _settings(upload: Upload, report: FileReport) -> None:
    """What the office may say of the file where it does not say it itself."""
    with st.expander(
        "Nur einzelne Blätter lesen, oder die Nummer der Tabelle angeben",
        expanded=preview.lacks_number(report),
        key=f"angaben-{upload.number}",
    ):
        sheets = upload.order.sheets
        if len(upload.sheets) > 1 or (upload.sheets and report.not_recognised):
            sheets = tuple(
                st.multiselect(
                    "Nur diese Blätter",
                    upload.sheets,
                    default=[one for one in sheets if one in upload.sheets],
                    placeholder="Alle Blätter",
                    key=f"blaetter-{upload.number}",
                )
            )
        table = st.text_input(
            "Nummer der Tabelle, wo die Datei sie nicht nennt",
            value=upload.order.table_id,
            key=f"nummer-{upload.number}",
        ).strip()
        if st.button("So neu ansehen", key=f"neu-ansehen-{upload.number}"):
            upload.order = replace(upload.order, sheets=sheets, table_id=table)
            upload.report = None
            st.rerun()


def _explain(upload: Upload, report: FileReport) -> None:
    """A file that changes what is known in a striking way is taken with a reason only."""
    if report.outcome is not Outcome.REJECTED or not preview.wants_reason(report):
        return
    reason = st.text_input("Warum die Datei trotzdem gilt", key=f"umbruch-{upload.number}").strip()
    if not st.button("Mit diesem Grund ansehen", key=f"umbruch-ansehen-{upload.number}"):
        return
    if reason:
        upload.order = replace(upload.order, reason=reason, confirmed=True)
        upload.report = None
    else:
        work.refuse(
            "Bitte den Grund nennen: Ohne ihn wird die Datei nicht eingelesen.",
            where=f"Datei {upload.name}",
            remedy="Ins Feld „Warum die Datei trotzdem gilt“ schreiben, was das Amt anders zählt "
            "oder berichtigt hat.",
        )
    st.rerun()


def _confirm(desk: Desk, upload: Upload, report: FileReport) -> None:
    ready = _ready(upload, report)
    reason = upload.order.reason
    if ready and report.changed:
        reason = st.text_input(
            "Warum sich Werte ändern (freiwillig; steht dann bei „Was hat sich geändert?“)",
            value=reason,
            key=f"grund-{upload.number}",
        ).strip()
    with st.container(horizontal=True, key=f"knoepfe-{upload.number}"):
        if ready and st.button(
            _words_of_confirming(report), type="primary", key=f"einlesen-{upload.number}"
        ):
            upload.order = replace(upload.order, reason=reason)
            _store(desk, upload)
            st.rerun()
        if upload.order.profiles and st.button(
            "Antworten verwerfen", key=f"verwerfen-{upload.number}"
        ):
            upload.order = replace(upload.order, profiles=())
            upload.report = None
            st.rerun()
        if st.button("Datei weglegen", key=f"weg-{upload.number}"):
            desk.put_away(upload)
            st.rerun()


def _ready(upload: Upload, report: FileReport) -> bool:
    """Whether confirming would do something."""
    fresh = report.new + report.changed > 0 or bool(upload.order.profiles)
    return report.outcome is Outcome.PREVIEW and fresh


def _words_of_confirming(report: FileReport) -> str:
    if not report.new + report.changed:
        return "Antworten behalten"
    count = german.counted(report.new + report.changed, "Wert", "Werte")
    if settings().release_step:
        return f"{count} einlesen (wartet dann auf Freigabe)"
    return f"{count} einlesen"


def _store(desk: Desk, upload: Upload) -> None:
    """Read a file in, by the same call as the command line."""
    with work.told(), _progress(upload.name) as progress:
        bring = partial(
            import_file,
            work.writer(),
            upload.name,
            upload.content,
            upload.order,
            release=not settings().release_step,
            progress=progress,
        )
        report = work.reported(upload.name, bring)
        if report.outcome is Outcome.REJECTED:
            # Something else was written in between: it is all shown as it would be now.
            upload.report = report
            return
        desk.put_away(upload)
        desk.finished.insert(0, report)


def _all_at_once(desk: Desk) -> None:
    """One button for several files that fit; whatever is to be looked at stays on the desk."""
    ready = [one for one in desk.uploads if one.report and _ready(one, one.report)]
    fitting = [one for one in ready if one.report and not preview.striking(one.report)]
    if len(fitting) < 2:
        return
    words = "Alle" if len(fitting) == len(ready) else "Die anderen"
    if st.button(f"{words} {len(fitting)} Dateien einlesen", key="alle-einlesen"):
        for upload in fitting:
            _store(desk, upload)
        st.rerun()
