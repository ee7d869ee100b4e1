"""Single figures of the documents, worded as the documents word them."""

from __future__ import annotations

import pytest

from dashboard import german
from dashboard.charts.model import Chart
from dashboard.views import documents, facts
from data_access.domain import County
from data_access.reader import Reader


def _county(whole: Reader, key: str) -> County:
    return next(county for county in whole.counties() if county.key == key)


def _facts(whole: Reader, key: str) -> list[facts.Fact]:
    return facts.facts(whole, _county(whole, key))[0]


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
    (fact,) = (one for one in _facts(whole, county) if one.statistic.code == statistic)

    assert fact.text.replace(german.NBSP, " ").replace(german.THIN, " ") == text


def test_money_is_named_with_the_unit_that_spends_it(whole: Reader) -> None:
    cards = documents.cards(whole, _county(whole, "03157"), topic="resources", slug="mittel")
    money = next(one for one in cards if isinstance(one, Chart) and one.id == "mittel-betraege")

    assert "180.500" in money.title
    assert "Übergangsmanagement" in money.title


def test_meetings_that_were_not_held_are_no_headline(whole: Reader) -> None:
    found = _facts(whole, "03157")
    (rule,) = (one for one in found if one.statistic.code == "steuerungsgruppe-sitzungen")

    assert rule.text.replace(german.NBSP, " ") == "3 Sitzungen je Jahr"
    assert rule.statistic.name.startswith("Vorgesehene Sitzungen")
    assert rule not in facts.highlights(found)
