"""Vorlagen: our own workbooks, empty or with what the database knows already."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import cached
from dashboard.care import downloads, work
from data_access.domain import County
from data_access.importers.records.filling import read_filling
from data_access.importers.templates import templates
from data_access.importers.templates.choices import read_choices
from data_access.importers.templates.model import Template
from data_access.importers.templates.workbook import write_template
from data_access.settings import settings


def show() -> None:
    """Offer one template of the office's county at a time."""
    key = settings().default_county
    county = next((one for one in cached.data().counties() if one.key == key), None)
    listed = {one.name: one for one in templates()}
    if county is None:
        return
    with st.expander("Excel-Vorlagen für eigene Angaben des Amtes", key="vorlagen"):
        chosen = st.selectbox(
            "Vorlage",
            list(listed),
            format_func=lambda name: listed[name].title,
            key="vorlage-auswahl",
        )
        filled = st.checkbox("Mit den Zeilen, die schon vorhanden sind", key="vorlage-gefuellt")
        template = listed[chosen or next(iter(listed))]
        downloads.button(
            "Vorlage herunterladen",
            partial(_written, template, county, filled=filled),
            f"{template.name}.xlsx",
            key="vorlage-laden",
        )


def _written(template: Template, county: County, *, filled: bool) -> bytes:
    with work.looking() as connection:
        choices = read_choices(connection, county.key)
        filling = read_filling(connection, template, county.key, choices) if filled else None
    return write_template(
        template,
        county_key=county.key,
        county_name=county.name,
        choices=choices,
        filling=filling,
    )
