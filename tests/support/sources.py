"""Text files made by a test, opened as an upload is."""

from __future__ import annotations

from pathlib import Path

from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.texts import Text, read_text
from data_access.importers.opening import open_upload


def text_of(content: str | bytes, name: str = "tabelle.csv") -> Text:
    """The one source of an upload that is a text."""
    raw = content.encode() if isinstance(content, str) else content
    (opened,) = open_upload(name, raw)
    (source,) = opened.sources
    if not isinstance(source, Text):
        raise TypeError(f"{name} ist eine Arbeitsmappe.")
    return source


def any_text_of(content: str | bytes, name: str = "tabelle.csv") -> Text:
    """A text that may hold any words, as layouts see it once nobody has refused it."""
    raw = content.encode() if isinstance(content, str) else content
    return read_text(Document(name, DocumentKind.TEXT, raw))


def text_at(path: Path, name: str = "") -> Text:
    """A text file as an upload."""
    return text_of(path.read_bytes(), name or path.name)
