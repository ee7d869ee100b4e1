"""Figures of the same statistic in several years: what was, and what is planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dashboard import german, theme
from dashboard.charts.model import Cell, Chart, Table
from dashboard.charts.ranking import Bar, ranking
from dashboard.charts.stacks import Heading, Segment, Stack, stacks
from dashboard.views.documents.money import is_spending
from dashboard.views.documents.picture import Ground, Picture, frame, remarks
from dashboard.views.documents.words import (
    amount,
    difference,
    label,
    noted,
    on,
    percent_change,
    short,
    wrapped,
    year,
)
from dashboard.views.facts import IN_TABLES, Fact
from dashboard.views.model import FigureCard, Sentence, Strong
from data_access.vocabulary import StatisticKind

#: So many statistics make a chart of their changes.
_FEW = 3

Line = list[Fact]


def pictures(ground: Ground, found: list[Fact]) -> Iterator[Picture]:
    """Spending in one picture, and one for each other statistic that changes."""
    lines = _lines(found)
    spending = [line for line in lines if is_spending(line[0])]
    if spending:
        spending.sort(key=lambda line: (-line[-1].number, line[-1].statistic.name))
        yield _picture(ground, spending, "betraege")
    ids: Counter[str] = Counter()
    for line in lines:
        if not is_spending(line[0]) and len({one.number for one in line}) > 1:
            id_ = f"{line[0].statistic.code}-verlauf"
            ids[id_] += 1
            # Several places or groups of one statistic are several pictures.
            yield _picture(ground, [line], id_ if ids[id_] == 1 else f"{id_}-{ids[id_]}")


def _lines(found: list[Fact]) -> list[Line]:
    """Values of one statistic, group, sex and place, oldest first, where there are several."""
    keyed: dict[tuple[str, ...], Line] = {}
    for one in found:
        usable = (
            one.statistic.code not in IN_TABLES
            and one.statistic.kind is not StatisticKind.CHANGE
            and one.statistic.unit not in german.ORDINAL_UNITS
            and one.upper is None
            and one.number >= 0
        )
        if usable:
            key = (one.statistic.code, one.area_key, one.group_code, one.sex)
            keyed.setdefault(key, []).append(one)
    lines = [sorted(line, key=lambda one: one.period) for line in keyed.values()]
    return [line for line in lines if len({one.period.key for one in line}) == len(line) > 1]


def _named(one: Fact) -> str:
    return ", ".join(part for part in (short(one), one.group, one.area) if part)


def _picture(ground: Ground, lines: list[Line], id_: str) -> Picture:
    now, before = lines[0][-1], lines[0][-2]
    growth = _growth(ground, lines)
    return Picture(
        (_by_year(ground, lines, id_), *((growth,) if growth else ())),
        _clause(now, before),
        (
            FigureCard(
                now.statistic.code,
                label(now),
                amount(now),
                noted(now, f"{before.when}: {before.bare}"),
            ),
        ),
        tuple(one for line in lines for one in line),
    )


def _clause(now: Fact, before: Fact) -> Sentence:
    verb = "geplant" if now.planned else "ausgegeben" if is_spending(now) else "angegeben"
    return (
        f"Als {now.name} sind {on(now)} ",
        Strong(now.bare),
        f" {verb}, nach ",
        Strong(before.bare),
        f" {_in(before)}.",
    )


def _in(one: Fact) -> str:
    return on(one).replace("für ", "im Jahr ") if "/" not in one.when else f"im Zeitraum {one.when}"


def _by_year(ground: Ground, lines: list[Line], id_: str) -> Chart:
    now, before = lines[0][-1], lines[0][-2]
    several = len(lines) > 1
    rows: list[Stack | Heading] = []
    for line in lines:
        if several:
            rows.append(Heading(wrapped(_named(line[-1]), 28)))
        rows += [
            Stack(
                wrapped(year(one), 14),
                (Segment("", one.number, "", theme.SEQUENTIAL[2] if one.planned else theme.BLUE),),
                one.text,
                strong=one is line[-1],
            )
            for one in line
        ]
    figure = stacks(rows)
    facts = [one for line in lines for one in line]
    what = german.listing([line[-1].statistic.name for line in lines])
    return Chart(
        id=f"{ground.slug}-{id_}",
        title=f"{now.name}: {now.bare} {_for(now)}, {difference(now, before)}",
        subtitle=what + ("; helle Balken sind Planwerte" if any(x.planned for x in facts) else ""),
        figure=figure,
        height=figure["layout"]["height"],
        caption=ground.source_line(facts),
        alt="Balken je Jahr: "
        + german.listing([f"{_named(one)} {one.when} {one.text}" for one in facts])
        + ".",
        table=Table(
            ("Was", "Zeitraum", "Wert", "Fundstelle"),
            tuple((Cell(one.name), year(one), one.bare, one.locator) for one in facts),
            ("left", "left", "right", "left"),
        ),
        frame=frame(facts),
        synthetic=ground.county.synthetic,
        notes=(
            *_apart(now, several=several),
            *remarks(facts, most=2),
        ),
    )


def _apart(one: Fact, *, several: bool) -> tuple[str, ...]:
    """With what the leading statistic is not to be confused."""
    text = one.statistic.distinguish
    if not text:
        return ()
    return (f"{short(one)}: {text}" if several else text,)


def _for(one: Fact) -> str:
    if one.planned:
        return f"für {one.when} geplant"
    return f"({one.when})" if "/" in one.when else _in(one)


def _growth(ground: Ground, lines: list[Line]) -> Chart | None:
    """Change of each statistic between the same two years; None where they differ or are few."""
    pairs = [(line[-1], line[-2]) for line in lines if line[-2].number]
    spans = {(now.period.key, before.period.key, now.planned) for now, before in pairs}
    if len(pairs) < _FEW or len(spans) != 1:
        return None
    ordered = sorted(pairs, key=lambda pair: -(pair[0].number / pair[1].number))
    now, before = ordered[0]
    rising = now.number > before.number
    verb, word = ("soll", "wachsen") if now.planned else ("ist", "gewachsen")
    title = (
        f"Am stärksten {verb} „{_named(now)}“ {word}: {percent_change(now, before)} auf {now.bare}"
        if rising
        else f"Nirgends ein Zuwachs: „{_named(now)}“ mit {percent_change(now, before)} vorn"
    )
    facts = [one for pair in ordered for one in pair]
    figure = ranking(
        [
            Bar(
                wrapped(_named(one)),
                100 * (one.number - old.number) / old.number,
                percent_change(one, old),
                colour=theme.ACCENT if one is now else theme.SEQUENTIAL[2],
                strong=one is now,
            )
            for one, old in ordered
        ]
    )
    return Chart(
        id=f"{ground.slug}-zuwachs",
        title=title,
        subtitle=f"Veränderung {year(now)} gegenüber {year(before)}, Prozent",
        figure=figure,
        height=figure["layout"]["height"],
        caption=ground.source_line(facts, computed=True),
        alt="Balkendiagramm der Veränderung: "
        + german.listing([f"{_named(one)} {percent_change(one, old)}" for one, old in ordered])
        + ".",
        table=Table(
            ("Was", year(before), year(now), "Veränderung"),
            tuple(
                (Cell(one.name), old.bare, one.bare, percent_change(one, old))
                for one, old in ordered
            ),
        ),
        frame=frame(facts),
        synthetic=ground.county.synthetic,
    )
