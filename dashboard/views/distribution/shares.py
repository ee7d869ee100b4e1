"""Share of foreigners in each municipality, as a map and as a ranking with the same table."""

from __future__ import annotations

import polars as pl

from dashboard import german, theme
from dashboard.charts.maps import Classes, MapSpec, class_map, classes_for
from dashboard.charts.model import Cell, Chart, SourceLine, Table, caption
from dashboard.charts.ranking import Bar, Reference, ranking
from dashboard.selection import Selection
from dashboard.views import missing
from dashboard.views.distribution.snapshot import Lost, Place, Snapshot
from dashboard.views.model import Card, Data
from dashboard.views.values import sign

#: Usual limits of the share of foreigners in percent.
LIMITS = (4.0, 5.0, 7.0, 10.0)


def as_map(data: Data, now: Snapshot, selection: Selection) -> Card:
    """The map; municipalities without a share are hatched."""
    outlines = {one.area_key: one for one in data.boundaries(now.county.key)}
    shown: tuple[Place | Lost, ...] = (*now.places, *now.lost)
    drawn = [outlines[p.area.key] for p in shown if p.area.key in outlines]
    if not drawn:
        return missing.boundaries(now.county)
    shares = {place.area.key: place.share for place in now.places}
    classes = classes_for(list(shares.values()), usual=LIMITS)
    figure = class_map(
        drawn,
        outlines.get(now.county.key),
        MapSpec(
            values=shares,
            names={p.area.key: p.area.short_name for p in shown},
            texts={
                **{key: german.percent(value) for key, value in shares.items()},
                **{one.area.key: one.why for one in now.lost},
            },
            classes=classes,
            selected=selection.municipality,
        ),
    )
    top = [p.area.short_name for p in now.places if p.share >= classes.limits[-1]]
    limit = german.number(classes.limits[-1])
    places = (
        f"nur in {german.listing(top)}"
        if 1 <= len(top) <= 2
        else f"in {german.spelled(len(top))} Gemeinden"
        if top
        else "in keiner Gemeinde"
    )
    return Chart(
        id="verteilung-karte",
        title=f"Ausländeranteil von {limit}{german.THIN}% und mehr {places}",
        subtitle="Anteil der Ausländerinnen und Ausländer an der Bevölkerung in Prozent; im "
        "Farbfeld die Zahl der Gemeinden",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(now).plus(f"Karte: {drawn[0].attribution}"),
        alt=_map_alt(now, classes),
        notes=_lost_notes(now, "Schraffiert"),
        table=_table(now),
        frame=_frame(now),
        synthetic=now.county.synthetic,
        legend=tuple(
            (
                label,
                sum(classes.of(share) == index for share in shares.values()),
                theme.SEQUENTIAL[index],
                theme.SEQUENTIAL_TEXT[index],
            )
            for index, label in enumerate(classes.labels(unit=f"{german.THIN}%"))
        ),
    )


def _map_alt(now: Snapshot, classes: Classes) -> str:
    high, low = now.places[0], now.places[-1]
    counts = [sum(classes.of(p.share) == i for p in now.places) for i in range(5)]
    return (
        f"Karte {now.county.of_phrase}: Anteil der Ausländerinnen und Ausländer je Gemeinde am "
        f"{german.period(now.period)}. Am höchsten in {high.area.short_name} mit "
        f"{german.percent(high.share)}, am niedrigsten in {low.area.short_name} mit "
        f"{german.percent(low.share)}. {counts[-1]} von {len(now.places)} Gemeinden liegen in der "
        "höchsten Klasse."
    )


def as_ranking(now: Snapshot, selection: Selection) -> Card:
    """The ranking; municipalities without a share have no bar."""
    classes = classes_for([p.share for p in now.places], usual=LIMITS)
    whole, high, low = now.whole, now.places[0], now.places[-1]
    title = (
        f"Höchster Ausländeranteil: {high.area.short_name} mit {german.percent(high.share)}"
        if whole is None
        else _below(now, whole)
    )
    chosen = now.chosen(selection.municipality)
    listed = [*now.places, *((chosen,) if chosen and chosen not in now.places else ())]
    listed.sort(key=lambda one: -one.share)
    figure = ranking(
        [
            Bar(
                place.area.short_name,
                place.share,
                german.percent(place.share),
                german.number(place.foreigners),
                theme.SEQUENTIAL[classes.of(place.share)],
                strong=place is chosen,
            )
            for place in listed
        ]
        + [Bar(one.area.short_name, None, one.why, sign(one.foreigners)) for one in now.lost],
        reference=Reference(whole.share, f"Kreis {german.percent(whole.share)}") if whole else None,
        aside_title="Personen",
    )
    return Chart(
        id="verteilung-rangliste",
        title=title,
        subtitle="Anteil der Ausländerinnen und Ausländer an der Bevölkerung in Prozent und "
        "Personen, Farben wie in der Karte",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(now),
        alt=f"Rangliste der {len(now.places)} Gemeinden nach dem Anteil der Ausländerinnen und "
        f"Ausländer: von {high.area.short_name} mit {german.percent(high.share)} bis "
        f"{low.area.short_name} mit {german.percent(low.share)}"
        + (f"; der Kreis liegt bei {german.percent(whole.share)}." if whole else "."),
        notes=_lost_notes(now, "Ohne Balken")
        + (
            ()
            if whole
            else ("Der Wert des Kreises fehlt; die Linie ist deshalb nicht gezeichnet.",)
        ),
        table=_table(now),
        frame=_frame(now),
        synthetic=now.county.synthetic,
    )


def _below(now: Snapshot, whole: Place) -> str:
    below = sum(place.share < whole.share for place in now.places)
    count = "eine" if below == 1 else german.spelled(below) if below else "keine"
    verb = "liegt" if below <= 1 else "liegen"
    return f"Ausländeranteil: {count} von {len(now.places)} Gemeinden {verb} unter dem Kreis"


def _lost_notes(now: Snapshot, word: str) -> tuple[str, ...]:
    """Municipalities without a share, by reason."""
    reasons = dict.fromkeys(one.why for one in now.lost)
    texts = [
        f"{why}: {german.listing([x.area.short_name for x in now.lost if x.why == why])}"
        for why in reasons
    ]
    return (f"{word}, {'; '.join(texts)}.",) if texts else ()


def _caption(now: Snapshot) -> SourceLine:
    used = now.foreigners.only(pl.col("period") == now.period.key)
    base = now.population.only(pl.col("period") == now.period.key)
    keys = [place.area.key for place in now.places]
    used = used.only(pl.col("area_key").is_in(keys))
    base = base.only(pl.col("area_key").is_in(keys))
    return caption(used.papers.merged(base.papers), extra=("Anteile nachgerechnet",))


def _table(now: Snapshot) -> Table:
    rows: list[tuple[Cell | str, ...]] = [_row(place, strong=False) for place in now.places]
    rows += [
        (one.area.short_name, sign(one.population), sign(one.foreigners), german.DASH)
        for one in now.lost
    ]
    rows += [_row(place, strong=True) for place in (now.rest, now.whole) if place]
    return Table(("Gemeinde", "Bevölkerung", "Ausländerinnen und Ausländer", "Anteil"), tuple(rows))


def _row(place: Place, *, strong: bool) -> tuple[Cell | str, ...]:
    return (
        Cell(place.area.short_name, strong=strong),
        Cell(german.number(place.population), strong=strong),
        Cell(german.number(place.foreigners), strong=strong),
        Cell(german.percent(place.share), strong=strong),
    )


def _frame(now: Snapshot) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "area_key": [p.area.key for p in now.places],
            "area_name": [p.area.name for p in now.places],
            "foreigners": [p.foreigners for p in now.places],
            "population": [p.population for p in now.places],
            "share_percent": [p.share for p in now.places],
        }
    )
