"""Sums over parts of a document and over several statistics: with a fault and without."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.checks import equations, part_sums
from data_access.audit.model import Severity
from data_access.domain import Part
from data_access.vocabulary import Relation
from tests.support.ledger import CITY, COUNTY, case, figure, only, plain_text

# Parts of documents


def _parts(relation: Relation) -> dict[str, Any]:
    parts = tuple(Part(CITY, group, COUNTY, "insgesamt", relation) for group in ("syrien", "irak"))
    return {"parts": {"einwohner": parts}}


def _staff(*numbers: float) -> list[Any]:
    pairs = zip(("syrien", "irak"), numbers, strict=True)
    return [figure(number, area=CITY, group=group) for group, number in pairs]


def test_parts_of_a_document_make_up_its_whole() -> None:
    more = _parts(Relation.ALL_PARTS)

    assert [*part_sums.check(case(figure(42), *_staff(20, 22), more=more))] == []
    assert only(part_sums.check, case(figure(43), *_staff(20, 22), more=more))


def test_a_selection_may_be_less_but_a_small_rest_is_told() -> None:
    more = _parts(Relation.SELECTION)

    assert [*part_sums.check(case(figure(100), *_staff(20, 22), more=more))] == []
    assert [*part_sums.check(case(figure(42), *_staff(20, 22), more=more))] == []
    found = only(part_sums.check, case(figure(44), *_staff(20, 22), more=more))
    assert found.severity is Severity.NOTE
    assert plain_text(found.what) == (
        "Die genannten Teile ergeben 42 von 44 Personen; 2 sind nicht aufgegliedert."
    )


def test_a_rest_that_the_data_explain_is_explained() -> None:
    whole = figure(44, note="Leitungen sind eingeschlossen.")

    found = only(part_sums.check, case(whole, *_staff(20, 22), more=_parts(Relation.SELECTION)))

    assert (found.severity, found.why) == (Severity.EXPLAINED, "Leitungen sind eingeschlossen.")


# Statistics

_POPULATION = {
    "title": "Deutsche und Ausländer",
    "whole": {"statistic": "einwohner", "group": "insgesamt"},
    "parts": [
        {"statistic": "einwohner", "group": "deutsche"},
        {"statistic": "fremde", "group": "insgesamt"},
    ],
}
_BALANCE = {
    "title": "Zuzüge abzüglich Fortzüge",
    "whole": {"statistic": "saldo"},
    "parts": [{"statistic": "zuzuege"}, {"statistic": "fortzuege", "factor": -1}],
}


def test_statistics_that_do_not_make_up_another_are_found() -> None:
    rows = [figure(275_464), figure(251_770, group="deutsche"), figure(23_684, "fremde")]

    found = only(equations.check, case(*rows, equation=[_POPULATION]))

    assert found.evidence[1].reckoning == "251.770 + 23.684"
    assert found.subject.statistic_codes == ("einwohner", "fremde")
    right = [*rows[:-1], figure(23_694, "fremde")]
    assert [*equations.check(case(*right, equation=[_POPULATION]))] == []


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(-3, 3))
def test_a_balance_is_what_came_less_what_went(came: int, went: int, by: int) -> None:
    rows = [figure(came - went + by, "saldo"), figure(came, "zuzuege"), figure(went, "fortzuege")]

    found = [*equations.check(case(*rows, equation=[_BALANCE]))]

    assert bool(found) == bool(by)


def test_a_group_of_a_part_may_follow_from_that_of_the_whole() -> None:
    rule = {
        "title": "Deutsche und Ausländer der Gruppe",
        "whole": {"statistic": "einwohner"},
        "parts": [
            {"statistic": "einwohner", "group": "{group}.deutsche"},
            {"statistic": "fremde"},
        ],
    }
    rows = [
        figure(10, group="irak"),
        figure(7, group="irak.deutsche"),
        figure(4, "fremde", group="irak"),
    ]

    assert only(equations.check, case(*rows, equation=[rule])).subject.group_code == "irak"


def test_an_equation_without_a_group_holds_for_every_group() -> None:
    rows = [
        figure(5, "saldo", group="syrien"),
        figure(8, "zuzuege", group="syrien"),
        figure(2, "fortzuege", group="syrien"),
    ]

    assert only(equations.check, case(*rows, equation=[_BALANCE])).subject.group_code == "syrien"


def test_an_optional_part_counts_as_zero_and_a_missing_one_as_anything() -> None:
    rule: dict[str, Any] = {
        "title": "Aufwand abzüglich Zuschuss",
        "whole": {"statistic": "ausgaben", "group": "insgesamt"},
        "parts": [
            {"statistic": "ausgaben", "group": "deutsche"},
            {"statistic": "ausgaben", "group": "auslaender", "factor": -1, "optional": True},
        ],
    }
    whole = figure(24_980.82, "ausgaben")
    part = figure(24_980.82, "ausgaben", group="deutsche")
    less = figure(0.01, "ausgaben", group="auslaender")

    assert [*equations.check(case(whole, part, equation=[rule]))] == []
    assert only(equations.check, case(whole, part, less, equation=[rule]))
    needed = {**rule, "parts": [{**one, "optional": False} for one in rule["parts"]]}
    assert [*equations.check(case(figure(1, "ausgaben"), part, equation=[needed]))] == []


def test_a_selection_of_another_statistic_cannot_be_more() -> None:
    rule = {
        "title": "Die Schutzsuchenden",
        "relation": "darunter",
        "whole": {"statistic": "einwohner"},
        "parts": [{"statistic": "fremde"}],
    }

    assert [*equations.check(case(figure(10), figure(9, "fremde"), equation=[rule]))] == []
    assert only(equations.check, case(figure(10), figure(11, "fremde"), equation=[rule]))
