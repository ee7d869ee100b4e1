"""The groups over time, as numbers and as an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from dashboard import german
from dashboard.charts.lines import Line, LineSpec, lines
from dashboard.charts.model import Chart, SourceLine, Table, caption
from dashboard.selection import Selection
from dashboard.views import takeaways
from dashboard.views.model import Card, Data
from dashboard.views.sgb2.month import (
    FOREIGNERS,
    LARGEST_SET,
    SHORT_NAMES,
    TOTAL,
    Month,
    is_recomputed,
    month_of,
)
from dashboard.views.values import Dated, frame_of, history, points, same_month
from data_access.domain import Value


def compact_trend(data: Data, selection: Selection, *, height: int) -> Card | None:
    """The trend as numbers in a lower figure, for the overview."""
    month = month_of(data, selection)
    found = cards(month, selection, height=height) if month else ()
    return found[0] if found else None


def cards(month: Month, selection: Selection, *, height: int = 330) -> tuple[Card, ...]:
    """Numbers and index of three groups; nothing where no group has two months."""
    area = month.county.key
    wanted = [TOTAL, FOREIGNERS, LARGEST_SET]
    if selection.group and selection.group not in wanted:
        wanted = [FOREIGNERS, LARGEST_SET, selection.group]
    labels = {line.group_code: line.label.rstrip("¹") for line in month.lines}
    wanted = [code for code in wanted if code in labels]
    found = {code: history(month.series, area=area, group=code) for code in wanted}
    found = {code: line for code, line in found.items() if len(line) >= 2}
    if not found:
        return ()
    hidden = [labels[code] for code in wanted if code not in found]
    names = {code: SHORT_NAMES.get(code, _IN_TITLES.get(code, labels[code])) for code in found}
    index = _index(month, found, names)
    return (
        _numbers(month, found, names, hidden, height=height),
        *((index,) if index else ()),
    )


def _numbers(
    month: Month,
    found: dict[str, list[Dated]],
    names: dict[str, str],
    hidden: list[str],
    *,
    height: int,
) -> Chart:
    roles = _roles(found)
    figure = lines(
        [_line(month, code, line, names[code], roles[code]) for code, line in found.items()],
        LineSpec(height=height),
    )
    code = list(found)[-1] if len(found) > 1 else next(iter(found))
    line = found[code]
    return Chart(
        id="sgb2-verlauf",
        title=f"SGB II, {_IN_TITLES.get(code, names[code])}: {german.number(line[0].number)} im "
        f"{german.month(line[0].period.start)}, {german.number(line[-1].number)} im "
        f"{german.month(line[-1].period.start)}",
        subtitle="Leistungsberechtigte nach SGB II, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_series_caption(month, found),
        notes=(
            *_notes(month, found),
            *((f"Ohne Linie, keine Zahlen: {german.listing(hidden)}.",) if hidden else ()),
        ),
        alt=_alt(found, names),
        table=_table(found, names, index=False),
        frame=frame_of({names[code]: line for code, line in found.items()}),
        synthetic=month.county.synthetic,
    )


def _index(month: Month, found: dict[str, list[Dated]], names: dict[str, str]) -> Chart | None:
    """The same lines from one common start; a group without a number there has no index."""
    roles = _roles(found)
    first = min((line[0] for line in found.values()), key=lambda one: one.period)
    indexed = {
        code: [_indexed(one, line[0]) for one in line]
        for code, line in found.items()
        if line[0].number and line[0].period == first.period
    }
    if not indexed:
        return None
    left_out = [names[code] for code in found if code not in indexed]
    figure = lines(
        [_line(month, code, line, names[code], roles[code]) for code, line in indexed.items()],
        LineSpec(height=330),
    )
    top = max(indexed, key=lambda code: indexed[code][-1].number)
    factor = indexed[top][-1].number / 100
    return Chart(
        id="sgb2-index",
        title=f"SGB II, {_IN_TITLES.get(top, names[top])}: das {german.number(factor, 1)}-Fache "
        f"von {german.month(first.period.start)}",
        subtitle=f"Index, {german.month(first.period.start)} = 100",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_series_caption(month, found),
        notes=(
            "Ein Index zeigt das Tempo, nicht die Größe; die Zahlen stehen daneben.",
            *(
                (f"Ohne Wert im Ausgangsmonat, deshalb ohne Index: {german.listing(left_out)}.",)
                if left_out
                else ()
            ),
            *_notes(month, indexed),
        ),
        alt=f"Liniendiagramm als Index, {german.month(first.period.start)} gleich 100. "
        + german.listing(
            [f"{names[c]} {german.number(line[-1].number)}" for c, line in indexed.items()]
        )
        + ".",
        table=_table(indexed, names, index=True),
        frame=frame_of({names[code]: line for code, line in indexed.items()}),
        synthetic=month.county.synthetic,
    )


def _sparse(line: list[Dated]) -> bool:
    """Single months far apart, which are no series."""
    years = (line[-1].period.end - line[0].period.start).days / 365
    return len(line) <= max(2.0, 2 * years)


def _line(month: Month, code: str, line: list[Dated], name: str, role: str) -> Line:
    sparse = _sparse(line)
    drawn = points(line)
    if sparse:
        recomputed = {german.period(one.period) for one in line if is_recomputed(month, one.period)}
        drawn = tuple(replace(p, recomputed=p.label in recomputed) for p in drawn)
    return Line(
        name,
        drawn,
        role,
        end_text=f"{_ENDS.get(code, name)}|{german.number(line[-1].number)}",
        sparse=sparse,
    )


#: Names at the end of a line, broken where it is long.
_ENDS = {FOREIGNERS: "Ausländerinnen|und Ausländer"}


def _indexed(one: Dated, base: Dated) -> Dated:
    return Dated(
        one.period,
        Value(100 * one.number / base.number, provisional=one.value.provisional),
    )


def _roles(found: dict[str, list[Dated]]) -> dict[str, str]:
    roles = ["context", "ours", "accent"][-len(found) :]
    return dict(zip(found, roles, strict=True))


def _series_caption(month: Month, found: dict[str, list[Dated]]) -> SourceLine:
    used = month.series.only(
        pl.col("group_code").is_in(list(found)) & (pl.col("area_key") == month.county.key)
    )
    return caption(used.papers)


def _notes(month: Month, found: Mapping[str, list[Dated]]) -> tuple[str, ...]:
    """What the drawing leaves open: missing, recomputed and provisional months."""
    longest = max(found.values(), key=len)
    notes = []
    if _sparse(longest):
        months = german.listing([german.month(one.period.start) for one in longest])
        hollow = any(is_recomputed(month, one.period) for one in longest)
        notes.append(
            f"Belegt sind nur {months}. Gestrichelt: keine Messwerte"
            + ("; hohl: aus gedruckten Veränderungen nachgerechnet." if hollow else ".")
        )
    else:
        notes += [text for text in (takeaways.gap_note(longest),) if text]
    waiting = month.series.statistic.waiting_months
    if any(one.value.provisional for line in found.values() for one in line):
        until = (
            f" Endgültig ist ein Monat nach {german.spelled(waiting)} Monaten." if waiting else ""
        )
        notes.append(f"Hohler Endpunkt, gestrichelt: vorläufig.{until}")
    return tuple(notes)


def _alt(found: dict[str, list[Dated]], names: dict[str, str]) -> str:
    return (
        "Liniendiagramm. "
        + german.listing(
            [
                f"{names[code]} von {german.number(line[0].number)} auf "
                f"{german.number(line[-1].number)}"
                for code, line in found.items()
            ]
        )
        + "."
    )


def _table(found: dict[str, list[Dated]], names: dict[str, str], *, index: bool) -> Table:
    longest = max(found.values(), key=len)
    shown = longest if len(longest) <= 24 else same_month(longest)
    tables = {code: {one.period.key: one for one in line} for code, line in found.items()}
    rows = []
    for one in reversed(shown):
        cells = []
        for code in found:
            value = tables[code].get(one.period.key)
            cells.append(german.number(value.number, int(index)) if value else german.DASH)
        rows.append((german.month(one.period.start), *cells))
    return Table(("Monat", *(names[code] for code in found)), tuple(rows))


_IN_TITLES = {
    "asyl-top8": "acht Asylzugangsländer",
    "asyl-balkan": "Asylzugangsländer Balkan",
    "asyl-osteuropa": "Asylzugangsländer Osteuropa",
    "auslaender": "Ausländerinnen und Ausländer",
}
