"""How the page Handlungsfelder begins: with states where goals are rated, with counts where not."""

from __future__ import annotations

from collections import Counter
from datetime import date

from dashboard import german, theme
from dashboard.charts.model import Turn
from dashboard.views.action_fields.states import counts, last_sitting, programme_year, rated, turns
from dashboard.views.model import FigureCard, Opening, Sentence, Strong
from dashboard.views.values import stand
from data_access.domain import County
from data_access.domain.concept import Concept
from data_access.vocabulary import State


def opening(county: County, concept: Concept) -> Opening:
    """Sentence and figures of the concept."""
    if not rated(concept):
        return Opening(
            "Handlungsfelder",
            f"{county.name} · Konzept {german.date_text(concept.as_of)}",
            _unrated_sentence(concept),
            _unrated_figures(concept),
            county.synthetic,
        )
    on = stand(county)
    return Opening(
        "Handlungsfelder",
        f"{county.name} · Jahresprogramm {programme_year(concept)} · Stand {german.day(on)}",
        _rated_sentence(concept, on),
        _rated_figures(concept, on),
        county.synthetic,
    )


def _unrated_sentence(concept: Concept) -> Sentence:
    """What a concept without targets holds, and that nothing of it is rated."""
    if not concept.goals:
        fields = german.counted(len(concept.fields), "Handlungsfeld", "Handlungsfelder")
        names = german.listing([f"„{field.title}“" for field in concept.fields[:3]])
        return (
            "Die Unterlagen nennen ",
            Strong(fields),
            f"{', darunter' if len(concept.fields) > 3 else ':'} {names}; Ziele und Maßnahmen "
            "daraus sind noch nicht hinterlegt.",
        )
    return (
        "Das Integrationskonzept nennt ",
        Strong(german.counted(len(concept.goals), "Ziel", "Ziele")),
        " in einem Handlungsfeld und "
        if len(concept.fields) == 1
        else f" in {german.spelled(len(concept.fields))} Handlungsfeldern und ",
        Strong(german.counted(len(concept.existing_measures), "Maßnahme", "Maßnahmen")),
        f", die bis {concept.as_of} schon erfolgt waren. Zielwerte setzt es nicht; bewertet wird "
        "deshalb nichts.",
    )


def _rated_sentence(concept: Concept, on: date) -> Sentence:
    """How many goals stand where, and how many changed since the last sitting."""
    counted = counts(concept.goals)
    sitting = last_sitting(concept, on)
    sentence: list[str | Strong] = [
        f"Von {len(concept.goals)} Zielen sind ",
        Strong(str(counted[State.ACHIEVED])),
        " erreicht und ",
        Strong(str(counted[State.ON_COURSE])),
        f" auf Kurs. {_are(counted[State.AT_RISK])} gefährdet, {counted[State.MISSED]} verfehlt.",
    ]
    if open_ := len(concept.goals) - counted.total():
        sentence.append(f" {_are(open_)} noch nicht bewertet.")
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


def _are(count: int) -> str:
    return f"{count} {'ist' if count == 1 else 'sind'}"


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
                "Statistiken dazu",
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
