"""Opening of the page: how much there is, how new it is, what is late and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard import german
from dashboard.views.entries import Prospect
from dashboard.views.inventory.delivery import Outlook, late_since
from dashboard.views.model import FigureCard, Opening, Sentence, Strong
from dashboard.views.values import stand
from data_access.domain import County, Series

TITLE = "Daten und Quellen"

Found = Sequence[tuple[Series, Outlook]]


def opening(county: County, found: Found) -> Opening:
    """The opening of a county that has statistics."""
    return Opening(
        TITLE,
        f"{county.name} · Stand {german.day(stand(county))}",
        _sentence(county, found),
        _figures(found),
        county.synthetic,
    )


def _late(found: Found) -> list[tuple[Series, date]]:
    """Statistics with a delivery that is late, the longest first."""
    late = [(series, one.late_since) for series, one in found if one.late_since]
    return sorted(late, key=lambda one: (one[1], one[0].statistic.name))


def _sentence(county: County, found: Found) -> Sentence:
    count = Strong(german.counted(len(found), "Kennzahl", "Kennzahlen"))
    verb = "steht" if len(found) == 1 else "stehen"
    first: Sentence = (
        count,
        f" {county.of_phrase} {verb} hier mit Definition, Quelle und Stand, zum Nachlesen und zum "
        "Herunterladen.",
    )
    late = _late(found)
    if late:
        return (
            *first,
            " Bei ",
            Strong("einer" if len(late) == 1 else german.spelled(len(late))),
            " von ihnen ist eine neuere Lieferung überfällig.",
        )
    if all(line.state is Prospect.NONE for _, one in found for line in one.lines):
        return (*first, " Alle stammen aus Unterlagen, die einmal erschienen sind.")
    return (*first, " Keine Lieferung ist überfällig.")


def _figures(found: Found) -> tuple[FigureCard, ...]:
    values = sum(series.frame.height for series, _ in found)
    periods = [period for series, _ in found for period in series.papers.periods]
    first, last = min(periods).start.year, max(one.end for one in periods).year
    span = str(last) if first == last else f"{first} bis {last}"
    sources = {source.code: source for series, _ in found for source in series.papers.sources}
    publishers = len({source.publisher for source in sources.values()})
    cards = [
        FigureCard(
            "daten-kennzahlen",
            "Kennzahlen",
            german.number(len(found)),
            f"mit {german.counted(values, 'Wert', 'Werten')}, {span}",
        ),
        FigureCard(
            "daten-quellen",
            "Quellen",
            german.number(len(sources)),
            f"von {_publishers(publishers)} herausgegeben",
        ),
    ]
    return (*cards, *_coming(found))


def _publishers(count: int) -> str:
    return "einer Stelle" if count == 1 else german.counted(count, "Stelle", "Stellen")


def _coming(found: Found) -> list[FigureCard]:
    """What is late and what comes next; nothing where only documents are listed."""
    if not any(one.late_since or one.next_one for _, one in found):
        return []
    late = _late(found)
    note = "gemessen am üblichen Takt der Quellen"
    if late:
        note = f"die älteste seit {late_since(late[0][1])}"
    cards = [FigureCard("daten-ueberfaellig", "überfällig", german.number(len(late)), note)]
    coming = [(one.next_one, series) for series, one in found if one.next_one]
    if coming:
        soonest = min(expected.last for expected, _ in coming)
        due = [series for expected, series in coming if expected.last == soonest]
        cards.append(
            FigureCard(
                "daten-naechste",
                "nächste Lieferung spätestens",
                german.day(soonest),
                f"{due[0].statistic.short_name}{_others(len(due) - 1)}",
            )
        )
    return cards


def _others(count: int) -> str:
    if not count:
        return ""
    return f" und {german.counted(count, 'weitere Kennzahl', 'weitere Kennzahlen')}"
