"""One action field opened: heading, goals and measures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from dashboard import german, theme
from dashboard.charts.model import Cell, Chart, Table, table_card
from dashboard.views.action_fields.foundation import source_line
from dashboard.views.model import Card, Section
from data_access.domain import County
from data_access.domain.concept import ActionField, Concept, ProgrammeMeasure
from data_access.vocabulary import ReviewKind


def section(field: ActionField, concept: Concept) -> Section:
    """Heading of the opened field."""
    code = f"{field.code} " if field.code[:1].isdigit() else ""
    indicators = concept.indicators_of(field.code)
    targeted = len({one.goal_code for one in indicators if one.targets and one.goal_code})
    goals = concept.goals_of(field.code)
    if targeted:
        have = "hat" if targeted == 1 else "haben"
        text = (
            f"{targeted} von {len(goals)} Zielen {have} einen Indikator mit Zielwert. Blau: "
            "gemessen. Orange: der Weg zum geltenden Ziel. Grau gepunktet: ein früheres Ziel."
        )
    elif goals:
        text = (
            f"{german.counted(len(goals), 'Ziel', 'Ziele')} ohne Zielwert. Statistiken zeigen den "
            "Hintergrund, keinen Erfolg oder Misserfolg."
        )
    else:
        text = "Ziele dieses Feldes sind noch nicht hinterlegt."
    return Section(f"{code}{field.long_title}", text)


def goals(county: County, concept: Concept, field: ActionField) -> Card | None:
    """The goals of the field with their state in words."""
    listed = concept.goals_of(field.code)
    if not listed:
        return None
    parts = dict(field.parts)
    rows: list[tuple[Cell | str, ...]] = []
    part = None
    for goal in listed:
        if goal.part_code and goal.part_code != part:
            part = goal.part_code
            rows.append((Cell(parts.get(part, part), strong=True), "", ""))
        state = theme.STATE_WORDS[goal.state] if goal.state else "ohne Zielwert"
        reason = goal.ratings[-1].reason if goal.ratings else f"Abschnitt {goal.section}"
        rows.append((Cell(f"{goal.number}. {goal.title}"), state, reason))
    rated = any(goal.state for goal in listed)
    return table_card(
        "handlungsfeld-ziele",
        title=f"{german.counted(len(listed), 'Ziel', 'Ziele')} im Feld {field.title}",
        subtitle="Mit Stand und Begründung" if rated else "Kurz gefasst, mit Abschnitt im Konzept",
        caption=source_line(
            concept, county, on=_newest(r.rated_on for g in listed for r in g.ratings)
        ),
        alt="Tabelle der Ziele des Handlungsfeldes.",
        table=Table(
            ("Ziel", "Stand", "Begründung" if rated else "Fundstelle"),
            tuple(rows),
            ("left", "left", "left"),
        ),
        frame=pl.DataFrame(
            [(goal.code, goal.title, goal.state.value if goal.state else "") for goal in listed],
            schema={"goal": pl.String, "title": pl.String, "state": pl.String},
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def measures(county: County, concept: Concept, field: ActionField, on: date) -> tuple[Card, ...]:
    """Promised measures of the yearly programmes, and the inventory of existing ones."""
    cards: list[Card] = []
    promised = [one for one in concept.measures if one.field_code == field.code]
    if promised:
        cards.append(_promised(county, concept, promised, on))
    existing = concept.existing_of(field.code)
    if existing:
        cards.append(_existing(county, concept, field))
    return tuple(cards)


_REVIEW_WORDS = {
    ReviewKind.MID_YEAR: "Halbjahr",
    ReviewKind.PROVISIONAL: "vorläufig",
    ReviewKind.FINAL: "abschließend",
}


def _promised(
    county: County, concept: Concept, promised: list[ProgrammeMeasure], on: date
) -> Chart:
    rows = []
    for one in sorted(promised, key=lambda measure: (-measure.year, measure.code)):
        review = one.reviews[-1] if one.reviews else None
        result = (
            f"{theme.STATE_WORDS[review.state]} ({_REVIEW_WORDS[review.kind]} "
            f"{german.day(review.reviewed_on)}): {review.result}"
            if review
            else "noch nicht ausgewertet"
        )
        if one.due_on < on and (review is None or review.kind is not ReviewKind.FINAL):
            result = f"Frist abgelaufen, abschließende Auswertung steht aus. Zuletzt {result}"
        rows.append(
            (str(one.year), Cell(one.title), one.responsible, german.day(one.due_on), result)
        )
    return table_card(
        "handlungsfeld-massnahmen",
        title=f"{german.counted(len(promised), 'Maßnahme', 'Maßnahmen')} der Jahresprogramme",
        subtitle="Zugesagt mit Frist; Erfolg und Misserfolg stehen beide hier",
        caption=source_line(
            concept,
            county,
            on=_newest(review.reviewed_on for one in promised for review in one.reviews),
        ),
        alt="Tabelle der Maßnahmen der Jahresprogramme.",
        table=Table(
            ("Jahr", "Maßnahme", "Zuständig", "Frist", "Ergebnis"),
            tuple(rows),
            ("left",) * 5,
        ),
        frame=pl.DataFrame(
            [(one.year, one.code, one.title, one.due_on) for one in promised],
            schema={"year": pl.Int64, "code": pl.String, "title": pl.String, "due_on": pl.Date},
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _existing(county: County, concept: Concept, field: ActionField) -> Chart:
    listed = concept.existing_of(field.code)
    parts = dict(field.parts)
    timed = any(one.period for one in listed)
    rows: list[tuple[Cell | str, ...]] = []
    part = None
    for one in listed:
        if one.part_code and one.part_code != part:
            part = one.part_code
            rows.append((Cell(parts.get(part, part), strong=True), *[""] * (2 + timed)))
        rows.append(
            (
                Cell(f"{one.number}. {one.title}"),
                one.detail or german.DASH,
                *((one.period or german.DASH,) if timed else ()),
                one.section,
            )
        )
    return table_card(
        "handlungsfeld-bestand",
        title=f"{german.counted(len(listed), 'Maßnahme', 'Maßnahmen')}, die {concept.as_of} schon "
        "erfolgt waren",
        subtitle="Bestand mit Datum, keine Zusage: wird nie als erreicht oder verfehlt bewertet",
        caption=source_line(concept, county),
        alt="Tabelle der bisherigen Maßnahmen des Handlungsfeldes.",
        table=Table(
            ("Maßnahme", "Einzelheiten", *(("Zeit",) if timed else ()), "Abschnitt"),
            tuple(rows),
            ("left",) * 4 if timed else ("left",) * 3,
        ),
        frame=pl.DataFrame(
            [(one.code, one.title, one.section) for one in listed],
            schema={"code": pl.String, "title": pl.String, "section": pl.String},
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _newest(days: Iterable[date]) -> str:
    """The newest of some days as text; empty without any."""
    newest = max(days, default=None)
    return german.day(newest) if newest else ""
