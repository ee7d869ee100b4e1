"""The first sheet of a template: what it is for, its columns, and an example per sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data_access.importers.templates.model import KIND_NAMES, LISTED, Column, Kind, Template

#: So many entries of a choice are named.
_LISTED = 7

_STEPS = (
    "1. Die Blätter ausfüllen, zu denen es etwas zu melden gibt; die übrigen bleiben leer.",
    "2. Spalten mit * müssen in jeder ausgefüllten Zeile stehen. Spalten dürfen verschoben, aber "
    "nicht umbenannt oder gelöscht werden. Eigene Spalten daneben werden nicht gelesen.",
    "3. Formeln sind in Zahlenspalten erlaubt; es gilt ihr Ergebnis, wie Excel es gespeichert hat.",
    "4. Die erste Zeile jedes Blattes sagt, welche Vorlage es ist, und bleibt stehen.",
    "5. Speichern und auf der Seite „Datenpflege“ oder mit „integrationsmonitor import“ einlesen. "
    "Vorher wird gezeigt, was neu ist, sich ändert und was nicht stimmt.",
)


@dataclass(frozen=True)
class GuideLine:
    """A row of the sheet; ``style`` is title, heading, head, text or line."""

    style: str
    cells: tuple[str, ...]


def guide_lines(template: Template, county_name: str) -> Iterator[GuideLine]:
    """The rows below the mark."""
    yield GuideLine("title", (f"{template.title} · {county_name}",))
    yield GuideLine("line", (template.explanation,))
    yield GuideLine("line", ("",))
    for text in (*_STEPS, *template.hints):
        yield GuideLine("line", (text,))
    for sheet in template.sheets:
        yield GuideLine("line", ("",))
        yield GuideLine("heading", (f"Blatt „{sheet.title}“",))
        yield GuideLine("line", (sheet.explanation,))
        yield GuideLine("head", ("Spalte", "Bedeutung", "Was hineingehört", "Beispiel"))
        for column in (*sheet.fields, *sheet.all_columns):
            yield GuideLine(
                "text",
                (_title(column), column.explanation, content_of(column), column.example),
            )


def content_of(column: Column) -> str:
    """What goes into a column: its kind, and what may be chosen."""
    if column.listing and column.kind is Kind.CHOICE:
        return f"Auswahl: {LISTED[column.listing][1]}"
    if column.options:
        texts = [one.text for one in column.options]
        shown = texts if len(texts) <= _LISTED else [*texts[:3], f"… ({len(texts)} Zeilen)"]
        return f"Auswahl: {', '.join(shown)}"
    return KIND_NAMES[column.kind]


def _title(column: Column) -> str:
    return f"{column.title} *" if column.required else column.title
