"""Population and migration over the years, each of a statistic of its own."""

from __future__ import annotations

from dashboard import german
from dashboard.charts.lines import Break, Line, LineSpec, lines
from dashboard.charts.model import Chart, caption
from dashboard.views import takeaways
from dashboard.views.distribution.yearly import line_alt, of_county, years_table
from dashboard.views.model import Card, Data, Section
from dashboard.views.values import Dated, frame_of, history, points
from data_access.domain import County, Series, SeriesBreak


def section() -> Section:
    """Heading where the register ends."""
    return Section(
        "Bevölkerung und Wanderung",
        "Laut Bevölkerungsfortschreibung und Wanderungsstatistik; beide zählen anders als das "
        "Ausländerzentralregister.",
    )


def cards(data: Data, county: County) -> tuple[Card, ...]:
    """Population and migration, each of a statistic of its own."""
    cards = (
        population(county, data.series(county.key, "bevoelkerung-fortschreibung")),
        migration(data, county),
    )
    return tuple(card for card in cards if card is not None)


def population(county: County, series: Series | None) -> Card | None:
    """Population with its census breaks; no change is computed across a break."""
    found = history(series, area=county.key)
    if series is None or len(found) < 3:
        return None
    inside = [
        one
        for one in series.breaks
        if found[0].period.end < one.effective_on <= found[-1].period.end
    ]
    stretch = takeaways.after_last_break(series, found) if inside else found
    change = stretch[-1].number - stretch[0].number
    share = (
        f" ({german.signed_percent(100 * change / stretch[0].number)})" if stretch[0].number else ""
    )
    base = (
        f"seit Ende {stretch[0].period.end.year} ({inside[-1].label})"
        if inside
        else f"seit {stretch[0].period.end.year}"
    )
    figure = lines(
        _stretches(found, [float(one.effective_on.year) for one in inside], county),
        LineSpec(
            zero=False,
            breaks=tuple(Break(float(one.effective_on.year), one.label) for one in inside),
        ),
    )
    return Chart(
        id="verteilung-bevoelkerung",
        title=f"Bevölkerung {base}: {german.signed(change) if change else 'unverändert'}"
        f"{share if change else ''}",
        subtitle="Einwohnerinnen und Einwohner laut Fortschreibung; Achse beginnt nicht bei null",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(of_county(series, county).papers),
        notes=(
            *_break_notes(inside, found),
            *(text for text in (takeaways.gap_note(found),) if text),
        ),
        alt=line_alt("Bevölkerung", found)
        + (f" Brüche: {german.listing([one.label for one in inside])}." if inside else ""),
        table=years_table(("Stichtag", "Personen"), [found]),
        frame=frame_of({"bevoelkerung": found}),
        synthetic=county.synthetic,
    )


def _break_notes(inside: list[SeriesBreak], found: list[Dated]) -> tuple[str, ...]:
    """One sentence for all breaks; the newest explanation stands for them where it is true."""
    if not inside:
        return ()
    names = german.listing([one.label for one in inside])
    word = "Bruch" if len(inside) == 1 else "Brüche"
    last = inside[-1].effective_on
    before = [one for one in found if one.period.end < last]
    after = [one for one in found if one.period.end >= last]
    fell = before and after and after[0].number < before[-1].number
    why = inside[-1].explanation if fell else "Davor und danach wird nicht verglichen."
    return (f"{word} der Reihe: {names}. {why}",)


def _stretches(found: list[Dated], breaks: list[float], county: County) -> list[Line]:
    """One line per stretch between breaks, so that no line joins what cannot be compared."""
    cuts = [*breaks, float("inf")]
    drawn: list[Line] = []
    rest = list(found)
    for cut in cuts:
        part = [one for one in rest if one.period.end.year < cut]
        rest = rest[len(part) :]
        if part:
            newest = not rest
            drawn.append(
                Line(
                    county.short_name,
                    points(part),
                    "ours" if newest else "context",
                    end_text=german.number(part[-1].number) if newest else None,
                )
            )
    return drawn


def migration(data: Data, county: County) -> Card | None:
    """Arrivals and departures across the federal border."""
    arrivals = data.series(county.key, "wanderung-zuzuege")
    departures = data.series(county.key, "wanderung-fortzuege")
    balance = data.series(county.key, "wanderung-saldo")
    group = "auslaender"
    came = history(arrivals, area=county.key, group=group)
    left = history(departures, area=county.key, group=group)
    net = history(balance, area=county.key, group=group)
    if arrivals is None or departures is None or not came or not left:
        return None
    papers = arrivals.papers.merged(departures.papers)
    if balance:
        papers = papers.merged(balance.papers)
    last = net[-1] if net else None
    figure = lines(
        [
            Line(
                "Fortzüge",
                points(left),
                "context",
                end_text=f"Fortzüge|{german.number(left[-1].number)}",
            ),
            Line(
                "Zuzüge", points(came), "ours", end_text=f"Zuzüge|{german.number(came[-1].number)}"
            ),
        ],
        LineSpec(),
    )
    title = "Zuzüge und Fortzüge über die Bundesgrenzen"
    if last:
        more_or_less = "mehr" if last.number > 0 else "weniger"
        title = (
            f"{last.period.key}: {german.number(abs(last.number))} Zuzüge von Ausländerinnen und "
            f"Ausländern aus dem Ausland {more_or_less} als Fortzüge"
            if last.number
            else f"{last.period.key}: so viele Zuzüge von Ausländerinnen und Ausländern aus dem "
            "Ausland wie Fortzüge"
        )
    return Chart(
        id="verteilung-wanderung",
        title=title,
        subtitle="Ausländerinnen und Ausländer, Wanderung über die Bundesgrenzen im Jahr",
        notes=tuple(text for text in (takeaways.gap_note(came),) if text),
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(papers),
        alt=line_alt("Zuzüge", came) + " " + line_alt("Fortzüge", left),
        table=years_table(("Jahr", "Zuzüge", "Fortzüge", "Saldo"), [came, left, net]),
        frame=frame_of({"zuzuege": came, "fortzuege": left, "saldo": net}),
        synthetic=county.synthetic,
    )
