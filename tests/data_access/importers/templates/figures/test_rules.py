"""Every rule of a sheet of figures, with rows that keep it and rows that break it."""

from __future__ import annotations

from typing import Any

import pytest

from data_access.importers.problems import Severity
from data_access.importers.templates import templates
from data_access.importers.templates.model import FigureSheet
from tests.support.figure_rows import CITY, TODAY, VILLAGE, population, problems_of
from tests.support.templates import Filled, codes, day, errors, read_tables

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
        [population(), population(Gemeinde=VILLAGE), population(Stichtag=day("31.12.2024"))],
        [population(), population(Gemeinde=VILLAGE), population(Stichtag=day("13.12.2025"))],
    ),
    ("bevoelkerung", "gemeinden", "date-in-the-future"): (
        [population(Stichtag=TODAY)],
        [population(Stichtag=day("21.11.2026"))],
    ),
    ("bevoelkerung", "gemeinden", "germans-above-population"): (
        [population(Deutsche=100, Ausländerinnen_und_Ausländer=None)],
        [population(Deutsche=101, Ausländerinnen_und_Ausländer=None)],
    ),
    ("bevoelkerung", "gemeinden", "foreigners-above-population"): (
        [population(Deutsche=None, Ausländerinnen_und_Ausländer=100)],
        [population(Deutsche=None, Ausländerinnen_und_Ausländer=101)],
    ),
    ("bevoelkerung", "gemeinden", "parts-do-not-add-up"): (
        [population()],
        [population(Deutsche=91)],
    ),
    ("bevoelkerung", "gemeinden", "more-foreigners-than-germans"): (
        [population(Deutsche=50, Ausländerinnen_und_Ausländer=50)],
        [population(Deutsche=10, Ausländerinnen_und_Ausländer=90)],
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
    ("sgb2", "tabelle", "month-of-few-rows"): (
        [_SGB2, {**_SGB2, "Zeile": "Irak"}, {**_SGB2, "Berichtsmonat": "02.2026"}],
        [
            *({**_SGB2, "Zeile": one} for one in ("Syrien", "Irak", "Iran")),
            {**_SGB2, "Berichtsmonat": "03.2016"},
        ],
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

    assert codes(problems_of(read_tables(kept))) == set()
    problems = problems_of(read_tables(broken))
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
