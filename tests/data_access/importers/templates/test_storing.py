"""Each template of figures, filled in as the office would, into the database and once more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data_access.clock import frozen_at
from data_access.deliveries.register import delivery
from data_access.engine import reading
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.importers.reports.report import Outcome
from data_access.importers.templates import templates
from data_access.schema.statistics import Observation
from tests.support.dump import dump
from tests.support.templates import Filled, Row, day, of_county

HILDESHEIM = "03254"
ALFELD = "Alfeld (Leine) [03254002]"
ORDER = Order(county_key=HILDESHEIM)

#: Statistic, area, group, period, number, status, and what else is said of the value.
Figure = tuple[str, str, str, str, float | None, str, str]


@dataclass(frozen=True)
class Case:
    """What somebody fills in, by sheets, and what is to be found."""

    rows: dict[str, Row]
    expected: set[Figure]


COUNTED = "value", ""
PROVISIONAL = "value", "provisional"


def _of(area: str, period: str, group: str = "insgesamt", **said: Any) -> set[Figure]:
    """Figures of an area and period: by statistic the number, or its sign, and what is said."""
    return {
        (name.replace("_", "-"), area, group, period, number, *papers)
        for name, (number, papers) in said.items()
    }


CASES = {
    "bevoelkerung": Case(
        {
            "Bevölkerung": {
                "Stichtag": day("31.12.2025"),
                "Gemeinde": ALFELD,
                "Grundlage": "Fortschreibung",
                "Bevölkerung insgesamt": "18.250 p",
                "Deutsche": 16_100,
                "Ausländerinnen und Ausländer": "*",
            }
        },
        _of(
            "03254002",
            "2025-12-31",
            bevoelkerung_fortschreibung=(18_250, PROVISIONAL),
            auslaender_fortschreibung=(None, ("confidential", "")),
        )
        | _of("03254002", "2025-12-31", "deutsche", bevoelkerung_fortschreibung=(16_100, COUNTED)),
    ),
    "zuweisung": Case(
        {
            "Gemeinden": {
                "Zeitraum von": day("01.01.2026"),
                "Zeitraum bis": day("30.06.2026"),
                "Gemeinde": ALFELD,
                "Rechnerischer Orientierungswert": 12.5,
                "Übertrag": -3,
                "Aufgenommen": 2,
                "Vorläufig": "x",
            },
            "Landkreis": {
                "Zeitraum von": day("01.01.2026"),
                "Zeitraum bis": day("30.06.2026"),
                "Aufnahmequote": 300,
                "Übertrag": "10 r",
                "Aufgenommen": "-",
            },
        },
        _of(
            "03254002",
            "2026-01/2026-06",
            zuweisung_orientierungswert=(12.5, ("value", "provisional planned")),
            zuweisung_uebertrag=(-3, ("value", "provisional planned")),
            zuweisung_aufgenommen=(2, PROVISIONAL),
        )
        | _of(
            HILDESHEIM,
            "2026-01/2026-06",
            aufnahmequote=(300, ("value", "planned")),
            zuweisung_uebertrag=(10, ("value", "revised planned")),
            zuweisung_aufgenommen=(None, ("nothing", "")),
        ),
    ),
    "sgb2": Case(
        {
            "SGB II": {
                "Berichtsmonat": "03.2026",
                "Zeile": "Insgesamt",
                "Leistungsberechtigte": 15_000,
                "Anteil in Prozent": 100,
                "Zum Vorjahresmonat": -20,
                "Zum Vorjahresmonat in Prozent": "-0,1",
                "Seit Januar 2015": ".",
                "Vorläufig": "x",
            }
        },
        _of(
            HILDESHEIM,
            "2026-03",
            sgb2_asylzugang=(15_000, PROVISIONAL),
            sgb2_asylzugang_anteil=(100, PROVISIONAL),
            sgb2_asylzugang_vorjahr=(-20, PROVISIONAL),
            sgb2_asylzugang_vorjahr_prozent=(-0.1, PROVISIONAL),
            sgb2_asylzugang_seit_2015=(None, ("unknown_or_confidential", "provisional")),
        ),
    ),
    "personal-haushalt": Case(
        {
            "Personal": {
                "Stichtag": day("30.06.2026"),
                "Bereich": "Insgesamt",
                "Stellen laut Stellenplan": "12,5",
                "Besetzte Stellen": 11,
                "Davon gefördert": "-",
            },
            "Haushalt": {
                "Jahr": 2025,
                "Bereich": "Insgesamt",
                "Zuschüsse Ansatz": "1.250,50",
                "Zuschüsse Ergebnis": "1.100 s",
            },
        },
        _of(
            HILDESHEIM,
            "2026-06-30",
            stellen_plan=(12.5, COUNTED),
            stellen_besetzt=(11, COUNTED),
            stellen_gefoerdert=(None, ("nothing", "")),
        )
        | _of(
            HILDESHEIM,
            "2025",
            haushalt_zuschuesse_ansatz=(1250.5, ("value", "planned")),
            haushalt_zuschuesse=(1_100, ("value", "estimated")),
        ),
    ),
    "sprachmittlung": Case(
        {
            "Pool": {
                "Stichtag": day("30.06.2026"),
                "Personen im Pool": 45,
                "Davon regelmäßig im Einsatz": "20 s",
                "Sprachen": 31,
            },
            "Einsätze": {
                "Monat": "05.2026",
                "Termine": 120,
                "Stunden": "180,5",
                "Fahrtkosten": "...",
            },
        },
        _of(
            HILDESHEIM,
            "2026-06-30",
            dolmetschen_pool=(45, COUNTED),
            dolmetschen_im_einsatz=(20, ("value", "estimated")),
            dolmetschen_sprachen=(31, COUNTED),
        )
        | _of(
            HILDESHEIM,
            "2026-05",
            dolmetschen_termine=(120, COUNTED),
            dolmetschen_stunden=(180.5, COUNTED),
            dolmetschen_fahrtkosten=(None, ("later", "")),
        ),
    ),
}


@pytest.fixture(autouse=True)
def _same_day() -> Iterator[None]:
    with frozen_at(date(2026, 11, 20)):
        yield


def _filled(engine: Engine, name: str) -> bytes:
    with reading(engine) as connection:
        filled = Filled(name, of_county(connection, name, HILDESHEIM))
    for sheet, row in CASES[name].rows.items():
        filled.put(sheet, row)
    return filled.content()


def _flags(row: Any) -> str:
    flags = ("provisional", "revised", "estimated", "planned")
    return " ".join(name for name in flags if getattr(row, name))


def _stored(engine: Engine, delivery: str) -> set[Figure]:
    row = Observation
    statement = select(row).where(row.delivery_code == delivery, row.known_until.is_(None))
    with reading(engine) as connection:
        return {
            (
                *(one.statistic_code, one.area_key, one.group_code, one.period),
                *(one.number, one.status, _flags(one)),
            )
            for one in connection.execute(statement)
        }


def test_every_template_of_figures_is_filled_here() -> None:
    assert set(CASES) == {one.name for one in templates() if not one.of_records}


@pytest.mark.parametrize("name", CASES)
def test_what_is_filled_in_is_found_with_its_flags_and_once(migrated: Engine, name: str) -> None:
    content = _filled(migrated, name)

    report = import_file(migrated, f"{name}.xlsx", content, ORDER)

    assert report.outcome is Outcome.RELEASED, report.problems
    stored = _stored(migrated, report.delivery)
    assert stored == CASES[name].expected
    assert report.new + report.changed == len(stored)
    before = dump(migrated)
    again = import_file(migrated, f"{name}.xlsx", content, ORDER)
    assert (again.outcome, again.new, again.changed) == (Outcome.UNCHANGED, 0, 0)
    assert again.unchanged == len(stored)
    assert dump(migrated) == before


def test_a_template_goes_to_its_own_county_whoever_brings_it(migrated: Engine) -> None:
    content = _filled(migrated, "sprachmittlung")

    report = import_file(migrated, "pool.xlsx", content, Order(county_key="03157"))

    with reading(migrated) as connection:
        assert delivery(connection, report.delivery).county_key == HILDESHEIM
