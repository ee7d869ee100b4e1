"""Residence status in the register: without a title, and temporary titles by ground."""

from __future__ import annotations

import polars as pl

from dashboard import german, theme
from dashboard.charts import columns
from dashboard.charts.lines import Line, LineSpec, lines
from dashboard.charts.model import Chart, Table, caption
from dashboard.views import takeaways
from dashboard.views.distribution.yearly import years_table
from dashboard.views.model import Card, Data
from dashboard.views.values import Dated, frame_of, history, points
from data_access.domain import County, Period, Series, Value


def cards(data: Data, county: County) -> tuple[Card, ...]:
    """Residence status in the register, as far as it exists."""
    cards = (
        status(county, data.series(county.key, "aufenthaltsstatus")),
        without_title(county, data.series(county.key, "ohne-aufenthaltstitel")),
        grounds(county, data.series(county.key, "befristete-titel")),
    )
    return tuple(card for card in cards if card is not None)


#: Groups of the residence status, as they are named behind their lines.
_STATUS = {
    "titel-erforderlich": "Titel|erforderlich",
    "titel-nicht-erforderlich": "kein Titel|erforderlich",
    "ohne-titel": "ohne Titel",
}


def status(county: County, series: Series | None) -> Card | None:
    """Who needs a residence title, who does not, and who has none."""
    if series is None:
        return None
    names = dict(series.frame.select("group_code", "group_name").unique().rows())
    found = {
        code: line for code in _STATUS if (line := history(series, area=county.key, group=code))
    }
    if not found:
        return None
    roles = dict(zip(_STATUS, ("ours", "context", "accent"), strict=True))
    figure = lines(
        [
            Line(
                names[code],
                points(line),
                roles[code],
                end_text=f"{_STATUS[code]}|{german.number(line[-1].number)}",
            )
            for code, line in found.items()
        ],
        LineSpec(),
    )
    first, newest = next(iter(found.items()))
    subject = f"die Zahl in der Gruppe „{_STATUS[first].replace('|', ' ')}“"
    named = {names[code]: line for code, line in found.items()}
    notes = (
        "Gruppen wie in der Quelle. Keinen Titel nach nationalem Recht brauchen vor allem "
        "Menschen aus der Europäischen Union; ohne Titel sind auch Menschen im Asylverfahren "
        "oder mit Duldung.",
        series.statistic.rounding,
        *dict.fromkeys(takeaways.gap_note(line) for line in found.values()),
    )
    return Chart(
        id="verteilung-aufenthaltsstatus",
        title=takeaways.trend(newest, subject),
        subtitle="Ausländerinnen und Ausländer nach Aufenthaltsstatus laut "
        "Ausländerzentralregister, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(series.only(pl.col("group_code").is_in(list(found))).papers),
        notes=tuple(one for one in notes if one),
        alt="Liniendiagramm nach Aufenthaltsstatus, neueste Werte: "
        + german.listing([f"{n} {german.number(line[-1].number)}" for n, line in named.items()])
        + ".",
        table=years_table(("Stichtag", *named), list(named.values())),
        frame=frame_of(named),
        synthetic=county.synthetic,
    )


def without_title(county: County, series: Series | None) -> Card | None:
    """Persons without residence title by reason, with the sentence that must stand beside it."""
    return _stack(
        county,
        series,
        id="verteilung-ohne-titel",
        groups=("aufenthaltsgestattung", "duldung", "weder-duldung-noch-gestattung"),
        subject="die Zahl der Menschen ohne Aufenthaltstitel",
        subtitle="Personen ohne Aufenthaltstitel laut Ausländerzentralregister am Jahresende",
        colours=(theme.BLUE, theme.SEQUENTIAL[2], theme.CONTEXT_PALE),
    )


def grounds(county: County, series: Series | None) -> Card | None:
    """Temporary residence titles by ground."""
    return _stack(
        county,
        series,
        id="verteilung-befristete-titel",
        groups=("humanitaer", "familie", "erwerb", "ausbildung", "besondere-rechte"),
        subject="die Zahl befristeter Aufenthaltstitel",
        subtitle="Befristete Aufenthaltstitel nach Grund laut Ausländerzentralregister, Personen",
        colours=theme.PARTS,
    )


def _stack(
    county: County,
    series: Series | None,
    *,
    id: str,  # noqa: A002
    groups: tuple[str, ...],
    subject: str,
    subtitle: str,
    colours: tuple[str, ...],
) -> Card | None:
    if series is None:
        return None
    names = dict(series.frame.select("group_code", "group_name").unique().rows())
    found = {
        names[code]: line
        for code in groups
        if (line := history(series, area=county.key, group=code))
    }
    if not found:
        return None
    whole = history(series, area=county.key)
    periods = sorted({one.period for line in (*found.values(), whole) for one in line})
    tables = {name: {one.period: one.number for one in line} for name, line in found.items()}
    given = {one.period: one.number for one in whole}
    labels = [german.period(p) for p in periods]
    parts = [
        columns.Part(_short(name), tuple(tables[name].get(p) for p in periods), colour)
        for name, colour in zip(found, colours, strict=False)
    ]
    lost = dict(columns.incomplete(labels, parts))
    every = len(found) == len(groups)
    totals = [
        Dated(period, Value(number))
        for period, label in zip(periods, labels, strict=True)
        if (number := _total(period, tables, given, complete=every and label not in lost))
        is not None
    ]
    wholes = {one.period: one.number for one in totals}
    figure = columns.columns(
        [str(p.end.year) for p in periods],
        parts,
        stacked=True,
        totals=[wholes.get(p) for p in periods],
    )
    used = series.only(pl.col("group_code").is_in((*groups, *(("insgesamt",) if whole else ()))))
    notes = [one for one in (series.statistic.distinguish, series.statistic.rounding) if one]
    if whole:
        part = "" if len(whole) == len(periods) else ", wo es sie gibt, sonst die selbst berechnete"
        notes.append(f"Über den Säulen steht die veröffentlichte Summe{part}.")
    elif totals:
        notes.append("Die Summe über den Säulen ist selbst berechnet.")
    if not every:
        shown = german.listing([_short(name) for name in found])
        notes.append(f"Nicht alle Teile liegen vor, nur: {shown}.")
    for missed in dict.fromkeys(tuple(one) for one in lost.values()):
        when = german.listing([label for label, one in lost.items() if tuple(one) == missed])
        notes.append(f"Keine Angabe für {german.listing(missed)}: {when}.")
    return Chart(
        id=id,
        title=takeaways.trend(totals, subject)
        if totals
        else f"{german.capitalised(subject)} lässt sich nicht angeben: Teile fehlen",
        subtitle=subtitle,
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(used.papers),
        notes=tuple(notes),
        alt=f"Gestapelte Säulen: {subtitle}. Neueste Werte: "
        + german.listing([f"{n} {german.number(line[-1].number)}" for n, line in found.items()])
        + ".",
        table=_stack_table(periods, tables, wholes),
        frame=frame_of(found),
        synthetic=county.synthetic,
    )


def _total(
    period: Period,
    tables: dict[str, dict[Period, float]],
    given: dict[Period, float],
    *,
    complete: bool,
) -> float | None:
    """The published total, else the sum of the parts where none is missing."""
    if period in given or not complete:
        return given.get(period)
    return sum(table[period] for table in tables.values())


def _stack_table(
    periods: list[Period], tables: dict[str, dict[Period, float]], totals: dict[Period, float]
) -> Table:
    rows = []
    for period in reversed(periods):
        cells = [
            german.number(table[period]) if period in table else german.DASH
            for table in tables.values()
        ]
        whole = german.number(totals[period]) if period in totals else "unvollständig"
        rows.append((german.period(period), *cells, whole))
    return Table(("Stichtag", *tables, "Summe"), tuple(rows))


def _short(name: str) -> str:
    return {
        "völkerrechtliche, humanitäre, politische Gründe": "humanitär",
        "familiäre Gründe": "Familie",
        "zum Zweck der Erwerbstätigkeit": "Arbeit",
        "zum Zweck der Ausbildung": "Ausbildung",
        "besondere Aufenthaltsrechte": "besondere Rechte",
        "Ohne Duldung oder Gestattung": "ohne beides",
    }.get(name, name)
