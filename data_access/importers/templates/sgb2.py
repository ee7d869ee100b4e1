"""Template: the ministry's table of recipients under SGB II by selected nationalities."""

from __future__ import annotations

import tomllib
from functools import cache

import polars as pl

from data_access.importers.problems import Severity
from data_access.importers.templates.columns import (
    DATA_STATUS,
    PROVISIONAL,
    figure,
    month_not_later,
)
from data_access.importers.templates.model import (
    Column,
    Figure,
    FigureSheet,
    Kind,
    Option,
    Origins,
    Rule,
    Template,
)
from data_access.reference.pack import FOLDER
from data_access.vocabulary import Origin

CLASSIFICATION = "sgb2-asylzugang"
_FOOTNOTE_SIGNS = "¹²³⁴⁵⁶⁷⁸⁹"


@cache
def lines() -> tuple[Option, ...]:
    """The lines of the table: group, label, depth, and the group that it is part of."""
    data = tomllib.loads((FOLDER / "common" / "groups.toml").read_text("utf-8"))
    table = next(one for one in data["classification"] if one["code"] == CLASSIFICATION)
    return tuple(
        Option(
            one["group_code"],
            one["label"].rstrip(_FOOTNOTE_SIGNS),
            one["level"],
            one.get("parent_code", ""),
        )
        for one in table["item"]
    )


def _printed(code: str) -> Figure:
    return Figure(code)


def _percent(name: str, title: str, explanation: str, code: str, example: str) -> Column:
    return figure(
        name,
        title,
        explanation,
        _printed(code),
        kind=Kind.PERCENT,
        minimum=None,
        example=example,
    )


@cache
def template() -> Template:
    """The template; its lines are those of the classification."""
    return Template(
        "sgb2",
        "SGB II nach ausgewählten Staatsangehörigkeiten",
        f"Die Tabelle des Ministeriums mit ihren {len(lines())} Zeilen, je Berichtsmonat.",
        (
            FigureSheet(
                "tabelle",
                "SGB II",
                "Eine Zeile je Berichtsmonat und Zeile der Tabelle. Die Zeilen stehen einmal "
                "bereit; für weitere Monate werden sie darunter wiederholt. Zeichen der Statistik "
                "(„*“, „.“, „x“, „-“) werden übernommen, wie sie gedruckt sind.",
                _columns(),
                fields=(DATA_STATUS,),
                rules=_rules(),
                prefilled="line",
                period=("month",),
                item="line",
                provisional="provisional",
                origins={"": Origins("mw-arbeitsmarkt", Origin.PUBLISHED)},
            ),
        ),
        hints=(
            "Die Tabelle zählt der Größe nach erwerbsfähige Leistungsberechtigte; mit den "
            "Regelleistungsberechtigten wird sie nie verbunden.",
            "Zahlen der letzten drei Monate ändern sich noch: in der Spalte „Vorläufig“ ein x "
            "eintragen.",
        ),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "month",
            "Berichtsmonat",
            "Monat, für den die Zahlen gelten, nicht der Monat der Veröffentlichung.",
            Kind.MONTH,
            required=True,
            key=True,
            example="03.2026",
            width=14,
        ),
        Column(
            "line",
            "Zeile",
            "Wen die Zeile zählt: alle, eine Gruppe oder eine Staatsangehörigkeit.",
            Kind.CHOICE,
            required=True,
            key=True,
            options=lines(),
            example="Syrien",
            width=40,
        ),
        figure(
            "persons",
            "Leistungsberechtigte",
            "Personen der Zeile im Berichtsmonat, wie die Tabelle sie druckt.",
            _printed("sgb2-asylzugang"),
            example="541",
        ),
        figure(
            "share",
            "Anteil in Prozent",
            "Anteil an allen Leistungsberechtigten; 3,8 für 3,8 %.",
            _printed("sgb2-asylzugang-anteil"),
            kind=Kind.PERCENT,
            maximum=100,
            example="3,8",
        ),
        figure(
            "change_year",
            "Zum Vorjahresmonat",
            "Veränderung gegenüber demselben Monat des Vorjahres in Personen.",
            _printed("sgb2-asylzugang-vorjahr"),
            minimum=None,
            example="-12",
        ),
        _percent(
            "change_year_percent",
            "Zum Vorjahresmonat in Prozent",
            "Veränderung in Prozent; -2,2 für -2,2 %.",
            "sgb2-asylzugang-vorjahr-prozent",
            "-2,2",
        ),
        figure(
            "change_2015",
            "Seit Januar 2015",
            "Veränderung gegenüber Januar 2015 in Personen.",
            _printed("sgb2-asylzugang-seit-2015"),
            minimum=None,
            example="398",
        ),
        _percent(
            "change_2015_percent",
            "Seit Januar 2015 in Prozent",
            "Veränderung in Prozent; 278,3 für 278,3 %.",
            "sgb2-asylzugang-seit-2015-prozent",
            "278,3",
        ),
        PROVISIONAL,
    )


def _rules() -> tuple[Rule, ...]:
    return (
        month_not_later(title="Berichtsmonat"),
        Rule(
            "month-of-few-rows",
            pl.col("month").is_null()
            | (2 * pl.len().over("month") >= pl.len().over("month").max()),
            ("month", "line"),
            "Zum Berichtsmonat {month} stehen hier viel weniger Zeilen als zu den anderen. "
            "Vermutlich ist der Monat dieser Zeile („{line}“) ein Tippfehler.",
            "Den Berichtsmonat der Zeile berichtigen. Stimmt er, ist nichts zu tun: Die Zeile wird "
            "eingelesen, wie sie da steht.",
            severity=Severity.DOUBT,
        ),
        Rule(
            "part-above-whole",
            pl.col("persons") <= pl.col("whole.persons"),
            ("persons", "line"),
            "„{line}“ hat {persons} Personen, mehr als „{whole.line}“ ({whole.persons}), wozu die "
            "Zeile gehört.",
            "Prüfen, ob Zeilen verrutscht sind, und die Zahl berichtigen.",
        ),
    )
