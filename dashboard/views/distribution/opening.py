"""How the page Verteilung begins: the sentence and the figures of a day."""

from __future__ import annotations

from dashboard import german
from dashboard.selection import Selection
from dashboard.views import missing
from dashboard.views.distribution.snapshot import Place, Snapshot
from dashboard.views.model import FigureCard, Opening, Range, Sentence, Strong
from dashboard.views.values import Dated, latest
from data_access.domain import Area, County, Series
from data_access.vocabulary import AreaKind


def opening(
    county: County, now: Snapshot | None, register: Series | None, selection: Selection
) -> Opening:
    """What is known of the day; without one, the register alone."""
    if now is None:
        return Opening(
            title="Verteilung",
            context=county.name,
            sentence=_register_sentence(county, register)
            or missing.sentence(county, "wo Ausländerinnen, Ausländer und Geflüchtete leben"),
            figures=(),
            synthetic=county.synthetic,
        )
    chosen = now.chosen(selection.municipality)
    return Opening(
        title="Verteilung",
        context=f"{county.name} · Stichtag {german.period(now.period)}",
        sentence=_municipality_sentence(now, chosen)
        if chosen
        else (*_county_sentence(now), _lost_sentence(now, selection)),
        figures=_figures(now, chosen, register),
        synthetic=county.synthetic,
    )


def _register_sentence(county: County, register: Series | None) -> Sentence | None:
    """The register alone, where population or foreigners of the municipalities are missing."""
    newest = latest(register, area=county.key)
    if newest is None:
        return None
    return (
        f"{german.capitalised(german.at(newest.period))} waren laut Ausländerzentralregister ",
        Strong(german.number(newest.number)),
        f" Ausländerinnen und Ausländer {county.in_phrase} gemeldet. Anteile je Gemeinde lassen "
        "sich nicht berechnen, weil Angaben der Fortschreibung fehlen.",
    )


def _lost_sentence(now: Snapshot, selection: Selection) -> str:
    """Why the chosen municipality has no figures of its own."""
    found = next((one for one in now.lost if one.area.key == selection.municipality), None)
    return f" Für {found.area.short_name} gilt: {found.why}." if found else ""


def _county_sentence(now: Snapshot) -> tuple[str | Strong, ...]:
    if now.whole is None:
        high, low = now.places[0], now.places[-1]
        return (
            f"{german.capitalised(german.at(now.period))} lag der Anteil der Ausländerinnen und "
            "Ausländer laut Bevölkerungsfortschreibung zwischen ",
            Strong(german.percent(low.share)),
            f" ({low.area.short_name}) und ",
            Strong(german.percent(high.share)),
            f" ({high.area.short_name}); die Zahl für den ganzen Kreis fehlt.",
        )
    sentence: list[str | Strong] = [
        f"{german.capitalised(german.at(now.period))} lebten laut Bevölkerungsfortschreibung ",
        Strong(german.number(now.whole.foreigners)),
        f" Ausländerinnen und Ausländer {now.county.in_phrase}, ",
        Strong(german.percent(now.whole.share)),
        " der Bevölkerung.",
    ]
    if now.city and now.whole.foreigners:
        part = now.city.foreigners / now.whole.foreigners
        amount = (
            "Mehr als die Hälfte von ihnen wohnt"
            if part > 0.5
            else f"{german.percent(100 * part)} von ihnen wohnen"
        )
        sentence.append(f" {amount} in der Stadt {now.city.area.short_name}.")
    return tuple(sentence)


def _municipality_sentence(now: Snapshot, chosen: Place) -> tuple[str | Strong, ...]:
    beside = (
        f"; {now.county.in_phrase} sind es {german.percent(now.whole.share)}" if now.whole else ""
    )
    return (
        f"{german.capitalised(german.at(now.period))} lebten laut Bevölkerungsfortschreibung ",
        Strong(german.number(chosen.foreigners)),
        f" Ausländerinnen und Ausländer {_inside(chosen.area)}, ",
        Strong(german.percent(chosen.share)),
        f" der Bevölkerung{beside}.{_rank(now, chosen)}",
    )


def _inside(area: Area) -> str:
    place = area.name if area.kind is AreaKind.AGGREGATE else area.short_name
    return f"im {place}" if area.kind is AreaKind.AGGREGATE else f"in {place}"


def _rank(now: Snapshot, chosen: Place) -> str:
    """Place in the order of shares; the county without its city has none."""
    if chosen not in now.places:
        return ""
    return (
        f" Nach dem Anteil geordnet ist das Rang {now.places.index(chosen) + 1} von "
        f"{len(now.places)}."
    )


def _figures(
    now: Snapshot, chosen: Place | None, register: Series | None
) -> tuple[FigureCard, ...]:
    main = chosen or now.whole
    return (
        *(_main_figures(now, main, chosen, register) if main else ()),
        *_part_figures(now, chosen),
        *_register_figure(now, chosen, register),
    )


def _main_figures(
    now: Snapshot, main: Place, chosen: Place | None, register: Series | None
) -> tuple[FigureCard, ...]:
    azr = _same_day(register, now)
    return (
        FigureCard(
            "auslaender",
            f"Ausländerinnen und Ausländer{' ' + _inside(main.area) if chosen else ''}",
            german.number(main.foreigners),
            "laut Fortschreibung"
            + (
                f"; das Ausländerzentralregister zählt anders: {german.number(azr.number)}"
                if azr and not chosen
                else f", {german.period(now.period)}"
            ),
        ),
        FigureCard(
            "anteil",
            "Anteil an der Bevölkerung",
            german.percent(main.share),
            f"von {german.counted(main.population, 'Person', 'Personen')}",
            Range(0, main.share / 100),
        ),
    )


def _part_figures(now: Snapshot, chosen: Place | None) -> tuple[FigureCard, ...]:
    others = [place for place in now.places if place.area.kind is not AreaKind.CITY]
    cards = []
    if now.whole is None or not now.whole.foreigners:
        pass
    elif chosen:
        part = chosen.foreigners / now.whole.foreigners
        cards.append(
            FigureCard(
                "anteil-am-kreis",
                "Teil aller im Kreis",
                german.percent(100 * part),
                f"von {german.number(now.whole.foreigners)} {now.county.in_phrase}",
                Range(0, part),
            )
        )
    elif now.city:
        part = now.city.foreigners / now.whole.foreigners
        cards.append(
            FigureCard(
                "stadt",
                f"davon in der Stadt {now.city.area.short_name}",
                german.percent(100 * part),
                f"{german.counted(now.city.foreigners, 'Person', 'Personen')}, "
                f"Anteil dort {german.percent(now.city.share)}",
                Range(0, part),
            )
        )
    if now.rest and others and chosen is not now.rest:
        low, high = others[-1], others[0]
        top = max(now.places[0].share, 1e-9) * 1.1
        cards.append(
            FigureCard(
                "ohne-stadt",
                "Anteil im Kreis ohne Stadt",
                german.percent(now.rest.share),
                f"von {german.percent(low.share)} ({low.area.short_name}) bis "
                f"{german.percent(high.share)} ({high.area.short_name})",
                Range(low.share / top, high.share / top, now.rest.share / top),
            )
        )
    return tuple(cards)


def _register_figure(
    now: Snapshot, chosen: Place | None, register: Series | None
) -> tuple[FigureCard, ...]:
    newest = latest(register, area=now.county.key)
    if chosen or not newest or newest.period.end <= now.period.end:
        return ()
    return (
        FigureCard(
            "register",
            "laut Ausländerzentralregister",
            german.number(newest.number),
            f"am {german.period(newest.period)}; andere Statistik als die Fortschreibung",
        ),
    )


def _same_day(register: Series | None, now: Snapshot) -> Dated | None:
    found = register.value(area=now.county.key, period=now.period.key) if register else None
    return Dated(now.period, found) if found and found.number is not None else None
