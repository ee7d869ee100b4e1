"""How the page Sprachkurse begins where a county has a course list: one year of it."""

from __future__ import annotations

from dashboard import german
from dashboard.views.courses.year import (
    Year,
    last_day,
    month_text,
    persons_text,
    same_span,
    span_text,
)
from dashboard.views.model import FigureCard, Opening, Strong


def opening(year: Year) -> Opening:
    """Sentence and figures of the year."""
    started, passed = year.persons("started"), year.persons("certificates")
    count = year.started.height
    until = "" if year.full else f" bis zum {last_day(year)}"
    sentence = (
        f"{year.year} begannen{until} laut Kursliste {year.county.in_phrase} ",
        Strong(german.counted(count, "Kurs", "Kurse")),
        *(
            (" mit ", Strong(german.counted(started, "Person", "Personen")))
            if started is not None
            else ()
        ),
        "."
        if passed is None
        else f"; {german.counted(passed, 'Zertifikat', 'Zertifikate')} „Integrationskurs“ "
        f"{'wurde' if passed == 1 else 'wurden'} erworben.",
        same_span(year),
    )
    cards = [
        FigureCard(
            "kurse-berechtigt",
            "neu berechtigt",
            persons_text(year.persons("entitled")),
            f"Personen, {year.year}" if year.full else f"Personen, gemeldete Monate {year.year}",
        ),
        FigureCard(
            "kurse-begonnen",
            "Kurs begonnen",
            persons_text(started),
            f"Personen, {span_text(year)}{_repeating(year)}",
        ),
    ]
    attending = year.attending
    if attending:
        cards.append(
            FigureCard(
                "kurse-anwesend",
                "im Kurs",
                persons_text(attending[1]),
                f"Personen, {month_text(attending[0])}",
            )
        )
    waiting = year.waiting
    if waiting:
        month, total, long = waiting
        share = (
            f"{german.percent(100 * long / total if total else 0.0)} länger als 12 Wochen, "
            if total is not None and long is not None
            else ""
        )
        cards.append(
            FigureCard(
                "kurse-wartend",
                "warten auf einen Platz",
                persons_text(total),
                f"{share}{month_text(month)}",
            )
        )
    cards.append(
        FigureCard(
            "kurse-zertifikate", "Zertifikate", persons_text(passed), f"erworben {span_text(year)}"
        )
    )
    return Opening(
        "Sprachkurse",
        f"{year.county.name} · {span_text(year)}",
        sentence,
        tuple(cards),
        year.county.synthetic,
    )


def _repeating(year: Year) -> str:
    """Repeaters among the starters, where there are some and their number may be shown."""
    repeaters = year.persons("repeaters")
    return f", {german.number(repeaters)} davon zum zweiten Mal" if repeaters else ""
