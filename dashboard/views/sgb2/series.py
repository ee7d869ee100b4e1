"""Annual series of other definitions, apart from the table: never joined, never compared."""

from __future__ import annotations

import polars as pl

from dashboard import german
from dashboard.charts.lines import Break, Line, LineSpec, lines
from dashboard.charts.model import Chart, Table, caption
from dashboard.views import takeaways
from dashboard.views.model import Card, Data, Section
from dashboard.views.values import Dated, frame_of, history, points
from data_access.domain import County, Series


def section() -> Section:
    """Heading before the other definitions."""
    return Section(
        "Andere Zählungen, andere Mengen",
        "Jahresreihen anderer Statistiken. Sie zählen andere Menschen als die Tabelle oben und "
        "werden mit ihr weder verbunden noch verglichen.",
    )


def cards(data: Data, county: County) -> tuple[Card, ...]:
    """One chart per statistic that the county holds."""
    made = (
        _card(county, data.series(county.key, "sgb2-rlb"), "sgb2-regelleistung"),
        _card(county, data.series(county.key, "sgb2-elb"), "sgb2-erwerbsfaehig"),
        _card(county, data.series(county.key, "mindestsicherung"), "sgb2-mindestsicherung"),
        _card(county, data.series(county.key, "asylblg-regelleistungen"), "sgb2-asylblg"),
    )
    return tuple(card for card in made if card)


#: Code, name in tables, name at the end of a line, role.
_GROUPS = (
    ("insgesamt", "insgesamt", "insgesamt", "context"),
    ("auslaender", "Ausländerinnen und Ausländer", "Ausländerinnen|und Ausländer", "ours"),
)


def _card(county: County, series: Series | None, name: str) -> Chart | None:
    if series is None:
        return None
    found = {
        label: (history(series, area=county.key, group=code), role)
        for code, label, _, role in _GROUPS
    }
    held = set(series.frame.filter(pl.col("area_key") == county.key)["group_code"])
    hidden = [label for code, label, _, _ in _GROUPS if code in held and not found[label][0]]
    found = {label: pair for label, pair in found.items() if pair[0]}
    if not found:
        return None
    if len(found) == 1:
        found = {label: (line, "ours") for label, (line, _) in found.items()}
    ends = {label: end for _, label, end, _ in _GROUPS}
    longest = max((line for line, _ in found.values()), key=len)
    inside = [
        one
        for one in series.breaks
        if longest[0].period.end < one.effective_on <= longest[-1].period.end
    ]
    figure = lines(
        [
            Line(
                label,
                points(line),
                role,
                end_text=f"{ends[label]}|{german.number(line[-1].number)}"
                if len(found) > 1
                else german.number(line[-1].number),
            )
            for label, (line, role) in found.items()
        ],
        LineSpec(
            height=270,
            breaks=tuple(Break(float(one.effective_on.year), one.label) for one in inside),
        ),
    )
    return Chart(
        id=name,
        title=_title(series, {label: line for label, (line, _) in found.items()}),
        subtitle=f"{series.statistic.name}, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(series.only(pl.col("area_key") == county.key).papers),
        notes=(
            f"Gezählt werden: {series.statistic.population}.",
            *(one.explanation for one in inside),
            *(text for text in (takeaways.gap_note(longest),) if text),
            *((f"Ohne Linie, keine Zahlen: {german.listing(hidden)}.",) if hidden else ()),
        ),
        alt=f"Liniendiagramm: {series.statistic.name}, "
        + german.listing(
            [
                f"{label} {german.number(one[-1].number)} ({german.period(one[-1].period)})"
                for label, (one, _) in found.items()
            ]
        )
        + ".",
        table=_table({label: one for label, (one, _) in found.items()}),
        frame=frame_of({label: one for label, (one, _) in found.items()}),
        synthetic=county.synthetic,
    )


def _title(series: Series, found: dict[str, list[Dated]]) -> str:
    """The newest value with the group it counts; a trend only where there is one group."""
    name = series.statistic.short_name
    label, whole = next(iter(found.items()))
    if label != _GROUPS[0][1]:
        name = f"{name}, {label}"
    last = whole[-1]
    foreign = list(found.values())[-1][-1]
    if len(found) > 1 and foreign.period == last.period:
        return (
            f"{name}: {german.number(last.number)} ({german.period(last.period)}), darunter "
            f"{german.number(foreign.number)} Ausländerinnen und Ausländer"
        )
    comparable = takeaways.after_last_break(series, whole)
    if len(comparable) == 1:
        return f"{name}: {german.number(last.number)} ({german.period(last.period)})"
    return f"{name}: {takeaways.trend(comparable, 'die Zahl')}"


def _table(found: dict[str, list[Dated]]) -> Table:
    periods = sorted({one.period for line in found.values() for one in line}, reverse=True)
    tables = {name: {one.period: one for one in line} for name, line in found.items()}
    return Table(
        ("Stichtag", *found),
        tuple(
            (
                german.period(period),
                *(
                    german.number(table[period].number) if period in table else german.DASH
                    for table in tables.values()
                ),
            )
            for period in periods
        ),
    )
