"""States of goals: how many stand where, in words, and which changed since a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dashboard import theme
from dashboard.charts.model import Turn
from data_access.domain.concept import Concept, Goal, Sitting
from data_access.vocabulary import State

NEXT_TO_GO = (State.AT_RISK, State.MISSED)


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


def turns(goals: Sequence[Goal], since: date) -> tuple[Turn, ...]:
    """Goals whose state differs from that of a day."""
    return tuple(
        Turn(goal.title, goal.state_on(since), goal.state)
        for goal in goals
        if goal.state is not None and goal.state_on(since) not in {goal.state, None}
    )


def last_sitting(concept: Concept, on: date) -> Sitting | None:
    """The newest public sitting before a day."""
    past = [one for one in concept.sittings if one.public and one.held_on < on]
    return past[-1] if past else None


def programme_year(concept: Concept) -> str:
    """The year of the running programme, or else that of the concept."""
    running = [one.year for one in concept.programmes if one.phase == "running"]
    return str(max(running)) if running else concept.as_of
