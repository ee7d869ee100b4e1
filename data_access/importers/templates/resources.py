"""Template: staff and budget by area of work."""

from __future__ import annotations

import polars as pl

from data_access.importers.problems import Severity
from data_access.importers.templates.columns import (
    DATA_STATUS,
    OWN,
    figure,
    not_later,
    reporting_day,
)
from data_access.importers.templates.model import (
    Column,
    Figure,
    FigureSheet,
    Kind,
    Option,
    Rule,
    Template,
)

_ALL = "insgesamt"
#: So many posts more than planned, and so many times as many, are hardly filled.
_FEW_POSTS, _FAR_ABOVE = 5, 2
#: Areas of work; the codes are population groups of the kind ``budget_unit``.
UNITS = (
    Option(_ALL, "Insgesamt"),
    Option("bereich-koordination", "Koordination und Steuerung", 1, _ALL),
    Option("bereich-beratung", "Beratung und soziale Betreuung", 1, _ALL),
    Option("bereich-sprache", "Sprachförderung und Sprachmittlung", 1, _ALL),
    Option("bereich-unterbringung", "Unterbringung", 1, _ALL),
    Option("bereich-leistungen", "Aufenthalt und Leistungen", 1, _ALL),
    Option("bereich-sonstiges", "Sonstiges", 1, _ALL),
)
_UNIT = Column(
    "unit",
    "Bereich",
    "Aufgabenbereich. „Insgesamt“ ist die Summe, die auch ohne die einzelnen Bereiche genannt "
    "werden kann.",
    Kind.CHOICE,
    required=True,
    key=True,
    options=UNITS,
    example="Koordination und Steuerung",
    width=34,
)


def _posts(name: str, title: str, explanation: str, code: str, example: str) -> Column:
    return figure(name, title, explanation, Figure(code), kind=Kind.NUMBER, example=example)


def _money(name: str, title: str, explanation: str, code: str, example: str) -> Column:
    figures = Figure(code, planned=code.endswith("-ansatz"))
    return figure(name, title, explanation, figures, kind=Kind.EURO, example=example)


def _part_of_all(name: str, title: str) -> Rule:
    return Rule(
        f"{name.replace('_', '-')}-above-total",
        pl.col(name) <= pl.col(f"whole.{name}"),
        (name, "unit"),
        f"„{title}“ ist für „{{unit}}“ ({{{name}}}) größer als insgesamt ({{whole.{name}}}).",
        "Die Zahl des Bereichs oder die Zeile „Insgesamt“ berichtigen.",
    )


def _closed(name: str, title: str) -> Rule:
    return Rule(
        f"{name.replace('_', '-')}-before-its-year",
        pl.col(name).is_null() | (pl.col("year") < pl.col("today").dt.year()),
        (name, "year"),
        f"„{title}“ steht für das Jahr {{year}}, das noch nicht vorbei ist.",
        "Für laufende und kommende Jahre nur den Ansatz eintragen.",
    )


TEMPLATE = Template(
    "personal-haushalt",
    "Personal und Haushalt",
    "Stellen und Mittel der Migrations- und Integrationsarbeit nach Aufgabenbereichen.",
    (
        FigureSheet(
            "personal",
            "Personal",
            "Eine Zeile je Stichtag und Bereich. Stellen sind Vollzeitstellen, keine Köpfe; "
            "Namen gehören nicht hierher.",
            (
                reporting_day(),
                _UNIT,
                _posts(
                    "planned",
                    "Stellen laut Stellenplan",
                    "Vollzeitstellen nach dem Stellenplan.",
                    "stellen-plan",
                    "4,5",
                ),
                _posts(
                    "filled",
                    "Besetzte Stellen",
                    "Vollzeitstellen, die am Stichtag besetzt sind.",
                    "stellen-besetzt",
                    "4",
                ),
                _posts(
                    "funded",
                    "Davon gefördert",
                    "Besetzte Stellen, die Bund oder Land mitbezahlen.",
                    "stellen-gefoerdert",
                    "1",
                ),
            ),
            fields=(DATA_STATUS,),
            rules=(
                not_later("day", title="Stichtag"),
                Rule(
                    "funded-above-filled",
                    pl.col("funded") <= pl.col("filled"),
                    ("funded", "filled"),
                    "Es sind mehr Stellen gefördert ({funded}) als besetzt ({filled}).",
                    "Eine der beiden Zahlen berichtigen.",
                ),
                Rule(
                    "filled-far-above-planned",
                    # A few are filled above the plan now and then.
                    (pl.col("filled") <= _FAR_ABOVE * pl.col("planned"))
                    | (pl.col("filled") - pl.col("planned") <= _FEW_POSTS),
                    ("filled", "planned"),
                    "Besetzt sind {filled} Stellen, im Stellenplan stehen {planned}. Vermutlich "
                    "fehlt ein Komma.",
                    "Die Zahl mit der Personalliste vergleichen und berichtigen. Stimmt sie, ist "
                    "nichts zu tun: Sie wird eingelesen, wie sie da steht.",
                    severity=Severity.DOUBT,
                ),
                _part_of_all("planned", "Stellen laut Stellenplan"),
                _part_of_all("filled", "Besetzte Stellen"),
                _part_of_all("funded", "Davon gefördert"),
            ),
            period=("day",),
            item="unit",
            origins=OWN,
        ),
        FigureSheet(
            "haushalt",
            "Haushalt",
            "Eine Zeile je Haushaltsjahr und Bereich. Aufwendungen und Erträge stehen beide ohne "
            "Minuszeichen.",
            (
                Column(
                    "year",
                    "Jahr",
                    "Haushaltsjahr.",
                    Kind.YEAR,
                    required=True,
                    key=True,
                    minimum=2000,
                    maximum=2100,
                    example="2026",
                    width=9,
                ),
                _UNIT,
                _money(
                    "staff_planned",
                    "Personalaufwand Ansatz",
                    "Personalaufwendungen nach dem Haushaltsplan.",
                    "haushalt-personal-ansatz",
                    "310.000",
                ),
                _money(
                    "staff",
                    "Personalaufwand Ergebnis",
                    "Personalaufwendungen nach der Jahresrechnung.",
                    "haushalt-personal",
                    "298.412,50",
                ),
                _money(
                    "material_planned",
                    "Sachaufwand Ansatz",
                    "Sach- und Dienstleistungen nach dem Haushaltsplan.",
                    "haushalt-sachmittel-ansatz",
                    "85.000",
                ),
                _money(
                    "material",
                    "Sachaufwand Ergebnis",
                    "Sach- und Dienstleistungen nach der Jahresrechnung.",
                    "haushalt-sachmittel",
                    "79.930,12",
                ),
                _money(
                    "grants_planned",
                    "Zuschüsse Ansatz",
                    "Erträge aus Zuschüssen von Bund, Land und anderen nach dem Haushaltsplan.",
                    "haushalt-zuschuesse-ansatz",
                    "35.000",
                ),
                _money(
                    "grants",
                    "Zuschüsse Ergebnis",
                    "Erträge aus Zuschüssen nach der Jahresrechnung.",
                    "haushalt-zuschuesse",
                    "35.000",
                ),
            ),
            fields=(DATA_STATUS,),
            rules=(
                _closed("staff", "Personalaufwand Ergebnis"),
                _closed("material", "Sachaufwand Ergebnis"),
                _closed("grants", "Zuschüsse Ergebnis"),
                _part_of_all("staff_planned", "Personalaufwand Ansatz"),
                _part_of_all("staff", "Personalaufwand Ergebnis"),
                _part_of_all("material_planned", "Sachaufwand Ansatz"),
                _part_of_all("material", "Sachaufwand Ergebnis"),
                _part_of_all("grants_planned", "Zuschüsse Ansatz"),
                _part_of_all("grants", "Zuschüsse Ergebnis"),
            ),
            period=("year",),
            item="unit",
            origins=OWN,
        ),
    ),
)
