"""The board: all action fields under each other, one tile per goal."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import polars as pl

from dashboard import german, theme
from dashboard.charts.model import Board, BoardRow, Chart, Table, Tile, quoted
from dashboard.views.action_fields.states import (
    NEXT_TO_GO,
    counts,
    last_sitting,
    programme_year,
    rated,
    summary,
    turns,
)
from dashboard.views.values import stand
from data_access.domain import County
from data_access.domain.concept import ActionField, Concept, ProgrammeMeasure, Sitting

SOON_DAYS = 14


def _link(county: str, field: str) -> str:
    """Address that opens a field."""
    return "/handlungsfelder?" + urlencode({"kreis": county, "handlungsfeld": field})


def board(county: County, concept: Concept, chosen: ActionField | None) -> Chart:
    """All fields with one tile per goal."""
    is_rated = rated(concept)
    on = stand(county)
    sitting = last_sitting(concept, on)
    rows = tuple(
        _row(county, concept, field, on, sitting, is_chosen=field is chosen)
        for field in concept.fields
    )
    if is_rated:
        columns = (
            "Handlungsfeld",
            "Ziele nach Stand",
            f"Neu seit der Sitzung am {german.day(sitting.held_on)}" if sitting else "Neu",
            "Als Nächstes fällig",
        )
    else:
        columns = ("Handlungsfeld", "Ziele", "Maßnahmen", "Statistiken")
    coming = [one.held_on for one in concept.sittings if one.public and one.held_on >= on]
    parts = [
        f"Stand {german.day(on) if is_rated else german.date_text(concept.as_of)}",
    ]
    if coming and is_rated:
        parts.append(f"nächste öffentliche Sitzung {german.day(coming[0])}")
    return Chart(
        id="handlungsfelder-tafel",
        title=_rated_title(concept) if is_rated else _unrated_title(concept),
        subtitle="Jedes Kästchen ist ein Ziel"
        + (
            f" des Jahresprogramms {programme_year(concept)}, geordnet nach Stand"
            if is_rated
            else "; ohne Zielwert gibt es keinen Stand"
        ),
        figure=None,
        height=0,
        caption=quoted(concept.source, *parts, synthetic=county.synthetic),
        alt="Tafel der Handlungsfelder mit einem Kästchen je Ziel.",
        table=_table(rows, columns),
        frame=pl.DataFrame(
            [
                (goal.field_code, goal.code, goal.title, goal.state.value if goal.state else "")
                for goal in concept.goals
            ]
            or [(field.code, "", field.title, "") for field in concept.fields],
            schema={
                "field": pl.String,
                "goal": pl.String,
                "title": pl.String,
                "state": pl.String,
            },
            orient="row",
        ),
        synthetic=county.synthetic,
        board=Board(columns, rows),
    )


def _rated_title(concept: Concept) -> str:
    alarms = {
        field: sum(goal.state in NEXT_TO_GO for goal in concept.goals_of(field.code))
        for field in concept.fields
    }
    worst = sorted(alarms, key=lambda field: -alarms[field])[:2]
    worst = [field for field in worst if alarms[field]]
    if not worst:
        # Of a goal that nobody has rated this cannot be said.
        unrated = any(goal.state is None for goal in concept.goals)
        return f"Kein {'bewertetes ' if unrated else ''}Ziel ist gefährdet oder verfehlt"
    verb = "trägt" if len(worst) == 1 else "tragen"
    return (
        f"{german.listing([f'„{field.title}“' for field in worst])} {verb} die meisten "
        "gefährdeten und verfehlten Ziele"
    )


def _unrated_title(concept: Concept) -> str:
    if not concept.goals:
        names = german.listing([f"„{field.title}“" for field in concept.fields[:3]])
        more = ", darunter" if len(concept.fields) > 3 else ":"
        count = german.counted(len(concept.fields), "Handlungsfeld", "Handlungsfelder")
        return f"{count}{more} {names}"
    most = max(concept.fields, key=lambda field: len(concept.existing_of(field.code)))
    return (
        f"Die meisten Maßnahmen gibt es im Feld „{most.title}“: "
        f"{len(concept.existing_of(most.code))} von {len(concept.existing_measures)}"
    )


def _row(
    county: County,
    concept: Concept,
    field: ActionField,
    on: date,
    sitting: Sitting | None,
    *,
    is_chosen: bool,
) -> BoardRow:
    goals = concept.goals_of(field.code)
    is_rated = rated(concept)
    order = {state: index for index, state in enumerate(theme.STATE_ORDER)}
    shown = (
        sorted(goals, key=lambda goal: order[goal.state] if goal.state else len(order))
        if is_rated
        else goals
    )
    following = _next(concept, field, on)
    due, soon, what = "", "", ""
    if following and following.next_due_on:
        due, what = german.day(following.next_due_on), following.next_step
        days = (following.next_due_on - on).days
        if 0 <= days <= SOON_DAYS:
            soon = "heute" if days == 0 else f"in {german.counted(days, 'Tag', 'Tagen')}"
    facts: tuple[tuple[str, str], ...] = ()
    if not is_rated:
        existing = concept.existing_of(field.code)
        context = concept.indicators_of(field.code)
        facts = (
            (
                german.counted(len(existing), "Maßnahme", "Maßnahmen") if existing else german.DASH,
                f"Bestand {concept.as_of}" if existing else "noch nicht hinterlegt",
            ),
            (
                german.listing([one.title for one in context]) or german.DASH,
                "ohne Zielwert" if context else "keine Statistik hinterlegt",
            ),
        )
    return BoardRow(
        code=field.code if field.code[:1].isdigit() else "",
        title=field.title,
        link=_link(county.key, field.code),
        tiles=tuple(Tile(goal.state, goal.title) for goal in shown),
        summary=summary(counts(goals))
        if is_rated
        else german.counted(len(goals), "Ziel", "Ziele") + " ohne Zielwert"
        if goals
        else "Ziele noch nicht hinterlegt",
        turns=turns(goals, sitting.held_on) if sitting else (),
        facts=facts,
        due=due,
        due_soon=soon,
        due_what=what,
        chosen=is_chosen,
    )


def _next(concept: Concept, field: ActionField, on: date) -> ProgrammeMeasure | None:
    coming = [
        one
        for one in concept.measures
        if one.field_code == field.code and one.next_due_on and one.next_due_on >= on
    ]
    return min(coming, key=lambda one: one.next_due_on or on) if coming else None


def _table(rows: tuple[BoardRow, ...], columns: tuple[str, ...]) -> Table:
    listed = []
    for row in rows:
        if row.facts:
            tail = tuple(f"{text} ({note})" for text, note in row.facts)
        else:
            changed = "; ".join(
                f"{turn.title}: jetzt {theme.STATE_WORDS[turn.after]}" for turn in row.turns
            )
            tail = (changed or "keine Änderung", f"{row.due} {row.due_what}".strip())
        listed.append((f"{row.code} {row.title}".strip(), row.summary, *tail))
    return Table(columns, tuple(listed), ("left", "left", "left", "left"))
