"""A whole and its parts, by group or by place."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import german, theme
from dashboard.charts.model import Cell, Chart, Table
from dashboard.charts.ranking import Bar, ranking
from dashboard.charts.stacks import Segment, Stack, stacks
from dashboard.views.documents.picture import Ground, Picture, frame, remarks
from dashboard.views.documents.words import label as named
from dashboard.views.documents.words import noted, wrapped
from dashboard.views.facts import IN_TABLES, Fact
from dashboard.views.model import FigureCard, Sentence, Strong
from data_access.vocabulary import StatisticKind

#: Kinds of statistics whose values may be added.
_SUMMING = (StatisticKind.STOCK, StatisticKind.FLOW)
#: So many places make a ranking.
_FEW = 3
_SHADES = (
    (theme.BLUE, theme.WHITE),
    (theme.SEQUENTIAL[2], theme.INK),
    (theme.CONTEXT, theme.WHITE),
    (theme.SEQUENTIAL[1], theme.INK),
)
_REST = theme.CONTEXT_PALE


def pictures(ground: Ground, found: list[Fact]) -> Iterator[Picture]:
    """All wholes with parts, then the places."""
    keyed: dict[tuple[str, str], list[Fact]] = {}
    for one in found:
        countable = (
            one.statistic.kind in _SUMMING
            and one.statistic.code not in IN_TABLES
            and one.upper is None
            and not one.wording
        )
        if countable:
            keyed.setdefault((one.statistic.code, one.period.key), []).append(one)
    first = True
    for listed in keyed.values():
        yield from _by_group(ground, listed)
        for picture in _by_place(ground, listed, first=first):
            yield picture
            first = False


def _by_group(ground: Ground, listed: list[Fact]) -> Iterator[Picture]:
    """The groups at the place of a whole that are its parts."""
    for whole in listed:
        parts = [one for one in _parts(whole, listed) if one.area_key == whole.area_key]
        if whole.number > 0 and len(parts) > 1:
            yield _groups(ground, whole, sorted(parts, key=lambda one: (-one.number, one.group)))


def _parts(whole: Fact, listed: list[Fact]) -> list[Fact]:
    """What the document declares as parts; without a word of it, the groups beside a total."""
    if any(one.whole for one in listed):
        return [one for one in listed if one.whole == (whole.area_key, whole.group_code)]
    if whole.group:
        return []
    return [one for one in listed if one.group and one.area_key == whole.area_key]


def _count(one: Fact) -> str:
    """The number with its qualifier, without the unit that the subtitle names."""
    return german.quantity(one.number, "", one.decimals, qualifier=one.qualifier, upper=one.upper)


def _groups(ground: Ground, whole: Fact, parts: list[Fact]) -> Picture:
    rest = whole.number - sum(one.number for one in parts)
    told = [f"{_count(one)} {one.group}" for one in parts]
    if rest > 0:
        told.append(f"{german.number(rest)} nicht aufgegliedert")
    segments = [
        Segment(one.group, one.number, _count(one), *_SHADES[i % len(_SHADES)])
        for i, one in enumerate(parts)
    ]
    if rest > 0:
        segments.append(Segment("nicht aufgegliedert", rest, german.number(rest), _REST, theme.INK))
    figure = stacks([Stack("", tuple(segments), whole.bare, strong=True)])
    facts = [whole, *parts]
    place = f", {whole.area}" if whole.area else ""
    chart = Chart(
        id=f"{ground.slug}-{whole.statistic.code}-teile",
        title=f"Von {whole.bare}: {german.listing(told)}",
        subtitle=f"{whole.statistic.name}{place}, {whole.when}",
        figure=figure,
        height=figure["layout"]["height"],
        caption=ground.source_line(facts, computed=rest > 0),
        alt=f"Ein Balken in Teilen, {whole.statistic.name}: {german.listing(told)}.",
        table=Table(
            ("Teil", german.capitalised(german.UNITS.get(whole.statistic.unit, ("", "Wert"))[1])),
            (
                (Cell("insgesamt", strong=True), Cell(whole.bare, strong=True)),
                *((Cell(one.group, level=1), one.bare) for one in parts),
                *(
                    ((Cell("nicht aufgegliedert, rechnerisch", level=1), german.number(rest)),)
                    if rest > 0
                    else ()
                ),
            ),
        ),
        frame=frame(facts),
        synthetic=ground.county.synthetic,
        notes=(
            *(
                (f"Die Teile ergeben {german.number(-rest)} mehr als das Ganze.",)
                if rest < 0
                else ()
            ),
            *remarks(facts),
        ),
    )
    clause: Sentence = (
        f"{german.capitalised(german.at(whole.period))} nennen die Unterlagen ",
        Strong(whole.bare),
        f" als „{whole.statistic.name}“{f' ({whole.area})' if whole.area else ''}: ",
        f"{german.listing(told)}.",
    )
    top = parts[0]
    figures = (
        FigureCard(
            whole.statistic.code,
            named(whole),
            whole.bare.replace(german.NBSP, " "),
            noted(whole),
        ),
        FigureCard(
            f"{whole.statistic.code}-groesster-teil",
            f"davon {top.group}",
            top.bare.replace(german.NBSP, " "),
            noted(top),
        ),
    )
    return Picture((chart,), clause, figures, tuple(facts))


def _by_place(ground: Ground, listed: list[Fact], *, first: bool) -> Iterator[Picture]:
    """Places of one group in order; the place of a whole is none of them."""
    wholes = {one.area_key for one in listed if not one.group or _places_of(one, listed)}
    for group in sorted({one.group for one in listed}):
        same = [one for one in listed if one.group == group and one.area]
        places = [one for one in same if not group or one.area_key not in wholes]
        if len(places) < _FEW:
            continue
        whole = next(
            (one for one in listed if {id(x) for x in _places_of(one, listed)} >= _ids(places)),
            None,
        )
        if whole is None and not any(one.whole for one in listed):
            whole = next((one for one in same if one not in places), None)
        yield _places(ground, places, whole, first=first)
        first = False


def _places_of(whole: Fact, listed: list[Fact]) -> list[Fact]:
    """Declared parts of a figure that lie at other places than it."""
    return [one for one in _parts(whole, listed) if one.area_key != whole.area_key]


def _ids(found: list[Fact]) -> set[int]:
    return {id(one) for one in found}


def _places(ground: Ground, found: list[Fact], whole: Fact | None, *, first: bool) -> Picture:
    ordered = sorted(found, key=lambda one: (-one.number, one.area))
    top, second = ordered[0], ordered[1]
    people = top.statistic.unit == "persons" and first
    amount = top.bare
    if whole and top.number:
        amount = f"{german.number(top.number)} von {whole.bare}"
    ends = sum(one.number for one in ordered)
    adds = whole is not None and abs(whole.number - ends) < 1e-9
    figure = ranking([Bar(wrapped(one.area), one.number, one.text) for one in ordered])
    group = f", {top.group}" if top.group else ""
    sums = ""
    if whole:
        sums = (
            f"; zusammen {whole.bare}"
            if adds
            else f"; zusammen {german.number(ends)}, genannt sind {whole.bare}"
        )
    facts = [*([whole] if whole else []), *ordered]
    chart = Chart(
        id=f"{ground.slug}-{'personen' if people else top.statistic.code + '-orte'}",
        title=f"{top.area}: {amount}, {_lead(top, second, ordered)}",
        subtitle=f"{top.statistic.name}{group}, {top.when}{sums}",
        figure=figure,
        height=figure["layout"]["height"],
        caption=ground.source_line(facts),
        alt="Balkendiagramm: "
        + german.listing([f"{one.area} {one.text}" for one in ordered])
        + ".",
        table=Table(
            ("Ort", german.capitalised(german.UNITS.get(top.statistic.unit, ("", "Wert"))[1])),
            (
                *((Cell(one.area), german.number(one.number, one.decimals)) for one in ordered),
                *(
                    ((Cell("zusammen", strong=True), Cell(whole.bare, strong=True)),)
                    if adds and whole
                    else ()
                ),
            ),
        ),
        frame=frame(facts),
        synthetic=ground.county.synthetic,
        notes=remarks(ordered),
    )
    clause: Sentence = (
        f"Bei „{top.statistic.name}“{group} liegt {top.area} mit ",
        Strong(top.bare),
        " vorn.",
    )
    return Picture((chart,), clause, (), tuple(facts))


def _lead(top: Fact, second: Fact, ordered: list[Fact]) -> str:
    """How far the first is ahead of the next."""
    level = [one.area for one in ordered if one.number == second.number and one is not top]
    named = level[0] if len(level) == 1 else "an den nächstgrößten Orten"
    if top.number == second.number:
        return f"so viele wie {level[0] if len(level) == 1 else 'an weiteren Orten'}"
    if second.number and top.number == 2 * second.number:
        return f"doppelt so viele wie {named}"
    return f"{german.number(top.number - second.number, top.decimals)} mehr als {named}"
