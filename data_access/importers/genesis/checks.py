"""What is wrong with the records of a flat file, and how its decimals are spelt."""

from __future__ import annotations

import math

import polars as pl

from data_access.importers.genesis.decimals import decimals_of
from data_access.importers.genesis.labels import Roles
from data_access.importers.genesis.records import Records, field
from data_access.importers.problems import Problem, Severity
from data_access.importers.tables.dates import unreadable
from data_access.importers.tables.periods import parse_date, parse_period, unreadable_date
from data_access.importers.tables.places import place_of
from data_access.words import number

#: What the databases call the time of a table of days.
_OF_DAYS = "STAG"
_DOWNLOAD_AGAIN = "Die Tabelle noch einmal als Flat-CSV herunterladen und unverändert einlesen."


def check(records: Records, roles: Roles, cells: pl.DataFrame) -> tuple[str, tuple[Problem, ...]]:
    """What separates decimals, and all problems of the file."""
    decimal, unclear = decimals_of(cells, records.text.document)
    problems = (
        *_empty(records, cells),
        *_without_area(records, roles),
        *_unreadable_times(records),
        *_times_without_day(records),
        *_cut_records(records),
        *unclear,
        *_without_value(records),
        *_unknown_fields(records),
        *_missing_records(records),
    )
    return decimal, problems


def _empty(records: Records, cells: pl.DataFrame) -> list[Problem]:
    if not cells.is_empty():
        return []
    what = "Die Tabelle enthält keinen einzigen Wert."
    remedy = "Bei der Auswahl in der Datenbank Gebiete und Zeiten prüfen und neu herunterladen."
    return [_problem(records, Severity.ERROR, "no-values", what, remedy)]


def _without_area(records: Records, roles: Roles) -> list[Problem]:
    if roles.area is not None or records.frame.is_empty():
        return []
    what = "Die Tabelle ist nach keinem Gebiet gegliedert: Keines ihrer Merkmale ist eines."
    remedy = "In der Datenbank eine Tabelle mit Kreisen oder Gemeinden auswählen."
    return [_problem(records, Severity.ERROR, "no-area", what, remedy)]


def _unreadable_times(records: Records) -> list[Problem]:
    """Dates that are none, each once."""
    time = records.fields.known["time"]
    return [
        unreadable(
            text,
            document=records.text.document,
            sheet="",
            cell=place_of("", _first_line(records, time, text), time + 1),
        )
        for text in records.texts("time")
        # Most are plain days, of which there may be hundreds.
        if parse_date(text) is None and unreadable_date(text)
    ]


def _times_without_day(records: Records) -> list[Problem]:
    """Years and months in a table of days: a spreadsheet has shortened them."""
    time = records.fields.known["time"]
    if "time_code" not in records.fields.known or records.texts("time_code") != [_OF_DAYS]:
        return []
    return [
        _problem(
            records,
            Severity.ERROR,
            "date-without-day",
            f"„{text}“ nennt keinen Tag und ist kein Stichtag. Vermutlich hat ein "
            "Tabellenprogramm das Datum verkürzt.",
            _DOWNLOAD_AGAIN,
            place_of("", _first_line(records, time, text), time + 1),
        )
        for text in records.texts("time")
        if parse_date(text) is None and parse_period(text)
    ]


def _first_line(records: Records, position: int, text: str) -> int:
    same = records.frame.select(pl.col(field(position)) == text).to_series()
    return int(records.lines.filter(same)[0])


def _cut_records(records: Records) -> list[Problem]:
    """A download that broke off leaves a record whose value or name may be cut."""
    if not records.text.ends_whole and not records.lines.is_empty():
        what = "Die Datei bricht mitten in einer Zeile ab; was dort steht, kann verkürzt sein."
        last = _at(records.lines.tail(1))
        return [_problem(records, Severity.ERROR, "cut-record", what, _DOWNLOAD_AGAIN, last)]
    if not records.fields.long:
        return []
    last = field(records.fields.known["value_variable_label"])
    code = field(records.fields.known["value_variable_code"])
    value = field(records.fields.values[0].position)
    broken = pl.col(value).is_not_null() & (pl.col(last).is_null() | pl.col(code).is_null())
    lines = records.lines.filter(records.frame.select(broken).to_series())
    if lines.is_empty():
        return []
    what = f"In {_times(lines)} steht ein Wert, aber nicht, was er zählt; die Datei ist beschädigt."
    return [_problem(records, Severity.ERROR, "cut-record", what, _DOWNLOAD_AGAIN, _at(lines))]


def _without_value(records: Records) -> list[Problem]:
    """Signs say why there is no number; an empty field says nothing. Lines may be empty."""
    columns = [field(one.position) for one in records.fields.values]
    others = pl.any_horizontal(pl.all().exclude(columns).is_not_null())
    silent = pl.any_horizontal(pl.col(columns).is_null()) & others
    lines = records.lines.filter(records.frame.select(silent).to_series())
    if lines.is_empty():
        return []
    what = f"In {_times(lines)} ist das Feld für den Wert leer, auch ein Zeichen steht nicht da."
    remedy = "Prüfen, ob die Datei vollständig ist; diese Felder werden nicht übernommen."
    return [_problem(records, Severity.DOUBT, "no-value", what, remedy, _at(lines))]


def _missing_records(records: Records) -> list[Problem]:
    """A file has a record for each combination; one that broke off between two lines has not."""
    fields = records.fields
    time = fields.known["time"]
    positions = [time, *(one.attribute_code for one in fields.variables)]
    if fields.long:
        positions.append(fields.known["value_variable_code"])
    # Lines may be empty; a total has no code.
    frame = records.frame.select(map(field, positions)).filter(pl.col(field(time)).is_not_null())
    texts = [len(records.texts(one)) + bool(frame[field(one)].null_count()) for one in positions]
    missing = math.prod(texts) - frame.height
    if missing <= 0:
        return []
    what = (
        f"Für {number(missing)} von {number(math.prod(texts))} Kombinationen von Gebiet, Zeit und "
        "Merkmalen hat die Datei keine Zeile. Entweder lässt das Amt sie weg, oder das "
        "Herunterladen brach ab."
    )
    remedy = "Fehlt in der Vorschau ein Gebiet oder ein Jahr, die Datei noch einmal herunterladen."
    return [_problem(records, Severity.NOTE, "records-missing", what, remedy)]


def _unknown_fields(records: Records) -> list[Problem]:
    return [
        _problem(
            records,
            Severity.NOTE,
            "unknown-field",
            f"Die Spalte „{name}“ gehört nicht zu einer Flat-CSV und bleibt unbeachtet.",
            "Nichts zu tun, wenn sie von Hand hinzugefügt wurde.",
            place_of("", 1, position + 1),
        )
        for position, name in records.fields.unknown.items()
    ]


def _times(lines: pl.Series) -> str:
    return "einer Zeile" if lines.len() == 1 else f"{number(lines.len())} Zeilen"


def _at(lines: pl.Series) -> str:
    return f"Zeile {lines[0]}"


def _problem(
    records: Records, severity: Severity, code: str, what: str, remedy: str, cell: str = ""
) -> Problem:
    return Problem(severity, code, records.text.document, "", cell, what, remedy)
