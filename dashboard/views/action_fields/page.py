"""The page Handlungsfelder: what it holds, what it offers, and who makes which card."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.selection import FIELD, Option, Selection
from dashboard.views import missing
from dashboard.views.action_fields import cycle, detail, foundation, indicators
from dashboard.views.action_fields.board import board
from dashboard.views.action_fields.opening import opening
from dashboard.views.model import Card, Data, Filters, Opening, Section
from dashboard.views.values import county_of, stand
from data_access.domain.concept import ActionField


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


def build(data: Data, selection: Selection) -> ActionFieldsView:
    """The page for a selection."""
    county = county_of(data.counties(), selection.county)
    concept = data.concept(county.key)
    if not concept.fields:
        return ActionFieldsView(
            opening=foundation.opening(county, concept)
            or Opening(
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
            concept_section=foundation.section(concept),
            concept=foundation.cards(concept, county),
        )
    code = selection.field or concept.fields[0].code
    chosen = next((one for one in concept.fields if one.code == code), concept.fields[0])
    return ActionFieldsView(
        opening=opening(county, concept),
        board=board(county, concept, chosen),
        field_section=detail.section(chosen, concept),
        goals=detail.goals(county, concept, chosen),
        measures=detail.measures(county, concept, chosen, stand(county)),
        indicators=indicators.cards(data, county, concept, chosen),
        cycle_section=cycle.section(concept),
        cycle=cycle.cards(concept, county, stand(county)),
        concept_section=foundation.section(concept),
        concept=foundation.cards(concept, county),
    )
