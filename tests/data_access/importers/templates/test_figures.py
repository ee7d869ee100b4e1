"""Sheets of figures become cells with area, period, column and line; what is wrong is told."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from data_access.clock import frozen_at
from data_access.domain import Period
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.tables.cells import ReadTable
from data_access.importers.templates import templates
from data_access.importers.templates.figures import _span
from data_access.importers.templates.model import FigureSheet
from tests.support.templates import Filled, codes, day, errors, read_lists, read_tables

TODAY = date(2026, 11, 20)
CITY, VILLAGE = "Musterstadt [muster-01]", "Beispielhausen [muster-02]"
UPDATE = "bevoelkerung-gemeinden-fortschreibung"
REGISTER = "bevoelkerung-gemeinden-melderegister"


@pytest.fixture(autouse=True)
def _same_day() -> Iterator[None]:
    with frozen_at(TODAY):
        yield


def _population(**changes: Any) -> dict[str, Any]:
    plain = {
        "Stichtag": day("31.12.2025"),
        "Gemeinde": CITY,
        "Grundlage": "Fortschreibung",
        "Bevölkerung insgesamt": 100,
        "Deutsche": 90,
        "Ausländerinnen und Ausländer": 10,
    }
    return {**plain, **{name.replace("_", " "): value for name, value in changes.items()}}


def _read(*rows: dict[str, Any]) -> dict[str, ReadTable]:
    filled = Filled("bevoelkerung")
    for row in rows:
        filled.put("Bevölkerung", row)
    return read_tables(filled.content())


def _said(table: ReadTable) -> list[tuple[Any, ...]]:
    names = ("area_code", "area_name", "period", "series", "item", "number", "letters")
    return table.cells.select(names).rows()


def _problems(tables: dict[str, ReadTable]) -> tuple[Problem, ...]:
    return tuple(problem for one in tables.values() for problem in one.problems)


def test_a_row_is_a_cell_per_figure() -> None:
    table = _read(_population())[UPDATE]

    assert table.problems == ()
    assert _said(table) == [
        ("muster-01", "Musterstadt", "2025-12-31", "Bevölkerung insgesamt", "", 100.0, ""),
        ("muster-01", "Musterstadt", "2025-12-31", "Deutsche", "", 90.0, ""),
        ("muster-01", "Musterstadt", "2025-12-31", "Ausländerinnen und Ausländer", "", 10.0, ""),
    ]
    assert table.cells.select("sheet", "row", "column").rows()[0] == ("Bevölkerung", 8, 4)


@pytest.mark.parametrize("unreadable", ["31.13.2025", "demnächst", None])
def test_a_date_that_cannot_be_read_is_told_once(unreadable: str | None) -> None:
    """Nobody knows whether it is another day of the year than those of the other rows."""
    rows = [_population(), _population(Grundlage="Melderegister")]
    found = _problems(_read(*rows, _population(Gemeinde=VILLAGE, Stichtag=unreadable)))

    assert {one.cell for one in found} == {"A10"}
    assert len(found) == 1
    assert "leer" not in found[0].what


def test_two_bases_are_two_tables() -> None:
    tables = _read(_population(), _population(Gemeinde=VILLAGE, Grundlage="Melderegister"))

    assert {name: set(one.cells["area_code"]) for name, one in tables.items()} == {
        UPDATE: {"muster-01"},
        REGISTER: {"muster-02"},
    }


def test_the_papers_stand_above_the_table() -> None:
    filled = Filled("bevoelkerung")
    filled.field("Bevölkerung", "Gebietsstand", day("01.01.2026"))
    filled.field("Bevölkerung", "Datenstand", "15.6.2026")
    filled.put("Bevölkerung", _population())
    table = read_tables(filled.content())[UPDATE]

    assert table.territorial_status == date(2026, 1, 1)
    assert table.data_status == date(2026, 6, 15)


def test_prefilled_rows_without_a_figure_are_no_rows() -> None:
    (table,) = read_tables(Filled("sgb2").content()).values()

    assert table.cells.is_empty()
    assert table.problems == ()
    assert table.left_out[Reason.LABEL] == 31


@pytest.mark.parametrize("name", [one.name for one in templates() if not one.of_records])
def test_every_cell_is_counted_once(name: str) -> None:
    filled = Filled(name)
    if name == "bevoelkerung":
        filled.put("Bevölkerung", _population(Deutsche="*"))
        filled.put("Bevölkerung", _population(Gemeinde="", Deutsche="neunzig"))
        filled.put("Bevölkerung", _population(Grundlage="Melderegister", Gemeinde=VILLAGE))
        page = filled.page("Bevölkerung")
        page["H7"], page["H8"], page["J9"] = "Bemerkung", "aus dem Bericht", "noch etwas"
    tables = read_tables(filled.content())
    by_sheet: dict[str, int] = {}
    for one in tables.values():
        by_sheet[one.sheet] = by_sheet.get(one.sheet, 0) + one.filled

    assert by_sheet == {title: filled.filled_cells(title) for title in by_sheet}
    assert by_sheet


def test_a_moved_column_is_found_and_another_one_is_told() -> None:
    filled = Filled("bevoelkerung")
    page = filled.page("Bevölkerung")
    header, columns = filled.header("Bevölkerung")
    page.insert_cols(1, 2)
    page.insert_rows(header, 3)
    page.cell(header + 3, 1).value = "Bemerkung"
    page.cell(header + 4, 1).value = "laut Bericht"
    for title, value in _population().items():
        page.cell(header + 4, columns[title] + 2).value = value
    table = read_tables(filled.content())[UPDATE]

    assert table.cells["number"].to_list() == [100.0, 90.0, 10.0]
    (note,) = table.problems
    assert (note.severity, note.code) == (Severity.NOTE, "columns-beside-the-table")
    assert "Bemerkung" in note.what


def test_a_missing_key_column_keeps_the_file_out_and_is_named() -> None:
    filled = Filled("bevoelkerung")
    filled.put("Bevölkerung", _population())
    filled.page("Bevölkerung")["A7"] = "Tag"
    tables = read_tables(filled.content())
    (problem,) = [one for one in _problems(tables) if one.severity is Severity.ERROR]

    assert (problem.code, problem.sheet) == ("column-missing", "Bevölkerung")
    assert problem.what == "Die Spalte „Stichtag“ fehlt; an ihrer Stelle steht „Tag“."
    assert tables[UPDATE].cells.is_empty()
    assert tables[UPDATE].left_out[Reason.DOUBT] == 3


def test_a_missing_column_of_figures_is_only_told() -> None:
    filled = Filled("bevoelkerung")
    filled.put("Bevölkerung", _population())
    filled.page("Bevölkerung").delete_cols(5)
    table = read_tables(filled.content())[UPDATE]

    assert table.cells["number"].to_list() == [100.0, 10.0]
    assert [(one.severity, one.code) for one in table.problems] == [
        (Severity.NOTE, "column-missing")
    ]


def test_a_sheet_without_its_header_is_told() -> None:
    filled = Filled("bevoelkerung")
    filled.put("Bevölkerung", _population())
    filled.page("Bevölkerung").delete_rows(7)

    assert "header-missing" in errors(_problems(read_tables(filled.content())))


def test_signs_of_the_offices_are_passed_on_as_they_stand() -> None:
    table = _read(_population(Deutsche=".", Ausländerinnen_und_Ausländer="*"))[UPDATE]

    assert table.problems == ()
    assert table.cells["text"].to_list() == ["100", ".", "*"]
    assert table.cells["number"].to_list() == [100.0, None, None]


def test_numbers_may_be_texts_as_germans_write_them() -> None:
    row = _population(
        Bevölkerung_insgesamt="62.038", Deutsche="53 167", Ausländerinnen_und_Ausländer="8.871"
    )
    table = _read(row)[UPDATE]

    assert table.problems == ()
    assert table.cells["text"].to_list() == ["62.038", "53 167", "8.871"]


def test_euros_may_bear_their_sign() -> None:
    filled = Filled("personal-haushalt")
    filled.put("Haushalt", {"Jahr": 2025, "Bereich": "Insgesamt", "Zuschüsse Ansatz": "1.250,50 €"})
    table = read_tables(filled.content())["personal-haushalt-haushalt"]

    assert table.problems == ()
    assert table.cells["text"].to_list() == ["1.250,50"]


def test_what_excel_shows_as_percent_is_percent() -> None:
    filled = Filled("sgb2")
    header, columns = filled.header("SGB II")
    filled.put(
        "SGB II", {"Berichtsmonat": "03.2026", "Zeile": "Syrien", "Anteil in Prozent": 0.038}
    )
    page = filled.page("SGB II")
    page.cell(header + 1, columns["Anteil in Prozent"]).number_format = "0.0%"
    table = read_tables(filled.content())["sgb2-tabelle"]

    assert table.cells["number"].to_list() == [3.8]


def test_a_line_and_a_mark_stand_beside_each_figure() -> None:
    filled = Filled("sgb2")
    row = {"Berichtsmonat": day("15.03.2026"), "Zeile": "mit guter Bleibeperspektive"}
    filled.put("SGB II", {**row, "Leistungsberechtigte": 7, "Vorläufig": "X"})
    table = read_tables(filled.content())["sgb2-tabelle"]

    assert table.problems == ()
    assert _said(table) == [
        (
            *("muster", None, "2026-03", "Leistungsberechtigte"),
            *("mit guter Bleibeperspektive", 7.0, "p"),
        )
    ]


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        (day("01.10.2025"), "03.2026", "2025-10/2026-03"),
        ("2026-04", "April 2026", "2026-04"),
        ("01.2025", "12.2025", "2025"),
        ("01/2024", "12.2025", "2024/2025"),
    ],
)
def test_an_allocation_runs_from_one_month_to_another(first: Any, last: Any, period: str) -> None:
    filled = Filled("zuweisung")
    filled.put(
        "Gemeinden",
        {
            "Zeitraum von": first,
            "Zeitraum bis": last,
            "Gemeinde": CITY,
            "Aufgenommen": 3,
            "Rechnerischer Orientierungswert": 4.5,
            "Übertrag": -2,
        },
    )
    table = read_tables(filled.content())["zuweisung-gemeinden"]

    assert table.problems == ()
    assert table.cells["period"].unique().to_list() == [period]
    assert table.cells["number"].to_list() == [4.5, -2.0, 3.0]


_MONTHS = st.tuples(st.integers(2000, 2030), st.integers(1, 12))


@given(_MONTHS, _MONTHS)
def test_every_span_of_months_has_one_key(one: tuple[int, int], other: tuple[int, int]) -> None:
    first, last = (f"{year}-{month:02d}" for year, month in (one, other))
    key = _span(first, last)

    if first > last:
        assert key is None
        return
    assert key is not None
    period = Period.parse(key)
    assert period.start.isoformat() == f"{first}-01"
    assert period.end.isoformat().startswith(last)


def test_a_formula_is_read_where_excel_has_worked_it_out() -> None:
    buffer = io.BytesIO()
    source = Filled("sprachmittlung")
    header, columns = source.header("Einsätze")
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("Einsätze")
        for row in source.page("Einsätze").iter_rows(max_row=header):
            for cell in row:
                if cell.value is not None:
                    page.write_string((cell.row or 1) - 1, (cell.column or 1) - 1, str(cell.value))
        page.write_string(header, columns["Monat"] - 1, "03.2026")
        page.write_formula(header, columns["Termine"] - 1, "=40+44", None, 84)
        page.write_formula(header, columns["Stunden"] - 1, "=1/0", None, "#DIV/0!")
    table = read_tables(buffer.getvalue())["sprachmittlung-einsaetze"]
    told = {one.code: one for one in table.problems}

    assert told["formula-read"].severity is Severity.NOTE
    assert "gespeichertes Ergebnis" in told["formula-read"].what
    assert told["error-in-cell"].severity is Severity.ERROR
    assert "#DIV/0!" in told["error-in-cell"].what


def test_a_formula_without_a_result_is_not_taken_for_nothing() -> None:
    tables = _read(_population(Deutsche="=45*2"))

    assert errors(_problems(tables)) == {"formula-without-result"}


def test_a_formula_in_a_column_of_texts_is_refused() -> None:
    assert "formula-for-text" in errors(_problems(_read(_population(Gemeinde='="Musterstadt"'))))


@pytest.mark.parametrize(
    ("changes", "code", "cell"),
    [
        ({"Stichtag": "irgendwann"}, "no-date", "A8"),
        ({"Stichtag": 45000}, "no-date", "A8"),
        ({"Stichtag": None}, "cell-empty", "A8"),
        ({"Gemeinde": None}, "cell-empty", "B8"),
        ({"Grundlage": "Fortschreibng"}, "no-choice", "C8"),
        ({"Deutsche": "neunzig"}, "no-whole", "E8"),
        ({"Deutsche": 89.5}, "no-whole", "E8"),
        ({"Deutsche": -1}, "below-minimum", "E8"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(changes: dict[str, Any], code: str, cell: str) -> None:
    tables = _read(_population(**changes))
    found = [one for one in _problems(tables) if one.code == code]

    assert [(one.severity, one.sheet, one.cell) for one in found] == [
        (Severity.ERROR, "Bevölkerung", cell)
    ]
    assert found[0].what.endswith(".")
    assert found[0].remedy.endswith(".")
    assert sum(one.cells.height for one in tables.values()) == 0
    assert sum(one.left_out.get(Reason.DOUBT, 0) for one in tables.values()) == 3


def test_a_misspelt_choice_gets_the_nearest_one() -> None:
    (problem,) = _problems(_read(_population(Grundlage="Fortschreibng")))

    assert "Gemeint sein könnte: Fortschreibung." in problem.what


def test_the_same_row_twice_names_the_other_row() -> None:
    problems = _problems(_read(_population(), _population(Deutsche=91)))
    twice = [one for one in problems if one.code == "row-twice"]

    assert [one.cell for one in twice] == ["A9"]
    assert "schon einmal in der Datei (Zeile 8)" in twice[0].what
    assert "31.12.2025" in twice[0].what


def test_a_row_that_stands_there_many_times_is_told_once() -> None:
    problems = _problems(_read(*(_population(Deutsche=number) for number in range(5, 9))))
    (twice,) = [one for one in problems if one.code == "row-twice"]

    assert twice.cell == "A9"
    assert "schon einmal in der Datei (Zeile 8)" in twice.what
    assert twice.what.endswith(" Noch 2 weitere Zeilen sind gleich.")
    assert twice.remedy.startswith("Alle bis auf eine löschen")


def test_rows_whose_keys_are_wrong_are_not_each_other_again() -> None:
    wrong = {"Grundlage": "Zensus"}
    problems = _problems(_read(_population(**wrong), _population(**wrong)))

    assert codes(problems) == {"no-choice"}


def test_a_required_choice_is_named_and_not_to_be_cleared() -> None:
    (problem,) = _problems(_read(_population(Grundlage="Zensus")))

    assert problem.remedy == "In die Zelle gehört „Fortschreibung“ oder „Melderegister“."


def test_of_a_long_choice_the_list_is_named() -> None:
    filled = Filled("sgb2")
    filled.put("SGB II", {"Berichtsmonat": "03.2026", "Zeile": "Syrer", "Leistungsberechtigte": 5})
    (problem,) = [
        one for one in _problems(read_tables(filled.content())) if one.severity is Severity.ERROR
    ]

    assert "Gemeint sein könnte: Syrien." in problem.what
    assert problem.remedy.endswith("alle stehen im Blatt „Listen“.")


@pytest.mark.parametrize(
    ("changes", "quoted"),
    [
        ({"Deutsche": 33.38}, "„33,38“ in der Spalte „Deutsche“ ist keine ganze Zahl."),
        ({"Deutsche": date(1965, 12, 14)}, "„14.12.1965“ in der Spalte „Deutsche“ ist keine Zahl."),
        ({"Stichtag": 45_000}, "„45000“ in der Spalte „Stichtag“ ist kein Datum."),
        (
            {"Deutsche": 33_380},
            "Deutsche (33.380) und Ausländerinnen und Ausländer (10) ergeben zusammen nicht die "
            "Bevölkerung (100).",
        ),
    ],
)
def test_cells_are_quoted_as_excel_shows_them(changes: dict[str, Any], quoted: str) -> None:
    assert quoted in [one.what for one in _problems(_read(_population(**changes)))]


@pytest.mark.parametrize(
    ("stichtag", "told"),
    [
        # Typed as 2024 into a cell for days, Excel makes a day of it.
        (date(1905, 7, 16), "2024 allein ist für Excel ein Tag im Jahr 1905: 31.12.2024 eintragen"),
        (date(1924, 12, 31), "Möglich sind Tage vom 01.01.1950 bis zum 31.12.2100"),
        ("31.12.1949", "Möglich sind Tage vom 01.01.1950 bis zum 31.12.2100"),
    ],
)
def test_a_day_that_the_cell_would_not_have_taken_is_refused(stichtag: Any, told: str) -> None:
    (problem,) = _problems(_read(_population(Stichtag=stichtag)))

    assert (problem.severity, problem.code, problem.cell) == (Severity.ERROR, "no-date", "A8")
    assert f" in der Spalte „Stichtag“ kann nicht sein. {told}." in problem.what


@pytest.mark.parametrize("first", ["01.01.1950", "31.12.2024"])
def test_a_day_that_the_cell_would_have_taken_is_read(first: str) -> None:
    assert _problems(_read(_population(Stichtag=day(first)))) == ()


@pytest.mark.parametrize("month", [date(1905, 7, 16), "07.1905", "Juli 1905"])
def test_a_month_that_the_cell_would_not_have_taken_is_refused(month: Any) -> None:
    filled = Filled("sgb2")
    filled.put("SGB II", {"Berichtsmonat": month, "Zeile": "Syrien", "Leistungsberechtigte": 7})
    (problem,) = [one for one in _problems(read_tables(filled.content())) if one.code == "no-month"]

    assert problem.severity is Severity.ERROR
    assert "in der Spalte „Berichtsmonat“ kann nicht sein." in problem.what


def test_a_month_that_excel_took_for_a_number_is_told_as_that() -> None:
    filled = Filled("sprachkurse")
    row = filled.put("Wartende", {"Monat": 9.2026, "Kursart": "Integrationskurs"})
    page = filled.page("Wartende")
    (cell,) = (one for one in page[row] if one.value == 9.2026)
    cell.number_format = "mm.yyyy"

    told = [one.what for one in read_lists(filled.content()).problems]
    (said,) = (one for one in told if "ist kein Monat" in one)
    assert said.startswith("„1900-01-09 ")
    assert said.endswith("eine eingetippte Zahl (etwa 9,2026) als Datum gedeutet.")


def test_an_older_version_is_told() -> None:
    filled = Filled("bevoelkerung")
    filled.put("Bevölkerung", _population())
    page = filled.page("Bevölkerung")
    page["A1"] = str(page["A1"].value).replace("Fassung 1", "Fassung 7")

    assert errors(_problems(read_tables(filled.content()))) == {"template-version"}


def test_a_data_status_of_tomorrow_is_told() -> None:
    filled = Filled("bevoelkerung")
    filled.field("Bevölkerung", "Datenstand", day("21.11.2026"))
    filled.put("Bevölkerung", _population())

    assert errors(_problems(read_tables(filled.content()))) == {"data-status-in-the-future"}


Rows = list[dict[str, Any]]
_ALLOCATION = {"Zeitraum von": "10.2025", "Zeitraum bis": "03.2026", "Gemeinde": CITY}
_QUOTA = {"Zeitraum von": "10.2025", "Zeitraum bis": "03.2026"}
_SGB2 = {"Berichtsmonat": "03.2026", "Zeile": "Syrien", "Leistungsberechtigte": 5}
_STAFF = {"Stichtag": day("31.12.2025"), "Bereich": "Unterbringung"}
_BUDGET = {"Jahr": 2025, "Bereich": "Unterbringung"}
_POOL = {"Stichtag": day("31.12.2025"), "Personen im Pool": 10}
_HOURS = {"Monat": "03.2026", "Termine": 4}
_ALLOCATION_RULES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "period-ends-before-start": (
        {"Aufgenommen": 3},
        {"Aufgenommen": 3, "Zeitraum bis": "09.2025"},
    ),
    "counted-before-it-began": (
        {"Zeitraum von": "12.2026", "Zeitraum bis": "12.2026", "Übertrag": 1},
        {
            "Zeitraum von": "12.2026",
            "Zeitraum bis": "12.2026",
            "Aufgenommen": 3,
            "Vorläufig": "x",
        },
    ),
    "running-period-not-provisional": (
        {"Zeitraum bis": "03.2027", "Aufgenommen": 3, "Vorläufig": "x"},
        {"Zeitraum bis": "03.2027", "Aufgenommen": 3},
    ),
}


def _parts(base: dict[str, Any], title: str) -> tuple[Rows, Rows]:
    whole = {**base, "Bereich": "Insgesamt", title: 5}
    return [whole, {**base, title: 5}], [whole, {**base, title: 6}]


#: For every rule of every sheet: rows that keep it and rows that break it and nothing else.
RULES: dict[tuple[str, str, str], tuple[Rows, Rows]] = {
    ("bevoelkerung", "gemeinden", "day-of-few-rows"): (
        # A year more is a series; one more day of the year is not.
        [_population(), _population(Gemeinde=VILLAGE), _population(Stichtag=day("31.12.2024"))],
        [_population(), _population(Gemeinde=VILLAGE), _population(Stichtag=day("13.12.2025"))],
    ),
    ("bevoelkerung", "gemeinden", "date-in-the-future"): (
        [_population(Stichtag=TODAY)],
        [_population(Stichtag=day("21.11.2026"))],
    ),
    ("bevoelkerung", "gemeinden", "germans-above-population"): (
        [_population(Deutsche=100, Ausländerinnen_und_Ausländer=None)],
        [_population(Deutsche=101, Ausländerinnen_und_Ausländer=None)],
    ),
    ("bevoelkerung", "gemeinden", "foreigners-above-population"): (
        [_population(Deutsche=None, Ausländerinnen_und_Ausländer=100)],
        [_population(Deutsche=None, Ausländerinnen_und_Ausländer=101)],
    ),
    ("bevoelkerung", "gemeinden", "parts-do-not-add-up"): (
        [_population()],
        [_population(Deutsche=91)],
    ),
    **{
        ("zuweisung", sheet, rule): ([{**base, **good}], [{**base, **bad}])
        for sheet, base in (("gemeinden", _ALLOCATION), ("kreis", _QUOTA))
        for rule, (good, bad) in _ALLOCATION_RULES.items()
    },
    ("sgb2", "tabelle", "month-in-the-future"): (
        [{**_SGB2, "Berichtsmonat": "11.2026"}],
        [{**_SGB2, "Berichtsmonat": "12.2026"}],
    ),
    ("sgb2", "tabelle", "part-above-whole"): (
        [{**_SGB2, "Zeile": "mit guter Bleibeperspektive"}, _SGB2],
        [{**_SGB2, "Zeile": "mit guter Bleibeperspektive", "Leistungsberechtigte": 4}, _SGB2],
    ),
    ("personal-haushalt", "personal", "date-in-the-future"): (
        [{**_STAFF, "Besetzte Stellen": 1}],
        [{**_STAFF, "Stichtag": day("01.01.2027"), "Besetzte Stellen": 1}],
    ),
    ("personal-haushalt", "personal", "funded-above-filled"): (
        [{**_STAFF, "Besetzte Stellen": 1.5, "Davon gefördert": "1,5"}],
        [{**_STAFF, "Besetzte Stellen": 1.5, "Davon gefördert": 2}],
    ),
    ("personal-haushalt", "personal", "filled-far-above-planned"): (
        [{**_STAFF, "Stellen laut Stellenplan": 20.5, "Besetzte Stellen": 25.5}],
        [{**_STAFF, "Stellen laut Stellenplan": 20.5, "Besetzte Stellen": 1825}],
    ),
    ("personal-haushalt", "personal", "planned-above-total"): _parts(
        _STAFF, "Stellen laut Stellenplan"
    ),
    ("personal-haushalt", "personal", "filled-above-total"): _parts(_STAFF, "Besetzte Stellen"),
    ("personal-haushalt", "personal", "funded-above-total"): _parts(_STAFF, "Davon gefördert"),
    **{
        ("personal-haushalt", "haushalt", f"{name}-before-its-year"): (
            [{**_BUDGET, f"{title} Ergebnis": 1}, {**_BUDGET, "Jahr": 2027, f"{title} Ansatz": 1}],
            [{**_BUDGET, "Jahr": 2026, f"{title} Ergebnis": 1}],
        )
        for name, title in (
            ("staff", "Personalaufwand"),
            ("material", "Sachaufwand"),
            ("grants", "Zuschüsse"),
        )
    },
    **{
        ("personal-haushalt", "haushalt", f"{name}-above-total"): _parts(_BUDGET, title)
        for name, title in (
            ("staff-planned", "Personalaufwand Ansatz"),
            ("staff", "Personalaufwand Ergebnis"),
            ("material-planned", "Sachaufwand Ansatz"),
            ("material", "Sachaufwand Ergebnis"),
            ("grants-planned", "Zuschüsse Ansatz"),
            ("grants", "Zuschüsse Ergebnis"),
        )
    },
    ("sprachmittlung", "pool", "date-in-the-future"): (
        [_POOL],
        [{**_POOL, "Stichtag": day("31.12.2026")}],
    ),
    ("sprachmittlung", "pool", "active-above-pool"): (
        [{**_POOL, "Davon regelmäßig im Einsatz": 10}],
        [{**_POOL, "Davon regelmäßig im Einsatz": 11}],
    ),
    ("sprachmittlung", "einsaetze", "month-in-the-future"): (
        [_HOURS],
        [{**_HOURS, "Monat": "12.2026"}],
    ),
}


def test_every_rule_has_a_row_that_breaks_it() -> None:
    assert RULES.keys() == {
        (template.name, sheet.name, rule.name)
        for template in templates()
        for sheet in template.sheets
        if isinstance(sheet, FigureSheet)
        for rule in sheet.rules
    }


@pytest.mark.parametrize(("name", "sheet", "rule"), RULES, ids=lambda text: text)
def test_a_rule_holds_and_is_broken(name: str, sheet: str, rule: str) -> None:
    title = next(
        s.title for t in templates() if t.name == name for s in t.sheets if s.name == sheet
    )
    kept, broken = (_filled(name, title, rows) for rows in RULES[name, sheet, rule])

    assert codes(_problems(read_tables(kept))) == set()
    problems = _problems(read_tables(broken))
    # Who doubts a value keeps nothing out.
    (severity,) = {
        one.severity
        for found in templates()
        if found.name == name
        for page in found.sheets
        if page.name == sheet
        for one in page.rules
        if one.name == rule
    }
    assert errors(problems) == ({rule} if severity is Severity.ERROR else set())
    assert {one.severity for one in problems if one.code == rule} == {severity}
    assert all(one.sheet == title and one.cell for one in problems)
    assert not any("{" in one.what for one in problems)


def _filled(name: str, title: str, rows: Rows) -> bytes:
    filled = Filled(name)
    for row in rows:
        filled.put(title, row)
    return filled.content()


_TEXTS = st.one_of(
    st.integers(0, 10**9).map(lambda number: f"{number:,}".replace(",", ".")),
    st.integers(0, 10**9).map(str),
    st.decimals(0, 10**6, places=2).map(lambda number: str(number).replace(".", ",")),
    st.sampled_from(["-", ".", "...", "/", "x", "*", "1.23", "abc", "1,2,3", "12 %"]),
)


@pytest.fixture(scope="module")
def hours() -> Callable[[list[str]], ReadTable]:
    """Texts typed into the column of hours, read."""

    def read(texts: list[str]) -> ReadTable:
        filled = Filled("sprachmittlung")
        for number, text in enumerate(texts):
            filled.put("Einsätze", {"Monat": f"{number % 12 + 1:02d}.{2000 + number // 12}"})
            header, columns = filled.header("Einsätze")
            cell = filled.page("Einsätze").cell(header + 1 + number, columns["Stunden"])
            cell.value, cell.data_type = text, "s"
        with frozen_at(TODAY):
            return read_tables(filled.content())["sprachmittlung-einsaetze"]

    return read


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_TEXTS, min_size=1, max_size=20))
def test_no_typed_text_is_lost(hours: Callable[[list[str]], ReadTable], texts: list[str]) -> None:
    """It is a cell with the text as it was typed, or in doubt with a problem."""
    table = hours(texts)
    refused = sum(one.code == "no-number" for one in table.problems)

    assert table.cells.height + refused == len(texts)
    assert table.left_out.get(Reason.DOUBT, 0) == refused
    assert sorted(table.cells["text"]) == sorted(
        text for text in texts if text in table.cells["text"].to_list()
    )
