"""Handlungsfelder: fields with goals, measures, indicators and their states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import polars as pl

from dashboard import german, theme
from dashboard.charts.model import Board, BoardRow, Chart, Table, Tile, Turn, quoted
from dashboard.selection import FIELD, Option, Selection
from dashboard.views import cycle, field_detail, missing
from dashboard.views.model import (
    Card,
    Data,
    FigureCard,
    Filters,
    Opening,
    Section,
    Sentence,
    Strong,
)
from dashboard.views.values import county_of, stand
from data_access.domain import County
from data_access.domain.concept import ActionField, Concept, Goal, ProgrammeMeasure, Sitting
from data_access.vocabulary import State

SOON_DAYS = 14
NEXT_TO_GO = (State.AT_RISK, State.MISSED)


@dataclass(frozen=True)
class ActionFieldsView:
    """Everything on the page."""

    opening: Opening
    board: Card
    field_section: Section | None
    goals: Card | None
    measures: tuple[Card, ...]
    indicators: tuple[Card, ...]
    cycle_section: Section | None
    cycle: tuple[Card, ...]
    concept_section: Section | None
    concept: tuple[Card, ...]


def filters(data: Data, county: str) -> Filters:
    """Action fields of the county."""
    fields = data.concept(county).fields
    if not fields:
        return Filters({}, {})
    return Filters(
        {FIELD: [Option(one.code, _label(one)) for one in fields]}, {FIELD: _label(fields[0])}
    )


def _label(field: ActionField) -> str:
    return f"{field.code} {field.title}" if field.code[:1].isdigit() else field.title


def last_sitting(concept: Concept, on: date) -> Sitting | None:
    """The newest public sitting before a day."""
    past = [one for one in concept.sittings if one.public and one.held_on < on]
    return past[-1] if past else None


def build(data: Data, selection: Selection) -> ActionFieldsView:
    """The page for a selection."""
    county = county_of(data.counties(), selection.county)
    concept = data.concept(county.key)
    if not concept.fields:
        return ActionFieldsView(
            opening=Opening(
                "Handlungsfelder",
                county.name,
                missing.sentence(county, "welche Ziele und Maßnahmen vereinbart sind"),
                (),
                county.synthetic,
            ),
            board=missing.fields(county),
            field_section=None,
            goals=None,
            measures=(),
            indicators=(),
            cycle_section=cycle.section(concept),
            cycle=cycle.cards(concept, county, stand(county)),
            concept_section=field_detail.concept_section(concept),
            concept=field_detail.concept_cards(concept, county),
        )
    code = selection.field or concept.fields[0].code
    chosen = next((one for one in concept.fields if one.code == code), concept.fields[0])
    return ActionFieldsView(
        opening=_opening(county, concept),
        board=board(county, concept, chosen),
        field_section=field_detail.section(chosen, concept),
        goals=field_detail.goals(county, concept, chosen),
        measures=field_detail.measures(county, concept, chosen, stand(county)),
        indicators=field_detail.indicators(data, county, concept, chosen),
        cycle_section=cycle.section(concept),
        cycle=cycle.cards(concept, county, stand(county)),
        concept_section=field_detail.concept_section(concept),
        concept=field_detail.concept_cards(concept, county),
    )


def rated(concept: Concept) -> bool:
    """True where anybody ever rated a goal."""
    return any(goal.ratings for goal in concept.goals)


def counts(goals: Sequence[Goal]) -> Counter[State]:
    """Goals by state."""
    return Counter(goal.state for goal in goals if goal.state is not None)


def summary(counted: Counter[State]) -> str:
    """Counts in words: "1 erreicht · 4 auf Kurs"."""
    return " · ".join(
        f"{counted[state]} {theme.STATE_WORDS[state]}"
        for state in theme.STATE_ORDER
        if counted[state]
    )


def _opening(county: County, concept: Concept) -> Opening:
    if not rated(concept):
        return Opening(
            "Handlungsfelder",
            f"{county.name} · Konzept {german.date_text(concept.as_of)}",
            unrated_sentence(concept),
            _unrated_figures(concept),
            county.synthetic,
        )
    on = stand(county)
    return Opening(
        "Handlungsfelder",
        f"{county.name} · Jahresprogramm {_year(concept)} · Stand {german.day(on)}",
        rated_sentence(concept, on),
        _rated_figures(concept, on),
        county.synthetic,
    )


def _year(concept: Concept) -> str:
    running = [one.year for one in concept.programmes if one.phase == "running"]
    return str(max(running)) if running else concept.as_of


def unrated_sentence(concept: Concept) -> Sentence:
    """What a concept without targets holds, and that nothing of it is rated."""
    if not concept.goals:
        fields = german.counted(len(concept.fields), "Handlungsfeld", "Handlungsfelder")
        return (
            "Die Unterlagen nennen ",
            Strong(fields),
            "; Ziele und Maßnahmen daraus sind noch nicht hinterlegt.",
        )
    return (
        "Das Integrationskonzept nennt ",
        Strong(german.counted(len(concept.goals), "Ziel", "Ziele")),
        f" in {german.spelled(len(concept.fields))} Handlungsfeldern und ",
        Strong(german.counted(len(concept.existing_measures), "Maßnahme", "Maßnahmen")),
        f", die bis {concept.as_of} schon erfolgt waren. Zielwerte setzt es nicht; bewertet wird "
        "deshalb nichts.",
    )


def rated_sentence(concept: Concept, on: date) -> Sentence:
    """How many goals stand where, and how many changed since the last sitting."""
    counted = counts(concept.goals)
    sitting = last_sitting(concept, on)
    sentence: list[str | Strong] = [
        f"Von {len(concept.goals)} Zielen sind ",
        Strong(str(counted[State.ACHIEVED])),
        " erreicht und ",
        Strong(str(counted[State.ON_COURSE])),
        f" auf Kurs. {counted[State.AT_RISK]} sind gefährdet, {counted[State.MISSED]} verfehlt.",
    ]
    if sitting:
        turned = turns(concept.goals, sitting.held_on)
        worse = sum(_worse(turn) for turn in turned)
        if turned:
            noun = "Ziel seinen" if len(turned) == 1 else "Ziele ihren"
            verb = "hat" if len(turned) == 1 else "haben"
            tail = f", {german.spelled(worse)} davon zum Schlechteren" if worse else ""
            sentence += [
                f" Seit der Sitzung am {german.day(sitting.held_on)} {verb} ",
                Strong(str(len(turned))),
                f" {noun} Stand gewechselt{tail}.",
            ]
        else:
            sentence.append(
                f" Seit der Sitzung am {german.day(sitting.held_on)} blieb alles gleich."
            )
    return tuple(sentence)


_RANK = {
    State.ACHIEVED: 3,
    State.ON_COURSE: 2,
    State.AT_RISK: 1,
    State.MISSED: 0,
}


def _worse(turn: Turn) -> bool:
    if turn.before is None or State.NO_DATA in {turn.before, turn.after}:
        return False
    return _RANK[turn.after] < _RANK[turn.before]


def turns(goals: Sequence[Goal], since: date) -> tuple[Turn, ...]:
    """Goals whose state differs from that of a day."""
    return tuple(
        Turn(goal.title, goal.state_on(since), goal.state)
        for goal in goals
        if goal.state is not None and goal.state_on(since) not in {goal.state, None}
    )


def _unrated_figures(concept: Concept) -> tuple[FigureCard, ...]:
    if not concept.goals:
        return ()
    cards = [
        FigureCard(
            "handlungsfelder",
            "Handlungsfelder",
            str(len(concept.fields)),
            f"Konzept {german.date_text(concept.as_of)}",
        )
    ]
    if concept.goals:
        cards.append(
            FigureCard("ziele", "Ziele", str(len(concept.goals)), "ohne Zielwert, nicht bewertet")
        )
    if concept.existing_measures:
        cards.append(
            FigureCard(
                "massnahmen",
                "bisherige Maßnahmen",
                str(len(concept.existing_measures)),
                f"Bestand {concept.as_of}, keine Zusagen",
            )
        )
    if concept.indicators:
        cards.append(
            FigureCard(
                "indikatoren",
                "amtliche Statistiken dazu",
                str(len(concept.indicators)),
                "als Hintergrund, ohne Zielwert",
            )
        )
    return tuple(cards)


def _rated_figures(concept: Concept, on: date) -> tuple[FigureCard, ...]:
    now = counts(concept.goals)
    sitting = last_sitting(concept, on)
    before: Counter[State] = Counter()
    if sitting:
        before = Counter(
            state for goal in concept.goals if (state := goal.state_on(sitting.held_on))
        )
    cards = []
    for state in theme.STATE_ORDER:
        note = f"Stand {german.day(on)}"
        if sitting:
            when = f"{sitting.held_on.day:02d}.{sitting.held_on.month:02d}."
            change = now[state] - before[state]
            word = f"{abs(change)} mehr" if change > 0 else f"{abs(change)} weniger"
            note = f"{word if change else 'gleich viele'} {'als' if change else 'wie'} am {when}"
        cards.append(
            FigureCard(
                f"stand-{state.value.replace('_', '-')}",
                theme.STATE_WORDS[state],
                str(now[state]),
                note,
                state=state.value,
            )
        )
    return tuple(cards)


def link(county: str, field: str) -> str:
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
        title=_board_title(concept) if is_rated else _unrated_title(concept),
        subtitle="Jedes Kästchen ist ein Ziel"
        + (
            f" des Jahresprogramms {_year(concept)}, geordnet nach Stand"
            if is_rated
            else "; ohne Zielwert gibt es keinen Stand"
        ),
        figure=None,
        height=0,
        caption=quoted(concept.source, *parts, synthetic=county.synthetic),
        alt="Tafel der Handlungsfelder mit einem Kästchen je Ziel.",
        table=_board_table(rows, columns),
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


def _board_title(concept: Concept) -> str:
    alarms = {
        field: sum(goal.state in NEXT_TO_GO for goal in concept.goals_of(field.code))
        for field in concept.fields
    }
    worst = sorted(alarms, key=lambda field: -alarms[field])[:2]
    worst = [field for field in worst if alarms[field]]
    if not worst:
        return "Kein Ziel ist gefährdet oder verfehlt"
    verb = "trägt" if len(worst) == 1 else "tragen"
    return (
        f"{german.listing([f'„{field.title}“' for field in worst])} {verb} die meisten "
        "gefährdeten und verfehlten Ziele"
    )


def _unrated_title(concept: Concept) -> str:
    if not concept.goals:
        return german.counted(len(concept.fields), "Handlungsfeld", "Handlungsfelder")
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
        link=link(county.key, field.code),
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


def _board_table(rows: tuple[BoardRow, ...], columns: tuple[str, ...]) -> Table:
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
