"""One action field opened: goals, measures, indicators; and the concept around the fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

import polars as pl

from dashboard import german, theme
from dashboard.charts.lines import Line, LineSpec, lines
from dashboard.charts.model import (
    Cell,
    Chart,
    SourceLine,
    Table,
    caption,
    own_list,
    quoted,
    table_card,
)
from dashboard.charts.targets import HEIGHT, target_path
from dashboard.views import takeaways
from dashboard.views.model import Card, Data, Section
from dashboard.views.values import frame_of, history, points
from data_access.domain import Absence, County
from data_access.domain.concept import ActionField, Concept, Indicator, ProgrammeMeasure
from data_access.vocabulary import ElementKind, ReviewKind


def section(field: ActionField, concept: Concept) -> Section:
    """Heading of the opened field."""
    code = f"{field.code} " if field.code[:1].isdigit() else ""
    targeted = sum(bool(one.targets) for one in concept.indicators_of(field.code))
    goals = concept.goals_of(field.code)
    if targeted:
        text = (
            f"{targeted} von {len(goals)} Zielen haben einen Indikator mit Zielwert. Blau: "
            "gemessen. Orange: der Weg zum geltenden Ziel. Grau gepunktet: ein früheres Ziel."
        )
    elif goals:
        text = (
            f"{german.counted(len(goals), 'Ziel', 'Ziele')} ohne Zielwert. Statistiken zeigen den "
            "Hintergrund, keinen Erfolg oder Misserfolg."
        )
    else:
        text = "Ziele dieses Feldes sind noch nicht hinterlegt."
    return Section(f"{code}{field.long_title}", text)


def _source(concept: Concept, county: County, *, on: str = "") -> SourceLine:
    stand = f"Stand {on or german.date_text(concept.as_of)}"
    return quoted(concept.source, stand, synthetic=county.synthetic)


def _newest(days: Iterable[date]) -> str:
    """The newest of some days as text; empty without any."""
    newest = max(days, default=None)
    return german.day(newest) if newest else ""


def goals(county: County, concept: Concept, field: ActionField) -> Card | None:
    """The goals of the field with their state in words."""
    listed = concept.goals_of(field.code)
    if not listed:
        return None
    parts = dict(field.parts)
    rows: list[tuple[Cell | str, ...]] = []
    part = None
    for goal in listed:
        if goal.part_code and goal.part_code != part:
            part = goal.part_code
            rows.append((Cell(parts[part], strong=True), "", ""))
        state = theme.STATE_WORDS[goal.state] if goal.state else "ohne Zielwert"
        reason = goal.ratings[-1].reason if goal.ratings else f"Abschnitt {goal.section}"
        rows.append((Cell(f"{goal.number}. {goal.title}"), state, reason))
    rated = any(goal.state for goal in listed)
    return table_card(
        "handlungsfeld-ziele",
        title=f"{german.counted(len(listed), 'Ziel', 'Ziele')} im Feld {field.title}",
        subtitle="Mit Stand und Begründung" if rated else "Kurz gefasst, mit Abschnitt im Konzept",
        caption=_source(concept, county, on=_newest(r.rated_on for g in listed for r in g.ratings)),
        alt="Tabelle der Ziele des Handlungsfeldes.",
        table=Table(
            ("Ziel", "Stand", "Begründung" if rated else "Fundstelle"),
            tuple(rows),
            ("left", "left", "left"),
        ),
        frame=pl.DataFrame(
            [(goal.code, goal.title, goal.state.value if goal.state else "") for goal in listed],
            schema={"goal": pl.String, "title": pl.String, "state": pl.String},
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def measures(county: County, concept: Concept, field: ActionField, on: date) -> tuple[Card, ...]:
    """Promised measures of the yearly programmes, and the inventory of existing ones."""
    cards: list[Card] = []
    promised = [one for one in concept.measures if one.field_code == field.code]
    if promised:
        cards.append(_promised(county, concept, promised, on))
    existing = concept.existing_of(field.code)
    if existing:
        cards.append(_existing(county, concept, field))
    return tuple(cards)


_REVIEW_WORDS = {
    ReviewKind.MID_YEAR: "Halbjahr",
    ReviewKind.PROVISIONAL: "vorläufig",
    ReviewKind.FINAL: "abschließend",
}


def _promised(
    county: County, concept: Concept, promised: list[ProgrammeMeasure], on: date
) -> Chart:
    rows = []
    for one in sorted(promised, key=lambda measure: (-measure.year, measure.code)):
        review = one.reviews[-1] if one.reviews else None
        result = (
            f"{theme.STATE_WORDS[review.state]} ({_REVIEW_WORDS[review.kind]} "
            f"{german.day(review.reviewed_on)}): {review.result}"
            if review
            else "noch nicht ausgewertet"
        )
        if one.due_on < on and (review is None or review.kind is not ReviewKind.FINAL):
            result = f"Frist abgelaufen, abschließende Auswertung steht aus. Zuletzt {result}"
        rows.append(
            (str(one.year), Cell(one.title), one.responsible, german.day(one.due_on), result)
        )
    return table_card(
        "handlungsfeld-massnahmen",
        title=f"{german.counted(len(promised), 'Maßnahme', 'Maßnahmen')} der Jahresprogramme",
        subtitle="Zugesagt mit Frist; Erfolg und Misserfolg stehen beide hier",
        caption=_source(
            concept,
            county,
            on=_newest(review.reviewed_on for one in promised for review in one.reviews),
        ),
        alt="Tabelle der Maßnahmen der Jahresprogramme.",
        table=Table(
            ("Jahr", "Maßnahme", "Zuständig", "Frist", "Ergebnis"),
            tuple(rows),
            ("left",) * 5,
        ),
        frame=pl.DataFrame(
            [(one.year, one.code, one.title, one.due_on) for one in promised],
            schema={"year": pl.Int64, "code": pl.String, "title": pl.String, "due_on": pl.Date},
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _existing(county: County, concept: Concept, field: ActionField) -> Chart:
    listed = concept.existing_of(field.code)
    parts = dict(field.parts)
    rows: list[tuple[Cell | str, ...]] = []
    part = None
    for one in listed:
        if one.part_code and one.part_code != part:
            part = one.part_code
            rows.append((Cell(parts[part], strong=True), "", ""))
        rows.append((Cell(f"{one.number}. {one.title}"), one.detail or german.DASH, one.section))
    return table_card(
        "handlungsfeld-bestand",
        title=f"{german.counted(len(listed), 'Maßnahme', 'Maßnahmen')}, die {concept.as_of} schon "
        "erfolgt waren",
        subtitle="Bestand mit Datum, keine Zusage: wird nie als erreicht oder verfehlt bewertet",
        caption=_source(concept, county),
        alt="Tabelle der bisherigen Maßnahmen des Handlungsfeldes.",
        table=Table(
            ("Maßnahme", "Einzelheiten", "Abschnitt"), tuple(rows), ("left", "left", "left")
        ),
        frame=pl.DataFrame(
            [(one.code, one.title, one.section) for one in listed],
            schema={"code": pl.String, "title": pl.String, "section": pl.String},
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def indicators(
    data: Data, county: County, concept: Concept, field: ActionField
) -> tuple[Card, ...]:
    """One chart per indicator: target paths first, then context without target."""
    listed = concept.indicators_of(field.code)
    cards: list[Card] = [
        _targeted(county, concept, one)
        for one in listed
        if one.targets and any(r.number is not None for r in one.readings)
    ]
    context = [one for one in listed if one.statistic_code and not one.targets]
    cards += [card for one in context if (card := _context(data, county, one))]
    if not cards:
        cards.append(
            Absence(
                "Kein Indikator in diesem Feld",
                "Weder hat der Kreis hier einen Zielwert gesetzt, noch ist eine amtliche Statistik "
                "hinterlegt, die das Feld beleuchtet.",
                "Indikatoren kommen mit dem Jahresprogramm; Statistiken spielt der Fachdienst ein.",
            )
        )
    return tuple(cards)


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
        caption=_source(concept, county, on=german.day(read[-1].read_on)).plus(history_note),
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
    found = history(
        series, area=county.key, group=indicator.group_code or "insgesamt", sex=indicator.sex
    )
    if series is None or not found:
        return None
    figure = lines(
        [Line(indicator.title, points(found), end_text=german.number(found[-1].number))],
        LineSpec(height=HEIGHT),
    )
    used = series.only(
        (pl.col("area_key") == county.key)
        & (pl.col("group_code") == (indicator.group_code or "insgesamt"))
        & (pl.col("sex") == indicator.sex.value)
    )
    newest = found[-1]
    return Chart(
        id=f"indikator-{_slug(indicator.code)}",
        title=f"{indicator.title}: {german.number(newest.number)} ({german.period(newest.period)})",
        subtitle=f"{indicator.subtitle} · ohne Zielwert",
        figure=figure,
        height=HEIGHT,
        caption=caption(used.papers),
        notes=tuple(
            note
            for note in (takeaways.trend(found, "die Zahl") + ".", takeaways.gap_note(found))
            if note
        ),
        alt=f"Liniendiagramm: {indicator.title} von {german.period(found[0].period)} "
        f"({german.number(found[0].number)}) bis {german.period(newest.period)} "
        f"({german.number(newest.number)}).",
        table=Table(
            ("Zeitraum", "Wert"),
            tuple((german.period(x.period), german.number(x.number)) for x in reversed(found)),
        ),
        frame=frame_of({indicator.code: found}),
        synthetic=county.synthetic,
    )


_KINDS = (
    (ElementKind.GUIDELINE, "leitlinien", "Leitlinien"),
    (ElementKind.ROLE, "rollen", "Rollen des Kreises"),
    (ElementKind.TARGET_GROUP, "zielgruppen", "Zielgruppen"),
    (ElementKind.BODY, "gremien", "Gremien"),
    (ElementKind.NETWORK, "netzwerke", "Netzwerke"),
    (ElementKind.CYCLE_STEP, "jahreslauf", "Schritte im Jahreslauf"),
    (ElementKind.TASK, "aufgaben", "Aufgaben"),
)


def concept_section(concept: Concept) -> Section | None:
    """Heading of the concept around the fields."""
    if not concept.elements:
        return None
    return Section(concept.title or "Aus den Unterlagen", "Was die Felder trägt, kurz gefasst.")


def concept_cards(concept: Concept, county: County) -> tuple[Card, ...]:
    """Guidelines, roles, target groups, bodies, networks, cycle."""
    cards = []
    for kind, slug, name in _KINDS:
        listed = concept.element(kind)
        if not listed or (kind is ElementKind.CYCLE_STEP and concept.programmes):
            # Real programmes show their steps with dates.
            continue
        cards.append(
            table_card(
                f"konzept-{slug}",
                title=f"{german.capitalised(german.spelled(len(listed)))} {name}"
                if len(listed) > 1
                else name,
                subtitle="",
                caption=_source(concept, county)
                if concept.source
                else own_list("siehe Unterlagen im Überblick", synthetic=county.synthetic),
                alt=f"Tabelle: {name}.",
                table=Table(
                    (name, "Fundstelle"),
                    tuple(
                        (
                            Cell(f"{one.number}. {one.title}", sub=one.detail),
                            one.section,
                        )
                        for one in listed
                    ),
                    ("left", "left"),
                ),
                frame=pl.DataFrame(
                    [(one.number, one.title) for one in listed],
                    schema={"number": pl.Int64, "title": pl.String},
                    orient="row",
                ),
                synthetic=county.synthetic,
            )
        )
    return tuple(cards)
