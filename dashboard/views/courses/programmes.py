"""Programmes of language courses: who pays, who may attend."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import german
from dashboard.charts.model import Cell, Chart, Table, own_list, quoted, table_card
from data_access.domain import County
from data_access.domain.concept import Concept
from data_access.domain.courses import CourseProgramme
from data_access.vocabulary import ProgrammeKind

LEVELS = ("Bund", "Land", "Landkreis", "Kommune", "Andere")


def card(county: County, listed: Sequence[CourseProgramme], concept: Concept) -> Chart | None:
    """Programmes with funder, audience and availability."""
    if not listed:
        return None
    ordered = sorted(listed, key=lambda one: LEVELS.index(one.level))
    as_of = german.date_text(listed[0].as_of)
    if county.synthetic or concept.source is None:
        name = f"Programmliste {county.of_phrase}"
        line = own_list(name, f"Stand {as_of}", synthetic=county.synthetic)
    else:
        sections = sorted({".".join(one.section.split(".")[:2]) for one in listed} - {""})
        word = "Abschnitt" if len(sections) == 1 else "Abschnitte"
        where = f"{word} {german.listing(sections)}" if sections else ""
        line = quoted(concept.source, where, f"Stand {as_of}", synthetic=False)
    counted = [one for one in ordered if one.kind is ProgrammeKind.COURSE]
    parts = [
        f"{number} {of_payer(level)}"
        for level in LEVELS
        if (number := sum(one.payer_known and one.level == level for one in counted))
    ]
    open_payers = sum(not one.payer_known for one in counted)
    parts += [f"{open_payers} ohne genannten Geldgeber"] if open_payers else []
    return table_card(
        "sprachkurse-angebote",
        title=f"{german.counted(len(counted), 'Kursprogramm', 'Kursprogramme')}: "
        + german.listing(parts),
        subtitle=f"Stand {as_of}; „nicht angeboten“ heißt damals nicht angeboten",
        caption=line,
        alt="Tabelle der Kursprogramme mit Fördergeber und Zielgruppe.",
        table=Table(
            ("Programm", "Fördergeber", "Wer teilnehmen kann", f"Stand {as_of}", "Träger"),
            tuple(
                (
                    Cell(
                        one.name,
                        strong=True,
                        sub="" if one.long_name == one.name else one.long_name,
                    ),
                    f"{one.level}: {one.funder_name}" if one.payer_known else "nicht genannt",
                    one.audience or german.DASH,
                    one.availability or german.DASH,
                    german.listing(one.providers) or german.DASH,
                )
                for one in ordered
            ),
            ("left",) * 5,
        ),
        frame=pl.DataFrame(
            [(one.code, one.name, one.level, one.audience) for one in ordered],
            schema={
                "code": pl.String,
                "name": pl.String,
                "level": pl.String,
                "audience": pl.String,
            },
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def of_payer(level: str) -> str:
    """Who pays, behind a number of programmes."""
    return {
        "Bund": "des Bundes",
        "Land": "des Landes",
        "Landkreis": "des Landkreises",
        "Kommune": "der Kommunen",
        "Andere": "anderer Stellen",
    }[level]
