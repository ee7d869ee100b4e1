"""Sheets of the courses and of those who hold them."""

from __future__ import annotations

import polars as pl

from data_access.importers.problems import Severity
from data_access.importers.templates.courses.columns import (
    count_column,
    part_rule,
    programme_column,
)
from data_access.importers.templates.model import (
    Column,
    Kind,
    Listing,
    Lookup,
    RecordSheet,
    Rule,
)

PROVIDERS = RecordSheet(
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

COURSES = RecordSheet(
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
        programme_column(key=False),
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
        count_column("places", "Plätze", "Wie viele Personen teilnehmen können.", "20"),
        count_column(
            "starters", "Begonnen", "Personen, die den Kurs begonnen haben; 0 vor Beginn.", "18"
        ),
        count_column(
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
        part_rule("repeaters", "starters", "Davon wiederholt", "Begonnen"),
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
