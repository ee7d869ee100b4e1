"""What the pages say, held against what was printed."""

from __future__ import annotations

import polars as pl
import pytest

from dashboard import german
from dashboard.catalogue import charts_of
from dashboard.charts.model import Cell, Chart
from dashboard.selection import Selection
from dashboard.views import action_fields, courses, distribution, overview, sgb2
from dashboard.views.model import plain
from data_access.domain import Absence
from data_access.reader import Reader
from data_access.vocabulary import ProgrammeKind, State

PRINTED = {
    "share": "sgb2-asylzugang-anteil",
    "year": "sgb2-asylzugang-vorjahr",
    "year_percent": "sgb2-asylzugang-vorjahr-prozent",
    "base": "sgb2-asylzugang-seit-2015",
    "base_percent": "sgb2-asylzugang-seit-2015-prozent",
}


def text(cell: Cell | str) -> str:
    """Text of a cell."""
    return cell.text if isinstance(cell, Cell) else cell


def printed(whole: Reader, code: str, group: str) -> float:
    """A figure of the printed table."""
    series = whole.series("03254", code)
    assert series is not None
    value = series.value(area="03254", period="2021-03", group=group)
    assert value is not None
    assert value.number is not None
    return value.number


def test_sgb2_table_is_as_printed_in_all_31_rows(whole: Reader) -> None:
    view = sgb2.build(whole, Selection("03254"))
    assert isinstance(view.table, Chart)
    lines = whole.classification("sgb2-asylzugang")
    assert len(view.table.table.rows) == len(lines) == 31
    for line, row in zip(lines, view.table.table.rows, strict=True):
        cells = [text(cell) for cell in row]
        group = line.group_code
        persons = printed(whole, "sgb2-asylzugang", group)
        wanted = [
            german.number(persons),
            german.percent(printed(whole, PRINTED["share"], group)),
            german.signed(printed(whole, PRINTED["year"], group)),
            german.signed_percent(printed(whole, PRINTED["year_percent"], group)),
            german.signed(printed(whole, PRINTED["base"], group)),
            german.signed_percent(printed(whole, PRINTED["base_percent"], group)),
        ]
        assert [*cells[1:5], *cells[6:8]] == wanted, line.label


def test_sgb2_says_what_its_groups_contain_and_that_the_list_is_a_selection(
    whole: Reader,
) -> None:
    view = sgb2.build(whole, Selection("03254"))
    assert isinstance(view.table, Chart)
    notes = " ".join(view.table.notes)
    assert "Afghanistan, Eritrea, Irak, Iran, Nigeria, Pakistan, Somalia und Syrien" in notes
    assert "Polen" in notes
    assert "August 2019" in notes
    assert "darunter" in view.table.subtitle


def test_sgb2_keeps_other_definitions_apart(whole: Reader) -> None:
    view = sgb2.build(whole, Selection("03254"))
    table = view.table
    assert isinstance(table, Chart)
    others = [card for card in view.other if isinstance(card, Chart)]
    assert {card.id for card in others} >= {"sgb2-regelleistung", "sgb2-erwerbsfaehig"}
    for card in others:
        assert "14.179" not in " ".join(text(c) for row in card.table.rows for c in row)


def test_distribution_shows_the_recomputed_sum_not_the_printed_one(whole: Reader) -> None:
    view = distribution.build(whole, Selection("03254"))
    sentence = plain(view.opening.sentence)
    assert "23.694" in sentence
    assert "23.684" not in sentence
    assert "laut Bevölkerungsfortschreibung" in sentence
    assert isinstance(view.ranking, Chart)
    shares = {text(row[0]): text(row[3]) for row in view.ranking.table.rows}
    assert shares["Sarstedt"] == german.percent(10.0)
    assert shares["Landkreis ohne Stadt"] == german.percent(5.7)
    assert len(view.ranking.frame) == 18


def test_register_and_update_are_never_one_series(whole: Reader) -> None:
    view = distribution.build(whole, Selection("03254"))
    assert isinstance(view.register, Chart)
    values = view.register.frame["number"].to_list()
    assert 25525.0 in values
    assert 23694.0 not in values


def test_population_breaks_are_named_and_no_change_crosses_them(whole: Reader) -> None:
    view = distribution.build(whole, Selection("03254"))
    card = next(
        c for c in view.development if isinstance(c, Chart) and c.id == "verteilung-bevoelkerung"
    )
    assert "Zensus 2022" in card.title
    assert german.signed(267713 - 268062) in card.title
    assert card.figure is not None
    texts = [note["text"] for note in card.figure["layout"]["annotations"]]
    assert "Zensus 2011" in texts
    assert "Zensus 2022" in texts


def test_a_gap_is_drawn_as_a_gap(whole: Reader) -> None:
    view = distribution.build(whole, Selection("03254"))
    assert isinstance(view.nationalities, Chart)
    assert view.nationalities.figure is not None
    lines = [t for t in view.nationalities.figure["data"] if t["mode"] == "lines"]
    assert lines
    assert all(None in trace["y"] for trace in lines)
    assert all(0 not in trace["y"] for trace in lines)


def test_hildesheim_fields_goals_and_measures(whole: Reader) -> None:
    view = action_fields.build(whole, Selection("03254"))
    assert isinstance(view.board, Chart)
    assert view.board.board is not None
    assert [len(row.tiles) for row in view.board.board.rows] == [7, 5, 8, 5, 4, 6, 6, 7, 8]
    assert all(tile.state is None for row in view.board.board.rows for tile in row.tiles)
    assert [row.facts[0][0].split("\u00a0")[0] for row in view.board.board.rows] == [
        "14", "9", "12", "15", "4", "5", "7", "13", "3",
    ]  # fmt: skip
    assert "bewertet" in plain(view.opening.sentence)


def test_musterkreis_states_and_turns(whole: Reader) -> None:
    view = action_fields.build(whole, Selection("muster"))
    assert isinstance(view.board, Chart)
    assert view.board.board is not None
    tiles = [tile.state for row in view.board.board.rows for tile in row.tiles]
    assert len(tiles) == 41
    assert tiles.count(State.ACHIEVED) == 8
    assert tiles.count(State.ON_COURSE) == 20
    assert sum(len(row.turns) for row in view.board.board.rows) == 5
    assert "zwei davon zum Schlechteren" in plain(view.opening.sentence)


def test_uncertain_year_is_said(whole: Reader) -> None:
    view = courses.build(whole, Selection("03254"))
    assert "unsicher" in plain(view.opening.sentence)
    flow = next(c for c in view.charts if isinstance(c, Chart) and c.id == "sprachkurse-fluss")
    assert "unsicher" in flow.caption.text
    assert any("keine Erfolgsquote" in note for note in flow.notes)


def test_programmes_say_who_may_attend_and_when(whole: Reader) -> None:
    view = courses.build(whole, Selection("03254"))
    assert isinstance(view.programmes, Chart)
    assert "Stand 2021" in view.programmes.table.columns
    assert any("nicht angeboten" in text(row[3]) for row in view.programmes.table.rows)


@pytest.mark.parametrize("county", ["03157", "03357", "03241", "03"])
def test_a_county_without_series_says_so_and_shows_its_documents(
    county: str, whole: Reader
) -> None:
    page = distribution.build(whole, Selection(county))
    assert isinstance(page.map, Absence)
    assert page.map.why
    assert page.map.how
    front = overview.build(whole, Selection(county))
    assert front.first
    # Answers by place have a table of their own; together they hold every figure.
    tables = [
        card
        for card in front.first.tables
        if isinstance(card, Chart) and card.id != "ueberblick-ereignisse"
    ]
    held = sum(
        series.frame.filter(pl.col("number").is_not_null()).height
        for statistic in whole.statistics(county)
        if (series := whole.series(county, statistic.code))
    )
    assert sum(len(card.table.rows) for card in tables) == held


def test_hannover_rest_is_not_a_failed_sum(whole: Reader) -> None:
    front = overview.build(whole, Selection("03241"))
    table = next(c for c in charts_of(front.first) if c.id == "ueberblick-zahlen")
    row = next(r for r in table.table.rows if text(r[1]).startswith("44"))
    assert "20 vor Ort und 22 mobil" in text(row[4])


@pytest.mark.parametrize("county", ["03254", "03157", "03357", "03241", "03", "muster"])
def test_openings_name_their_statistic_and_keep_to_five_figures(county: str, whole: Reader) -> None:
    for build in (
        overview.build,
        distribution.build,
        courses.build,
        sgb2.build,
        action_fields.build,
    ):
        opening = build(whole, Selection(county)).opening
        assert len(plain(opening.sentence)) > 40
        assert len(opening.figures) <= 5
        assert len({one.id for one in opening.figures}) == len(opening.figures)


def test_hildesheim_says_which_figures_of_courses_are_missing(whole: Reader) -> None:
    view = courses.build(whole, Selection("03254"))

    assert [card.what for card in view.absent if isinstance(card, Absence)] == [
        "Kurse nach Programm und Fördergeber fehlen"
    ]


def test_repeaters_stand_among_the_starters_and_the_query_date_under_the_chart(
    whole: Reader,
) -> None:
    view = courses.build(whole, Selection("muster", period="2025"))
    flow = next(c for c in view.charts if isinstance(c, Chart) and c.id == "sprachkurse-fluss")
    year = whole.courses("muster").years.filter(pl.col("year") == 2025).row(0, named=True)

    rows = [[text(cell) for cell in row] for row in flow.table.rows]
    steps = [row[0] for row in rows]
    place = steps.index("davon Wiederholende")
    assert steps[place - 1] == "begonnen"
    assert rows[place][1] == german.number(year["repeaters"])
    started, again = german.number(year["started"]), german.number(year["repeaters"])
    assert any(f"Von den {started} Personen" in note and again in note for note in flow.notes)
    asked = whole.courses("muster").queried_on
    assert asked is not None
    assert f"Abfragestand {german.day(asked)}" in flow.caption.text


def test_existing_measures_say_when_they_were(whole: Reader) -> None:
    """What ended in 2017 must not read as if it were still there."""
    concept = whole.concept("03254")
    timed = [one for f in concept.fields for one in concept.existing_of(f.code) if one.period]
    assert timed
    for one in timed:
        view = action_fields.build(whole, Selection("03254", field=one.field_code))
        cards = [card for card in view.measures if isinstance(card, Chart)]
        table = next(card.table for card in cards if card.id == "handlungsfeld-bestand")
        row = next(row for row in table.rows if text(row[0]).endswith(one.title))
        assert text(row[table.columns.index("Zeit")]) == one.period


def test_programmes_count_courses_with_a_known_payer(whole: Reader) -> None:
    view = courses.build(whole, Selection("03254"))
    assert isinstance(view.programmes, Chart)
    listed = whole.courses("03254").programmes
    counted = [one for one in listed if one.kind is ProgrammeKind.COURSE]
    assert 0 < len(counted) < len(listed)
    assert view.programmes.title.startswith(f"{len(counted)}{german.NBSP}Kursprogramme: ")
    assert "ohne genannten Geldgeber" in view.programmes.title
    assert "Abschnitte 3.6 und 5.1" in view.programmes.caption.text


def test_a_share_of_few_years_is_drawn_against_the_whole(whole: Reader) -> None:
    """A lone bar of 19 percent must not fill the width."""
    view = action_fields.build(whole, Selection("03254", field="5.7"))
    cards = [card for card in view.indicators if isinstance(card, Chart)]
    assert cards
    for card in cards:
        assert card.figure is not None
        assert card.figure["layout"]["xaxis"]["range"][1] == 100.0
        assert "%" in card.title
        assert "nicht der Landkreis" in card.subtitle


def test_bodies_of_hildesheim_have_their_electoral_term(whole: Reader) -> None:
    view = action_fields.build(whole, Selection("03254"))
    (card,) = [one for one in view.cycle if isinstance(one, Chart)]
    rows = {text(row[0]): (text(row[1]), text(row[2])) for row in card.table.rows}
    assert rows["Kreistag"] == ("beschließt", "2016–2021")
    assert rows["Migrationsausschuss"] == ("berät und empfiehlt", "2016–2021")
    assert "Stand 2021" in card.caption.text


def test_elements_and_cycle_of_the_concept_stand_on_the_page(whole: Reader) -> None:
    view = action_fields.build(whole, Selection("03254"))
    cards = {one.id: one for one in view.concept if isinstance(one, Chart)}
    counted = {name: len(card.table.rows) for name, card in cards.items()}
    assert counted["konzept-leitlinien"] == 10
    assert counted["konzept-rollen"] == 6
    assert counted["konzept-zielgruppen"] == 5
    assert counted["konzept-gremien"] == 5
    assert counted["konzept-netzwerke"] == 10
    assert counted["konzept-jahreslauf"] == 8


@pytest.mark.parametrize("county", ["03254", "muster"])
def test_the_flow_of_the_overview_says_that_it_is_no_success_rate(
    county: str, whole: Reader
) -> None:
    front = overview.build(whole, Selection(county))
    flow = next(
        lead.card
        for lead in front.leads
        if isinstance(lead.card, Chart) and lead.card.id == "ueberblick-sprachkurse"
    )
    assert any("keine Erfolgsquote" in note for note in flow.notes)
