"""How the page SGB II begins: the sentence and the figures of a month."""

from __future__ import annotations

from dashboard import german
from dashboard.views.model import FigureCard, Opening, Sentence, Strong
from dashboard.views.sgb2.month import (
    FOREIGNERS,
    LARGEST_SET,
    TOTAL,
    Month,
    is_recomputed,
    largest_first,
)
from dashboard.views.values import at_period, reason

#: What "SGB II" stands for.
LONG_FORM = "Sozialgesetzbuch, Zweites Buch: Grundsicherung für Arbeitsuchende"


def opening(month: Month) -> Opening:
    """Sentence and figures of the month."""
    return Opening(
        "SGB II",
        f"{LONG_FORM} · {month.county.name} · Berichtsmonat {german.month(month.now.start)}",
        _sentence(month),
        _figures(month),
        month.county.synthetic,
    )


def _sentence(month: Month) -> Sentence:
    foreign, total = month.at(FOREIGNERS, month.now), month.at(TOTAL, month.now)
    when = german.month(month.now.start)
    if foreign is None and total is None:
        return (
            f"Für {when} nennt die Statistik keine Gesamtzahl der Leistungsberechtigten: "
            f"{reason(month.value(TOTAL, month.now))}. Gezeigt wird, was zu einzelnen Gruppen "
            "vorliegt.",
        )
    if foreign is None:
        return (
            f"Im {when} bezogen {_according(month)} ",
            Strong(german.number(total or 0.0)),
            " Menschen Leistungen nach SGB II. Wie viele von ihnen Ausländerinnen und Ausländer "
            f"waren, ist nicht angegeben: {reason(month.value(FOREIGNERS, month.now))}.",
        )
    share = month.share(FOREIGNERS)
    sentence: list[str | Strong] = [
        f"Im {when} bezogen {_according(month)} ",
        Strong(german.number(foreign)),
        " Ausländerinnen und Ausländer Leistungen nach SGB II",
    ]
    if share is None:
        sentence.append("; die Gesamtzahl aller Leistungsberechtigten fehlt.")
    else:
        sentence += [", ", Strong(german.percent(share)), " aller Leistungsberechtigten."]
    sentence += _change_sentence(month)
    return tuple(sentence)


def _change_sentence(month: Month) -> list[str | Strong]:
    """How both numbers moved since the first month of the series."""
    since, since_all = month.change(FOREIGNERS, month.base), month.change(TOTAL, month.base)
    if since is None or since_all is None:
        return []
    start = "Seit Januar 2015"
    if since == 0 or since_all == 0:
        own = "gleich viele" if since == 0 else f"{german.number(abs(since))} {_more(since)}"
        every = (
            "unverändert"
            if since_all == 0
            else f"{german.number(abs(since_all))} {_more(since_all)}"
        )
        return [f" {start} sind es {own}; die Gesamtzahl: {every}."]
    direction = "stieg" if since_all > 0 else "sank"
    amount = german.number(abs(since_all))
    tail = (
        f", während die Gesamtzahl um {amount} {direction}"
        if (since > 0) != (since_all > 0)
        else f"; die Gesamtzahl {direction} um {amount}"
    )
    return [f" {start} sind es {german.number(abs(since))} {_more(since)}{tail}."]


def _more(change: float) -> str:
    return "mehr" if change > 0 else "weniger"


def _according(month: Month) -> str:
    """Whose figure the month is, and how sure."""
    if month.county.synthetic:
        source = "laut erfundener Jobcenter-Statistik"
    elif is_recomputed(month, month.now):
        source = "rechnerisch, nach den Veränderungen im Bericht des Landes,"
    else:
        source = "laut Statistik der Bundesagentur für Arbeit"
    found = at_period(month.series, area=month.county.key, period=month.now.key)
    return f"{source} (vorläufig)" if found and found.value.provisional else source


def _figures(month: Month) -> tuple[FigureCard, ...]:
    shown = [
        ("gesamt", "Leistungsberechtigte insgesamt", TOTAL),
        ("auslaender", "darunter Ausländerinnen und Ausländer", FOREIGNERS),
        ("asylzugang", "aus acht Asylzugangsländern", LARGEST_SET),
    ]
    known = largest_first(month)
    if known:
        text = f"aus {_from(known[0].label)}, größte Gruppe"
        shown.append(("groesste", text, known[0].group_code))
    cards = []
    for name, label, group in shown:
        value = month.at(group, month.now)
        if value is None:
            continue
        cards.append(
            FigureCard(
                f"sgb2-{name}",
                label,
                german.number(value),
                _since(month, group) or german.month(month.now.start),
            )
        )
    return tuple(cards)


def _from(country: str) -> str:
    return {"Ukraine": "der Ukraine", "Iran": "dem Iran", "Irak": "dem Irak"}.get(country, country)


def _since(month: Month, group: str) -> str:
    change, before = month.change(group, month.base), month.at(group, month.base)
    if change is None or not before:
        return ""
    if change == 0:
        return f"unverändert seit Januar{german.NBSP}2015"
    return (
        f"{german.signed(change)} seit Januar{german.NBSP}2015 "
        f"({german.signed_percent(100 * change / before)})"
    )
