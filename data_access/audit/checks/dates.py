"""Dates of a figure that cannot be: counted in the future, or published before it was counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from data_access.audit import wording
from data_access.audit.book import Figure
from data_access.audit.case import Case
from data_access.audit.model import Evidence, Finding, Kind, Severity
from data_access.audit.periods import month_number, parsed
from data_access.domain import Period, PeriodKind

_IMPOSSIBLE = "Gezählt werden kann nur, was schon war; eines der Daten ist falsch."


@dataclass(frozen=True)
class _Wrong:
    """A date that does not fit the figure; ``beside`` is what it stands for."""

    code: str
    what: str
    beside: str = ""
    locator: str = ""
    severity: Severity = Severity.ERROR


def check(case: Case) -> Iterator[Finding]:
    """Tables whose dates contradict each other."""
    tables: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for key in case.book.all_keys():
        for figure in case.book.told(key):
            if not figure.planned and not figure.reference:
                tables[key.period, figure.source.code].append(figure)
    for figures in tables.values():
        yield from _of_table(case, figures)


def _of_table(case: Case, figures: list[Figure]) -> Iterator[Finding]:
    """What is wrong with the dates of a source at a period, each once for all its figures."""
    found: dict[str, Finding] = {}
    for figure in figures:
        for wrong in _wrong(case, figure):
            if wrong.code not in found:
                found[wrong.code] = _finding(case, figure, wrong)
        if "provisional" not in found and _waits(case, figure) and not figure.provisional:
            found["provisional"] = _unmarked(case, figure)
    yield from found.values()


def _wrong(case: Case, figure: Figure) -> Iterator[_Wrong]:
    counted = parsed(figure.key.period)
    is_date = counted.kind in {PeriodKind.DAY, PeriodKind.MONTH}
    if (counted.end if is_date else counted.start) > case.on:
        yield _Wrong("future", "Der Stichtag liegt in der Zukunft")
        return
    if _is_older(figure.source.published, counted):
        beside = f"erschienen {wording.period(figure.source.published)}"
        yield _Wrong("published", "Die Quelle ist älter als ihre Zahl", beside)
    for imprint in case.knowledge.imprint:
        if imprint.source == figure.source.code and _is_older(imprint.published, counted):
            beside = f"gedrucktes Jahr {wording.period(imprint.published)}"
            what = "Die Tabelle trägt ein Jahr, in dem es ihre Zahl noch nicht gab"
            yield _Wrong("imprint", what, beside, imprint.locator, Severity.NOTE)
    if figure.data_status is not None and figure.data_status < counted.start:
        beside = f"Datenstand {wording.period(figure.data_status.isoformat())}"
        yield _Wrong("data_status", "Der Datenstand liegt vor dem Stichtag", beside)


def _is_older(published: str, counted: Period) -> bool:
    """Whether a source appeared before what it tells; on its last day only a day's own news can."""
    try:
        appeared = parsed(published)
    except ValueError:
        return False
    if appeared.kind is PeriodKind.YEAR and counted.kind is PeriodKind.DAY:
        return appeared.end <= counted.end
    return appeared.end < counted.start


def _waits(case: Case, figure: Figure) -> bool:
    """Whether the figure was read before its waiting time was over."""
    waiting = case.statistic(figure.key).waiting_months
    if not waiting or figure.data_status is None:
        return False
    counted = parsed(figure.key.period).end
    return month_number(figure.data_status) - month_number(counted) < waiting


def _finding(case: Case, figure: Figure, wrong: _Wrong) -> Finding:
    dates = (wording.period(figure.key.period), wrong.beside)
    return Finding(
        kind=Kind.DATES,
        severity=wrong.severity,
        subject=case.subject(figure.key, detail=f"{wrong.code} {figure.source.code}"),
        evidence=_evidence(case, figure, wrong),
        what=f"{wrong.what}: {', '.join(one for one in dates if one)}.",
        why=_IMPOSSIBLE,
        remedy="Stichtag, Erscheinungsdatum und Datenstand der Quelle vergleichen und berichtigen.",
    )


def _unmarked(case: Case, figure: Figure) -> Finding:
    months = case.statistic(figure.key).waiting_months
    beside = f"Datenstand {wording.period((figure.data_status or case.on).isoformat())}"
    return Finding(
        kind=Kind.DATES,
        severity=Severity.NOTE,
        subject=case.subject(figure.key, detail=f"provisional {figure.source.code}"),
        evidence=_evidence(case, figure, _Wrong("provisional", "", beside)),
        what=(
            f"Der Wert ist innerhalb der Wartezeit von {months} Monaten gelesen ({beside}) und "
            "nicht als vorläufig gekennzeichnet."
        ),
        why="Bis zum Ende der Wartezeit ändert die Quelle ihre Zahlen noch.",
        remedy="Nach Ablauf der Wartezeit neu einlesen oder als vorläufig kennzeichnen.",
    )


def _evidence(case: Case, figure: Figure, wrong: _Wrong) -> tuple[Evidence, ...]:
    shown = case.evidence(figure)
    if not wrong.beside:
        return (shown,)
    beside = Evidence(
        role="Stand",
        text=wrong.beside,
        number=None,
        statistic_code=figure.key.statistic,
        period=figure.key.period,
        source=wording.citation(figure.source),
        locator=wrong.locator,
        source_code=figure.source.code,
    )
    return (shown, beside)
