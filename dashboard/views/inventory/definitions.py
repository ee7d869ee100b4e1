"""What statistics, groups and sources are called or described as otherwise than before."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import german
from dashboard.charts.model import Align, Cell, Chart, SourceLine, Table, table_card
from data_access.clock import ZONE
from data_access.domain import County
from data_access.domain.changes import ChangedDefinition, Step


def card(
    county: County, changed: Sequence[ChangedDefinition], caption: SourceLine, most: int
) -> Chart:
    """A table of them, the newest first; at most so many."""
    left: Align = "left"
    return table_card(
        "aenderungen-bezeichnungen",
        title=f"Namen und Definitionen: {german.counted(len(changed), 'Änderung', 'Änderungen')}",
        subtitle="Kennzahlen, Gruppen und Quellen, vorher und jetzt, mit Tag und Grund der "
        "Änderung; ihre Werte sind dieselben",
        caption=caption,
        alt="Tabelle der geänderten Namen, Definitionen und Angaben zu Quellen.",
        table=Table(
            ("Angabe", "jetzt und vorher", "geändert am", "Grund"),
            tuple(_row(one) for one in changed[:most]),
            (left,) * 4,
        ),
        frame=pl.DataFrame(
            [(one.kind.value, one.code, one.changed_at) for one in changed],
            schema={"kind": pl.String, "code": pl.String, "changed_at": pl.Datetime},
            orient="row",
        ),
        synthetic=county.synthetic,
        notes=(f"Gezeigt sind die neuesten {most}.",) if len(changed) > most else (),
    )


def _row(one: ChangedDefinition) -> tuple[Cell | str, ...]:
    back = "zurückgezogen" if one.step is Step.WITHDRAWAL else ""
    return (
        Cell(one.title, sub=german.listing(one.fields)),
        Cell(one.new, sub=f"vorher {one.old}"),
        german.day(one.changed_at.astimezone(ZONE).date()),
        "; ".join(filter(None, (back, one.reason))) or "ohne Angabe",
    )
