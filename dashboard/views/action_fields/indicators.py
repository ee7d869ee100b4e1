"""Indicators of an action field: target paths, and context without a target."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

from dashboard import german
from dashboard.charts.lines import Line, LineSpec, lines
from dashboard.charts.model import Chart, Table, caption
from dashboard.charts.ranking import Bar, ranking
from dashboard.charts.targets import HEIGHT, target_path
from dashboard.views import takeaways
from dashboard.views.action_fields.foundation import source_line
from dashboard.views.model import Card, Data
from dashboard.views.values import Dated, frame_of, history, points
from data_access.domain import Absence, County, Series
from data_access.domain.concept import ActionField, Concept, Indicator

#: So many values make no line.
FEW = 2


def cards(data: Data, county: County, concept: Concept, field: ActionField) -> tuple[Card, ...]:
    """One chart per indicator: target paths first, then context without target."""
    listed = concept.indicators_of(field.code)
    made: list[Card] = [
        _targeted(county, concept, one)
        for one in listed
        if one.targets and any(r.number is not None for r in one.readings)
    ]
    context = [one for one in listed if one.statistic_code and not one.targets]
    made += [card for one in context if (card := _context(data, county, one))]
    if not made:
        made.append(
            Absence(
                "Kein Indikator in diesem Feld",
                "Weder hat der Kreis hier einen Zielwert gesetzt, noch ist eine amtliche Statistik "
                "hinterlegt, die das Feld beleuchtet.",
                "Indikatoren kommen mit dem Jahresprogramm; Statistiken spielt der Fachdienst ein.",
            )
        )
    return tuple(made)


def _targeted(county: County, concept: Concept, indicator: Indicator) -> Chart:
    goal = next((g for g in concept.goals if g.code == indicator.goal_code), None)
    last = indicator.targets[-1]
    unit, decimals = _unit(indicator), indicator.decimals
    before = indicator.targets[-2] if len(indicator.targets) > 1 else None
    history_note = (
        f"Ziel unverändert seit dem Beschluss vom {german.day(last.decided_on)}"
        if before is None
        else f"Früheres Ziel {german.in_unit(before.number, unit, decimals)} bis "
        f"{german.day(before.due_on)}, am {german.day(last.decided_on)} geändert "
        f"({last.body_name})"
    )
    read = [r for r in indicator.readings if r.number is not None]
    figure = target_path(indicator)
    suffix = f"{german.THIN}%" if indicator.unit == "percent" else ""
    rows = [
        (
            german.day(r.read_on),
            german.number(r.number or 0, indicator.decimals) + suffix,
            "vorläufig" if r.provisional else "gemessen",
        )
        for r in reversed(read)
    ] + [
        (
            german.day(t.due_on),
            german.number(t.number, indicator.decimals) + suffix,
            "Ziel" if t is last else "früheres Ziel",
        )
        for t in indicator.targets
    ]
    return Chart(
        id=f"indikator-{_slug(indicator.code)}",
        title=indicator.title,
        subtitle=indicator.subtitle,
        figure=figure,
        height=HEIGHT,
        caption=source_line(concept, county, on=german.day(read[-1].read_on)).plus(history_note),
        notes=("Letzter Wert vorläufig.",) if read[-1].provisional else (),
        alt=f"Liniendiagramm: {indicator.title}, zuletzt "
        f"{german.number(read[-1].number or 0, indicator.decimals)}{suffix} am "
        f"{german.day(read[-1].read_on)}; Ziel "
        f"{german.number(last.number, indicator.decimals)}{suffix} bis {german.day(last.due_on)}.",
        table=Table(("Datum", "Wert", "Art"), tuple(rows), ("left", "right", "left")),
        frame=pl.DataFrame(
            [(r.read_on, r.number) for r in read],
            schema={"read_on": pl.Date, "number": pl.Float64},
            orient="row",
        ),
        synthetic=county.synthetic,
        state=goal.state if goal else None,
    )


def _unit(indicator: Indicator) -> str:
    return "percent" if indicator.unit == "percent" else ""


def _slug(code: str) -> str:
    """A code as part of an id, which knows only ``a-z0-9-``."""
    plain = unicodedata.normalize("NFKD", code.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _context(data: Data, county: County, indicator: Indicator) -> Chart | None:
    series = data.series(county.key, indicator.statistic_code or "")
    area = indicator.area_key or county.key
    found = history(series, area=area, group=indicator.group_code or "insgesamt", sex=indicator.sex)
    if series is None or not found:
        return None

    def text(one: Dated) -> str:
        # The subtitle says that persons are counted.
        unit = "" if series.statistic.unit == "persons" else series.statistic.unit
        return german.value(one.value, unit=unit, decimals=series.statistic.decimals)

    # One value or two are no series.
    figure = (
        lines(
            [Line(indicator.title, points(found), end_text=text(found[-1]))],
            LineSpec(height=HEIGHT, decimals=series.statistic.decimals),
        )
        if len(found) > FEW
        else ranking(
            [Bar(german.period(one.period), one.number, text(one)) for one in found],
            whole=100.0 if series.statistic.unit == "percent" else None,
        )
    )
    used = series.only(
        (pl.col("area_key") == area)
        & (pl.col("group_code") == (indicator.group_code or "insgesamt"))
        & (pl.col("sex") == indicator.sex.value)
    )
    newest = found[-1]
    return Chart(
        id=f"indikator-{_slug(indicator.code)}",
        title=f"{indicator.title}: {text(newest)} ({german.period(newest.period)})",
        subtitle=f"{indicator.subtitle} · ohne Zielwert",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(used.papers),
        notes=_context_notes(series, indicator, found) if len(found) > FEW else (),
        alt=f"{'Liniendiagramm' if len(found) > FEW else 'Balken'}: {indicator.title} von "
        f"{german.period(found[0].period)} ({text(found[0])}) bis "
        f"{german.period(newest.period)} ({text(newest)})."
        if len(found) > 1
        else f"Balken: {indicator.title}, {german.period(newest.period)}: {text(newest)}.",
        table=Table(
            ("Zeitraum", "Wert"),
            tuple((german.period(x.period), text(x)) for x in reversed(found)),
        ),
        frame=frame_of({indicator.code: found}),
        synthetic=county.synthetic,
    )


def _context_notes(series: Series, indicator: Indicator, found: list[Dated]) -> tuple[str, ...]:
    """Where the series goes, and what it lacks."""
    share = series.statistic.unit == "percent"
    subject = "der Anteil" if share else "die Zahl"
    trend = f"{indicator.title}: {takeaways.trend(found, subject)}."
    return tuple(note for note in (trend, takeaways.gap_note(found)) if note)
