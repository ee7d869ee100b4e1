"""SGB II: the table of selected nationalities, its trend, and other statistics apart from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dashboard import german
from dashboard.charts.dumbbells import Dumbbell, Heading, dumbbells
from dashboard.charts.lines import Line, LineSpec, Point, lines
from dashboard.charts.model import Cell, Chart, Table, caption
from dashboard.selection import GROUP, PERIOD, Option, Selection
from dashboard.views import missing, sgb2_series
from dashboard.views.development import frame_of
from dashboard.views.model import (
    Card,
    Data,
    FigureCard,
    Filters,
    Note,
    Opening,
    Section,
    Strong,
)
from dashboard.views.values import Dated, at_period, county_of, history, points
from data_access.domain import ClassificationLine, County, Period, Series, Value
from data_access.vocabulary import Origin, Sex

STATISTIC = CLASSIFICATION = "sgb2-asylzugang"
TOTAL, FOREIGNERS, LARGEST_SET = "insgesamt", "auslaender", "asyl-top8"
BASE = "2015-01"


@dataclass(frozen=True)
class Sgb2View:
    """Everything on the page."""

    opening: Opening
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
    #: Persons by group and month, of the whole county.
    numbers: Mapping[tuple[str, str], float]

    def at(self, group: str, period: Period | None) -> float | None:
        """Persons of a group in a month."""
        return self.numbers.get((group, period.key)) if period else None

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
    if series is None or not keys:
        return None
    now = Period.parse(selection.period if selection.period in keys else keys[0])
    before = f"{now.start.year - 1}-{now.start.month:02d}"
    return Month(
        county=county_of(data.counties(), selection.county),
        series=series,
        lines=data.classification(CLASSIFICATION),
        now=now,
        year_before=Period.parse(before) if before in keys else None,
        base=Period.parse(BASE) if BASE in keys and now.key != BASE else None,
        numbers=_numbers(series, selection.county),
    )


def _numbers(series: Series, county: str) -> dict[tuple[str, str], float]:
    rows = series.frame.filter(
        (pl.col("area_key") == county)
        & (pl.col("sex") == Sex.TOTAL.value)
        & pl.col("number").is_not_null()
    )
    return {
        (group, period): number
        for group, period, number in rows.select("group_code", "period", "number").iter_rows()
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
            table=missing.sgb2(county),
            dumbbells=missing.sgb2_trend(county),
            notes=(),
            trend_section=None,
            trend=(),
            other_section=sgb2_series.section() if other else None,
            other=other,
        )
    return Sgb2View(
        opening=_opening(month),
        table=_table(data, month),
        dumbbells=_dumbbells(month) if month.base else _no_base(month),
        notes=(_note(month),),
        trend_section=Section(
            "Verlauf",
            "Dieselbe Statistik über die Zeit, als Zahl und als Index.",
        ),
        trend=_trend(month, selection),
        other_section=sgb2_series.section() if other else None,
        other=other,
    )


def _no_base(month: Month) -> Note:
    return Note(
        "Kein Vergleich für diesen Monat",
        ((f"{german.month(month.now.start)} ist selbst der Ausgangsmonat der Reihe.",),),
    )


def _opening(month: Month) -> Opening:
    foreign, total = month.at(FOREIGNERS, month.now), month.at(TOTAL, month.now)
    share = month.share(FOREIGNERS)
    if foreign is None or total is None or share is None:
        raise ValueError("Die Tabelle hat keine Zeile für alle und für Ausländer.")
    sentence: list[str | Strong] = [
        f"Im {german.month(month.now.start)} bezogen {_according(month)} ",
        Strong(german.number(foreign)),
        " Ausländerinnen und Ausländer Leistungen nach SGB II, ",
        Strong(german.percent(share)),
        " aller Leistungsberechtigten.",
    ]
    since, since_all = month.change(FOREIGNERS, month.base), month.change(TOTAL, month.base)
    if since is not None and since_all is not None:
        direction = "stieg" if since_all > 0 else "sank"
        link = "während" if (since > 0) != (since_all > 0) else "und"
        word = "mehr" if since > 0 else "weniger"
        tail = (
            f"{link} die Gesamtzahl um {german.number(abs(since_all))} {direction}"
            if link == "während"
            else f"die Gesamtzahl {direction} um {german.number(abs(since_all))}"
        )
        joint = ", " if link == "während" else "; "
        sentence.append(
            f" Seit Januar 2015 sind es {german.number(abs(since))} {word}{joint}{tail}."
        )
    return Opening(
        "SGB II",
        "Sozialgesetzbuch, Zweites Buch: Grundsicherung für Arbeitsuchende · "
        f"{month.county.name} · Berichtsmonat {german.month(month.now.start)}",
        tuple(sentence),
        _figures(month),
        month.county.synthetic,
    )


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
    countries = [
        line
        for line in month.lines
        if not any(other.parent_code == line.group_code for other in month.lines)
    ]
    largest = max(countries, key=lambda line: month.at(line.group_code, month.now) or 0.0)
    shown = (
        ("gesamt", "Leistungsberechtigte insgesamt", TOTAL),
        ("auslaender", "darunter Ausländerinnen und Ausländer", FOREIGNERS),
        ("asylzugang", "aus acht Asylzugangsländern", LARGEST_SET),
        ("groesste", f"aus {_from(largest.label)}, größte Gruppe", largest.group_code),
    )
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


def _from(country: str) -> str:
    return {"Ukraine": "der Ukraine", "Iran": "dem Iran", "Irak": "dem Irak"}.get(country, country)


def _since(month: Month, group: str) -> str:
    change, before = month.change(group, month.base), month.at(group, month.base)
    if change is None or not before:
        return ""
    return (
        f"{german.signed(change)} seit Januar{german.NBSP}2015 "
        f"({german.signed_percent(100 * change / before)})"
    )


def _caption(month: Month, *periods: Period | None) -> str:
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
    title = "Leistungsberechtigte nach ausgewählten Staatsangehörigkeiten"
    if growth and foreign:
        title = (
            f"Seit 2015: acht Asylzugangsländer {german.signed(growth)}, alle Ausländerinnen und "
            f"Ausländer {german.signed(foreign)}"
        )
    return Chart(
        id="sgb2-tabelle",
        title=title,
        subtitle="Personen und Veränderung seit den genannten Zeitpunkten; eingerückte Zeilen sind "
        "„darunter“ und ergeben nicht immer die Summe",
        figure=None,
        height=0,
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
        table_open=True,
    )


def _row(
    month: Month, line: ClassificationLine, largest: dict[Period, float]
) -> tuple[Cell | str, ...]:
    group = line.group_code
    value, share = month.at(group, month.now), month.share(group)
    parent = any(other.parent_code == group for other in month.lines)
    label = f"darunter {line.label}" if line.level == 1 else line.label
    cells: list[Cell | str] = [
        Cell(label, strong=parent, level=line.level),
        Cell(german.DASH if value is None else german.number(value), strong=parent),
        Cell(german.DASH if share is None else german.percent(share), strong=parent),
    ]
    for period in (month.year_before, month.base):
        if period is None:
            continue
        change, before = month.change(group, period), month.at(group, period)
        if change is None or not before:
            cells += [german.DASH, german.DASH, ""]
            continue
        cells += [
            Cell(german.signed(change), strong=parent),
            Cell(german.signed_percent(100 * change / before), strong=parent),
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
    notes.append(
        "Zusammensetzung: "
        + "; ".join(
            f"{groups[code].short_name}: {german.listing(groups[code].members)}"
            for code in sets
            if code in groups and groups[code].members
        )
        + "."
    )
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


def _dumbbells(month: Month) -> Chart:
    assert month.base is not None  # noqa: S101
    sets = [line for line in month.lines if line.level == 2]
    leaves = [
        line
        for line in month.lines
        if not any(other.parent_code == line.group_code for other in month.lines)
    ]
    leaves.sort(key=lambda line: -abs(month.change(line.group_code, month.base) or 0.0))
    rows: list[Dumbbell | Heading] = [Heading("Gruppen")]
    rows += _pairs(month, sets)
    rows.append(Heading("Größte Veränderungen"))
    rows += _pairs(month, leaves[:10])
    figure = dumbbells(rows)
    then, now = month.at(LARGEST_SET, month.base), month.at(LARGEST_SET, month.now)
    pairs = [row for row in rows if isinstance(row, Dumbbell)]
    recomputed = ", rechnerisch" if _recomputed(month, month.base) else ""
    return Chart(
        id="sgb2-vergleich",
        title=f"Acht Asylzugangsländer: {german.number(then or 0)} auf {german.number(now or 0)}",
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
                    german.signed(pair.now - pair.then),
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


_SHORT_SETS = {
    "asyl-top8": "Asyl: acht Länder",
    "asyl-balkan": "Asyl: Balkan",
    "asyl-osteuropa": "Asyl: Osteuropa",
    "eu-erweiterung": "EU-Erweiterung",
    "gips-staaten": "Südeuropa",
    "bosnien-herzegowina": "Bosnien u. Herz.",
    "russische-foederation": "Russland",
}


_TITLES = {
    "asyl-top8": "Acht Asylzugangsländer",
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
    return Note(
        "Nicht verwechseln",
        (
            (
                Strong("Diese Tabelle"),
                f" zählt {german.number(month.at(TOTAL, month.now) or 0)} Personen: "
                f"{month.series.statistic.population}.",
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
    found = {code: history(month.series, area=area, group=code) for code in wanted}
    found = {code: line for code, line in found.items() if len(line) >= 2}
    if not found:
        return ()
    names = {
        code: _SHORT_SETS.get(code, "Ausländer/-innen" if code == FOREIGNERS else labels[code])
        for code in found
    }
    return (
        _trend_numbers(month, found, names, height=height),
        _trend_index(month, found, names),
    )


def _trend_numbers(
    month: Month, found: dict[str, list[Dated]], names: dict[str, str], *, height: int
) -> Chart:
    roles = _roles(found)
    figure = lines(
        [
            Line(
                names[code],
                points_all(line),
                roles[code],
                end_text=f"{names[code]}|{german.number(line[-1].number)}",
            )
            for code, line in found.items()
        ],
        LineSpec(height=height),
    )
    code = list(found)[-1] if len(found) > 1 else next(iter(found))
    line = found[code]
    provisional = any(one.value.provisional for one in line)
    return Chart(
        id="sgb2-verlauf",
        title=f"{_TITLES.get(code, names[code])}: {german.number(line[0].number)} im "
        f"{german.month(line[0].period.start)}, {german.number(line[-1].number)} im "
        f"{german.month(line[-1].period.start)}",
        subtitle="Leistungsberechtigte nach SGB II, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_series_caption(month, found),
        notes=_gap_notes(line, provisional=provisional),
        alt=_trend_alt(found, names),
        table=_trend_table(found, names, index=False),
        frame=frame_of({names[code]: line for code, line in found.items()}),
        synthetic=month.county.synthetic,
    )


def _trend_index(month: Month, found: dict[str, list[Dated]], names: dict[str, str]) -> Chart:
    roles = _roles(found)
    indexed = {
        code: [_indexed(one, line[0]) for one in line]
        for code, line in found.items()
        if line[0].number
    }
    figure = lines(
        [
            Line(
                names[code],
                points_all(line),
                roles[code],
                end_text=f"{names[code]}|{german.number(line[-1].number)}",
            )
            for code, line in indexed.items()
        ],
        LineSpec(height=330),
    )
    first = next(iter(found.values()))[0]
    top = max(indexed, key=lambda code: indexed[code][-1].number)
    factor = indexed[top][-1].number / 100
    return Chart(
        id="sgb2-index",
        title=f"{_TITLES.get(top, names[top])}: das {german.number(factor, 1)}-Fache von "
        f"{german.month(first.period.start)}",
        subtitle=f"Index, {german.month(first.period.start)} = 100",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_series_caption(month, found),
        notes=("Ein Index zeigt das Tempo, nicht die Größe; die Zahlen stehen daneben.",),
        alt=f"Liniendiagramm als Index, {german.month(first.period.start)} gleich 100. "
        + german.listing(
            [f"{names[c]} {german.number(line[-1].number)}" for c, line in indexed.items()]
        )
        + ".",
        table=_trend_table(indexed, names, index=True),
        frame=frame_of({names[code]: line for code, line in indexed.items()}),
        synthetic=month.county.synthetic,
    )


def points_all(line: list[Dated]) -> tuple[Point, ...]:
    """Points joined over years without reports: three printed months are a line of three."""
    if len(line) <= 4:
        return tuple(
            Point(p.x, p.value, p.label, p.provisional) for p in points(line) if p.value is not None
        )
    return points(line)


def _indexed(one: Dated, base: Dated) -> Dated:
    return Dated(
        one.period,
        Value(100 * one.number / base.number, provisional=one.value.provisional),
    )


def _roles(found: dict[str, list[Dated]]) -> dict[str, str]:
    roles = ["context", "ours", "accent"][-len(found) :]
    return dict(zip(found, roles, strict=True))


def _series_caption(month: Month, found: dict[str, list[Dated]]) -> str:
    used = month.series.only(
        pl.col("group_code").is_in(list(found)) & (pl.col("area_key") == month.county.key)
    )
    return caption(used.papers)


def _gap_notes(line: list[Dated], *, provisional: bool) -> tuple[str, ...]:
    notes = []
    if len(line) <= 4:
        months = german.listing([german.month(one.period.start) for one in line])
        notes.append(
            f"Nur {german.spelled(len(line))} Monate sind belegt ({months}); dazwischen liegt "
            "keine Angabe vor."
        )
    if provisional:
        notes.append("Gestrichelt: vorläufig. Endgültig ist ein Monat nach drei Monaten.")
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
    shown = [
        one
        for one in longest
        if len(longest) <= 24 or one.period.start.month == 12 or one is longest[-1]
    ]
    tables = {code: {one.period.key: one for one in line} for code, line in found.items()}
    rows = []
    for one in reversed(shown):
        cells = []
        for code in found:
            value = tables[code].get(one.period.key)
            cells.append(german.number(value.number, int(index)) if value else german.DASH)
        rows.append((german.month(one.period.start), *cells))
    return Table(("Monat", *(names[code] for code in found)), tuple(rows))
