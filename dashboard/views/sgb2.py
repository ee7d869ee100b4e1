"""SGB II: the table of selected nationalities, its trend, and other statistics apart from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from dashboard import german
from dashboard.charts.dumbbells import Dumbbell, Heading, dumbbells
from dashboard.charts.lines import Line, LineSpec, lines
from dashboard.charts.model import Cell, Chart, SourceLine, Table, caption, table_card
from dashboard.charts.ranking import Bar, ranking
from dashboard.selection import GROUP, PERIOD, Option, Selection
from dashboard.views import missing, sgb2_series, takeaways
from dashboard.views.model import (
    Card,
    Data,
    FigureCard,
    Filters,
    Note,
    Opening,
    Section,
    Sentence,
    Strong,
)
from dashboard.views.values import (
    Dated,
    at_period,
    county_of,
    frame_of,
    history,
    number_of,
    points,
    reason,
    same_month,
    sign,
)
from data_access.domain import ClassificationLine, County, Period, Series, Value
from data_access.vocabulary import Origin, Sex, Status

STATISTIC = CLASSIFICATION = "sgb2-asylzugang"
TOTAL, FOREIGNERS, LARGEST_SET = "insgesamt", "auslaender", "asyl-top8"
BASE = "2015-01"


@dataclass(frozen=True)
class Sgb2View:
    """Everything on the page."""

    opening: Opening
    #: The month shown, in words; empty without any.
    shown: str
    table: Card
    dumbbells: Card
    notes: tuple[Card, ...]
    trend_section: Section | None
    trend: tuple[Card, ...]
    other_section: Section | None
    other: tuple[Card, ...]


@dataclass(frozen=True)
class Month:
    """The chosen month with the months it is compared with."""

    county: County
    series: Series
    lines: tuple[ClassificationLine, ...]
    now: Period
    year_before: Period | None
    base: Period | None
    #: Persons by group and month, of the whole county; also values without a number.
    values: Mapping[tuple[str, str], Value]

    def at(self, group: str, period: Period | None) -> float | None:
        """Persons of a group in a month."""
        return number_of(self.value(group, period)) if period else None

    def value(self, group: str, period: Period) -> Value | None:
        """The value of a group in a month, with its kind of nothing."""
        return self.values.get((group, period.key))

    def change(self, group: str, period: Period | None) -> float | None:
        """Change from a month to the chosen one."""
        now, before = self.at(group, self.now), self.at(group, period)
        return None if now is None or before is None else now - before

    def share(self, group: str) -> float | None:
        """Share of a group in all persons of the month, in percent."""
        part, whole = self.at(group, self.now), self.at(TOTAL, self.now)
        return None if part is None or not whole else 100 * part / whole


def _months(data: Data, county: str) -> list[str]:
    series = data.series(county, STATISTIC)
    if series is None:
        return []
    held = series.frame.filter(pl.col("area_key") == county)
    return sorted(held["period"].unique().to_list(), reverse=True)


def filters(data: Data, county: str) -> Filters:
    """Months and groups that the county offers."""
    months = _months(data, county)
    if not months:
        return Filters({}, {})
    groups = [
        Option(line.group_code, line.label.rstrip("¹"))
        for line in data.classification(CLASSIFICATION)
        if line.group_code != TOTAL
    ]
    return Filters(
        {
            PERIOD: [Option(key, german.period(Period.parse(key))) for key in months],
            GROUP: groups,
        },
        {PERIOD: german.period(Period.parse(months[0])), GROUP: "Alle Gruppen"},
    )


def _month(data: Data, selection: Selection) -> Month | None:
    series = data.series(selection.county, STATISTIC)
    keys = _months(data, selection.county)
    lines = data.classification(CLASSIFICATION)
    if series is None or not keys or not lines:
        return None
    now = Period.parse(selection.period if selection.period in keys else keys[0])
    before = f"{now.start.year - 1}-{now.start.month:02d}"
    return Month(
        county=county_of(data.counties(), selection.county),
        series=series,
        lines=lines,
        now=now,
        year_before=Period.parse(before) if before in keys else None,
        base=Period.parse(BASE) if BASE in keys and now.key != BASE else None,
        values=_values(series, selection.county),
    )


def _values(series: Series, county: str) -> dict[tuple[str, str], Value]:
    rows = series.frame.filter(
        (pl.col("area_key") == county) & (pl.col("sex") == Sex.TOTAL.value)
    ).select("group_code", "period", "number", "status", "provisional")
    return {
        (group, period): Value(number, Status(status), provisional=provisional)
        for group, period, number, status, provisional in rows.iter_rows()
    }


def build(data: Data, selection: Selection) -> Sgb2View:
    """The page for a selection."""
    county = county_of(data.counties(), selection.county)
    month = _month(data, selection)
    other = sgb2_series.cards(data, county)
    if month is None:
        return Sgb2View(
            opening=Opening(
                "SGB II",
                county.name,
                missing.sentence(county, "wer Leistungen nach SGB II bezieht"),
                (),
                county.synthetic,
            ),
            shown="",
            table=missing.sgb2(county),
            dumbbells=missing.sgb2_trend(county),
            notes=(),
            trend_section=None,
            trend=(),
            other_section=sgb2_series.section() if other else None,
            other=other,
        )
    trend = _trend(month, selection)
    return Sgb2View(
        opening=_opening(month),
        shown=f"Berichtsmonat {german.month(month.now.start)}",
        table=_table(data, month),
        dumbbells=_dumbbells(month) or _largest(month),
        notes=(_note(month),),
        trend_section=Section(
            "Verlauf",
            "Dieselbe Statistik über die Zeit, als Zahl und als Index.",
        )
        if trend
        else None,
        trend=trend,
        other_section=sgb2_series.section() if other else None,
        other=other,
    )


def _opening(month: Month) -> Opening:
    return Opening(
        "SGB II",
        "Sozialgesetzbuch, Zweites Buch: Grundsicherung für Arbeitsuchende · "
        f"{month.county.name} · Berichtsmonat {german.month(month.now.start)}",
        _sentence(month),
        _figures(month),
        month.county.synthetic,
    )


def _sentence(month: Month) -> Sentence:
    foreign, total = month.at(FOREIGNERS, month.now), month.at(TOTAL, month.now)
    when = german.month(month.now.start)
    if foreign is None and total is None:
        return (
            f"Für {when} nennt die Statistik keine Gesamtzahl der Leistungsberechtigten: "
            f"{reason(month.value(TOTAL, month.now))}. Gezeigt wird, was zu einzelnen Gruppen "
            "vorliegt.",
        )
    if foreign is None:
        return (
            f"Im {when} bezogen {_according(month)} ",
            Strong(german.number(total or 0.0)),
            " Menschen Leistungen nach SGB II. Wie viele von ihnen Ausländerinnen und Ausländer "
            f"waren, ist nicht angegeben: {reason(month.value(FOREIGNERS, month.now))}.",
        )
    share = month.share(FOREIGNERS)
    sentence: list[str | Strong] = [
        f"Im {when} bezogen {_according(month)} ",
        Strong(german.number(foreign)),
        " Ausländerinnen und Ausländer Leistungen nach SGB II",
    ]
    if share is None:
        sentence.append("; die Gesamtzahl aller Leistungsberechtigten fehlt.")
    else:
        sentence += [", ", Strong(german.percent(share)), " aller Leistungsberechtigten."]
    sentence += _change_sentence(month)
    return tuple(sentence)


def _change_sentence(month: Month) -> list[str | Strong]:
    """How both numbers moved since the first month of the series."""
    since, since_all = month.change(FOREIGNERS, month.base), month.change(TOTAL, month.base)
    if since is None or since_all is None:
        return []
    start = "Seit Januar 2015"
    if since == 0 or since_all == 0:
        own = "gleich viele" if since == 0 else f"{german.number(abs(since))} {_more(since)}"
        every = (
            "unverändert"
            if since_all == 0
            else f"{german.number(abs(since_all))} {_more(since_all)}"
        )
        return [f" {start} sind es {own}; die Gesamtzahl: {every}."]
    direction = "stieg" if since_all > 0 else "sank"
    amount = german.number(abs(since_all))
    tail = (
        f", während die Gesamtzahl um {amount} {direction}"
        if (since > 0) != (since_all > 0)
        else f"; die Gesamtzahl {direction} um {amount}"
    )
    return [f" {start} sind es {german.number(abs(since))} {_more(since)}{tail}."]


def _more(change: float) -> str:
    return "mehr" if change > 0 else "weniger"


def _according(month: Month) -> str:
    """Whose figure the month is, and how sure."""
    if month.county.synthetic:
        source = "laut erfundener Jobcenter-Statistik"
    elif _recomputed(month, month.now):
        source = "rechnerisch, nach den Veränderungen im Bericht des Landes,"
    else:
        source = "laut Statistik der Bundesagentur für Arbeit"
    found = at_period(month.series, area=month.county.key, period=month.now.key)
    return f"{source} (vorläufig)" if found and found.value.provisional else source


def _figures(month: Month) -> tuple[FigureCard, ...]:
    shown = [
        ("gesamt", "Leistungsberechtigte insgesamt", TOTAL),
        ("auslaender", "darunter Ausländerinnen und Ausländer", FOREIGNERS),
        ("asylzugang", "aus acht Asylzugangsländern", LARGEST_SET),
    ]
    known = _known(month)
    if known:
        text = f"aus {_from(known[0].label)}, größte Gruppe"
        shown.append(("groesste", text, known[0].group_code))
    cards = []
    for name, label, group in shown:
        value = month.at(group, month.now)
        if value is None:
            continue
        cards.append(
            FigureCard(
                f"sgb2-{name}",
                label,
                german.number(value),
                _since(month, group) or german.month(month.now.start),
            )
        )
    return tuple(cards)


def _leaves(month: Month) -> list[ClassificationLine]:
    """Single countries: lines without lines below them."""
    return [
        line
        for line in month.lines
        if not any(other.parent_code == line.group_code for other in month.lines)
    ]


def _known(month: Month) -> list[ClassificationLine]:
    """Countries with a number in the month, largest first."""
    known = [one for one in _leaves(month) if month.at(one.group_code, month.now) is not None]
    return sorted(known, key=lambda one: -(month.at(one.group_code, month.now) or 0.0))


def _from(country: str) -> str:
    return {"Ukraine": "der Ukraine", "Iran": "dem Iran", "Irak": "dem Irak"}.get(country, country)


def _since(month: Month, group: str) -> str:
    change, before = month.change(group, month.base), month.at(group, month.base)
    if change is None or not before:
        return ""
    if change == 0:
        return f"unverändert seit Januar{german.NBSP}2015"
    return (
        f"{german.signed(change)} seit Januar{german.NBSP}2015 "
        f"({german.signed_percent(100 * change / before)})"
    )


def _caption(month: Month, *periods: Period | None) -> SourceLine:
    keys = [period.key for period in periods if period]
    used = month.series.only(
        pl.col("period").is_in(keys) & (pl.col("area_key") == month.county.key)
    )
    return caption(
        used.papers,
        dates="Berichtsmonate "
        + german.listing([german.month(Period.parse(key).start) for key in sorted(keys)]),
    )


def _table(data: Data, month: Month) -> Chart:
    largest = {
        period: max(
            (
                abs(month.change(line.group_code, period) or 0.0)
                for line in month.lines
                if line.group_code != TOTAL
            ),
            default=1.0,
        )
        or 1.0
        for period in (month.year_before, month.base)
        if period
    }
    columns = ["Gruppe", "Personen", "Anteil"]
    if month.year_before:
        columns += ["seit Vorjahr", "in %", "Balken"]
    if month.base:
        columns += ["seit 2015", "in %", "Balken"]
    rows = [_row(month, line, largest) for line in month.lines]
    growth = month.change(LARGEST_SET, month.base)
    foreign = month.change(FOREIGNERS, month.base)
    title = "Leistungsberechtigte nach SGB II nach ausgewählten Staatsangehörigkeiten"
    if growth and foreign:
        title = (
            f"SGB II seit 2015: acht Asylzugangsländer {german.signed(growth)}, alle "
            f"Ausländerinnen und Ausländer {german.signed(foreign)}"
        )
    return table_card(
        "sgb2-tabelle",
        title=title,
        subtitle="Personen und Veränderung seit den genannten Zeitpunkten; eingerückte Zeilen sind "
        "„darunter“ und ergeben nicht immer die Summe",
        caption=_caption(month, month.now, month.year_before, month.base),
        notes=_table_notes(data, month),
        alt="Tabelle der Leistungsberechtigten nach Gruppen mit Anteil und Veränderungen.",
        table=Table(
            tuple(columns),
            tuple(rows),
        ),
        frame=pl.DataFrame(
            [
                (
                    line.group_code,
                    month.at(line.group_code, month.now),
                    month.share(line.group_code),
                    month.change(line.group_code, month.year_before),
                    month.change(line.group_code, month.base),
                )
                for line in month.lines
            ],
            schema={
                "group_code": pl.String,
                "persons": pl.Float64,
                "share_percent": pl.Float64,
                "change_year": pl.Float64,
                "change_base": pl.Float64,
            },
            orient="row",
        ),
        synthetic=month.county.synthetic,
    )


def _row(
    month: Month, line: ClassificationLine, largest: dict[Period, float]
) -> tuple[Cell | str, ...]:
    group = line.group_code
    share = month.share(group)
    parent = any(other.parent_code == group for other in month.lines)
    label = f"darunter {line.label}" if line.level == 1 else line.label
    cells: list[Cell | str] = [
        Cell(label, strong=parent, level=line.level),
        Cell(sign(month.value(group, month.now)), strong=parent),
        Cell(german.DASH if share is None else german.percent(share), strong=parent),
    ]
    for period in (month.year_before, month.base):
        if period is None:
            continue
        change, before = month.change(group, period), month.at(group, period)
        if change is None:
            cells += [german.DASH, german.DASH, ""]
            continue
        if change == 0:
            cells += ["unverändert", "", ""]
            continue
        cells += [
            Cell(german.signed(change), strong=parent),
            Cell(
                german.signed_percent(100 * change / before) if before else german.DASH,
                strong=parent,
            ),
            # The total moves on another scale: numbers, but no bar.
            "" if group == TOTAL else Cell("", bar=change / largest[period]),
        ]
    return tuple(cells)


def _table_notes(data: Data, month: Month) -> tuple[str, ...]:
    sets = tuple(
        line.group_code
        for line in month.lines
        if any(other.parent_code == line.group_code for other in month.lines)
        and line.group_code not in {TOTAL, FOREIGNERS}
    )
    groups = data.groups(sets, on=month.now.end)
    notes = []
    if month.year_before or month.base:
        notes.append("Balken je Spalte auf einer Skala, ohne die Zeile Insgesamt.")
    top5 = groups.get("top5-gute-bleibeperspektive")
    if top5:
        notes.append(f"¹ {top5.note}")
    parts = [
        f"{groups[code].short_name}: {german.listing(groups[code].members)}"
        for code in sets
        if code in groups and groups[code].members
    ]
    if parts:
        notes.append(f"Zusammensetzung: {'; '.join(parts)}.")
    hidden = {
        one.status
        for line in month.lines
        if (one := month.value(line.group_code, month.now)) and number_of(one) is None
    }
    notes += [
        f"{sign_} {text}"
        for status, (sign_, text) in german.STATUS_SIGNS.items()
        if status in hidden
    ]
    months = [
        german.month(p.start)
        for p in (month.base, month.year_before, month.now)
        if p and _recomputed(month, p)
    ]
    if months:
        notes.append(
            f"{german.listing(months)}: nicht gedruckt, aus den gedruckten Veränderungen "
            "nachgerechnet."
        )
    return tuple(notes)


def _recomputed(month: Month, period: Period) -> bool:
    origins = month.series.frame.filter(pl.col("period") == period.key)["origin"].unique()
    return origins.to_list() == [Origin.RECOMPUTED.value]


def _dumbbells(month: Month) -> Chart | None:
    """The month beside the first month of the series; None where there is nothing to compare."""
    if month.base is None:
        return None
    sets = _pairs(month, [line for line in month.lines if line.level == 2])
    leaves = _leaves(month)
    leaves.sort(key=lambda line: -abs(month.change(line.group_code, month.base) or 0.0))
    single = _pairs(month, leaves)[:10]
    rows: list[Dumbbell | Heading] = []
    if sets:
        rows += [Heading("Gruppen"), *sets]
    if single:
        rows += [Heading("Einzelne Länder"), *single]
    if not rows:
        return None
    figure = dumbbells(rows)
    then, now = month.at(LARGEST_SET, month.base), month.at(LARGEST_SET, month.now)
    first = next(row for row in rows if isinstance(row, Dumbbell))
    pairs = [row for row in rows if isinstance(row, Dumbbell)]
    recomputed = ", rechnerisch" if _recomputed(month, month.base) else ""
    return Chart(
        id="sgb2-vergleich",
        title=f"SGB II, {first.label}: von {german.number(first.then)} auf "
        f"{german.number(first.now)} Personen"
        if then is None or now is None
        else f"SGB II, acht Asylzugangsländer: von {german.number(then)} auf "
        f"{german.number(now)} Personen",
        subtitle=f"Personen im {german.month(month.base.start)} (hohl{recomputed}) und im "
        f"{german.month(month.now.start)} (gefüllt)",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(month, month.now, month.base),
        alt="Vergleich zweier Monate je Gruppe: "
        + german.listing(
            [f"{p.label} {german.number(p.then)} auf {german.number(p.now)}" for p in pairs[:5]]
        )
        + ".",
        table=Table(
            ("Gruppe", german.month(month.base.start), german.month(month.now.start), "Änderung"),
            tuple(
                (
                    pair.label,
                    german.number(pair.then),
                    german.number(pair.now),
                    german.signed(pair.now - pair.then) if pair.now != pair.then else "unverändert",
                )
                for pair in pairs
            ),
        ),
        frame=pl.DataFrame(
            [(pair.label, pair.then, pair.now) for pair in pairs],
            schema={"group": pl.String, "then": pl.Float64, "now": pl.Float64},
            orient="row",
        ),
        synthetic=month.county.synthetic,
    )


def _largest(month: Month) -> Card:
    """The largest groups of a month that has no other month beside it."""
    when = german.month(month.now.start)
    known = _known(month)
    if not known:
        return missing.sgb2_comparison(when, reason(month.value(TOTAL, month.now)))
    rows = [
        (_SHORT_SETS.get(one.group_code, one.label), month.at(one.group_code, month.now) or 0.0)
        for one in known
    ]
    figure = ranking([Bar(label, number, german.number(number)) for label, number in rows])
    why = (
        f"{when} ist selbst der Ausgangsmonat der Reihe; verglichen wird ab dem nächsten Monat."
        if month.now.key == BASE
        else f"Der Ausgangsmonat {german.month(Period.parse(BASE).start)} liegt nicht vor; die "
        "Veränderung seitdem lässt sich nicht zeigen."
    )
    return Chart(
        id="sgb2-groesste",
        title=f"SGB II, größte Gruppe im {when}: {rows[0][0]} mit {german.number(rows[0][1])}",
        subtitle=f"Leistungsberechtigte nach ausgewählten Staatsangehörigkeiten im {when}, "
        "Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(month, month.now),
        notes=(why,),
        alt="Balkendiagramm: "
        + german.listing([f"{label} {german.number(number)}" for label, number in rows[:5]])
        + ".",
        table=Table(
            ("Gruppe", "Personen"), tuple((label, german.number(number)) for label, number in rows)
        ),
        frame=pl.DataFrame(rows, schema={"group": pl.String, "persons": pl.Float64}, orient="row"),
        synthetic=month.county.synthetic,
    )


_SHORT_SETS = {
    "asyl-top8": "Asyl: acht Länder",
    "asyl-balkan": "Asyl: Balkan",
    "asyl-osteuropa": "Asyl: Osteuropa",
    "eu-erweiterung": "EU-Erweiterung",
    "gips-staaten": "Südeuropa",
    "bosnien-herzegowina": "Bosnien u. Herz.",
    "russische-foederation": "Russland",
}


_IN_TITLES = {
    "asyl-top8": "acht Asylzugangsländer",
    "asyl-balkan": "Asylzugangsländer Balkan",
    "asyl-osteuropa": "Asylzugangsländer Osteuropa",
    "auslaender": "Ausländerinnen und Ausländer",
}


def _pairs(month: Month, given: list[ClassificationLine]) -> list[Dumbbell]:
    made = []
    for line in given:
        then, now = month.at(line.group_code, month.base), month.at(line.group_code, month.now)
        if then is not None and now is not None:
            made.append(Dumbbell(_SHORT_SETS.get(line.group_code, line.label), then, now))
    return made


def _note(month: Month) -> Note:
    total = month.at(TOTAL, month.now)
    count = "" if total is None else f" {german.number(total)} Personen"
    return Note(
        "Nicht verwechseln",
        (
            (
                Strong("Diese Tabelle"),
                f" zählt{count}: {month.series.statistic.population}.",
            ),
            (month.series.statistic.distinguish,),
        ),
    )


def compact_trend(data: Data, selection: Selection, *, height: int) -> Card | None:
    """The trend as numbers in a lower figure, for the overview."""
    month = _month(data, selection)
    found = _trend(month, selection, height=height) if month else ()
    return found[0] if found else None


def _trend(month: Month, selection: Selection, *, height: int = 330) -> tuple[Card, ...]:
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
    names = {code: _SHORT_SETS.get(code, _IN_TITLES.get(code, labels[code])) for code in found}
    index = _trend_index(month, found, names)
    return (
        _trend_numbers(month, found, names, hidden, height=height),
        *((index,) if index else ()),
    )


def _trend_numbers(
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
        alt=_trend_alt(found, names),
        table=_trend_table(found, names, index=False),
        frame=frame_of({names[code]: line for code, line in found.items()}),
        synthetic=month.county.synthetic,
    )


def _trend_index(
    month: Month, found: dict[str, list[Dated]], names: dict[str, str]
) -> Chart | None:
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
        table=_trend_table(indexed, names, index=True),
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
        recomputed = {german.period(one.period) for one in line if _recomputed(month, one.period)}
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
        notes.append(
            f"Nur {german.spelled(len(longest))} Monate sind belegt ({months}). Die gestrichelten "
            "Verbindungen sind keine Messwerte."
        )
        if any(_recomputed(month, one.period) for one in longest):
            notes.append("Hohle Punkte: nicht gedruckt, aus Veränderungen nachgerechnet.")
    else:
        notes += [text for text in (takeaways.gap_note(longest),) if text]
    waiting = month.series.statistic.waiting_months
    if any(one.value.provisional for line in found.values() for one in line):
        until = (
            f" Endgültig ist ein Monat nach {german.spelled(waiting)} Monaten." if waiting else ""
        )
        notes.append(f"Hohler Endpunkt, gestrichelt: vorläufig.{until}")
    return tuple(notes)


def _trend_alt(found: dict[str, list[Dated]], names: dict[str, str]) -> str:
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


def _trend_table(found: dict[str, list[Dated]], names: dict[str, str], *, index: bool) -> Table:
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
