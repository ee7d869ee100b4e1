"""Files that the page gives: the report of an upload as text, as JSON, marked in the workbook."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from weakref import ref

import streamlit as st

from dashboard.care.uploads import Upload
from data_access.importers.reports.marking import marked_copy
from data_access.importers.reports.report import FileReport, as_text

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(upload: Upload, report: FileReport) -> None:
    """Buttons; what they give is made when somebody asks for it."""
    name, number = upload.name, upload.number
    with st.container(horizontal=True, key=f"berichte-{number}"):
        text = partial(as_text, report)
        button("Bericht als Text", text, f"{name}.bericht.txt", key=f"text-{number}")
        data = partial(_as_json, report)
        button("Bericht als JSON", data, f"{name}.bericht.json", key=f"json-{number}")
        if report.problems and any(table.sheet for table in report.tables):
            copy = _marked(upload, report)
            words = "Arbeitsmappe mit markierten Befunden"
            button(words, copy, f"{name}.befunde.xlsx", key=f"markiert-{number}")


def button(label: str, make: Callable[[], str | bytes], file_name: str, *, key: str) -> None:
    """A button for one file."""
    mime = _WORKBOOK if file_name.endswith(".xlsx") else "text/plain; charset=utf-8"
    st.download_button(label, make, file_name=file_name, mime=mime, on_click="ignore", key=key)


def _as_json(report: FileReport) -> str:
    return json.dumps(report.as_dict(), ensure_ascii=False, indent=2)


def _marked(upload: Upload, report: FileReport) -> Callable[[], bytes]:
    # Streamlit keeps the function longer than the page keeps the file.
    held = ref(upload)

    def make() -> bytes:
        found = held()
        return marked_copy(found.name, found.content, report.problems) if found else b""

    return make
