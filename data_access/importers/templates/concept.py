"""Template: yearly programmes, measures, indicators, targets, readings and ratings."""

from __future__ import annotations

import polars as pl

from data_access.importers.problems import Severity
from data_access.importers.templates.columns import day, not_later
from data_access.importers.templates.model import (
    Column,
    Kind,
    Listing,
    Lookup,
    Option,
    RecordSheet,
    Rule,
    Template,
)
from data_access.vocabulary import ReviewKind, State

_STATES = (
    Option(State.ACHIEVED.value, "erreicht"),
    Option(State.ON_COURSE.value, "auf Kurs"),
    Option(State.AT_RISK.value, "gefährdet"),
    Option(State.MISSED.value, "verfehlt"),
    Option(State.NO_DATA.value, "keine Angaben"),
)
_REVIEWS = (
    Option(ReviewKind.MID_YEAR.value, "zur Jahresmitte"),
    Option(ReviewKind.PROVISIONAL.value, "vorläufig"),
    Option(ReviewKind.FINAL.value, "abschließend"),
)
_PHASES = (Option("running", "läuft"), Option("finished", "abgeschlossen"))
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


def _text(
    name: str, title: str, explanation: str, example: str, *, required: bool = True, width: int = 40
) -> Column:
    return Column(
        name,
        title,
        explanation,
        Kind.TEXT,
        example=example,
        required=required,
        empty=None if required else "",
        width=width,
    )


def _code(title: str, explanation: str, example: str) -> Column:
    return Column(
        "code", title, explanation, Kind.TEXT, example=example, required=True, key=True, width=14
    )


def _choice(
    name: str,
    title: str,
    explanation: str,
    example: str,
    *,
    options: tuple[Option, ...] = (),
    listing: Listing | None = None,
    offered_by: tuple[str, str] | None = None,
    required: bool = True,
    key: bool = False,
    width: int = 20,
) -> Column:
    return Column(
        name,
        title,
        explanation,
        Kind.CHOICE,
        example=example,
        required=required,
        key=key,
        options=options,
        listing=listing,
        offered_by=offered_by,
        width=width,
    )


def _goal(name: str = "goal_code", *, key: bool = False) -> Column:
    return _choice(
        name,
        "Ziel",
        "Ziel des Integrationskonzepts.",
        "5.1-Z1 Wartezeit Alphabetisierungskurs",
        listing=Listing.GOALS,
        key=key,
        width=44,
    )


def _indicator() -> Column:
    return _choice(
        "indicator_code",
        "Indikator",
        "Nummer des Indikators wie auf dem Blatt „Indikatoren“.",
        "5.1-I1",
        listing=Listing.INDICATORS,
        offered_by=("indikatoren", "code"),
        key=True,
        width=14,
    )


def _year(*, key: bool, listing: Listing | None = None) -> Column:
    return Column(
        "year",
        "Jahr",
        "Jahr des Programms.",
        Kind.YEAR,
        example="2026",
        required=True,
        key=key,
        minimum=2000,
        maximum=2100,
        listing=listing,
        width=9,
    )


def _number(
    name: str, title: str, explanation: str, example: str, *, required: bool = True
) -> Column:
    return Column(
        name, title, explanation, Kind.NUMBER, example=example, required=required, width=14
    )


_OF_INDICATOR = Lookup("indicator", "indicator_code", ("unit", "direction"))


def _share(name: str, title: str) -> Rule:
    return Rule(
        f"{name}-no-share",
        (pl.col("indicator.unit") != "percent") | pl.col(name).is_between(0, 100),
        (name,),
        f"„{title}“ ist {{{name}}}; der Indikator {{indicator_code}} wird in Prozent gemessen.",
        "Eine Zahl von 0 bis 100 eintragen oder die Einheit des Indikators berichtigen.",
        late=True,
    )


_PROGRAMMES = RecordSheet(
    "programme",
    "Jahresprogramme",
    "Eine Zeile je Jahr.",
    (
        _year(key=True),
        _text("title", "Titel", "Name des Programms.", "Jahresprogramm 2026"),
        _choice("phase", "Stand", "Ob das Programm noch läuft.", "läuft", options=_PHASES),
    ),
    table="programme",
)

_STEPS = RecordSheet(
    "schritte",
    "Schritte",
    "Der Weg eines Jahresprogramms vom Entwurf bis zur Auswertung.",
    (
        _year(key=True, listing=Listing.YEARS),
        Column(
            "position",
            "Nr.",
            "Der wievielte Schritt des Programms es ist; 1 für den ersten.",
            Kind.WHOLE,
            example="1",
            required=True,
            key=True,
            minimum=1,
            width=7,
        ),
        _text("title", "Schritt", "Was geschieht.", "Im Arbeitskreis beraten"),
        _choice(
            "body_code",
            "Gremium",
            "Gremium, das berät oder beschließt; leer, wenn keines beteiligt ist.",
            "Arbeitskreis Migration und Integration",
            listing=Listing.BODIES,
            required=False,
            width=36,
        ),
        day("due_on", "Vorgesehen am", "Geplanter Tag.", example="28.08.2025"),
        day(
            "done_on",
            "Erledigt am",
            "Tag, an dem es geschah; leer, solange es aussteht.",
            example="28.08.2025",
            required=False,
        ),
    ),
    rules=(not_later("done_on", title="Erledigt am", late=True),),
    table="programme_step",
)

_MEASURES = RecordSheet(
    "massnahmen",
    "Maßnahmen",
    "Eine Zeile je Maßnahme eines Jahresprogramms. Der Bestand des Konzepts gehört nicht hierher.",
    (
        _code(
            "Maßnahme",
            "Nummer, die bleibt; an ihr wird die Maßnahme wiedererkannt.",
            "2026-M01",
        ),
        _year(key=False, listing=Listing.YEARS),
        _goal(),
        _text(
            "title", "Titel", "Was zugesagt ist.", "Zwei weitere Alphabetisierungskurse", width=50
        ),
        _text(
            "responsible", "Verantwortlich", "Stelle, keine Person.", "Fachdienst Bildung", width=28
        ),
        day("due_on", "Fällig am", "Bis wann es zugesagt ist.", example="31.12.2026"),
        _text(
            "next_step",
            "Nächster Schritt",
            "Was als Nächstes ansteht.",
            "Träger auswählen",
            required=False,
        ),
        day(
            "next_due_on",
            "Nächster Termin",
            "Bis wann der nächste Schritt getan ist.",
            example="30.04.2026",
            required=False,
        ),
    ),
    rules=(
        Rule(
            "due-before-its-year",
            pl.col("due_on").dt.year() >= pl.col("year"),
            ("due_on", "year"),
            "Die Maßnahme {code} des Programms {year} ist schon am {due_on} fällig.",
            "Jahr oder Frist berichtigen.",
        ),
    ),
    table="programme_measure",
    inherited=("goal_code", ("field_code", "part_code")),
)

_INDICATORS = RecordSheet(
    "indikatoren",
    "Indikatoren",
    "Eine Zeile je Indikator. Ein Indikator ist eine Größe, an der ein Ziel gemessen wird.",
    (
        _code(
            "Indikator", "Nummer, die bleibt; an ihr wird der Indikator wiedererkannt.", "5.1-I1"
        ),
        _goal(),
        _text("title", "Titel", "Was gemessen wird.", "Wartezeit Alphabetisierungskurs"),
        _text(
            "subtitle",
            "Erläuterung",
            "Was genau gezählt wird.",
            "länger als 12 Wochen, Prozent der Wartenden",
            required=False,
            width=50,
        ),
        _choice("unit", "Einheit", "Worin gemessen wird.", "Prozent", options=_UNITS, width=16),
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
        _choice(
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

_TARGETS = RecordSheet(
    "zielwerte",
    "Zielwerte",
    "Eine Zeile je Beschluss. Ein neuer Zielwert ist eine neue Zeile; der alte bleibt sichtbar.",
    (
        _indicator(),
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
        _choice(
            "body_code",
            "Gremium",
            "Gremium, das beschlossen hat.",
            "Kreistag",
            listing=Listing.BODIES,
            width=36,
        ),
        day("baseline_on", "Ausgangswert vom", "Stichtag des Ausgangswerts.", example="31.12.2023"),
        _number("baseline", "Ausgangswert", "Wert, von dem aus gemessen wird.", "48"),
        day(
            "due_on",
            "Zieltermin",
            "Bis wann der Zielwert erreicht sein soll.",
            example="31.12.2026",
        ),
        _number("number", "Zielwert", "Beschlossener Wert.", "25"),
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
        _share("baseline", "Ausgangswert"),
        _share("number", "Zielwert"),
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

_READINGS = RecordSheet(
    "messwerte",
    "Messwerte",
    "Eine Zeile je Indikator und Stichtag.",
    (
        _indicator(),
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
        _number(
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
        _share("number", "Wert"),
    ),
    table="reading",
    lookups=(_OF_INDICATOR,),
)

_RATINGS = RecordSheet(
    "zielstaende",
    "Zielstände",
    "Eine Zeile je Ziel und Bewertung. Der jüngste Stand gilt; frühere bleiben.",
    (
        _goal(key=True),
        Column(
            "rated_on",
            "Bewertet am",
            "Tag der Bewertung.",
            Kind.DATE,
            example="10.09.2026",
            required=True,
            key=True,
            width=14,
        ),
        _choice("state", "Stand", "Wie es um das Ziel steht.", "gefährdet", options=_STATES),
        _text("reason", "Begründung", "Warum, in einem Satz.", "Der Stand bleibt hinter dem Plan."),
    ),
    rules=(not_later("rated_on", title="Bewertet am", late=True),),
    table="goal_state",
)

_RESULTS = RecordSheet(
    "auswertungen",
    "Auswertungen",
    "Eine Zeile je Maßnahme und Auswertung. Gelungenes und Misslungenes stehen beide da.",
    (
        _choice(
            "measure_code",
            "Maßnahme",
            "Nummer der Maßnahme wie auf dem Blatt „Maßnahmen“.",
            "2026-M01",
            listing=Listing.MEASURES,
            offered_by=("massnahmen", "code"),
            key=True,
            width=14,
        ),
        _choice(
            "kind",
            "Art",
            "Wann ausgewertet wurde: zur Jahresmitte, vorläufig noch im Jahr des Programms, oder "
            "abschließend danach.",
            "vorläufig",
            options=_REVIEWS,
            key=True,
        ),
        day("reviewed_on", "Ausgewertet am", "Tag der Auswertung.", example="11.06.2026"),
        _choice("state", "Stand", "Ergebnis.", "auf Kurs", options=_STATES),
        _text("result", "Ergebnis", "Was erreicht wurde, in einem Satz.", "Ein Kurs hat begonnen."),
    ),
    rules=(not_later("reviewed_on", title="Ausgewertet am", late=True),),
    table="review",
)

TEMPLATE = Template(
    "ziele",
    "Ziele, Maßnahmen und Indikatoren",
    "Jahresprogramme mit ihren Maßnahmen, Indikatoren mit Zielwerten und Messwerten, Stand der "
    "Ziele und Auswertungen.",
    (
        _MEASURES,
        _INDICATORS,
        _TARGETS,
        _READINGS,
        _RATINGS,
        _RESULTS,
        _PROGRAMMES,
        _STEPS,
    ),
    hints=(
        "Handlungsfelder, Ziele und Gremien stehen schon fest und werden hier nur ausgewählt.",
        "Was nicht in der Datei steht, bleibt, wie es ist. Soll eine Zeile ganz verschwinden, in "
        "der Spalte „Entfällt“ ein x eintragen.",
    ),
)
