"""Counties of which only documents are known: what their pages say of single figures."""

from __future__ import annotations

import re

import pytest

from dashboard import german
from dashboard.catalogue import charts_of
from dashboard.charts.model import Chart
from dashboard.selection import Selection
from dashboard.views import documents, registry
from dashboard.views.documents.page import Documents
from dashboard.views.facts import Fact, facts
from dashboard.views.model import plain
from dashboard.views.values import county_of
from data_access.reader import Reader

#: Pages of counties without series on which documents have figures.
PAGES = [
    ("03", "", None),
    ("03157", "", None),
    ("03241", "", None),
    ("03357", "", None),
    ("03357", "sprachkurse", "courses"),
]


def bare(text: str) -> str:
    """A text with plain spaces, to be searched."""
    return text.replace(german.NBSP, " ").replace(german.THIN, " ")


def known(whole: Reader, county: str, topic: str | None) -> list[Fact]:
    """The figures that a page may speak of."""
    return facts(whole, county_of(whole.counties(), county), topic)[0]


def said(whole: Reader, county: str, slug: str) -> Documents:
    """What documents say on a page."""
    found = documents.read(
        whole,
        county_of(whole.counties(), county),
        topic="courses" if slug else None,
        slug=slug or "ueberblick",
        events=not slug,
    )
    assert found is not None
    return found


def drawn(found: Documents) -> list[Chart]:
    """Charts with a figure."""
    return [one for one in charts_of(found) if one.figure is not None]


def chart(found: Documents, id_: str) -> Chart:
    """A chart by its id."""
    return next(one for one in charts_of(found) if one.id == id_)


def cells(given: Chart) -> list[list[str]]:
    """The table of a chart as text."""
    return [
        [bare(cell if isinstance(cell, str) else cell.text) for cell in row]
        for row in given.table.rows
    ]


def names(one: Fact) -> set[str]:
    """How a sentence may call a statistic: name, short name, or the name in the plural."""
    singular, many = german.UNITS.get(one.statistic.unit, ("", ""))
    plural = one.statistic.name.replace(f"{singular} ", f"{many} ", 1)
    every = (one.statistic.name, one.statistic.name.rstrip(")"), one.statistic.short_name, plural)
    return {bare(name).casefold() for name in every}


@pytest.mark.parametrize(("county", "slug", "topic"), PAGES)
def test_the_opening_names_a_statistic_and_a_number_of_the_database(
    county: str, slug: str, topic: str | None, whole: Reader
) -> None:
    opening = registry.build(slug, whole, Selection(county)).opening
    sentence = bare(plain(opening.sentence))
    found = known(whole, county, topic)
    assert any(name in sentence.casefold() for one in found for name in names(one)), sentence
    numbers = {bare(one.bare) for one in found} | {german.number(one.number) for one in found}
    assert any(re.search(rf"(?<![\d.,]){re.escape(one)}(?![\d])", sentence) for one in numbers)
    assert len(sentence) <= 230
    assert 3 <= len(opening.figures) <= 5
    assert len({(one.label, one.value) for one in opening.figures}) == len(opening.figures)
    for one in opening.figures:
        assert re.search(r"\d", one.value), one
        assert re.search(r"\d{4}", one.note), one


@pytest.mark.parametrize(("county", "slug", "topic"), PAGES)
def test_two_charts_with_a_message_source_and_table(
    county: str, slug: str, topic: str | None, whole: Reader
) -> None:
    found = drawn(said(whole, county, slug))
    assert len(found) >= 2
    for one in found:
        assert re.search(r"\d", one.title), one.title
        assert "Größter Wert" not in one.title
        assert one.subtitle
        assert one.caption.sources
        assert one.table.rows
        assert not one.frame.is_empty()


@pytest.mark.parametrize(("county", "slug", "topic"), PAGES)
def test_no_chart_mixes_units_or_income_with_spending(
    county: str, slug: str, topic: str | None, whole: Reader
) -> None:
    units = {one.statistic.code: one.statistic.unit for one in known(whole, county, topic)}
    for one in drawn(said(whole, county, slug)):
        codes = set(one.frame["statistic"].to_list())
        assert len({units[code] for code in codes}) == 1, one.id
        spent = {code for code in codes if code.endswith(("aufwendungen", "ausgaben"))}
        assert spent in (set(), codes), one.id


@pytest.mark.parametrize(("county", "slug", "topic"), PAGES)
def test_words_of_the_source_stay_beside_every_number(
    county: str, slug: str, topic: str | None, whole: Reader
) -> None:
    found = said(whole, county, slug)
    for one in known(whole, county, topic):
        for card in charts_of(found):
            rows = card.frame
            if "qualifier" not in rows.columns or one.exact:
                continue
            held = rows.filter(
                (rows["statistic"] == one.statistic.code) & (rows["period"] == one.period.key)
            )
            if not held.is_empty():
                assert bare(one.bare) in " ".join(" ".join(row) for row in cells(card)), card.id


def test_thirteen_of_fifteen_offices_are_occupied(whole: Reader) -> None:
    found = said(whole, "03", "")
    squares = chart(found, "ueberblick-leitstelle-status")
    assert bare(squares.title) == (
        "13 von 15 Leitstellen für Integration mit Landespersonal besetzt; nicht nachbesetzt: "
        "Hildesheim und Region Hannover"
    )
    assert squares.figure is not None
    assert len(squares.figure["data"][0]["x"]) == 15
    listed = cells(chart(found, "ueberblick-leitstelle-status-orte"))
    assert len(listed) == 15
    assert [row[0] for row in listed if row[1] != "besetzt"] == ["Hildesheim", "Region Hannover"]
    # What thirteen rows share is said once.
    assert sum("Ergibt sich daraus" in row[2] for row in listed) == 0
    kinds = {
        row[0]: row[1:3] for row in cells(chart(found, "ueberblick-leitstelle-status-nach-art"))
    }
    assert kinds["Landkreise"] == ["7", "0"]
    assert kinds["Städte"] == ["5", "1"]


def test_what_pays_equals_what_is_spent(whole: Reader) -> None:
    found = said(whole, "03157", "")
    spent = {(row[0], row[1]): row[-1] for row in cells(chart(found, "ueberblick-betraege"))}
    card = chart(found, "ueberblick-finanzierung")
    paid = {(row[0], row[1]): row[-1] for row in cells(card)}
    assert spent == paid
    assert spent["Übergangsmanagement", "2017 (Plan)"] == "190.500 €"
    assert any("genau die Aufwendungen" in note for note in card.notes)


def test_two_of_forty_four_are_unassigned_and_no_error(whole: Reader) -> None:
    found = said(whole, "03241", "")
    whole_and_parts = chart(found, "ueberblick-integrationsmanagement-personal-teile")
    assert whole_and_parts.title.endswith("2 nicht aufgegliedert")
    places = chart(found, "ueberblick-personen")
    assert [row[1] for row in cells(places)] == ["8", "4", "4", "2", "2", "20 Personen"]
    assert "44" not in " ".join(" ".join(row) for row in cells(places))


def test_plans_are_lighter_and_named(whole: Reader) -> None:
    card = chart(said(whole, "03357", "sprachkurse"), "sprachkurse-betraege")
    assert bare(card.title) == (
        "Ausgaben für Sprachkurse der Kommunen: 1 Mio. € für 2024 geplant, 250.000 € mehr als 2023"
    )
    assert card.figure is not None
    assert len(set(card.figure["data"][0]["marker"]["color"])) == 2
    assert [row[1] for row in cells(card)] == ["2023", "2024 (Plan)"] * 3


@pytest.mark.parametrize("county", ["03", "03157", "03241", "03357"])
@pytest.mark.parametrize("slug", ["verteilung", "sprachkurse", "sgb2", "handlungsfelder"])
def test_what_is_missing_is_said_in_the_words_of_the_office(
    county: str, slug: str, whole: Reader
) -> None:
    sentence = plain(registry.build(slug, whole, Selection(county)).opening.sentence)
    if slug in {"verteilung", "sgb2"}:
        assert "noch nicht hinterlegt" in sentence
    assert not re.search(r"\b(ge)?laden\b|\blädt\b", sentence)


@pytest.mark.parametrize(
    ("county", "statistic", "text"),
    [
        ("03241", "integrationsmanagement-einstellungen", "bis zu 10 Personen (Plan)"),
        ("03241", "mobil-bewohnergrenze", "unter 200 Personen"),
        ("03254", "fahrzeit-sued", "über 1 Stunde"),
        ("03254", "takt-regionalverkehr", "1 bis 2 Stunden"),
        ("03254", "frauenanteil-gefluechtete", "ca. 30 %"),
        ("03357", "sprachmittler-termine", "ca. 1.000 Termine"),
        ("03357", "landesfoerderung-hoechstbetrag", "bis zu 35.000 €"),
        ("03357", "sprachmittler-im-einsatz", "rund 90 Personen"),
    ],
)
def test_a_figure_keeps_the_words_beside_it(
    whole: Reader, county: str, statistic: str, text: str
) -> None:
    (fact,) = (one for one in known(whole, county, None) if one.statistic.code == statistic)
    assert bare(fact.text) == text


def test_money_is_named_with_the_unit_that_spends_it(whole: Reader) -> None:
    title = bare(chart(said(whole, "03157", ""), "ueberblick-betraege").title)
    assert title.startswith("Übergangsmanagement: 190.500 € für 2017 geplant")


def test_meetings_that_were_not_held_are_no_headline(whole: Reader) -> None:
    found = known(whole, "03157", None)
    (rule,) = (one for one in found if one.statistic.code == "steuerungsgruppe-sitzungen")
    assert bare(rule.text) == "3 Sitzungen je Jahr"
    assert rule.statistic.name.startswith("Vorgesehene Sitzungen")
    assert rule.statistic.name not in {one.label for one in said(whole, "03157", "").figures}
