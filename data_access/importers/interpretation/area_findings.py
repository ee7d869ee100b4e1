"""What is told of the areas of a table: unknown ones, others' ones, and those that are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from data_access import words
from data_access.importers.answers.offers import area_remedy, meant, near_areas
from data_access.importers.interpretation.findings import Findings, StrangeArea
from data_access.importers.names import AreaDirectory, Verdict
from data_access.importers.problems import NAMED, Severity

_FROM_THE_LIST = "Einen Eintrag aus der Auswahl der Zelle nehmen; alle stehen im Blatt „Listen“."


def tell_unknown_areas(cells: pl.DataFrame, directory: AreaDirectory, findings: Findings) -> None:
    """Name areas that nobody knows, each once, with those that may be meant."""
    strange = cells.unique(["area_code", "area_name"], maintain_order=True)
    for row in strange.head(NAMED).iter_rows(named=True):
        _tell_area(row, directory, findings)
        # A spelling of the office's own is mended in its file and not taken in.
        if row["verdict"] != Verdict.CONFLICT.value and not findings.of_office:
            code, name, nearest = row["area_code"], row["area_name"], row["nearest"]
            findings.strange_areas.append(StrangeArea(code or "", name or "", tuple(nearest)))
    findings.tell_rest(strange.height)


def _tell_area(row: Mapping[str, object], directory: AreaDirectory, findings: Findings) -> None:
    name = " ".join(str(part) for part in (row["area_code"], row["area_name"]) if part)
    nearest = row["nearest"]
    near = near_areas(directory, nearest if isinstance(nearest, list) else ())
    note = f" {row['note']}" if row["note"] else ""
    if row["verdict"] == Verdict.CONFLICT.value:
        findings.add(
            "area-conflict",
            f"Bei „{name}“ passen Schlüssel und Name nicht zusammen.{note}",
            f"Sagen, welches Gebiet gemeint ist. {_FROM_THE_LIST}"
            if findings.of_office
            else "Die Zeile mit der Veröffentlichung vergleichen und die Datei neu herunterladen.",
            cell=findings.area_cell(row),
        )
        return
    findings.add(
        # Two codes: of a file of the office nobody is asked which area is meant.
        "area-not-listed" if findings.of_office else "unknown-area",
        f"Das Gebiet „{name}“ ist nicht bekannt.{note}{meant(near)}",
        _FROM_THE_LIST if findings.of_office else area_remedy(name, near),
        cell=findings.area_cell(row),
    )


def tell_cut_names(known: pl.DataFrame, findings: Findings) -> None:
    """Say which names were read as something else than they say."""
    noted = known.filter(pl.col("note") != "").unique("note", maintain_order=True)
    for row in noted.head(NAMED).iter_rows(named=True):
        findings.add(
            "area-read-as",
            str(row["note"]),
            "Prüfen, ob dieses Gebiet gemeint ist.",
            cell=findings.area_cell(row),
            severity=Severity.NOTE,
        )


def tell_strangers(rows: pl.DataFrame, county: str, findings: Findings) -> None:
    """Name areas of other counties in a file that was made for one.

    Args:
        rows: one per area, with ``of`` (the county that it belongs to).
        county: name of the county of the file.
        findings: to tell it.
    """
    for row in rows.head(NAMED).iter_rows(named=True):
        name = row["area_name"] or row["area_code"]
        belongs = "ist ein anderer Kreis" if row["of"] == name else f"gehört zu {row['of']}"
        findings.add(
            "area-of-other-county",
            f"Die Vorlage ist für {county}; „{name}“ {belongs}.",
            "Die Zeile löschen oder in eine Vorlage für den anderen Kreis übertragen "
            "(„integrationsmonitor template NAME --county SCHLÜSSEL“).",
            cell=findings.area_cell(row),
        )
    findings.tell_rest(rows.height)


def tell_nothing_here(away: pl.DataFrame, kept: Sequence[str], findings: Findings) -> None:
    """A table of other areas: nobody has to say what its columns are."""
    findings.add(
        "no-own-area",
        f"In dieser Tabelle steht kein Gebiet, das diese Installation führt. Die Tabelle enthält "
        f"{words.some(_names(away, kept))}; geführt werden {words.some(kept)}.",
        "Nichts zu tun; sonst die Tabelle für den eigenen Kreis oder seine Gemeinden "
        "herunterladen.",
        severity=Severity.NOTE,
    )


def tell_levels(above: pl.DataFrame, kept: Sequence[str], findings: Findings) -> None:
    """Say that values of states, regions and Germany are not for this installation."""
    if above.is_empty():
        return
    findings.add(
        "other-level",
        f"Werte für {words.some(_names(above, kept), 4)} werden nicht übernommen: Diese "
        f"Installation führt nur {words.some(kept)} mit ihren Gemeinden.",
        "Nichts zu tun.",
        severity=Severity.NOTE,
    )


def _names(cells: pl.DataFrame, kept: Sequence[str]) -> list[str]:
    """What the areas of cells are called, in the order of the file.

    A part of a county that is kept goes by its own name: „dav. Hannover, Umland“ is not the region.
    """
    label = pl.col("label").replace(["", *kept], None)
    name = pl.col("area_name").replace("", None)
    printed = pl.coalesce(label, pl.format("„{}“", name), "area_code")
    found = cells.select(printed.alias("name")).to_series().drop_nulls()
    names: list[str] = found.unique(maintain_order=True).to_list()
    return names
