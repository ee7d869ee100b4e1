"""The next delivery of each source of a statistic: when it is usual, and whether it is late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dashboard import german
from dashboard.views.entries import DeliveryLine, Prospect
from data_access.domain import Expected, Period, Schedule, Series, Source
from data_access.domain.awaiting import Awaited, awaited, delivered
from data_access.vocabulary import Rhythm

#: Those that somebody has to see to come first.
_ORDER = tuple(Prospect)


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
    sources = {one.code: one for one in series.papers.sources}
    found = awaited(delivered(series.frame), sources, on)
    return Outlook(
        sources=tuple(one.source for one in found),
        lines=_told([(one.source, _line(one, on)) for one in found]),
        late_since=min((one.late[0].last for one in found if one.late), default=None),
        next_one=min(
            (one.coming for one in found if one.coming),
            key=lambda one: (one.last, one.period),
            default=None,
        ),
    )


def _line(one: Awaited, on: date) -> DeliveryLine:
    if one.source.schedule is None:
        return DeliveryLine(Prospect.OPEN, "offen", "Takt nicht hinterlegt")
    if one.has_said_all:
        return DeliveryLine(
            Prospect.NONE, "", f"keine weitere Lieferung zu erwarten: {document(one.source)}"
        )
    if one.late:
        return DeliveryLine(
            Prospect.LATE,
            "überfällig",
            f"seit {late_since(one.late[0].last)}: {_missing([late.period for late in one.late])}",
        )
    expected = one.coming
    if expected is None:
        return DeliveryLine(Prospect.OPEN, "offen", "ohne festen Termin")
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
    kind = source.schedule.document if source.schedule else ""
    if not (kind or source.published):
        # What an office has defined itself bears no year.
        return source.title
    kind = kind or source.title
    return f"{kind} von {source.published[:4]}" if source.published else f"{kind} ohne Jahresangabe"


def _told(found: list[tuple[Source, DeliveryLine]]) -> tuple[DeliveryLine, ...]:
    """Lines in the order of their states; equal ones once, and named where there are several."""
    sources: dict[DeliveryLine, list[Source]] = {}
    for source, line in found:
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
