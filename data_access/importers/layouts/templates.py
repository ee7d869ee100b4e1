"""Our own Excel templates, known by the mark in A1 of each sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data_access.importers.files.grids import Grid, Text
from data_access.importers.problems import Problem
from data_access.importers.records.lists import read_lists
from data_access.importers.records.model import ReadRecords
from data_access.importers.tables.cells import ReadTable
from data_access.importers.templates import Template, find_template, templates
from data_access.importers.templates.completeness import lacking
from data_access.importers.templates.figures import LAYOUT, read_figures
from data_access.importers.templates.marker import Mark, read_mark
from data_access.importers.templates.model import FigureSheet, RecordSheet, Sheet
from data_access.importers.templates.raw import RawSheet, filled_cells
from data_access.importers.templates.reading import read_sheet, template_of_columns

#: The mark stands in A1; rows may have been put above it.
_MARK_ROWS = 10

NAME = LAYOUT
TITLE = "Eigene Vorlagen"
WHERE = "„integrationsmonitor template NAME --out DATEI.xlsx“ schreibt eine leere Vorlage"
#: Formulas are welcome in our own templates; what Excel has worked out is read.
READS_FORMULAS = True


def recognise(source: Grid | Text) -> str | None:
    """By the mark; also the sheets of a template that hold no data."""
    found = _marked(source)
    if found is None:
        return None
    mark, template, _ = found
    return (
        f"Vorlage „{template.title}“, Fassung {mark.version}, laut der ersten Zeile, "
        "„Integrationsmonitor · Vorlage …“"
    )


def read(source: Grid | Text, table_id: str = "") -> tuple[ReadTable, ...]:
    """The figures of a sheet; none where it holds explanations or rows of a list."""
    del table_id
    found = _marked(source)
    if found is None or not isinstance(source, Grid):
        raise ValueError("Kein Blatt einer Vorlage")
    mark, template, sheet = found
    if not isinstance(sheet, FigureSheet):
        return ()
    return read_figures(read_sheet(source, mark, template, sheet), template)


def read_records(sources: Sequence[Grid | Text]) -> tuple[ReadRecords, ...]:
    """The lists of a workbook, all sheets of a template together; none in other files."""
    raws: dict[str, list[RawSheet]] = {}
    others: dict[str, dict[str, int]] = {}
    found_templates: dict[str, Template] = {}
    for source in sources:
        found = _marked(source)
        if found is None or not isinstance(source, Grid):
            continue
        mark, template, sheet = found
        found_templates[template.name] = template
        if isinstance(sheet, RecordSheet):
            raw = read_sheet(source, mark, template, sheet)
            raws.setdefault(template.name, []).append(raw)
        elif sheet is None:
            others.setdefault(template.name, {})[source.sheet] = filled_cells(source)
    return tuple(
        read_lists(listed, found_templates[name], others=others.get(name, {}))
        for name, listed in raws.items()
    )


def whole_files(sources: Sequence[Grid | Text]) -> Iterator[Problem]:
    """What templates lack as a whole; nothing of other files."""
    raws: dict[tuple[str, str], dict[str, RawSheet]] = {}
    for source in sources:
        found = _marked(source)
        if found is None or not isinstance(source, Grid):
            continue
        mark, template, sheet = found
        own = raws.setdefault((source.document, template.name), {})
        if sheet is not None:
            own.setdefault(sheet.name, read_sheet(source, mark, template, sheet))
    for (document, name), sheets in raws.items():
        named = find_template(name)
        if named:
            yield from lacking(named, document, sheets)


def _marked(source: Grid | Text) -> tuple[Mark, Template, Sheet | None] | None:
    if not isinstance(source, Grid) or source.frame.is_empty():
        return None
    for texts in source.frame.head(_MARK_ROWS).iter_rows():
        for text in texts:
            mark = read_mark(text)
            template = find_template(mark.template) if mark else None
            if mark and template:
                return mark, template, template.sheet(mark.sheet)
    return None


def almost(source: Grid | Text) -> str | None:
    """What keeps a sheet from being one of a template, where it has its mark or its columns."""
    if not isinstance(source, Grid):
        return _as_text(source)
    found = template_of_columns(source, templates())
    if found is None:
        return None
    return (
        f"die Vorlage „{found.title}“, aber die erste Zeile, „Integrationsmonitor · Vorlage …“, "
        "fehlt oder ist verändert"
    )


def _as_text(source: Text) -> str | None:
    """A sheet that was saved as CSV: choices, formats and the other sheets are gone."""
    for line in source.head[:_MARK_ROWS]:
        mark = read_mark(line.removeprefix("\ufeff").split(source.separator)[0].strip('"'))
        template = find_template(mark.template) if mark else None
        if template:
            return (
                f"die Vorlage „{template.title}“, als CSV gespeichert; gelesen wird sie nur als "
                "Excel-Arbeitsmappe (.xlsx)"
            )
    return None
