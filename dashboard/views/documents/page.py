"""All that documents say on a page: sentence, figures, charts and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.views.documents import budget, holding, parts, shares, singles, tables, years
from dashboard.views.documents.picture import Ground, Picture
from dashboard.views.documents.words import told
from dashboard.views.facts import Fact, facts
from dashboard.views.model import Card, Data, FigureCard, Section, Sentence, plain
from data_access.domain import County
from data_access.vocabulary import Sex

#: So many figures make a strip, and so many of them come from pictures.
_STRIP, _DRAWN = 5, 3
#: Letters of two lines on a wide screen; a longer opening loses its second half.
_LONG = 222
#: More pictures than these would bury the first.
_CHARTS = 6


@dataclass(frozen=True)
class Documents:
    """What documents say of a county, of one topic or of all."""

    section: Section
    #: When the documents appeared, for the line beside the title.
    context: str
    sentence: Sentence
    figures: tuple[FigureCard, ...]
    charts: tuple[Card, ...]
    tables: tuple[Card, ...]


def read(
    data: Data, county: County, *, topic: str | None, slug: str, events: bool = False
) -> Documents | None:
    """The documents' part of a page; None where they say nothing of its topic."""
    found, papers = facts(data, county, topic)
    happened = tables.milestones(data, county) if events else None
    if not found and not happened:
        return None
    ground = Ground(county, papers, slug)
    # Women and men alone are in the table; what is said and drawn counts all persons.
    of_all = [one for one in found if one.sex is Sex.TOTAL]
    pictures = _pictures(ground, of_all)
    drawn = tuple(fact for picture in pictures for fact in picture.facts)
    own = tuple(picture.table for picture in pictures if picture.table)
    listed = {id(fact) for picture in pictures if picture.table for fact in picture.facts}
    rest = [one for one in found if id(one) not in listed]
    said = tuple(pair for picture in pictures for pair in picture.said)
    alone = singles.chosen(of_all, drawn, said)
    charts = [chart for picture in pictures for chart in picture.charts]
    return Documents(
        section=tables.section(papers),
        context=tables.context(county, papers),
        sentence=_sentence(pictures, alone),
        figures=_figures(slug, pictures, alone),
        charts=tuple(charts[:_CHARTS]),
        tables=(
            *own,
            *((tables.table(ground, rest),) if rest else ()),
            *((happened,) if happened else ()),
        ),
    )


def _pictures(ground: Ground, found: list[Fact]) -> list[Picture]:
    """Pictures of the figures that may be compared, each figure in one of them."""
    left = list(found)
    made: list[Picture] = []
    for kind in (holding, budget, years, parts, shares):
        for picture in kind.pictures(ground, left):
            made.append(picture)
            gone = {id(fact) for fact in picture.facts}
            left = [one for one in left if id(one) not in gone]
    return made


def _sentence(pictures: list[Picture], alone: list[Fact]) -> Sentence:
    """The clause of the first picture and the most telling figure beside it; empty without any."""
    if not pictures and not alone:
        return ()
    if pictures:
        clause = pictures[0].clause
        place = pictures[0].facts[0].area
        more: Sentence = (
            (" Genannt sind außerdem ", *told(alone[0], known=place), ".") if alone else ()
        )
        return (*clause, *more) if len(plain((*clause, *more))) <= _LONG else clause
    first, *others = alone
    tail = (" und ", *told(others[0])) if others else ()
    return ("Die Unterlagen nennen ", *told(first), *tail, ".")


def _figures(slug: str, pictures: list[Picture], alone: list[Fact]) -> tuple[FigureCard, ...]:
    """Up to five figures: the first of each picture, then what no picture shows."""
    heads = [picture.figures[0] for picture in pictures if picture.figures]
    others = [one for picture in pictures for one in picture.figures[1:]]
    made = [*heads, *others][:_DRAWN]
    made += [singles.card(one) for one in alone][: _STRIP - len(made)]
    made += [one for one in [*heads, *others] if one not in made][: _STRIP - len(made)]
    known: dict[str, FigureCard] = {}
    for one in made:
        known.setdefault(one.id, one)
    return tuple(
        replace(one, id=f"{slug}-zahl-{number}") for number, one in enumerate(known.values(), 1)
    )
