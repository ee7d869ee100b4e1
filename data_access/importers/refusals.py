"""Why nothing of a file is read, in German: no such sheet, another layout, or none that is known.

What the office said of the file is told first: with the wrong sheet or layout the file itself is
not to blame.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_access.importers.errors import RefusedFileError, UnknownLayoutError
from data_access.importers.files.descriptions import REMEDY, WHAT, is_description
from data_access.importers.files.texts import Text
from data_access.importers.names.nearest import nearest, quoted_question
from data_access.importers.opening import OpenedDocument
from data_access.importers.problems import Problem, Severity
from data_access.importers.registry import (
    Layout,
    Source,
    all_layouts,
    almost,
    broken,
    layout_named,
    recognised,
)
from data_access.words import counted, listing, some


def same_sheet(name: str, other: str) -> bool:
    """Whether two names are of one sheet; Excel does not tell capitals apart either."""
    return name.strip().casefold() == other.strip().casefold()


def demand_sheets(name: str, opened: Sequence[OpenedDocument], wanted: Sequence[str]) -> None:
    """Make sure that a file has the sheets that are to be read.

    Raises:
        RefusedFileError: it has none of this name, only a hidden one, or no sheets at all.
    """
    shown = [source.sheet for one in opened for source in one.sources if source.sheet]
    hidden = [sheet for one in opened for sheet in one.hidden]
    for asked in wanted:
        if any(same_sheet(asked, one) for one in shown):
            continue
        if not shown:
            raise RefusedFileError(
                f"Ein Blatt „{asked}“ kann es hier nicht geben: Die Datei ist keine Arbeitsmappe.",
                where=name,
                remedy="Die Angabe --sheet weglassen.",
            )
        if any(same_sheet(asked, one) for one in hidden):
            raise RefusedFileError(
                f"Das Blatt „{asked}“ ist ausgeblendet; gelesen wird nur, was Excel zeigt.",
                where=name,
                remedy="Das Blatt in Excel einblenden und die Datei speichern, oder eines der "
                f"sichtbaren Blätter nennen: {_named(shown)}.",
            )
        near = nearest(asked.casefold(), ((one.casefold(), one) for one in shown))
        meant = f"{quoted_question(near)} " if near else ""
        raise RefusedFileError(
            f"Das Blatt „{asked}“ gibt es in dieser Datei nicht.",
            where=name,
            remedy=f"{meant}Die Datei hat {'das Blatt' if len(shown) == 1 else 'die Blätter'} "
            f"{_named(shown)}.",
        )


def unrecognised(
    name: str, opened: Sequence[OpenedDocument], read: Sequence[Source], layout: str
) -> UnknownLayoutError:
    """Why no source of a file is read.

    Args:
        name: of the file.
        opened: all of the file.
        read: the sources that were to be read.
        layout: name of the layout that they were to be in; empty where any would do.
    """
    if layout:
        other = _first_recognised(read)
        if other:
            return _of_another_layout(layout_named(layout), *other)
    for source in read:
        found = almost(source)
        if found:
            return _almost(source, *found)
    left = [source for one in opened for source in one.sources if source not in read]
    others = [source.sheet for source in left if recognised(source)]
    if others:
        return _not_these_sheets(name, read, others)
    return _unknown(name, read)


def damaged(unread: Sequence[Source], known: Sequence[Source], layout: str) -> list[Problem]:
    """What is wrong with the parts of a file that only seem to be tables, beside others that are.

    Whoever reads the others alone would believe that all of the file is in.

    Args:
        unread: its sources that no layout knows.
        known: those that are read.
        layout: name of the layout that they were to be in; empty where any would do.
    """
    others = [source.sheet for source in known if source.sheet]
    return [
        Problem(
            Severity.ERROR,
            "damaged-table",
            source.document,
            source.sheet,
            "",
            f"Das ist vermutlich {found[1]}. Deshalb wird nichts aus der Datei gelesen.",
            _fetch(found[0]) + _only(source, others),
        )
        for source in unread
        if (found := broken(source)) and layout in {"", found[0].NAME}
    ]


def where_is(source: Source) -> str:
    """A source by its file and sheet."""
    return f"{source.document}, Blatt {source.sheet}" if source.sheet else source.document


def _first_recognised(read: Sequence[Source]) -> tuple[Source, Layout] | None:
    for source in read:
        found = recognised(source)
        if found:
            return source, found[0]
    return None


def _of_another_layout(wanted: Layout, source: Source, found: Layout) -> UnknownLayoutError:
    return UnknownLayoutError(
        f"Den Aufbau „{wanted.NAME}“ ({wanted.TITLE}) hat diese Datei nicht.",
        where=where_is(source),
        remedy=f"Die Angabe --format weglassen: Erkannt wird „{found.NAME}“ ({found.TITLE}).",
    )


def _almost(source: Source, layout: Layout, seems: str) -> UnknownLayoutError:
    return UnknownLayoutError(
        f"Das ist vermutlich {seems}.", where=where_is(source), remedy=_fetch(layout)
    )


def _fetch(layout: Layout) -> str:
    return f"Die Datei neu holen und unverändert einlesen: {layout.WHERE.rstrip('.')}."


def _only(source: Source, others: Sequence[str]) -> str:
    """How to leave a sheet out."""
    if not source.sheet or not others:
        return ""
    which = "Soll nur das andere Blatt" if len(others) == 1 else "Sollen nur die anderen Blätter"
    named = " ".join(f'--sheet "{sheet}"' for sheet in others)
    return f" {which} eingelesen werden: auswählen, im Befehl mit {named}."


def _not_these_sheets(
    name: str, read: Sequence[Source], others: Sequence[str]
) -> UnknownLayoutError:
    asked = listing([f"„{source.sheet}“" for source in read])
    return UnknownLayoutError(
        f"Auf dem Blatt {asked} steht keine Tabelle in einem bekannten Aufbau."
        if len(read) == 1
        else f"Auf den Blättern {asked} steht keine Tabelle in einem bekannten Aufbau.",
        where=name,
        remedy=f"Erkannt {'wird' if len(others) == 1 else 'werden'} "
        f"{counted(len(others), 'anderes Blatt', 'andere Blätter')}: {_named(others)}. Eines davon "
        "mit --sheet nennen, oder --sheet weglassen.",
    )


def _unknown(name: str, read: Sequence[Source]) -> UnknownLayoutError:
    if read and all(isinstance(one, Text) and is_description(one.content) for one in read):
        return UnknownLayoutError(WHAT, where=name, remedy=REMEDY)
    sheets = [source.sheet for source in read if source.sheet]
    titles = "; ".join(layout.TITLE for layout in all_layouts())
    return UnknownLayoutError(
        "Kein bekannter Aufbau passt zu dieser Datei.",
        where=f"{name}, {'Blatt' if len(sheets) == 1 else 'Blätter'} {some(sheets)}"
        if sheets
        else name,
        remedy=f"Gelesen werden: {titles}. Die Datei unverändert so einlesen, wie das Amt sie "
        "liefert; wo es sie gibt, steht im Handbuch, Kapitel „Daten einlesen“.",
    )


def _named(sheets: Sequence[str]) -> str:
    return some([f"„{one}“" for one in sheets])
