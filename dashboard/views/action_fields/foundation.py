"""The concept that the fields stand on: its source line, guidelines, roles, groups and bodies."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import german
from dashboard.charts.model import (
    Cell,
    SourceLine,
    Table,
    own_list,
    quoted,
    source_text,
    table_card,
)
from dashboard.views.model import Card, FigureCard, Opening, Section, Strong
from data_access.domain import County
from data_access.domain.concept import Concept, Element
from data_access.vocabulary import ElementKind

_KINDS = (
    (ElementKind.GUIDELINE, "leitlinien", "Leitlinien"),
    (ElementKind.ROLE, "rollen", "Rollen des Kreises"),
    (ElementKind.TARGET_GROUP, "zielgruppen", "Zielgruppen"),
    (ElementKind.BODY, "gremien", "Gremien"),
    (ElementKind.NETWORK, "netzwerke", "Netzwerke"),
    (ElementKind.CYCLE_STEP, "jahreslauf", "Schritte im Jahreslauf"),
    (ElementKind.TASK, "aufgaben", "Aufgaben"),
)

#: So many figures make a strip.
_STRIP = 5


def source_line(concept: Concept, county: County, *, on: str = "") -> SourceLine:
    """Source line of a card from the concept."""
    stand = f"Stand {on or german.date_text(concept.as_of)}"
    return quoted(concept.source, stand, synthetic=county.synthetic)


def opening(county: County, concept: Concept) -> Opening | None:
    """How the page begins where documents list tasks and bodies but no fields."""
    found = [(slug, name, len(concept.element(kind))) for kind, slug, name in _KINDS]
    named = [(slug, name, count) for slug, name, count in found if count > 1]
    if not named:
        return None
    words: list[str | Strong] = []
    for index, (_, name, count) in enumerate(named):
        if index:
            words.append(" und " if index == len(named) - 1 else ", ")
        words.append(Strong(f"{count}{german.NBSP}{name}"))
    as_of = _as_of(concept.elements)
    return Opening(
        "Handlungsfelder",
        f"{county.name} · Stand {as_of}",
        (
            "Die Unterlagen nennen ",
            *words,
            f" (Stand {as_of}). Handlungsfelder mit Zielen und Maßnahmen sind noch nicht "
            "hinterlegt.",
        ),
        tuple(
            FigureCard(f"unterlagen-{slug}", name, str(count), f"genannt, Stand {as_of}")
            for slug, name, count in named[:_STRIP]
        ),
        county.synthetic,
    )


def section(concept: Concept) -> Section | None:
    """Heading of the concept around the fields."""
    if not concept.elements:
        return None
    own = all(
        one.source == concept.source and one.as_of == concept.as_of for one in concept.elements
    )
    title = concept.title if own and concept.title else "Aus den Unterlagen"
    about = "Was die Felder trägt" if concept.fields else "Aufgaben und Zusammenarbeit"
    return Section(title, f"{about}, kurz gefasst, Stand {_as_of(concept.elements)}.")


def _as_of(elements: Sequence[Element]) -> str:
    """Dates of the documents that name some elements."""
    return german.listing([german.date_text(one) for one in sorted({e.as_of for e in elements})])


def _caption(listed: Sequence[Element], county: County) -> SourceLine:
    sources = tuple({one.source.code: one.source for one in listed}.values())
    names = "; ".join(source_text(one) for one in sources)
    return own_list(names, f"Stand {_as_of(listed)}", synthetic=county.synthetic, sources=sources)


def cards(concept: Concept, county: County) -> tuple[Card, ...]:
    """Guidelines, roles, target groups, bodies, networks, cycle."""
    made = []
    for kind, slug, name in _KINDS:
        listed = concept.element(kind)
        if not listed or (kind is ElementKind.CYCLE_STEP and concept.programmes):
            # Real programmes show their steps with dates.
            continue
        made.append(
            table_card(
                f"konzept-{slug}",
                title=f"{german.capitalised(german.spelled(len(listed)))} {name}"
                if len(listed) > 1
                else name,
                subtitle="",
                caption=_caption(listed, county),
                alt=f"Tabelle: {name}.",
                table=Table(
                    (name, "Fundstelle"),
                    tuple(
                        (
                            Cell(f"{one.number}. {one.title}", sub=one.detail),
                            one.section,
                        )
                        for one in listed
                    ),
                    ("left", "left"),
                ),
                frame=pl.DataFrame(
                    [(one.number, one.title) for one in listed],
                    schema={"number": pl.Int64, "title": pl.String},
                    orient="row",
                ),
                synthetic=county.synthetic,
            )
        )
    return tuple(made)
