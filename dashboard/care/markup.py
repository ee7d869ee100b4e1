"""HTML of the page „Datenpflege“, with classes of ``static/monitor.css``; all texts are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from html import escape

from dashboard import german, markup
from dashboard.charts.model import Cell, Table
from data_access.clock import ZONE
from data_access.errors import MonitorError
from data_access.importers.registry import all_layouts
from data_access.importers.reports.report import Change

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$^&@=])")


def label(text: str) -> str:
    """A text of a file as the label of a widget, where Streamlit would read Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def done(text: str) -> str:
    """Something was done."""
    return f'<div class="done" role="status"><p>{escape(text)}</p></div>'


def trouble(error: MonitorError) -> str:
    """Something could not be done: what, where, what to do."""
    return (
        f'<div class="trouble" role="alert"><p><b>{escape(error.what)}</b></p>'
        f"<p>Wo: {escape(error.where)}</p><p>Was zu tun ist: {escape(error.remedy)}</p></div>"
    )


def heading(title: str, text: str = "", *, level: int = 2) -> str:
    """A heading with a sentence."""
    below = f"<p>{escape(text)}</p>" if text else ""
    return f'<div class="care-head"><h{level}>{escape(title)}</h{level}>{below}</div>'


def office_section(title: str, text: str) -> str:
    """The heading of what only the office sees on a page of the public."""
    return (
        f'<div class="section"><h2>{escape(title)} <span class="office-mark">nur für das Amt '
        f"sichtbar</span></h2><p>{escape(text)}</p></div>"
    )


def note(text: str) -> str:
    """A remark beside a field."""
    return f'<p class="care-note">{escape(text)}</p>'


def papers(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and what they are; empty ones are left out."""
    listed = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in pairs if text
    )
    return f'<dl class="care-papers">{listed}</dl>' if listed else ""


def beside(left: str, right: str) -> str:
    """Two pieces beside each other where there is room."""
    return f'<div class="care-two"><div>{left}</div><div>{right}</div></div>'


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str | Cell]],
    *,
    numbers: Iterable[int] = (),
) -> str:
    """A table.

    Args:
        title: for the ear.
        columns: headings.
        rows: cells.
        numbers: columns that hold numbers.
    """
    right = set(numbers)
    given = Table(
        columns=tuple(columns),
        rows=tuple(tuple(row) for row in rows),
        align=tuple("right" if i in right else "left" for i in range(len(columns))),
    )
    return markup.table(given, title)


def changes(listed: Sequence[Change], total: int) -> str:
    """Values that become others.

    Args:
        listed: the first of them.
        total: how many there are.
    """
    rows = [
        (
            Cell(one.statistic, sub=", ".join(part for part in (one.group, one.sex) if part)),
            one.area,
            german.date_text(one.period),
            one.old,
            one.new,
            one.kind or "anderer Wert",
        )
        for one in listed
    ]
    rest = total - len(listed)
    more = f"<p>… und {german.number(rest)} weitere.</p>" if rest > 0 else ""
    columns = ("Kennzahl", "Gebiet", "Zeitraum", "Bisher", "Neu", "Was sich ändert")
    # All of words: on a phone the cells of a row stand below each other.
    return table("Geänderte Werte", columns, rows) + more


def fold(summary: str, body: str, *, opened: bool = False) -> str:
    """Something to be unfolded."""
    state = " open" if opened else ""
    return f"<details{state}><summary>{escape(summary)}</summary>{body}</details>"


def moment(when: datetime | None) -> str:
    """A moment in Germany, to the minute: 21.11.2026, 20:15."""
    if when is None:
        return ""
    # Databases without time zones keep the universal time.
    local = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(ZONE)
    return f"{german.day(local.date())}, {local:%H:%M}"


def day(given: date | None) -> str:
    """A day, or nothing."""
    return german.day(given) if given else ""


def layout(name: str) -> str:
    """What a layout is called; its name where it is one of an older programme."""
    return next((one.TITLE for one in all_layouts() if name == one.NAME), name)


def some(texts: Sequence[str], limit: int = 8) -> str:
    """The first of many, and how many more."""
    rest = len(texts) - limit
    if rest <= 0:
        return german.listing(texts)
    return f"{', '.join(texts[:limit])} und {german.number(rest)} weitere"
