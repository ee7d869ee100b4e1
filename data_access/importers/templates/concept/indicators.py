"""Sheets of the indicators: what is measured, what was decided, what was read."""

from __future__ import annotations

import polars as pl

from data_access.importers.problems import Severity
from data_access.importers.templates.columns import day, not_later
from data_access.importers.templates.concept.columns import (
    choice_column,
    code_column,
    goal_column,
    number_column,
    text_column,
)
from data_access.importers.templates.model import (
    Column,
    Kind,
    Listing,
    Lookup,
    Option,
    RecordSheet,
    Rule,
)

_DIRECTIONS = (Option("up", "mehr ist besser"), Option("down", "weniger ist besser"))
_UNITS = (
    Option("persons", "Personen"),
    Option("percent", "Prozent"),
    Option("courses", "Kurse"),
    Option("places", "Plätze"),
    Option("posts", "Stellen"),
    Option("appointments", "Termine"),
    Option("languages", "Sprachen"),
    Option("municipalities", "Kommunen"),
    Option("households", "Haushalte"),
    Option("events", "Veranstaltungen"),
    Option("groups", "Gruppen"),
    Option("associations", "Vereine"),
    Option("leaflets", "Faltblätter"),
    Option("hours", "Stunden"),
    Option("weeks", "Wochen"),
    Option("months", "Monate"),
    Option("eur", "Euro"),
)


def _indicator_column() -> Column:
    return choice_column(
        "indicator_code",
        "Indikator",
        "Nummer des Indikators wie auf dem Blatt „Indikatoren“.",
        "5.1-I1",
        listing=Listing.INDICATORS,
        offered_by=("indikatoren", "code"),
        key=True,
        width=14,
    )


_OF_INDICATOR = Lookup("indicator", "indicator_code", ("unit", "direction"))


def _share_rule(name: str, title: str) -> Rule:
    return Rule(
        f"{name}-no-share",
        (pl.col("indicator.unit") != "percent") | pl.col(name).is_between(0, 100),
        (name,),
        f"„{title}“ ist {{{name}}}; der Indikator {{indicator_code}} wird in Prozent gemessen.",
        "Eine Zahl von 0 bis 100 eintragen oder die Einheit des Indikators berichtigen.",
        late=True,
    )


INDICATORS = RecordSheet(
    "indikatoren",
    "Indikatoren",
    "Eine Zeile je Indikator. Ein Indikator ist eine Größe, an der ein Ziel gemessen wird.",
    (
        code_column(
            "Indikator", "Nummer, die bleibt; an ihr wird der Indikator wiedererkannt.", "5.1-I1"
        ),
        goal_column(),
        text_column("title", "Titel", "Was gemessen wird.", "Wartezeit Alphabetisierungskurs"),
        text_column(
            "subtitle",
            "Erläuterung",
            "Was genau gezählt wird.",
            "länger als 12 Wochen, Prozent der Wartenden",
            required=False,
            width=50,
        ),
        choice_column(
            "unit", "Einheit", "Worin gemessen wird.", "Prozent", options=_UNITS, width=16
        ),
        Column(
            "decimals",
            "Nachkommastellen",
            "Wie viele Stellen hinter dem Komma gezeigt werden.",
            Kind.WHOLE,
            example="0",
            minimum=0,
            maximum=3,
            empty=0,
            width=11,
        ),
        choice_column(
            "direction",
            "Richtung",
            "Ob ein höherer oder ein niedrigerer Wert besser ist.",
            "weniger ist besser",
            options=_DIRECTIONS,
        ),
    ),
    table="indicator",
    constants={
        "statistic_code": None,
        "group_code": None,
        "area_key": None,
        "sex": None,
        "position": 1000,
    },
    inherited=("goal_code", ("field_code", "part_code")),
)

TARGETS = RecordSheet(
    "zielwerte",
    "Zielwerte",
    "Eine Zeile je Beschluss. Ein neuer Zielwert ist eine neue Zeile; der alte bleibt sichtbar.",
    (
        _indicator_column(),
        Column(
            "decided_on",
            "Beschlossen am",
            "Tag des Beschlusses.",
            Kind.DATE,
            example="12.12.2024",
            required=True,
            key=True,
            width=14,
        ),
        choice_column(
            "body_code",
            "Gremium",
            "Gremium, das beschlossen hat.",
            "Kreistag",
            listing=Listing.BODIES,
            width=36,
        ),
        day("baseline_on", "Ausgangswert vom", "Stichtag des Ausgangswerts.", example="31.12.2023"),
        number_column("baseline", "Ausgangswert", "Wert, von dem aus gemessen wird.", "48"),
        day(
            "due_on",
            "Zieltermin",
            "Bis wann der Zielwert erreicht sein soll.",
            example="31.12.2026",
        ),
        number_column("number", "Zielwert", "Beschlossener Wert.", "25"),
    ),
    rules=(
        Rule(
            "target-due-before-decision",
            pl.col("due_on") > pl.col("decided_on"),
            ("due_on", "decided_on"),
            "Der Zieltermin {due_on} liegt nicht nach dem Beschluss vom {decided_on}.",
            "Zieltermin oder Beschlussdatum berichtigen.",
        ),
        Rule(
            "baseline-after-due",
            pl.col("baseline_on") < pl.col("due_on"),
            ("baseline_on", "due_on"),
            "Der Ausgangswert ist vom {baseline_on}, der Zieltermin schon am {due_on}.",
            "Eines der beiden Daten berichtigen.",
        ),
        not_later("decided_on", title="Beschlossen am", code="decision-in-the-future", late=True),
        not_later(
            "baseline_on", title="Ausgangswert vom", code="baseline-in-the-future", late=True
        ),
        _share_rule("baseline", "Ausgangswert"),
        _share_rule("number", "Zielwert"),
        Rule(
            "target-against-direction",
            pl.when(pl.col("indicator.direction") == "up")
            .then(pl.col("number") >= pl.col("baseline"))
            .when(pl.col("indicator.direction") == "down")
            .then(pl.col("number") <= pl.col("baseline")),
            ("number", "baseline"),
            "Der Zielwert ({number}) ist schlechter als der Ausgangswert ({baseline}).",
            "Prüfen, ob Zielwert, Ausgangswert und Richtung des Indikators stimmen.",
            severity=Severity.NOTE,
            late=True,
        ),
    ),
    table="target",
    lookups=(_OF_INDICATOR,),
)

READINGS = RecordSheet(
    "messwerte",
    "Messwerte",
    "Eine Zeile je Indikator und Stichtag.",
    (
        _indicator_column(),
        Column(
            "read_on",
            "Stichtag",
            "Tag, für den der Wert gilt.",
            Kind.DATE,
            example="30.09.2026",
            required=True,
            key=True,
            width=14,
        ),
        number_column(
            "number", "Wert", "Gemessener Wert; leer, wenn es keinen gibt.", "37", required=False
        ),
        Column(
            "provisional",
            "Vorläufig",
            "x, solange sich der Wert noch ändern kann.",
            Kind.MARK,
            example="x",
            empty=False,
            width=11,
        ),
    ),
    rules=(
        not_later("read_on", title="Stichtag", code="reading-in-the-future", late=True),
        _share_rule("number", "Wert"),
    ),
    table="reading",
    lookups=(_OF_INDICATOR,),
)
