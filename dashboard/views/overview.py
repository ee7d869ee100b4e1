"""Überblick: the state of all four subjects on one screen, each figure with its date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard import german
from dashboard.charts.model import Chart
from dashboard.selection import Selection
from dashboard.views import (
    action_fields,
    courses,
    distribution,
    documents,
    missing,
    sgb2,
)
from dashboard.views.action_fields import states
from dashboard.views.action_fields.board import board
from dashboard.views.courses.page import compact_flow
from dashboard.views.distribution.register import foreigners
from dashboard.views.distribution.snapshot import snapshot
from dashboard.views.documents import Documents
from dashboard.views.model import Card, Data, FigureCard, Lead, Opening, Sentence, Strong
from dashboard.views.sgb2.trend import compact_trend
from dashboard.views.values import county_of, history, latest, of_whole_area, stand
from data_access.domain import County

#: Height of a figure on this page in pixels.
COMPACT = 205


@dataclass(frozen=True)
class OverviewView:
    """Everything on the page."""

    opening: Opening
    #: Documents come first where they are all there is.
    first: Documents | None
    leads: tuple[Lead, ...]
    last: Documents | None


def build(data: Data, selection: Selection) -> OverviewView:
    """The page for a county."""
    county = county_of(data.counties(), selection.county)
    quoted = (
        None
        if county.synthetic
        else documents.read(data, county, topic=None, slug="ueberblick", events=True)
    )
    leads = _leads(data, county, Selection(county.key))
    only_documents = sum(isinstance(lead.card, Chart) for lead in leads) < 2
    sentence = _sentence(data, county)
    figures = _figures(data, county)
    context = county.name
    if not sentence and quoted and quoted.sentence:
        sentence, figures, context = quoted.sentence, quoted.figures, quoted.context
    return OverviewView(
        opening=Opening(
            "Überblick",
            context,
            sentence or missing.sentence(county, "wie Migration und Integration sich entwickeln"),
            figures or (quoted.figures if quoted else ()),
            county.synthetic,
        ),
        first=quoted if only_documents else None,
        leads=leads,
        last=None if only_documents else quoted,
    )


def _sentence(data: Data, county: County) -> Sentence:
    """What register and concept say; empty where neither is there."""
    parts: list[str | Strong] = []
    register = latest(data.series(county.key, "auslaender-azr"), area=county.key)
    if register:
        parts += [
            f"{german.capitalised(german.at(register.period))} waren laut "
            "Ausländerzentralregister ",
            Strong(german.number(register.number)),
            f" Ausländerinnen und Ausländer {of_whole_area(data, county).in_phrase} gemeldet"
            f"{_since(data, county)}.",
        ]
    concept = data.concept(county.key)
    if concept.goals:
        counted = states.counts(concept.goals)
        if counted:
            parts += [
                f" Von {len(concept.goals)} Zielen {'ist' if counted.total() == 1 else 'sind'} ",
                Strong(states.summary(counted).replace(" · ", ", ")),
                f", {open_} {'ist' if open_ == 1 else 'sind'} noch nicht bewertet."
                if (open_ := len(concept.goals) - counted.total())
                else ".",
            ]
        else:
            parts += [
                " Das Integrationskonzept nennt ",
                Strong(german.counted(len(concept.goals), "Ziel", "Ziele")),
                ", keines davon mit Zielwert.",
            ]
    return tuple(parts)


def _since(data: Data, county: County) -> str:
    """Change of the register to the year before, as part of a sentence."""
    found = history(data.series(county.key, "auslaender-azr"), area=county.key)
    if len(found) < 2 or found[-1].period.end.year - found[-2].period.end.year != 1:
        return ""
    change = found[-1].number - found[-2].number
    word = "mehr" if change > 0 else "weniger"
    return f", {german.number(abs(change))} {word} als ein Jahr zuvor" if change else ""


def _figures(data: Data, county: County) -> tuple[FigureCard, ...]:
    cards: list[FigureCard] = []
    register = latest(data.series(county.key, "auslaender-azr"), area=county.key)
    if register:
        cards.append(
            FigureCard(
                "ueberblick-register",
                "Ausländerinnen und Ausländer",
                german.number(register.number),
                f"laut Ausländerzentralregister, {german.period(register.period)}",
            )
        )
    now = snapshot(data, Selection(county.key))
    if now and now.whole:
        cards.append(
            FigureCard(
                "ueberblick-anteil",
                "Anteil an der Bevölkerung",
                german.percent(now.whole.share),
                f"{german.number(now.whole.foreigners)} Personen laut Fortschreibung, "
                f"{german.period(now.period)}",
            )
        )
    course_view = courses.build(data, Selection(county.key))
    picked = [one for one in course_view.opening.figures if one.id.endswith("begonnen")]
    cards += [replace(one, id="ueberblick-kurse", label=_course_label(one)) for one in picked[:1]]
    sgb2_view = sgb2.build(data, Selection(county.key))
    foreign = [one for one in sgb2_view.opening.figures if one.id == "sgb2-auslaender"]
    cards += [
        replace(
            one,
            id="ueberblick-sgb2",
            label="Ausländerinnen und Ausländer im SGB II",
            note=sgb2_view.shown,
        )
        for one in foreign
    ]
    concept = data.concept(county.key)
    if concept.goals:
        alarms = sum(goal.state in states.NEXT_TO_GO for goal in concept.goals)
        rated = states.rated(concept)
        cards.append(
            FigureCard(
                "ueberblick-ziele",
                "Ziele gefährdet oder verfehlt" if rated else "Ziele ohne Zielwert",
                str(alarms if rated else len(concept.goals)),
                f"von {len(concept.goals)}, Stand {german.day(stand(county))}"
                if rated
                else f"Konzept {concept.as_of}",
            )
        )
    return tuple(cards[:5])


def _course_label(card: FigureCard) -> str:
    return {
        "Kurs begonnen": "Personen, die einen Kurs begannen",
        "neue Teilnehmende": "neu im Integrationskurs",
    }.get(card.label, card.label)


def _leads(data: Data, county: County, chosen: Selection) -> tuple[Lead, ...]:
    benefits = sgb2.build(data, chosen)
    fields = action_fields.build(data, chosen)
    first = foreigners(county, data.series(county.key, "auslaender-azr"), None, compact=True)
    if not isinstance(first, Chart):
        first = distribution.build(data, chosen).map
    benefit = benefits.dumbbells if isinstance(benefits.dumbbells, Chart) else benefits.table
    trend = compact_trend(data, chosen, height=COMPACT)
    if trend:
        benefit = trend
    elif benefits.other and not isinstance(benefit, Chart):
        benefit = benefits.other[0]
    return (
        Lead(_compact(first, "ueberblick-verteilung"), "verteilung", "Zur Verteilung"),
        Lead(_compact(benefit, "ueberblick-sgb2", notes=True), "sgb2", "Zum SGB II"),
        Lead(
            _compact(compact_flow(data, chosen), "ueberblick-sprachkurse", notes=True),
            "sprachkurse",
            "Zu den Sprachkursen",
        ),
        Lead(
            _board(county, data, fields.board),
            "handlungsfelder",
            "Zu den Handlungsfeldern",
        ),
    )


def _board(county: County, data: Data, fallback: Card) -> Card:
    """The board without an opened field."""
    concept = data.concept(county.key)
    if not concept.fields:
        return fallback
    return replace(board(county, concept, None), id="ueberblick-handlungsfelder")


def _compact(card: Card, id_: str, *, height: int = COMPACT, notes: bool = False) -> Card:
    """The card under an id of this page, with a lower figure.

    Notes stay only where they say what the drawing means, such as "vorläufig".
    """
    if not isinstance(card, Chart):
        return card
    figure = card.figure
    kept = card.notes if notes else ()
    if figure is not None and card.height > height and "sprachkurse" not in id_:
        figure = {**figure, "layout": {**figure["layout"], "height": height}}
        return replace(card, id=id_, figure=figure, height=height, notes=kept)
    return replace(card, id=id_, notes=kept)
