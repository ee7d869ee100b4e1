"""Change over time on the page Verteilung: register, nationalities, population, migration."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import german, theme
from dashboard.charts import columns
from dashboard.charts.lines import Break, Line, LineSpec, Mark, lines
from dashboard.charts.model import Chart, Table, caption
from dashboard.views import missing, takeaways
from dashboard.views.model import Card, Data, Section
from dashboard.views.values import Dated, frame_of, history, points
from data_access.domain import County, Period, PeriodKind, Series, SeriesBreak, Value

#: First year in which the register is rounded to multiples of five.
ROUNDED_FROM = 2016
SUBJECT = "die Zahl der Ausländerinnen und Ausländer"


def section(county: County, register: Series | None, *, other: bool) -> Section:
    """Heading where the statistic changes from Fortschreibung to register."""
    found = history(register, area=county.key)
    if not found:
        return Section("Entwicklung laut Ausländerzentralregister")
    text = "Das Register zählt anders als die Fortschreibung oben"
    return Section(
        f"Entwicklung laut Ausländerzentralregister seit {found[0].period.start.year}",
        f"{text}; beide Reihen werden nie verbunden." if other else "",
    )


def other_section() -> Section:
    """Heading where the register ends."""
    return Section(
        "Bevölkerung und Wanderung",
        "Laut Bevölkerungsfortschreibung und Wanderungsstatistik; beide zählen anders als das "
        "Ausländerzentralregister.",
    )


def _years_table(heads: tuple[str, ...], found: Sequence[list[Dated]]) -> Table:
    """A table of periods in rows and lines in columns."""
    keys = {one.period: german.period(one.period) for line in found for one in line}
    tables = [{one.period: one for one in line} for line in found]
    rows = []
    for period in sorted(keys, reverse=True):
        cells = [
            german.number(table[period].number) + (" v" if table[period].value.provisional else "")
            if period in table
            else german.DASH
            for table in tables
        ]
        rows.append((keys[period], *cells))
    return Table(heads, tuple(rows))


def register(
    county: County, series: Series | None, update: Series | None, *, compact: bool = False
) -> Card:
    """Foreigners in the register, with the one value of the other statistic as a lone diamond.

    ``compact`` leaves out what a small figure has no room for.
    """
    found = history(series, area=county.key)
    if series is None or len(found) < 2:
        return missing.register(county)
    marks = () if compact else _turning_points(found)
    other = [one for one in history(update, area=county.key) if one.period.kind is PeriodKind.DAY]
    notes = ["Der Zensus verändert die Fortschreibung, nicht das Register."]
    if other and not compact and not county.synthetic:
        last = other[-1]
        marks = (
            *marks,
            Mark(
                float(last.period.end.year),
                last.number,
                f"{german.number(last.number)} laut<br>Fortschreibung",
                hollow_diamond=True,
                below=True,
            ),
        )
    if series.statistic.rounding:
        notes.append(series.statistic.rounding)
    notes += [one for one in (takeaways.gap_note(found),) if one]
    last_year = found[-1].period.end.year
    figure = lines(
        [
            Line(
                county.short_name,
                points(found),
                fill=True,
                end_text=german.number(found[-1].number),
            )
        ],
        LineSpec(
            marks=marks,
            bracket=(ROUNDED_FROM, last_year, "ab 2016 auf 5 gerundet")
            if series.statistic.rounding and last_year > ROUNDED_FROM and not compact
            else None,
        ),
    )
    return Chart(
        id="verteilung-register",
        title=takeaways.trend(found, SUBJECT),
        subtitle=f"Gemeldete laut Ausländerzentralregister {county.in_phrase}, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(_main(series, county).papers),
        notes=tuple(notes),
        alt=_line_alt("Ausländerinnen und Ausländer laut Ausländerzentralregister", found),
        table=_years_table(("Stichtag", "Personen"), [found]),
        frame=frame_of({"auslaender-azr": found}),
        synthetic=county.synthetic,
    )


def _main(series: Series, county: County) -> Series:
    return series.only((pl.col("area_key") == county.key) & (pl.col("group_code") == "insgesamt"))


def _turning_points(found: list[Dated]) -> tuple[Mark, ...]:
    """First value, and lowest or highest one where it is not at the end."""
    chosen = {0}
    inner = found[1:-1]
    if inner:
        low = min(inner, key=lambda one: one.number)
        if low.number < min(found[0].number, found[-1].number):
            chosen.add(found.index(low))
    return tuple(
        Mark(
            float(found[index].period.end.year),
            found[index].number,
            german.number(found[index].number),
            # A line that falls at first has room above its first point.
            below=index > 0 or len(chosen) == 1,
            right=index == 0,
        )
        for index in sorted(chosen)
    )


def _line_alt(subject: str, found: list[Dated]) -> str:
    first, last = found[0], found[-1]
    high = max(found, key=lambda one: one.number)
    return (
        f"Liniendiagramm: {subject} von {german.period(first.period)} "
        f"({german.number(first.number)}) bis {german.period(last.period)} "
        f"({german.number(last.number)}); höchster Wert {german.number(high.number)} "
        f"({german.period(high.period)})."
    )


def nationalities(county: County, series: Series | None) -> Card:
    """Nationalities in the register, the leader in colour."""
    if series is None:
        return missing.nationalities(county)
    groups = (
        series.frame.filter(pl.col("group_code") != "insgesamt")
        .select("group_code", "group_name")
        .unique(maintain_order=True)
        .rows()
    )
    found = {name: history(series, area=county.key, group=code) for code, name in groups}
    found = {name: line for name, line in found.items() if line}
    if not found:
        return missing.nationalities(county)
    order = sorted(found, key=lambda name: found[name][-1].number)[-6:]
    found = {name: found[name] for name in order}
    drawn = []
    for index, name in enumerate(order):
        role = (
            "accent" if index == len(order) - 1 else "ours" if index == len(order) - 2 else "pale"
        )
        text = f"{name} {german.number(found[name][-1].number)}"
        drawn.append(Line(name, points(found[name]), role, end_text=text))
    figure = lines(drawn, LineSpec())
    names = list(reversed(order))
    return Chart(
        id="verteilung-staatsangehoerigkeiten",
        title=takeaways.leader(found),
        subtitle="Ausländerinnen und Ausländer nach Staatsangehörigkeit laut "
        "Ausländerzentralregister, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(series.only(pl.col("group_code") != "insgesamt").papers),
        notes=(
            f"Nur diese {german.spelled(len(names))} Staatsangehörigkeiten liegen vor."
            if len(names) > 1
            else "Nur diese Staatsangehörigkeit liegt vor.",
            *dict.fromkeys(text for n in names if (text := takeaways.gap_note(found[n]))),
        ),
        alt="Liniendiagramm nach Staatsangehörigkeit, neueste Werte: "
        + german.listing([f"{n} {german.number(found[n][-1].number)}" for n in names])
        + ".",
        table=_years_table(("Stichtag", *names), [found[n] for n in names]),
        frame=frame_of(found),
        synthetic=county.synthetic,
    )


def titles(data: Data, county: County) -> tuple[Card, ...]:
    """Residence status in the register, as far as it exists."""
    cards = (
        without_title(county, data.series(county.key, "ohne-aufenthaltstitel")),
        grounds(county, data.series(county.key, "befristete-titel")),
    )
    return tuple(card for card in cards if card is not None)


def others(data: Data, county: County) -> tuple[Card, ...]:
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
        caption=caption(_main(series, county).papers),
        notes=(
            *_break_notes(inside, found),
            *(text for text in (takeaways.gap_note(found),) if text),
        ),
        alt=_line_alt("Bevölkerung", found)
        + (f" Brüche: {german.listing([one.label for one in inside])}." if inside else ""),
        table=_years_table(("Stichtag", "Personen"), [found]),
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
        alt=_line_alt("Zuzüge", came) + " " + _line_alt("Fortzüge", left),
        table=_years_table(("Jahr", "Zuzüge", "Fortzüge", "Saldo"), [came, left, net]),
        frame=frame_of({"zuzuege": came, "fortzuege": left, "saldo": net}),
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
