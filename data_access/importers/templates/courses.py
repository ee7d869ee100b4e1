"""Template: language courses with monthly attendance, results, waiting lists and flows."""

from __future__ import annotations

import polars as pl

from data_access.importers.problems import Severity
from data_access.importers.templates.columns import month_not_later, reporting_month
from data_access.importers.templates.model import (
    Column,
    Kind,
    Listing,
    Lookup,
    RecordSheet,
    Rule,
    Template,
)

_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
#: Classes of weeks waited: from, to (None is open), title.
WAITING_CLASSES = (
    (0, 4, "0 bis 4 Wochen"),
    (5, 8, "5 bis 8 Wochen"),
    (9, 12, "9 bis 12 Wochen"),
    (13, 26, "13 bis 26 Wochen"),
    (27, None, "27 Wochen und mehr"),
)
_REMEDY = "Eine der beiden Zahlen berichtigen."


def _count(
    name: str, title: str, explanation: str, example: str, *, required: bool = True
) -> Column:
    return Column(
        name,
        title,
        explanation,
        Kind.WHOLE,
        example=example,
        required=required,
        minimum=0,
        width=13,
    )


def _course() -> Column:
    return Column(
        "course_code",
        "Kurs",
        "Nummer des Kurses wie auf dem Blatt „Kurse“.",
        Kind.CHOICE,
        required=True,
        key=True,
        listing=Listing.COURSES,
        offered_by=("kurse", "code"),
        example="IK-2026-03",
        width=18,
    )


def _programme(*, key: bool) -> Column:
    return Column(
        "programme_code",
        "Kursart",
        "Kursart aus der Auswahl.",
        Kind.CHOICE,
        required=True,
        key=key,
        listing=Listing.PROGRAMMES,
        example="Integrationskurs",
        width=26,
    )


def _part(name: str, whole: str, title: str, whole_title: str) -> Rule:
    return Rule(
        f"{name.replace('_', '-')}-above-{whole.replace('_', '-')}",
        pl.col(name) <= pl.col(whole),
        (name, whole),
        f"„{title}“ ({{{name}}}) ist größer als „{whole_title}“ ({{{whole}}}).",
        _REMEDY,
    )


_PROVIDERS = RecordSheet(
    "traeger",
    "Träger",
    "Nur für Träger, die noch nicht in der Auswahl stehen oder einen neuen Namen haben.",
    (
        Column(
            "code",
            "Kürzel",
            "Kurze Bezeichnung, die der Träger behält; an ihr wird er wiedererkannt.",
            Kind.TEXT,
            required=True,
            key=True,
            example="vhs-nord",
            width=18,
        ),
        Column(
            "name",
            "Name",
            "Name des Trägers, wie er auf den Seiten steht.",
            Kind.TEXT,
            required=True,
            example="Volkshochschule Nord",
            width=40,
        ),
    ),
    table="course_provider",
)

_COURSES = RecordSheet(
    "kurse",
    "Kurse",
    "Eine Zeile je Kurs, auch für geplante Kurse.",
    (
        Column(
            "code",
            "Kurs",
            "Nummer, die der Kurs behält; an ihr wird er beim nächsten Mal wiedererkannt.",
            Kind.TEXT,
            required=True,
            key=True,
            example="IK-2026-03",
            width=18,
        ),
        _programme(key=False),
        Column(
            "provider_code",
            "Träger",
            "Kursträger aus der Auswahl oder vom Blatt „Träger“.",
            Kind.CHOICE,
            required=True,
            listing=Listing.PROVIDERS,
            example="Volkshochschule Nord",
            width=30,
        ),
        Column(
            "area_key",
            "Ort",
            "Gemeinde, in der der Kurs stattfindet.",
            Kind.CHOICE,
            required=True,
            listing=Listing.AREAS,
            example="Musterstadt [muster-01]",
            width=30,
        ),
        Column(
            "starts_on",
            "Beginn",
            "Erster Kurstag.",
            Kind.DATE,
            required=True,
            example="02.02.2026",
            width=13,
        ),
        Column(
            "ends_on",
            "Ende",
            "Letzter Kurstag, auch wenn er noch bevorsteht.",
            Kind.DATE,
            required=True,
            example="30.10.2026",
            width=13,
        ),
        _count("places", "Plätze", "Wie viele Personen teilnehmen können.", "20"),
        _count(
            "starters", "Begonnen", "Personen, die den Kurs begonnen haben; 0 vor Beginn.", "18"
        ),
        _count(
            "repeaters",
            "Davon wiederholt",
            "Personen, die den Kurs wiederholen. Das Bundesamt zählt sie gesondert.",
            "2",
        ),
    ),
    fields=(
        Column(
            "queried_on",
            "Abfragestand",
            "Tag, an dem die Liste der Kurse aus dem Fachverfahren abgerufen wurde.",
            Kind.DATE,
            example="15.11.2026",
        ),
    ),
    rules=(
        Rule(
            "course-ends-before-start",
            pl.col("ends_on") >= pl.col("starts_on"),
            ("ends_on", "starts_on"),
            "Der Kurs {code} endet am {ends_on}, bevor er am {starts_on} beginnt.",
            "Beginn und Ende vergleichen und berichtigen.",
        ),
        _part("repeaters", "starters", "Davon wiederholt", "Begonnen"),
        Rule(
            "starters-before-start",
            (pl.col("starters") == 0) | (pl.col("starts_on") <= pl.col("today")),
            ("starters", "starts_on"),
            "Der Kurs {code} beginnt erst am {starts_on}, hat aber schon {starters} Teilnehmende.",
            "Bei „Begonnen“ eine 0 eintragen oder den Beginn berichtigen.",
            late=True,
        ),
        Rule(
            "area-not-there-then",
            (pl.col("area.valid_from").is_null() | (pl.col("area.valid_from") <= pl.col("ends_on")))
            & (
                pl.col("area.valid_until").is_null()
                | (pl.col("area.valid_until") >= pl.col("starts_on"))
            ),
            ("area_key", "starts_on", "ends_on"),
            "Die Gemeinde „{area_key}“ gab es zwischen dem {starts_on} und dem {ends_on} so nicht.",
            "Die Gemeinde wählen, zu der der Ort damals gehörte, oder die Daten berichtigen.",
            late=True,
        ),
        Rule(
            "more-starters-than-places",
            pl.col("starters") <= pl.col("places"),
            ("starters", "places"),
            "Im Kurs {code} haben mehr Personen begonnen ({starters}), als Plätze da sind "
            "({places}).",
            "Prüfen; eine Überbelegung darf so stehen bleiben.",
            severity=Severity.NOTE,
        ),
    ),
    table="course",
    field_table="course_query",
    lookups=(Lookup("area", "area_key", ("valid_from", "valid_until"), by="key"),),
)

_OF_COURSE = Lookup("course", "course_code", ("starts_on", "ends_on", "starters"))

_ATTENDANCE = RecordSheet(
    "belegung",
    "Belegung",
    "Eine Zeile je Kurs und Jahr; in jedem Monat die Zahl der Teilnehmenden. Monate außerhalb des "
    "Kurses bleiben leer.",
    (
        _course(),
        Column(
            "year",
            "Jahr",
            "Kalenderjahr.",
            Kind.YEAR,
            required=True,
            key=True,
            minimum=2000,
            maximum=2100,
            example="2026",
            width=9,
        ),
        *(
            Column(
                f"month_{number:02d}",
                title,
                f"Teilnehmende im {title}.",
                Kind.WHOLE,
                example="18" if 2 <= number <= 10 else "",
                minimum=0,
                fixed={"month": f"{{year}}-{number:02d}"},
                width=11,
            )
            for number, title in enumerate(_MONTHS, start=1)
        ),
    ),
    rules=(
        month_not_later(late=True),
        Rule(
            "month-outside-course",
            pl.col("month").is_between(
                pl.col("course.starts_on").dt.strftime("%Y-%m"),
                pl.col("course.ends_on").dt.strftime("%Y-%m"),
            ),
            ("attending", "month"),
            "Der Kurs {course_code} läuft vom {course.starts_on} bis {course.ends_on}; der Monat "
            "{month} liegt außerhalb.",
            "Die Zelle leeren, oder Beginn und Ende des Kurses berichtigen.",
            late=True,
        ),
        Rule(
            "more-attending-than-starters",
            pl.col("attending") <= pl.col("course.starters"),
            ("attending", "course.starters"),
            "Im Kurs {course_code} sind im Monat {month} mehr Teilnehmende ({attending}), als "
            "begonnen haben ({course.starters}).",
            "Prüfen; wer später dazukam, darf mitgezählt sein.",
            severity=Severity.NOTE,
            late=True,
        ),
    ),
    table="course_attendance",
    value="attending",
    lookups=(_OF_COURSE,),
)

_RESULTS = RecordSheet(
    "ergebnisse",
    "Ergebnisse",
    "Eine Zeile je beendetem Kurs.",
    (
        _course(),
        _count("finished", "Beendet", "Personen, die bis zum Ende dabei waren.", "16"),
        _count("tested", "Geprüft", "Davon zur Sprachprüfung angetreten.", "15"),
        _count("passed_b1", "Bestanden B1", "Davon in der Prüfung Sprachniveau B1 erreicht.", "9"),
        _count("passed_a2", "Bestanden A2", "Davon in der Prüfung Sprachniveau A2 erreicht.", "4"),
        _count("below_a2", "Unter A2", "Davon in der Prüfung unter A2 geblieben.", "2"),
        _count(
            "passed_lid",
            "Leben in Deutschland",
            "Personen, die den Test „Leben in Deutschland“ bestanden haben.",
            "12",
        ),
        _count(
            "certificates",
            "Zertifikate",
            "Zertifikat Integrationskurs erhalten: B1 und „Leben in Deutschland“ bestanden.",
            "8",
        ),
    ),
    rules=(
        _part("tested", "finished", "Geprüft", "Beendet"),
        _part("passed_b1", "tested", "Bestanden B1", "Geprüft"),
        Rule(
            "levels-above-tested",
            # Where B1 alone is too much, the rule before says so.
            (pl.col("passed_b1") > pl.col("tested"))
            | (pl.col("passed_b1") + pl.col("passed_a2") + pl.col("below_a2") <= pl.col("tested")),
            ("tested", "passed_b1", "passed_a2", "below_a2"),
            "B1 ({passed_b1}), A2 ({passed_a2}) und unter A2 ({below_a2}) ergeben zusammen mehr "
            "als „Geprüft“ ({tested}).",
            "Die Zahlen der Zeile mit der Prüfungsliste vergleichen und berichtigen.",
        ),
        _part("passed_lid", "finished", "Leben in Deutschland", "Beendet"),
        _part("certificates", "passed_b1", "Zertifikate", "Bestanden B1"),
        _part("certificates", "passed_lid", "Zertifikate", "Leben in Deutschland"),
        Rule(
            "finished-above-starters",
            pl.col("finished") <= pl.col("course.starters"),
            ("finished", "course.starters"),
            "Im Kurs {course_code} haben mehr Personen beendet ({finished}) als begonnen "
            "({course.starters}).",
            "Die Zahlen auf den Blättern „Ergebnisse“ und „Kurse“ vergleichen und berichtigen.",
            late=True,
        ),
        Rule(
            "results-before-end",
            pl.col("course.ends_on") <= pl.col("today"),
            ("course_code", "course.ends_on"),
            "Der Kurs {course_code} endet erst am {course.ends_on}, hat aber schon Ergebnisse.",
            "Das Ende des Kurses berichtigen oder die Zeile erst danach einlesen.",
            late=True,
        ),
    ),
    table="course_result",
    lookups=(_OF_COURSE,),
)

_WAITING = RecordSheet(
    "wartende",
    "Wartende",
    "Eine Zeile je Kursart und Monat: wartende Personen am Monatsende nach bisheriger Wartezeit.",
    (
        _programme(key=True),
        reporting_month("Monat, an dessen Ende gezählt wurde."),
        *(
            Column(
                f"weeks_{first:02d}",
                title,
                f"Personen, die seit {title} warten.",
                Kind.WHOLE,
                example=example,
                minimum=0,
                fixed={"weeks_from": first, "weeks_to": last},
                width=14,
            )
            for (first, last, title), example in zip(
                WAITING_CLASSES, ("31", "22", "18", "9", "2"), strict=True
            )
        ),
    ),
    rules=(month_not_later(late=True),),
    table="waiting_class",
    value="persons",
)

_FLOWS = RecordSheet(
    "zugaenge",
    "Zugänge",
    "Eine Zeile je Kursart und Monat.",
    (
        _programme(key=True),
        reporting_month(),
        _count(
            "entitled",
            "Neu berechtigt",
            "Im Monat ausgestellte Berechtigungen, an einem Kurs dieser Art teilzunehmen.",
            "24",
        ),
        _count(
            "registered",
            "Angemeldet",
            "Personen, die sich im Monat zu einem Kurs dieser Art angemeldet haben.",
            "19",
        ),
    ),
    rules=(month_not_later(late=True),),
    table="course_flow",
)

TEMPLATE = Template(
    "sprachkurse",
    "Sprachkurse",
    "Kurse mit monatlicher Belegung und Ergebnissen, Wartende, Berechtigungen und Anmeldungen.",
    (_COURSES, _ATTENDANCE, _RESULTS, _WAITING, _FLOWS, _PROVIDERS),
    hints=(
        "Nur Anzahlen: Namen, Geburtsdaten und Nummern von Teilnehmenden gehören nicht in die "
        "Datei.",
        "Was nicht in der Datei steht, bleibt, wie es ist. Soll eine Zeile ganz verschwinden, in "
        "der Spalte „Entfällt“ ein x eintragen.",
    ),
)
