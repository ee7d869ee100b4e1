"""What has changed since a day: revised figures page by page, and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

import polars as pl

from dashboard import german
from dashboard.charts.model import (
    Align,
    Cell,
    Chart,
    SourceLine,
    Table,
    own_list,
    source_texts,
    table_card,
)
from dashboard.navigation import page as page_at
from dashboard.selection import SINCE, Option, Selection
from dashboard.views.inventory import definitions, subjects
from dashboard.views.model import Card, Data, Filters, Note, Section
from dashboard.views.values import stand
from data_access.clock import ZONE, today
from data_access.domain import County, Period, Source, Statistic, Value
from data_access.domain.changes import Changes, NewFigures, RevisedFigure, Step, Version
from data_access.vocabulary import Sex

_DEFAULT_DAYS = 365
_ALL = "1900-01-01"
#: So many revised figures of a page are listed; the files have them all.
_LISTED = 50
#: So many sources are named one by one.
_NAMED = 5
_TOTAL_GROUP = "insgesamt"


def filters(data: Data, county: str) -> Filters:
    """Since when changes are listed."""
    del data, county
    offered = ((30, "letzte 30 Tage"), (92, "letzte 3 Monate"))
    options = [Option((today() - timedelta(days)).isoformat(), label) for days, label in offered]
    return Filters(
        {SINCE: (*options, Option(_ALL, "alle Änderungen"))}, {SINCE: "letzte 12 Monate"}
    )


def since(selection: Selection, county: County) -> date:
    """The day from which changes are listed; twelve months back where nobody said."""
    if selection.since:
        return date.fromisoformat(selection.since)
    return stand(county) - timedelta(_DEFAULT_DAYS)


def heading(day: date) -> Section:
    """Heading of the changes."""
    when = "" if day.isoformat() == _ALL else f" seit dem {german.day(day)}"
    return Section(
        "Was hat sich geändert?",
        f"Berichtigte und neue Zahlen{when}: was vorher galt, was jetzt gilt, und warum.",
    )


def cards(county: County, changes: Changes, statistics: Sequence[Statistic]) -> tuple[Card, ...]:
    """A card per page whose figures were revised, then names and definitions, then what is new."""
    if changes.empty:
        nothing = "In diesem Zeitraum wurde nichts berichtigt und kam nichts hinzu."
        return (Note("Keine Änderungen", ((nothing,),)),)
    known = {one.code: one for one in statistics}
    revised = sorted(changes.revised, key=lambda one: _order(one, known))
    found: list[Card] = [
        _revised(county, subject, tuple(listed), changes)
        for subject, listed in groupby(revised, key=lambda one: _subject(one, known))
    ]
    if changes.lists:
        found.append(_lists(county, changes))
    if changes.definitions:
        found.append(_definitions(county, changes))
    if changes.new:
        found.append(_new(county, changes))
    return tuple(found)


def _subject(figure: RevisedFigure, known: dict[str, Statistic]) -> subjects.Subject:
    statistic = known.get(figure.statistic_code)
    return subjects.subject_of(statistic) if statistic else subjects.OTHER


def _order(figure: RevisedFigure, known: dict[str, Statistic]) -> tuple[int, int, str]:
    place = subjects.SUBJECTS.index(_subject(figure, known))
    return place, -figure.revision, figure.period


def _of_list(moments: Iterable[datetime]) -> tuple[str, str]:
    """Where it is noted that something changed, and when that was last."""
    newest = max(moments).astimezone(ZONE).date()
    return "Änderungsverzeichnis des Integrationsmonitors", f"letzte Änderung {german.day(newest)}"


def _caption(county: County, sources: Sequence[Source], moments: Iterable[datetime]) -> SourceLine:
    """Sources of the figures that changed, then the list that says so.

    Where many sources changed, as with a new pack, their publishers are named.
    """
    texts = source_texts(sources)
    if len(texts) > _NAMED:
        publishers = german.listing([*dict.fromkeys(one.publisher for one in sources)])
        count = german.counted(len(texts), "Quelle", "Quellen")
        texts = (f"{count}, in der Liste der Kennzahlen genannt, von {publishers}",)
    return own_list(
        "; ".join(texts), *_of_list(moments), synthetic=county.synthetic, sources=tuple(sources)
    )


def _revised(
    county: County,
    subject: subjects.Subject,
    figures: tuple[RevisedFigure, ...],
    changes: Changes,
) -> Chart:
    count = german.counted(len(figures), "Zahl wurde", "Zahlen wurden")
    about = f"Seite {page_at(subject.slug).title}" if subject.slug else subject.title
    rest = len(figures) - _LISTED
    notes = []
    if rest > 0 or changes.more:
        notes.append(f"Gezeigt sind die neuesten {min(len(figures), _LISTED)}.")
    if any(one.own_count for one in figures):
        notes.append("Zu eigenen Zählungen des Amtes stehen keine Werte da, nur dass sie neu sind.")
    left: Align = "left"
    return table_card(
        f"aenderungen-{subject.slug or 'weitere'}",
        title=f"{about}: {count} berichtigt",
        subtitle="vorher und jetzt, mit Tag und Grund der Änderung",
        caption=_caption(
            county,
            [one for one in changes.sources if one.code in {of.source_code for of in figures}],
            (one.changed_at for one in figures),
        ),
        alt=f"Tabelle der berichtigten Zahlen: {about}.",
        table=Table(
            ("Kennzahl", "jetzt und vorher", "geändert am", "Grund"),
            tuple(_row(one) for one in figures[:_LISTED]),
            (left, left, left, left),
        ),
        frame=pl.DataFrame(
            [(one.statistic_code, one.area_key, one.period, one.changed_at) for one in figures],
            schema={
                "statistic_code": pl.String,
                "area_key": pl.String,
                "period": pl.String,
                "changed_at": pl.Datetime,
            },
            orient="row",
        ),
        synthetic=county.synthetic,
        notes=tuple(notes),
    )


def _row(figure: RevisedFigure) -> tuple[Cell | str, ...]:
    of = [figure.area_name, german.period(Period.parse(figure.period))]
    if figure.group_code != _TOTAL_GROUP:
        of.insert(1, figure.group_name)
    if figure.sex is not Sex.TOTAL:
        of.insert(1, figure.sex.value)
    return (
        Cell(figure.statistic_name, sub=", ".join(of)),
        Cell(_version(figure, figure.new), sub=f"vorher {_version(figure, figure.old)}"),
        german.day(figure.changed_at.astimezone(ZONE).date()),
        _why(figure),
    )


def _version(figure: RevisedFigure, version: Version | None) -> str:
    if version is None:
        return german.DASH
    shown = Value(version.number, version.status, provisional=version.provisional)
    return german.value(shown, figure.unit, figure.decimals)


def _why(figure: RevisedFigure) -> str:
    words = []
    if figure.became_final:
        words.append("endgültig, vorher vorläufig")
    if figure.step is Step.WITHDRAWAL or figure.new is None:
        words.append("zurückgezogen")
    elif figure.new.revised and not (figure.old and figure.old.revised):
        words.append("vom Amt berichtigt")
    if figure.reason:
        words.append(figure.reason)
    return "; ".join(words) or "ohne Angabe"


def _lists(county: County, changes: Changes) -> Chart:
    rows = tuple(
        (
            Cell(one.title, sub=one.delivery_title),
            _rows(one.known),
            _rows(one.new),
            german.day(one.changed_at.astimezone(ZONE).date()),
            one.reason or ("ohne Angabe" if one.known else german.DASH),
        )
        for one in changes.lists[:_LISTED]
    )
    left: Align = "left"
    said = (
        ("geänderte", any(one.known for one in changes.lists)),
        ("neue", any(one.new for one in changes.lists)),
    )
    which = german.listing([word for word, applies in said if applies])
    return table_card(
        "aenderungen-listen",
        title=f"Kurse, Ziele und Maßnahmen: {which} Zeilen der Listen des Amtes",
        subtitle="Zahl der Zeilen je Lieferung; die Werte selbst stehen auf den Seiten",
        caption=own_list(
            *_of_list(one.changed_at for one in changes.lists),
            synthetic=county.synthetic,
        ),
        alt=f"Tabelle der Listen mit der Zahl der Zeilen: {which}.",
        table=Table(("Liste", "geändert", "neu", "am", "Grund"), rows, (left,) * 5),
        frame=pl.DataFrame(
            [(one.table_name, one.known, one.new) for one in changes.lists],
            schema={"table": pl.String, "changed": pl.Int64, "new": pl.Int64},
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _definitions(county: County, changes: Changes) -> Chart:
    moments = (one.changed_at for one in changes.definitions)
    caption = own_list(*_of_list(moments), synthetic=county.synthetic)
    return definitions.card(county, changes.definitions, caption, _LISTED)


def _rows(count: int) -> str:
    return german.counted(count, "Zeile", "Zeilen") if count else german.DASH


def _new(county: County, changes: Changes) -> Chart:
    figures = changes.new
    deliveries: dict[tuple[int, str], list[NewFigures]] = {}
    for one in figures:
        deliveries.setdefault((one.revision, one.delivery), []).append(one)
    total = sum(one.count for one in figures)
    left: Align = "left"
    return table_card(
        "aenderungen-neu",
        title=f"{german.counted(total, 'Zahl ist', 'Zahlen sind')} hinzugekommen",
        subtitle="neue Zahlen je Lieferung",
        caption=_caption(
            county,
            [one for one in changes.sources if any(one.code in of.source_codes for of in figures)],
            (one.changed_at for one in figures),
        ),
        alt="Tabelle der Lieferungen mit neuen Zahlen.",
        table=Table(
            ("Lieferung", "Zahlen", "Zeitraum", "seit"),
            tuple(_delivery(listed) for listed in deliveries.values()),
            (left, left, left, left),
        ),
        frame=pl.DataFrame(
            [(one.statistic_code, one.count) for one in figures],
            schema={"statistic_code": pl.String, "count": pl.Int64},
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _delivery(figures: list[NewFigures]) -> tuple[Cell | str, ...]:
    first = figures[0]
    names = [one.statistic_name for one in figures]
    rest = len(names) - 3
    listed = german.listing([*names[:3], f"{rest} weitere"] if rest > 0 else names)
    start = min((Period.parse(one.first_period) for one in figures), key=lambda one: one.start)
    end = max((Period.parse(one.last_period) for one in figures), key=lambda one: one.end)
    span = german.period(start)
    if end != start:
        span = f"{span} bis {german.period(end)}"
    return (
        Cell(first.delivery_title or "Kreispaket", sub=listed),
        german.number(sum(one.count for one in figures)),
        span,
        german.day(first.changed_at.astimezone(ZONE).date()),
    )
