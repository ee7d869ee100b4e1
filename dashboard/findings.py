"""Findings of the audit in words: counted, grouped for a person, or as JSON for a programme."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from data_access.audit import wording
from data_access.audit.model import Evidence, Judged, Kind, Report, Severity
from data_access.audit.telling import KINDS, SEVERITIES, about, finding_data
from data_access.words import number

_WIDTH = 100
#: Findings for the same reason that a person reads; more come from a wrong file.
_MOST = 200


def as_text(reports: Sequence[Report], *, everything: bool) -> str:
    """What an office reads: by county, severity and kind, with a summary line for each county.

    Args:
        reports: of the counties.
        everything: accepted findings too.
    """
    if not reports:
        return "In dieser Datenbank ist kein Kreis geladen."
    return "\n".join(line for report in reports for line in _of_county(report, everything)).rstrip()


def counted(report: Report) -> list[tuple[Severity, int, str]]:
    """How many findings of each severity are open, with the word for so many."""
    numbers = Counter(one.finding.severity for one in report.open)
    return [
        (severity, numbers[severity], one if numbers[severity] == 1 else many)
        for severity, (_, one, many) in SEVERITIES.items()
    ]


def lapsed(report: Report) -> int:
    """How many findings were accepted with other values than they have now."""
    return sum(one.lapsed for one in report.judged)


def summary(report: Report) -> str:
    """Numbers of findings in one line."""
    said = [f"{number(many)} {word}" for _, many, word in counted(report) if many]
    changed = lapsed(report)
    accepted = f"; {len(report.accepted)} angenommen" if report.accepted else ""
    since = f"; {changed} angenommen, aber seither geändert" if changed else ""
    return f"{', '.join(said) or 'kein offener Befund'}{accepted}{since}"


def _of_county(report: Report, everything: bool) -> Iterator[str]:
    title = f"{report.county_name} ({report.county_key}): {summary(report)}"
    yield from (title, "=" * len(title), "")
    shown = report.judged if everything else report.open
    for severity, judged in groupby(shown, key=lambda one: one.finding.severity):
        heading = SEVERITIES[severity][0]
        yield from (heading, "-" * len(heading), "")
        for kind, some in groupby(judged, key=lambda one: one.finding.kind):
            yield from _of_kind(kind, list(some))


def _of_kind(kind: Kind, judged: Sequence[Judged]) -> Iterator[str]:
    """Findings of one kind; what is the same for several of them is said once.

    Where a wrong file is behind them there may be ten thousands; the first of them tell.
    """
    advised: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        advised[one.finding.why, one.finding.remedy].append(one)
    yield KINDS[kind]
    for (why, remedy), some in advised.items():
        yield from _wrapped(f"Warum: {why}", "  ")
        yield from _wrapped(f"Zu tun: {remedy}", "  ")
        yield ""
        for one in some[:_MOST]:
            yield from _of_finding(one)
            yield ""
        if len(some) > _MOST:
            yield f"  … und {number(len(some) - _MOST)} weitere; „--json“ nennt alle"
            yield ""


def _of_finding(judged: Judged) -> Iterator[str]:
    finding = judged.finding
    yield from _wrapped(f"[{finding.id}] {about(finding)}", "  ", "    ")
    yield from _wrapped(finding.what, "    ")
    for one in finding.evidence:
        yield from _wrapped(_value(one, finding.subject.period), "    - ", "      ")
    if judged.acceptance is not None:
        day = wording.period(judged.acceptance.accepted_at.date().isoformat())
        state = "Angenommen" if judged.accepted else "Für andere Werte angenommen"
        yield from _wrapped(f"{state} am {day}: {judged.acceptance.note}", "    ")


def _value(one: Evidence, usual: str) -> str:
    place = "; ".join(part for part in (one.source, one.locator) if part)
    reckoned = f" = {one.reckoning}" if one.reckoning else ""
    note = f" – {one.note}" if one.note else ""
    period = f" ({wording.period(one.period)})" if one.period not in {"", usual} else ""
    return f"{one.role}{period}: {one.text}{reckoned}{f' [{place}]' if place else ''}{note}"


def _wrapped(text: str, indent: str, following: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if following is None else following,
        break_long_words=False,
        break_on_hyphens=False,
    )


def as_data(reports: Iterable[Report], *, everything: bool) -> list[dict[str, Any]]:
    """The same for a programme."""
    return [
        {
            "county": report.county_key,
            "name": report.county_name,
            "open": len(report.open),
            "accepted": len(report.accepted),
            "findings": [
                _finding_data(one) for one in (report.judged if everything else report.open)
            ],
        }
        for report in reports
    ]


def _finding_data(judged: Judged) -> dict[str, Any]:
    return {
        **finding_data(judged.finding),
        "accepted": judged.accepted,
        "acceptance": _acceptance_data(judged),
    }


def _acceptance_data(judged: Judged) -> dict[str, Any] | None:
    if judged.acceptance is None:
        return None
    return {
        "note": judged.acceptance.note,
        "accepted_at": judged.acceptance.accepted_at.isoformat(),
        "lapsed": judged.lapsed,
    }
