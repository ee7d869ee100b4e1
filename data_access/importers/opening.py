"""The one way in: an upload's bytes become sources for the layouts, or are refused."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.importers.errors import RefusedFileError
from data_access.importers.files.budget import Budget
from data_access.importers.files.documents import Document, DocumentKind, open_documents
from data_access.importers.files.grids import Grid, open_workbook
from data_access.importers.files.texts import Text, read_text
from data_access.importers.genesis.fields import fields_in
from data_access.importers.persons.lists import refuse_persons
from data_access.importers.persons.mentions import refuse_mentions


@dataclass(frozen=True, eq=False)
class OpenedDocument:
    """A document with what layouts read.

    Attributes:
        sources: its visible sheets, or the text.
        hidden: names of its hidden sheets; they give no figures.
    """

    document: Document
    sources: tuple[Grid | Text, ...]
    hidden: tuple[str, ...] = ()


def open_upload(name: str, content: bytes) -> tuple[OpenedDocument, ...]:
    """All sources of an uploaded file.

    Raises:
        RefusedFileError: it is not read: kind, damage, size, or persons, in hidden sheets too.
    """
    budget = Budget(name)
    documents = open_documents(name, content, budget)
    return tuple(_open(document, budget) for document in documents)


def _open(document: Document, budget: Budget) -> OpenedDocument:
    if document.kind is DocumentKind.TEXT:
        text = read_text(document)
        # Its reader looks at all texts of a flat file, once it has told them apart.
        refuse_persons(text, whole=fields_in(text) is None)
        return OpenedDocument(document, (text,))
    workbook = open_workbook(document, budget)
    for grid in (*workbook.visible, *workbook.hidden):
        refuse_persons(grid)
        refuse_mentions(grid)
    if not any(grid.frame.height for grid in workbook.visible):
        raise RefusedFileError(
            "Die Arbeitsmappe zeigt kein Tabellenblatt mit Inhalt.",
            where=document.name,
            remedy="Ausgeblendete Blätter in Excel einblenden, wenn sie gelesen werden sollen.",
        )
    return OpenedDocument(document, workbook.visible, tuple(grid.sheet for grid in workbook.hidden))
