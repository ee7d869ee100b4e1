"""The register of foreigners (AZR): how many, and of which nationality."""

from __future__ import annotations

import polars as pl

from dashboard import german
from dashboard.charts.lines import Line, LineSpec, Mark, lines
from dashboard.charts.model import Chart, caption
from dashboard.views import missing, takeaways
from dashboard.views.distribution.yearly import line_alt, of_county, years_table
from dashboard.views.model import Card, Section
from dashboard.views.values import Dated, frame_of, history, points
from data_access.domain import County, PeriodKind, Series
from data_access.vocabulary import NATIONALITY

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


def foreigners(
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
        caption=caption(of_county(series, county).papers),
        notes=tuple(notes),
        alt=line_alt("Ausländerinnen und Ausländer laut Ausländerzentralregister", found),
        table=years_table(("Stichtag", "Personen"), [found]),
        frame=frame_of({"auslaender-azr": found}),
        synthetic=county.synthetic,
    )


def _turning_points(found: list[Dated]) -> tuple[Mark, ...]:
    """First value, and lowest one where it is not at the end."""
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


def nationalities(county: County, series: Series | None) -> Card:
    """Nationalities in the register, the leader in colour."""
    if series is None:
        return missing.nationalities(county)
    groups = (
        series.frame.filter(pl.col("group_kind") == NATIONALITY)
        .select("group_code", "group_name")
        .unique(maintain_order=True)
        .rows()
    )
    found = {name: history(series, area=county.key, group=code) for code, name in groups}
    found = {name: line for name, line in found.items() if line}
    if not found:
        return missing.nationalities(county)
    every = sorted(found, key=lambda name: found[name][-1].number)
    order = every[-6:]
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
        caption=caption(series.only(pl.col("group_kind") == NATIONALITY).papers),
        notes=(
            f"Gezeigt sind die {german.spelled(len(names))} größten von "
            f"{german.spelled(len(every))} Staatsangehörigkeiten, die vorliegen."
            if len(every) > len(names)
            else f"Nur diese {german.spelled(len(names))} Staatsangehörigkeiten liegen vor."
            if len(names) > 1
            else "Nur diese Staatsangehörigkeit liegt vor.",
            *dict.fromkeys(text for n in names if (text := takeaways.gap_note(found[n]))),
        ),
        alt="Liniendiagramm nach Staatsangehörigkeit, neueste Werte: "
        + german.listing([f"{n} {german.number(found[n][-1].number)}" for n in names])
        + ".",
        table=years_table(("Stichtag", *names), [found[n] for n in names]),
        frame=frame_of(found),
        synthetic=county.synthetic,
    )
