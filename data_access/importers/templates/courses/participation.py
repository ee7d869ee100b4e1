"""Sheets of who attends a course, and with which result."""

from __future__ import annotations

import polars as pl

from data_access.importers.problems import Severity
from data_access.importers.templates.columns import month_not_later
from data_access.importers.templates.courses.columns import (
    OF_COURSE,
    count_column,
    course_column,
    part_rule,
)
from data_access.importers.templates.model import (
    Column,
    Kind,
    RecordSheet,
    Rule,
)

_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)

ATTENDANCE = RecordSheet(
    "belegung",
    "Belegung",
    "Eine Zeile je Kurs und Jahr; in jedem Monat die Zahl der Teilnehmenden. Monate außerhalb des "
    "Kurses bleiben leer.",
    (
        course_column(),
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
    lookups=(OF_COURSE,),
)

RESULTS = RecordSheet(
    "ergebnisse",
    "Ergebnisse",
    "Eine Zeile je beendetem Kurs.",
    (
        course_column(),
        count_column("finished", "Beendet", "Personen, die bis zum Ende dabei waren.", "16"),
        count_column("tested", "Geprüft", "Davon zur Sprachprüfung angetreten.", "15"),
        count_column(
            "passed_b1", "Bestanden B1", "Davon in der Prüfung Sprachniveau B1 erreicht.", "9"
        ),
        count_column(
            "passed_a2", "Bestanden A2", "Davon in der Prüfung Sprachniveau A2 erreicht.", "4"
        ),
        count_column("below_a2", "Unter A2", "Davon in der Prüfung unter A2 geblieben.", "2"),
        count_column(
            "passed_lid",
            "Leben in Deutschland",
            "Personen, die den Test „Leben in Deutschland“ bestanden haben.",
            "12",
        ),
        count_column(
            "certificates",
            "Zertifikate",
            "Zertifikat Integrationskurs erhalten: B1 und „Leben in Deutschland“ bestanden.",
            "8",
        ),
    ),
    rules=(
        part_rule("tested", "finished", "Geprüft", "Beendet"),
        part_rule("passed_b1", "tested", "Bestanden B1", "Geprüft"),
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
        part_rule("passed_lid", "finished", "Leben in Deutschland", "Beendet"),
        part_rule("certificates", "passed_b1", "Zertifikate", "Bestanden B1"),
        part_rule("certificates", "passed_lid", "Zertifikate", "Leben in Deutschland"),
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
    lookups=(OF_COURSE,),
)
