"""What is told of a table that cannot be stored as it is, or that was read as something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data_access import words
from data_access.importers.answers.offers import group_remedy, meant, near_groups
from data_access.importers.interpretation.meanings import Interpreter, Meaning, Unknown, is_no_name
from data_access.importers.names import GroupDirectory
from data_access.importers.names.groups import TOTAL
from data_access.importers.problems import NAMED, Problem, Severity, further
from data_access.importers.profiles import Place, Profile
from data_access.importers.profiles.terms import PLACES
from data_access.importers.tables.cells import ReadTable
from data_access.importers.tables.places import place_of

#: Of a table that is new, so many texts are named: its draft asks for all of them.
_OPEN = 8


@dataclass(frozen=True)
class StrangeArea:
    """An area that this installation does not know.

    Attributes:
        code, name: as printed; empty where there is none.
        nearest: names that may have been meant.
    """

    code: str
    name: str
    nearest: tuple[str, ...] = ()


class Findings:
    """Problems of one table, with their places.

    Attributes:
        found: those that the layout has told already, and all that are added.
        strange_areas: areas that a spelling more might explain.
    """

    def __init__(self, table: ReadTable) -> None:
        self._table = table
        self.found: list[Problem] = list(table.problems)
        self.strange_areas: list[StrangeArea] = []

    def add(
        self,
        code: str,
        what: str,
        remedy: str,
        *,
        cell: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Tell a problem."""
        table = self._table
        self.found.append(Problem(severity, code, table.document, table.sheet, cell, what, remedy))

    @property
    def unnamed(self) -> bool:
        """Whether nobody has said which table this is; then nobody can say what it means."""
        return not self._table.table_id

    @property
    def of_office(self) -> bool:
        """Whether the file is one of the office's own, with lists to choose from."""
        return bool(self._table.county_key)

    @property
    def of_workbook(self) -> bool:
        """Whether the table stands on a sheet, whose numbers are kept otherwise than shown."""
        return bool(self._table.sheet)

    @property
    def decimal(self) -> str:
        """What separates decimals in its texts."""
        return self._table.decimal

    def tell_rest(self, count: int) -> None:
        """That the last problem is one of so many, of which not all are named."""
        if count > NAMED:
            self.found.append(further(self.found[-1], count - NAMED))

    def dated(self, period: str) -> str:
        """Place of the header that names a period; empty where none does."""
        places = self._table.dated
        # A bare year has become its last day.
        return places.get(period) or places.get(period[:4], "")

    def cell(self, row: Mapping[str, object]) -> str:
        """Place of a row of ``CELLS``."""
        return place_of(self._table.sheet, *_position(row))

    def area_cell(self, row: Mapping[str, object]) -> str:
        """Where the area of a row of ``CELLS`` is named."""
        return place_of(self._table.sheet, *self._table.labels.of_area(*_position(row)))

    def text_cell(self, row: Mapping[str, object], text: str, *, item: bool) -> str:
        """Where a part of ``series`` or ``item`` of a row of ``CELLS`` stands."""
        place = self._table.labels.of_text(text, *_position(row), item=item)
        return place_of(self._table.sheet, *place)


def _position(row: Mapping[str, object]) -> tuple[int, int]:
    return int(str(row["row"])), int(str(row["column"]))


def tell_unchecked(count: int, findings: Findings) -> None:
    """Say how many values were not looked at because the table is not what it should be."""
    if count:
        one, many = "Der 1 Wert", f"Die {words.number(count)} Werte"
        findings.add(
            "not-checked",
            f"{one if count == 1 else many} dieser Tabelle {'wurde' if count == 1 else 'wurden'} "
            "noch nicht geprüft, weil ihr Aufbau nicht stimmt.",
            "Erst den Fehler im Aufbau beheben und die Datei noch einmal einlesen.",
            severity=Severity.NOTE,
        )


def demand_expected(interpreter: Interpreter, table: ReadTable, findings: Findings) -> None:
    """Name texts that the table has always had and has no more."""
    texts = table.cells["series"].unique().to_list() + table.cells["item"].unique().to_list()
    for text in interpreter.missing(texts):
        findings.add(
            "column-missing",
            f"Die Spalte oder Zeile „{text}“ fehlt, die es in dieser Tabelle immer gab.",
            "Die Tabelle vollständig herunterladen; hat das Amt sie umgebaut, die Zuordnung neu "
            "festlegen (Seite „Datenpflege“ oder „integrationsmonitor mapping draft“).",
        )


def tell_meanings(
    meanings: Mapping[tuple[str, str], Meaning],
    profile: Profile | None,
    cells: pl.DataFrame,
    directory: GroupDirectory,
    findings: Findings,
) -> tuple[Unknown, ...]:
    """Say what nobody has explained; all of it once."""
    taken = {pair: one for pair, one in meanings.items() if not one.leave_out}
    unknown = tuple({part.text: part for one in taken.values() for part in one.unknown}.values())
    if profile is None and findings.unnamed:
        return unknown
    if profile is None:
        _tell_new(unknown, findings)
        return unknown
    damaged = [part for part in unknown if is_no_name(part.text)]
    if damaged:
        _tell_damaged(damaged, cells, findings)
    unknown = tuple(part for part in unknown if part not in damaged)
    for part in unknown[:NAMED]:
        near = near_groups(directory, part.nearest)
        findings.add(
            "unknown-text",
            f"„{part.text}“ ist weder als Gruppe noch als Spalte bekannt.{meant(near)}",
            group_remedy(part.text, near),
            cell=_first_cell(cells, part.text, part.place, findings),
        )
    findings.tell_rest(len(unknown))
    counted = any(one.statistic for one in taken.values())
    for (series, item), one in taken.items():
        label = ", ".join(part for part in (series, item) if part)
        if one.clash:
            findings.add(
                "mapping-clash",
                f"„{label}“ wäre {one.clash}.",
                "Die Zuordnung der Tabelle berichtigen.",
            )
        elif one.statistic is None and not one.unknown and counted and one.group == TOTAL:
            # A sex alone is no new column: the header above has gone, with cells that were merged.
            findings.add(
                "header-lost",
                f"Über „{label}“ fehlt die Überschrift, die sagt, was gezählt wird. Vermutlich "
                "sind verbundene Zellen der Überschriften aufgehoben oder Überschriften gelöscht "
                "worden.",
                "Die Tabelle noch einmal herunterladen und unverändert einlesen.",
                cell=_cell_of(cells, series, item, findings),
            )
        elif one.statistic is None and not one.unknown:
            findings.add(
                "no-statistic",
                f"Für „{label}“ ist keine Kennzahl festgelegt: Die Überschrift darüber fehlt, oder "
                "die Spalte ist neu.",
                "Die Tabelle unverändert einlesen, wie das Amt sie liefert; ist die Spalte neu, in "
                "der Zuordnung der Tabelle eine Kennzahl nennen.",
                cell=_cell_of(cells, series, item, findings),
            )
    return unknown


def _tell_damaged(parts: list[Unknown], cells: pl.DataFrame, findings: Findings) -> None:
    """Say of headings that are numbers or units that they are none: they are no group to name."""
    first = parts[0]
    named = words.listing([f"„{one.text}“" for one in parts[:_OPEN]])
    more = f" und {len(parts) - _OPEN} weitere" if len(parts) > _OPEN else ""
    line = "Spaltenköpfe" if first.place is Place.SERIES else "Zeilenbeschriftungen"
    one = len(parts) == 1
    findings.add(
        "header-damaged",
        f"Bei den Texten der {line} {'steht' if one else 'stehen'} {named}{more}: eine Zahl, eine "
        f"Einheit oder nichts, aber kein Name. Vermutlich sind die {line} beschädigt oder "
        "verschoben, oder die Werte haben eine andere Einheit als sonst (etwa Tausend).",
        f"Die {line} und die Einheit mit derselben Tabelle beim Herausgeber oder mit der vorigen "
        "Lieferung vergleichen, die Datei neu herunterladen und unverändert einlesen.",
        cell=_first_cell(cells, first.text, first.place, findings),
    )


def _tell_new(unknown: tuple[Unknown, ...], findings: Findings) -> None:
    """Say what is open of a table that nobody has seen before, and how it is answered."""
    open_texts = [
        f"{PLACES[place]}{'n' if len(texts) > 1 else ''} {words.listing(texts)}"
        for place in (Place.SERIES, Place.ITEM)
        if (texts := [f"„{one.text}“" for one in unknown[:_OPEN] if one.place is place])
    ]
    more = f" und {len(unknown) - _OPEN} weitere" if len(unknown) > _OPEN else ""
    opened = f" Offen: {'; '.join(open_texts)}{more}." if open_texts else ""
    findings.add(
        "table-new",
        f"Diese Tabelle ist neu: Noch niemand hat gesagt, welche Kennzahl ihre Werte sind.{opened}",
        "Einen Entwurf der Zuordnung schreiben („integrationsmonitor mapping draft DATEI --out "
        "zuordnung.toml“), ihn ausfüllen, behalten („integrationsmonitor mapping save "
        "zuordnung.toml“) und die Datei noch einmal einlesen; oder auf der Seite „Datenpflege“ "
        "antworten.",
    )


def _cell_of(cells: pl.DataFrame, series: str, item: str, findings: Findings) -> str:
    """Where a column or, without one, a row begins."""
    place = Place.SERIES if series else Place.ITEM
    return _first_cell(cells, series or item, place, findings)


def _first_cell(cells: pl.DataFrame, text: str, place: Place, findings: Findings) -> str:
    series, item = pl.col("series").cast(pl.String), pl.col("item").cast(pl.String)
    first = cells.filter(
        series.str.contains(text, literal=True) | item.str.contains(text, literal=True)
    ).head(1)
    if first.is_empty():
        return ""
    return findings.text_cell(first.row(0, named=True), text, item=place is Place.ITEM)
