"""The next delivery of each source of a statistic: when it is usual, and whether it is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from dashboard import german
from dashboard.views.entries import DeliveryLine, Prospect
from data_access.domain import Expected, Period, Schedule, Series, Source
from data_access.vocabulary import Rhythm, Status

#: Those that somebody has to see to come first.
_ORDER = tuple(Prospect)
_KEY = ("area_key", "group_code", "sex")


@dataclass(frozen=True)
class Outlook:
    """What is to come for a statistic.

    Attributes:
        sources: those that still count.
        lines: one per such source, those that need somebody first.
        late_since: the day from which the oldest missing delivery is late.
        next_one: the next delivery that is not late.
    """

    sources: tuple[Source, ...]
    lines: tuple[DeliveryLine, ...]
    late_since: date | None
    next_one: Expected | None


def outlook(series: Series, on: date) -> Outlook:
    """Next deliveries of the sources of a series.

    A source whose keys have newer values from another one is not waited for any more, and a
    document is only mentioned where nothing else will come.
    """
    found = [(source, newest, _line(source, newest, on)) for source, newest in _delivering(series)]
    living = [one for one in found if one[2].state is not Prospect.NONE] or found
    missing = [
        late
        for source, newest, _ in living
        if source.schedule
        for late in source.schedule.late(newest, on)[:1]
    ]
    coming = [
        expected
        for source, newest, _ in living
        if source.schedule and (expected := _coming(source.schedule, newest, on))
    ]
    return Outlook(
        sources=tuple(source for source, _, _ in living),
        lines=_told(living),
        late_since=min((one.last for one in missing), default=None),
        next_one=min(coming, key=lambda one: (one.last, one.period), default=None),
    )


def _delivering(series: Series) -> Iterator[tuple[Source, Period]]:
    """Sources that are not superseded, with the newest period that each has delivered."""
    delivered = series.frame.filter(pl.col("status") != Status.LATER.value)
    newest_of_key = delivered.group_by(_KEY).agg(pl.col("period_end").max().alias("newest"))
    for source in series.papers.sources:
        rows = delivered.filter(pl.col("source_code") == source.code)
        if rows.is_empty():
            continue
        newest = Period.parse(rows.sort("period_end")["period"][-1])
        keys = rows.filter(pl.col("period_end") == newest.end).join(
            newest_of_key, on=list(_KEY), how="left"
        )
        if (keys["newest"] == newest.end).any():
            yield source, newest


def _coming(schedule: Schedule, newest: Period, on: date) -> Expected | None:
    late = schedule.late(newest, on)
    return schedule.after(late[-1].period if late else newest)


def _line(source: Source, newest: Period, on: date) -> DeliveryLine:
    schedule = source.schedule
    if schedule is None:
        return DeliveryLine(Prospect.OPEN, "offen", "Takt nicht hinterlegt")
    if schedule.rhythm is Rhythm.ONCE:
        return DeliveryLine(
            Prospect.NONE, "", f"keine weitere Lieferung zu erwarten: {document(source)}"
        )
    expected = schedule.after(newest)
    if expected is None:
        return DeliveryLine(Prospect.OPEN, "offen", "ohne festen Termin")
    late = schedule.late(newest, on)
    if late:
        return DeliveryLine(
            Prospect.LATE,
            "überfällig",
            f"seit {late_since(late[0].last)}: {_missing([one.period for one in late])}",
        )
    if on >= expected.first:
        return DeliveryLine(
            Prospect.DUE,
            "jetzt erwartet",
            f"bis {german.month(expected.last)} (Werte für {german.period(expected.period)})",
        )
    return DeliveryLine(
        Prospect.AHEAD,
        "erwartet",
        f"{window(expected)} (Werte für {german.period(expected.period)})",
    )


def _missing(periods: list[Period]) -> str:
    first, last = german.period(periods[0]), german.period(periods[-1])
    if len(periods) == 1:
        return f"{first} fehlt"
    return f"{first} {'und' if len(periods) == 2 else 'bis'} {last} fehlen"


def late_since(last: date) -> str:
    """The month that follows the last usual day of a delivery."""
    return german.month(date.fromordinal(last.toordinal() + 1))


def window(expected: Expected) -> str:
    """The months in which a delivery is usual: "Juni bis Oktober 2027"."""
    first, last = expected.first, expected.last
    if (first.year, first.month) == (last.year, last.month):
        return german.month(last)
    if first.year == last.year:
        return f"{german.MONTHS[first.month - 1]} bis {german.month(last)}"
    return f"{german.month(first)} bis {german.month(last)}"


def document(source: Source) -> str:
    """What a source is that delivers once, with its year: "Konzept von 2021"."""
    kind = (source.schedule.document if source.schedule else "") or source.title
    return f"{kind} von {source.published[:4]}" if source.published else f"{kind} ohne Jahresangabe"


def _told(found: list[tuple[Source, Period, DeliveryLine]]) -> tuple[DeliveryLine, ...]:
    """Lines in the order of their states; equal ones once, and named where there are several."""
    sources: dict[DeliveryLine, list[Source]] = {}
    for source, _, line in found:
        sources.setdefault(line, []).append(source)
    named = len(sources) > 1
    return tuple(
        replace(line, source=place(sources[line][0]) if named else "")
        for line in sorted(sources, key=lambda one: _ORDER.index(one.state))
    )


def place(source: Source) -> str:
    """Where a source is to be had, in few words: site and table."""
    site = (source.schedule.site if source.schedule else "") or source.title
    return f"{site}, Tabelle {source.table_id}" if source.table_id else site


def rhythm_text(schedule: Schedule) -> str:
    """How often a source delivers, as a sentence part."""
    words = {
        Rhythm.MONTHLY: "monatlich",
        Rhythm.QUARTERLY: "vierteljährlich",
        Rhythm.HALF_YEARLY: "halbjährlich",
        Rhythm.YEARLY: "jährlich",
        Rhythm.IRREGULAR: "ohne festen Termin",
        Rhythm.ONCE: "einmalig",
    }
    word = words[schedule.rhythm]
    first, last = schedule.from_months, schedule.until_months
    if first is None or last is None:
        return word
    if first == last:
        months = "einen Monat" if last == 1 else german.counted(last, "Monat", "Monate")
        return f"{word}, meist {months} nach dem Ende des Berichtszeitraums"
    return f"{word}, meist {first} bis {last} Monate nach dem Ende des Berichtszeitraums"
