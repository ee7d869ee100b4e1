"""Columns that slipped or were swapped: the cause is told once, not what follows in each cell."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from data_access.importers.interpretation.interpret import interpret
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.profiles import Place, Profile, Rule
from data_access.importers.tables.cells import CELLS, ReadTable
from data_access.vocabulary import Sex

POPULATION = "bevoelkerung-fortschreibung"
SHARE = "auslaenderanteil-fortschreibung"
HEADERS = ("Alle", "Männer", "Frauen", "Anteil", "Fläche")
PROFILE = Profile(
    layout="probe",
    table="T1",
    source="lsn-a100001v",
    rules=(
        Rule(text="Alle", place=Place.SERIES, statistic=POPULATION),
        Rule(text="Männer", place=Place.SERIES, statistic=POPULATION, sex=Sex.MALE),
        Rule(text="Frauen", place=Place.SERIES, statistic=POPULATION, sex=Sex.FEMALE),
        Rule(text="Anteil", place=Place.SERIES, statistic=SHARE),
        Rule(text="Fläche", place=Place.SERIES, leave_out="Flächen nicht."),
    ),
)
#: Of ten years: all persons, men, women, a share and an area.
ROWS = [
    (str(274_000 + year), str(134_000 + year), str(140_000), f"{7 + year / 10:.1f}", "1208.35")
    for year in range(10)
]


def problems(
    rows: Sequence[Sequence[str]], knowledge: Knowledge, *, sheet: str = "", decimal: str = "."
) -> list[Problem]:
    """The errors of a table with such values below ``HEADERS``."""
    cells = [
        {
            "sheet": sheet,
            "row": number + 2,
            "column": column,
            "area_code": "03254",
            "area_name": "Hildesheim, Landkreis",
            "period": f"{2010 + number}-12-31",
            "series": HEADERS[column - 3],
            "item": "",
            "text": text,
            "number": None,
            "letters": "",
        }
        for number, row in enumerate(rows)
        for column, text in enumerate(row, start=3)
        if text
    ]
    table = ReadTable(
        layout="probe",
        table_id="T1",
        title="Probe",
        document="probe.csv",
        sheet=sheet,
        cells=pl.DataFrame(cells, schema=CELLS),
        left_out={Reason.HEADING: 3},
        decimal=decimal,
    )
    found = interpret(table, PROFILE, knowledge).problems
    return [one for one in found if one.severity is Severity.ERROR]


def test_values_under_their_own_headers_are_no_problem(knowledge: Knowledge) -> None:
    assert problems(ROWS, knowledge) == []


def test_values_that_slipped_by_a_column_are_told_once(knowledge: Knowledge) -> None:
    (problem,) = problems([(*row[1:], "") for row in ROWS], knowledge)

    assert (problem.code, problem.cell) == ("columns-moved", "Zeile 2, Spalte 4")
    assert "um eine Spalte nach links verrutscht" in problem.what
    (problem,) = problems([("", *row[:-1]) for row in ROWS], knowledge)
    assert "um eine Spalte nach rechts verrutscht" in problem.what


@pytest.mark.parametrize(
    ("sheet", "named"), [("", "Spalten 3 und 4 vertauscht"), ("Tab", "Spalten C und D vertauscht")]
)
def test_two_neighbours_that_were_swapped_are_named(
    knowledge: Knowledge, sheet: str, named: str
) -> None:
    (problem,) = problems([(row[1], row[0], *row[2:]) for row in ROWS], knowledge, sheet=sheet)

    assert problem.code == "columns-moved"
    assert named in problem.what


def test_faults_of_single_cells_are_each_told_at_their_cell(knowledge: Knowledge) -> None:
    rows = [list(row) for row in ROWS]
    for number in range(5):
        rows[number][1] = "-5"
    found = problems(rows, knowledge)

    assert [(one.code, one.cell) for one in found] == [
        ("negative-count", f"Zeile {number}, Spalte 4") for number in range(2, 7)
    ]
    assert not any("Vermutlich" in one.what for one in found)


def test_most_cells_of_a_column_are_told_once_with_what_may_have_happened(
    knowledge: Knowledge,
) -> None:
    found = problems([(*row[:3], "unbekannt", row[4]) for row in ROWS], knowledge)

    (problem,) = found
    assert (problem.code, problem.cell) == ("not-a-number", "Zeile 2, Spalte 6")
    assert "Ebenso bei 9 weiteren Werten dieser Spalte" in problem.what
    assert "Vermutlich sind Spalten verrutscht oder vertauscht" in problem.what


def test_points_between_thousands_are_quoted_as_they_stand_and_told(knowledge: Knowledge) -> None:
    """Where a point separates decimals, 6.834 is no count; in the file nobody finds "6,834"."""
    rows = [(row[0], f"{130 + number}.834", *row[2:]) for number, row in enumerate(ROWS)]
    (problem,) = problems(rows, knowledge)

    assert problem.what.startswith("„130.834“ ist keine ganze Zahl")
    assert "Vermutlich stehen Punkte zwischen den Tausendern" in problem.what


def test_cells_of_a_sheet_are_quoted_as_excel_shows_them(knowledge: Knowledge) -> None:
    rows = [(ROWS[0][0], "7.6326", *ROWS[0][2:]), *ROWS[1:]]
    (of_sheet,) = problems(rows, knowledge, sheet="Tab")
    (of_text,) = problems(rows, knowledge)

    assert of_sheet.what.startswith("„7,6326“ ist keine ganze Zahl")
    assert of_text.what.startswith("„7.6326“ ist keine ganze Zahl")
