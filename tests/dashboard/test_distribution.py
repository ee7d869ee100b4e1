"""Verteilung: whom each number counts, the county without its city, and what is missing."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard import german
from dashboard.charts.model import Cell, Chart
from dashboard.selection import MUNICIPALITY, Selection
from dashboard.views import distribution
from dashboard.views.distribution import protection, register
from dashboard.views.model import Card, plain
from data_access.domain import Absence
from data_access.engine import writing
from data_access.reader import Reader
from data_access.writing import NewObservation, begin_revision, write_observations

AGGREGATE = "03254-ohne-stadt"


def _text(cell: Cell | str) -> str:
    return cell.text if isinstance(cell, Cell) else cell


def _chart(cards: tuple[Card, ...], id_: str) -> Chart:
    return next(card for card in cards if isinstance(card, Chart) and card.id == id_)


def _number(reader: Reader, statistic: str, area: str, period: str, group: str) -> float:
    series = reader.series("03254", statistic)
    assert series is not None
    value = series.value(area=area, period=period, group=group)
    assert value is not None
    assert value.number is not None
    return value.number


@pytest.mark.parametrize("key", [AGGREGATE, "032545406"])
def test_the_keys_of_minutes_and_letters_are_offered(whole: Reader, key: str) -> None:
    offered = distribution.filters(whole, "03254").options[MUNICIPALITY]

    assert key in [one.value for one in offered]


def test_the_county_without_its_city_has_a_sentence_and_a_bar(whole: Reader) -> None:
    view = distribution.build(whole, Selection("03254", municipality=AGGREGATE))
    people = _number(whole, "auslaender-fortschreibung", AGGREGATE, "2020-12-31", "insgesamt")

    sentence = plain(view.opening.sentence)
    assert german.number(people) in sentence
    assert "im Landkreis Hildesheim ohne Stadt Hildesheim" in sentence
    assert "Rang" not in sentence
    assert isinstance(view.ranking, Chart)
    assert view.ranking.figure is not None
    labels = " ".join(str(trace.get("y")) for trace in view.ranking.figure["data"])
    ticks = str(view.ranking.figure["layout"])
    assert "Landkreis ohne Stadt" in labels + ticks
    # It stays apart from the municipalities that are counted.
    assert len(view.ranking.frame) == 18


def test_the_guide_counts_persons_only_and_tells_ukraine_and_benefits_apart(
    whole: Reader,
) -> None:
    guide = distribution.build(whole, Selection("03254")).guide
    assert isinstance(guide, Chart)
    rows = {_text(row[0]): [_text(cell) for cell in row] for row in guide.table.rows}

    ukraine = rows["Ukrainerinnen und Ukrainer laut Ausländerzentralregister"]
    assert ukraine[1] == german.number(
        _number(whole, "auslaender-azr", "03254", "2024-12-31", "ukraine")
    )
    benefits = rows["Leistungsberechtigte nach SGB II aus acht Asylzugangsländern"]
    assert benefits[1] == german.number(
        _number(whole, "sgb2-asylzugang", "03254", "2021-03", "asyl-top8")
    )
    assert "Afghanistan" in benefits[3]
    assert "Syrien" in benefits[3]
    assert not any("je 100" in name for name in rows)
    assert guide.title.startswith(german.capitalised(german.spelled(len(rows))))


def test_who_is_without_a_title_is_not_called_illegal(whole: Reader) -> None:
    guide = distribution.build(whole, Selection("03254")).guide
    assert isinstance(guide, Chart)
    row = next(row for row in guide.table.rows if _text(row[0]) == "Ohne Aufenthaltstitel")

    assert "nur ein Teil davon, heißt nicht „illegal“" in _text(row[4])


def test_protection_seekers_are_told_by_status(whole: Reader) -> None:
    view = distribution.build(whole, Selection("03254"))
    card = _chart(view.titles, "verteilung-schutzsuchende")
    total = _number(whole, "schutzsuchende", "03254", "2018-12-31", "insgesamt")
    recognised = _number(whole, "schutzsuchende", "03254", "2018-12-31", "schutz-anerkannt")

    assert card.title.startswith(f"{german.number(recognised)} von {german.number(total)}")
    assert "31.12.2018" in card.subtitle
    assert [_text(row[0]) for row in card.table.rows][:3] == [
        "anerkannt",
        "noch offen",
        "abgelehnt",
    ]


def test_residence_status_is_a_series_of_its_own(whole: Reader) -> None:
    card = _chart(
        distribution.build(whole, Selection("03254")).titles, "verteilung-aufenthaltsstatus"
    )

    assert len(card.frame) == 45
    newest = card.frame.filter(card.frame["period"] == "2024-12-31")["number"].to_list()
    assert sorted(newest) == sorted(
        _number(whole, "aufenthaltsstatus", "03254", "2024-12-31", group)
        for group in ("titel-erforderlich", "titel-nicht-erforderlich", "ohne-titel")
    )


def test_hildesheim_says_that_refugees_by_municipality_are_missing(whole: Reader) -> None:
    (card,) = distribution.build(whole, Selection("03254")).absent

    assert isinstance(card, Absence)
    assert "nach Gemeinde und Monat" in card.why
    assert card.how


def test_every_row_of_the_guide_names_the_table_of_its_own_value(whole: Reader) -> None:
    """Ukraine stands in another table of the register than the total."""
    guide = distribution.build(whole, Selection("03254")).guide
    assert isinstance(guide, Chart)
    rows = {_text(row[0]): row[0] for row in guide.table.rows}
    total = rows["Ausländerinnen und Ausländer laut Ausländerzentralregister"]
    ukraine = rows["Ukrainerinnen und Ukrainer laut Ausländerzentralregister"]

    assert isinstance(total, Cell)
    assert isinstance(ukraine, Cell)
    assert total.sub.endswith("1-2-1")
    assert ukraine.sub.endswith("1-2-4")
    assert {"1-2-1", "1-2-4"} <= {one.table_id for one in guide.caption.sources}


def test_what_was_left_out_is_not_said_to_be_missing(whole: Reader) -> None:
    series = whole.series("muster", "auslaender-azr")
    assert series is not None
    held = series.frame.filter(series.frame["group_code"] != "insgesamt")["group_code"].n_unique()
    card = distribution.build(whole, Selection("muster")).nationalities
    assert isinstance(card, Chart)

    shown = card.frame["name"].n_unique()
    assert shown < held
    assert any(f"von {german.spelled(held)} Staatsangehörigkeiten" in one for one in card.notes)


@pytest.mark.parametrize(
    ("statistic", "period"), [("auslaender-azr", "2024-12-31"), ("schutzsuchende", "2018-12-31")]
)
def test_ages_and_sets_of_states_are_no_nationalities(
    migrated: Engine, statistic: str, period: str
) -> None:
    """The register's tables count the same people by age, by stay and by sets of states too."""
    others = ("alter-ab-65", "aufenthalt-ab-10", "eu-28", "europa", "uebriges-asien")
    with writing(migrated) as connection:
        rows = [
            NewObservation("03254", statistic, "03254", period, 9000.0, "mir", group_code=group)
            for group in others
        ]
        write_observations(connection, rows, revision=begin_revision(connection, "Prüfung"))
    reader = Reader(migrated, small_cell_limit=3)
    county = next(one for one in reader.counties() if one.key == "03254")
    series = reader.series("03254", statistic)
    assert series is not None
    assert set(others) <= set(series.frame["group_code"].to_list())

    cards = (
        (register.nationalities(county, series),)
        if statistic == "auslaender-azr"
        else protection.cards(reader, county)
    )

    (card,) = cards
    assert isinstance(card, Chart)
    assert "Syrien" in str(card.table)
    assert "9.000" not in str(card.table)
