"""Figures that say for each place whether something holds: counted, drawn as squares, listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dashboard import german, theme
from dashboard.charts.model import Cell, Chart, Table, table_card
from dashboard.charts.stacks import Segment, Stack, stacks
from dashboard.charts.units import MOST, units
from dashboard.views.documents.picture import Ground, Picture, frame
from dashboard.views.documents.words import wrapped
from dashboard.views.facts import Fact
from dashboard.views.model import FigureCard, Strong
from data_access.vocabulary import AreaKind

#: So many places make a picture.
_FEW = 4
#: So many names fit into a title.
_NAMED = 3

_KINDS = {
    AreaKind.COUNTY: "Landkreise",
    AreaKind.CITY: "Städte",
    AreaKind.MUNICIPALITY: "Gemeinden",
    AreaKind.JOINT_MUNICIPALITY: "Samtgemeinden",
    AreaKind.MEMBER_MUNICIPALITY: "Mitgliedsgemeinden",
    AreaKind.REGION: "Regionen",
    AreaKind.PLACE: "Orte",
}


def pictures(ground: Ground, found: list[Fact]) -> Iterator[Picture]:
    """One picture for each statistic whose values are words that mean yes or no."""
    keyed: dict[tuple[str, str, str], list[Fact]] = {}
    for one in found:
        keyed.setdefault((one.statistic.code, one.period.key, one.group), []).append(one)
    for listed in keyed.values():
        if len(listed) >= _FEW and all(_is_answer(one) for one in listed):
            yield _picture(ground, sorted(listed, key=lambda one: (-one.number, one.area)))


def _is_answer(one: Fact) -> bool:
    return bool(one.area) and one.number in {0, 1} and one.upper is None and bool(one.wording)


class _Answers:
    """The answers of one statistic, sorted, with their words."""

    def __init__(self, listed: list[Fact]) -> None:
        self.all = listed
        self.first = listed[0]
        self.yes = [one for one in listed if one.number]
        self.no = [one for one in listed if not one.number]
        self.statistic = self.first.statistic
        self.holds = _word(self.yes) or self.statistic.short_name
        self.fails = _word(self.no) or "anders"
        self.one, self.noun = german.UNITS.get(self.statistic.unit, ("Fall", "Fälle"))

    @property
    def lacking(self) -> str:
        """Names of the places where it does not hold, or how many they are."""
        if len(self.no) > _NAMED:
            return german.counted(len(self.no), "Ort", "Orte")
        return german.listing([one.area for one in self.no])

    @property
    def said(self) -> str:
        """What holds, of many: the name of the statistic with its unit in the plural."""
        name = self.statistic.name
        if name.startswith(f"{self.one} ") and name.endswith(self.holds):
            return f"{self.noun}{name.removeprefix(self.one)}"
        return f"{self.noun} {self.holds} („{name}“)"

    @property
    def counted(self) -> str:
        """How many of all, such as "13 von 15"."""
        return f"{len(self.yes)}{german.NBSP}von{german.NBSP}{len(self.all)}"


def _word(found: list[Fact]) -> str:
    """What the document says of most of them."""
    return Counter(one.wording for one in found).most_common(1)[0][0] if found else ""


def _picture(ground: Ground, listed: list[Fact]) -> Picture:
    answers = _Answers(listed)
    kinds = _by_kind(ground, answers)
    rest = (f", {len(answers.no)} {answers.fails}: ", Strong(answers.lacking)) if answers.no else ()
    first = answers.first
    clause = (
        f"{german.capitalised(german.at(first.period))} waren ",
        Strong(answers.counted),
        f" {answers.said}",
        *rest,
        ".",
    )
    figures = [
        FigureCard(
            answers.statistic.code,
            answers.statistic.name,
            answers.counted,
            f"{answers.noun} · {first.when} · {first.place}",
        )
    ]
    if answers.no:
        figures.append(
            FigureCard(
                f"{answers.statistic.code}-nicht",
                f"davon {answers.fails}",
                str(len(answers.no)),
                f"{answers.lacking} · {first.when} · {answers.no[0].place}",
            )
        )
    return Picture(
        (_squares(ground, answers), *((kinds,) if kinds else ())),
        clause,
        tuple(figures),
        tuple(listed),
        table=_list(ground, answers),
        said=((len(listed), answers.statistic.unit),),
    )


def _squares(ground: Ground, answers: _Answers) -> Chart:
    title = f"{answers.counted} {answers.said}"
    if answers.no:
        title += f"; {answers.fails}: {answers.lacking}"
    words = (f"{len(answers.yes)} {answers.holds}", f"{len(answers.no)} {answers.fails}")
    figure = (
        units(
            len(answers.yes),
            len(answers.no),
            yes=words[0],
            no=words[1],
            who=wrapped(answers.lacking, 34) if len(answers.no) <= _NAMED else "",
            names=tuple(f"{one.area}: {one.wording}" for one in answers.all),
        )
        if len(answers.all) <= MOST
        else stacks([_bar("alle", answers.yes, answers.no, answers)])
    )
    return Chart(
        id=f"{ground.slug}-{answers.statistic.code}",
        title=title,
        subtitle=f"{answers.statistic.name}; ein Kästchen je {answers.one}, "
        f"{german.period(answers.first.period)}",
        figure=figure,
        height=figure["layout"]["height"],
        caption=ground.source_line(answers.all),
        alt=f"Kästchen: {words[0]}, {words[1]}"
        + (f" ({answers.lacking})" if answers.no else "")
        + ".",
        table=_table(answers),
        frame=frame(answers.all),
        synthetic=ground.county.synthetic,
        notes=(answers.statistic.distinguish,) if answers.statistic.distinguish else (),
    )


def _list(ground: Ground, answers: _Answers) -> Chart:
    """All places with their answers, as a table to be read."""
    common, _ = _notes(answers.all)
    shared = (f"Zu „{answers.holds}“: {common}",) if common else ()
    return table_card(
        f"{ground.slug}-{answers.statistic.code}-orte",
        title=f"{len(answers.yes)} {answers.holds}, {len(answers.no)} {answers.fails}: "
        f"alle {german.counted(len(answers.all), answers.one, answers.noun)} mit Hinweis",
        subtitle=f"{answers.statistic.name}, {german.period(answers.first.period)}",
        caption=ground.source_line(answers.all),
        alt="Tabelle der Orte mit Angabe und Hinweis.",
        table=_table(answers),
        frame=frame(answers.all),
        synthetic=ground.county.synthetic,
        notes=(*shared, f"Fundstelle aller Zeilen: {answers.first.locator}."),
    )


def _table(answers: _Answers) -> Table:
    """Those where it does not hold come first: they are what is asked for."""
    _, notes = _notes(answers.all)
    rows = [*zip(answers.all, notes, strict=True)]
    ordered = [*[row for row in rows if not row[0].number], *[row for row in rows if row[0].number]]
    return Table(
        ("Ort", answers.statistic.short_name, "Hinweis"),
        tuple((Cell(one.area), one.wording, note) for one, note in ordered),
        ("left", "left", "left"),
    )


def _notes(listed: list[Fact]) -> tuple[str, list[str]]:
    """The sentence that most rows share, said once, and what is left of each row's note."""
    first = Counter(f"{one.note.split('. ')[0].rstrip('.')}." for one in listed if one.note)
    top, times = first.most_common(1)[0] if first else ("", 0)
    common = top if times > len(listed) / 2 else ""
    own = [(one.note.replace(common, "").strip() if common else one.note) for one in listed]
    return common, [note or german.DASH for note in own]


def _by_kind(ground: Ground, answers: _Answers) -> Chart | None:
    """The same by kind of place; None where that says no more than the whole."""
    kinds: dict[AreaKind, list[Fact]] = {}
    for one in answers.all:
        kinds.setdefault(one.area_kind, []).append(one)
    if len(kinds) < 2 or not answers.no or max(len(listed) for listed in kinds.values()) < 2:
        return None
    ordered = sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0].value))
    rows = []
    for kind, listed in ordered:
        yes = [one for one in listed if one.number]
        no = [one for one in listed if not one.number]
        name = _KINDS.get(kind, "Weitere") if len(listed) > 1 else listed[0].area
        rows.append((name, yes, no))
    told = [f"{name} {len(yes)} von {len(yes) + len(no)}" for name, yes, no in rows if yes or no]
    figure = stacks([_bar(wrapped(name, 24), yes, no, answers) for name, yes, no in rows])
    several = [text for text, (_, yes, no) in zip(told, rows, strict=True) if len(yes + no) > 1]
    return Chart(
        id=f"{ground.slug}-{answers.statistic.code}-nach-art",
        title=f"{german.capitalised(answers.holds)}: {', '.join(several)}",
        subtitle=f"{answers.statistic.name} nach Art der Kommune, {answers.noun}, "
        f"{german.period(answers.first.period)}",
        figure=figure,
        height=figure["layout"]["height"],
        caption=ground.source_line(answers.all, computed=True),
        alt=f"Gestapelte Balken, {answers.holds}: {german.listing(told)}.",
        table=Table(
            ("Art", german.capitalised(answers.holds), german.capitalised(answers.fails), "Orte"),
            tuple(
                (
                    Cell(name),
                    str(len(yes)),
                    str(len(no)),
                    german.listing([one.area for one in [*yes, *no]]),
                )
                for name, yes, no in rows
            ),
            ("left", "right", "right", "left"),
        ),
        frame=frame(answers.all),
        synthetic=ground.county.synthetic,
    )


def _bar(label: str, yes: list[Fact], no: list[Fact], answers: _Answers) -> Stack:
    return Stack(
        label,
        (
            Segment(answers.holds, len(yes), str(len(yes)) if yes else ""),
            Segment(answers.fails, len(no), str(len(no)) if no else "", theme.ACCENT),
        ),
        f"{len(yes)} von {len(yes) + len(no)}",
    )
