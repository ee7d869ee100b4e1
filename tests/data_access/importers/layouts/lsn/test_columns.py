"""LSN-Online: columns that are missing, nameless, alike, out of order or an editor's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_access.importers.problems import Reason, Severity
from tests.support.lsn_examples import NATION_TABLE, ROWS, TABLE, codes, expected, one, said
from tests.support.lsn_tables import Drawn, Row, copied, download


@pytest.mark.parametrize("web", [False, True])
@pytest.mark.parametrize(("men", "women"), [("Männlich", "Weiblich"), ("männlich", "weiblich")])
def test_men_without_women_are_a_missing_column(web: bool, men: str, women: str) -> None:
    rows = tuple((*row[:3], row[3][:2]) for row in ROWS)
    table = replace(TABLE, rows=rows, grouped=("Insgesamt", men), single=())
    (problem,) = one(copied(table) if web else download(table)).problems

    assert (problem.severity, problem.code) == (Severity.ERROR, "column-missing")
    assert problem.what.startswith(f"Die Spalte „{women}“ fehlt: „{men}“ ist da")
    other = replace(table, grouped=("Insgesamt", women))
    assert one(copied(other) if web else download(other)).problems == ()


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ((4,), "Die Spalte „Weiblich“ fehlt: „Männlich“ ist da"),
        ((3, 4), "Die letzten 2 Wertspalten fehlen: Die Überschrift „Bevölkerung“ reicht weiter"),
    ],
)
def test_last_columns_that_a_programme_has_deleted_are_named(
    columns: tuple[int, ...], what: str
) -> None:
    """It leaves the merged header as it was; the columns that are left are not to blame."""
    drawn = download(replace(TABLE, rows=tuple((*row[:3], row[3][:3]) for row in ROWS), single=()))
    gone = [place for place in drawn.cells if place[1] in columns]
    (problem,) = one(drawn.without(*gone)).problems

    assert (problem.severity, problem.code) == (Severity.ERROR, "column-missing")
    assert problem.what.startswith(what)


def test_a_merged_header_that_has_lost_its_text_is_told_without_empty_quotation_marks() -> None:
    drawn = download(replace(TABLE, rows=tuple((*row[:3], row[3][:3]) for row in ROWS), single=()))
    gone = [
        place for place, text in drawn.cells.items() if place[1] in (3, 4) or text == "Bevölkerung"
    ]
    found = [one.what for one in one(drawn.without(*gone)).problems]

    assert any(
        "Eine verbundene Zelle ohne Text reicht weiter nach rechts" in what for what in found
    )
    assert not any("„“" in what for what in found)


def test_a_deleted_column_is_named_at_its_place_and_alone() -> None:
    drawn = download(TABLE)
    shifted = Drawn(
        {
            (row, column - (column > 3)): value
            for (row, column), value in drawn.cells.items()
            if column != 3
        },
        ((10, 1, 12, 1), (10, 2, 10, 3)),
    )
    table = one(shifted)

    assert codes(table) == [(Severity.ERROR, "column-missing", "C12")]
    assert "Wertspalte 2 fehlt" in table.problems[0].what


def test_columns_in_another_order_are_an_error() -> None:
    moved = download(TABLE).with_cells({(12, 2): "2", (12, 3): "1"})

    assert codes(one(moved)) == [(Severity.ERROR, "columns-moved", "B12")]


def test_columns_that_have_lost_their_group_are_a_mistake() -> None:
    rows: tuple[Row, ...] = (("254", "Hildesheim", (), (1, 2, 3, 4)),)
    columns = ("insgesamt", "weiblich", "insgesamt", "weiblich")
    drawn = download(replace(TABLE, rows=rows, group="Deutsche", grouped=columns, single=()))
    drawn = drawn.with_cells({(10, 4): "Ausländer"})
    label = drawn.merges[0]
    merged = one(Drawn(drawn.cells, (label, (10, 2, 10, 3), (10, 4, 10, 5))))
    lost = one(Drawn(drawn.cells, (label,)))

    assert merged.cells["series"].to_list() == [
        "Deutsche | insgesamt",
        "Deutsche | weiblich",
        "Ausländer | insgesamt",
        "Ausländer | weiblich",
    ]
    assert codes(merged) == []
    assert codes(lost) == [(Severity.ERROR, "columns-alike", "E12")]


def test_a_column_without_header_is_a_mistake() -> None:
    table = one(download(TABLE).without((10, 6)))

    assert codes(table) == [(Severity.ERROR, "column-nameless", "F12")]


def test_a_table_without_its_numbers_is_refused() -> None:
    drawn = download(TABLE).without(*((12, column) for column in range(2, 7)))
    table = one(drawn)

    assert table.cells.height == 0
    assert codes(table) == [(Severity.ERROR, "no-table", "")]
    assert "Wertspalten" in table.problems[0].what
    assert table.table_id == "A100001G"


def test_columns_beside_the_table_are_outside() -> None:
    drawn = download(TABLE).with_cells(
        {(10, 8): "Anteil", (15, 8): "=F15/B15", (16, 8): 12.5, (3, 9): "geprüft"}
    )
    table = one(drawn)

    assert said(table) == expected(TABLE, "2019-12-31")
    assert table.left_out[Reason.OUTSIDE] == 4


def test_a_column_that_repeats_the_names_is_outside() -> None:
    drawn = download(NATION_TABLE)
    moved = Drawn(
        {
            **{(row, column + (column > 1)): value for (row, column), value in drawn.cells.items()},
            **{
                (row, 2): str(value).strip()
                for (row, column), value in drawn.cells.items()
                if column == 1 and 13 <= row < 22
            },
            (17, 2): "Großbritannien",
        }
    )
    table = one(moved)

    assert table.cells["item"].to_list() == one(drawn).cells["item"].to_list()
    assert table.left_out[Reason.OUTSIDE] == 9
