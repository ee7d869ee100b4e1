"""Charts from a county's own course list: flow, trend, funders, waiting, running courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard import german, theme
from dashboard.charts import columns, furniture
from dashboard.charts.lines import Line, LineSpec, Point, lines
from dashboard.charts.model import Cell, Chart, SourceLine, Table, own_list, quoted, table_card
from dashboard.charts.ranking import Bar, ranking
from dashboard.views import missing
from dashboard.views.model import Card, FigureCard, Opening, Strong
from dashboard.views.values import stand
from data_access.domain import County, Value
from data_access.domain.concept import Concept
from data_access.domain.courses import CourseProgramme, Courses
from data_access.vocabulary import Status

LEVELS = ("Bund", "Land", "Landkreis", "Kommune", "Andere")


@dataclass(frozen=True)
class Year:
    """A year of a county's courses; flows of the year, stocks at its end or at the newest month."""

    county: County
    courses: Courses
    year: int

    @property
    def stand(self) -> date:
        """The day the county lives in."""
        return stand(self.county)

    @property
    def started(self) -> pl.DataFrame:
        """Courses that began in the year, up to today."""
        return self.courses.courses.filter(
            (pl.col("starts_on").dt.year() == self.year) & (pl.col("starts_on") <= self.stand)
        )

    @property
    def ended(self) -> pl.DataFrame:
        """Courses that ended in the year, up to today."""
        return self.courses.courses.filter(
            (pl.col("ends_on").dt.year() == self.year) & (pl.col("ends_on") <= self.stand)
        )

    @property
    def full(self) -> bool:
        """The year is over."""
        return self.stand >= date(self.year, 12, 31)

    @property
    def started_year_before(self) -> int:
        """Courses that began in the same span of the year before."""
        day = 28 if (self.stand.month, self.stand.day) == (2, 29) else self.stand.day
        until = self.stand.replace(self.year - 1, day=day)
        return self.courses.courses.filter(
            (pl.col("starts_on").dt.year() == self.year - 1) & (pl.col("starts_on") <= until)
        ).height

    def persons(self, column: str) -> int | None:
        """Persons of the year, a column of ``COURSE_YEARS``; None where they are protected."""
        rows = self.courses.years.filter(pl.col("year") == self.year)
        found: int | None = rows[column].item() if rows.height else 0
        return found

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows of the newest month of the year in a monthly frame."""
        months = frame.filter(pl.col("month").str.starts_with(str(self.year)))
        return months.filter(pl.col("month") == pl.col("month").max())

    @property
    def attending(self) -> tuple[str, int | None] | None:
        """Attending persons in the newest month of the year."""
        rows = self.of(self.courses.attendance)
        return None if rows.is_empty() else rows.row(0)

    @property
    def waiting(self) -> tuple[str, int | None, int | None] | None:
        """Waiting persons in the newest month of the year, and those who wait for long."""
        rows = self.of(self.courses.waiting)
        return None if rows.is_empty() else rows.row(0)


def _persons(number: int | None) -> str:
    status = Status.CONFIDENTIAL if number is None else Status.VALUE
    return german.value(Value(number, status))


def _protected(*numbers: int | None) -> tuple[str, ...]:
    """A note where a number is withheld."""
    sign, meaning = german.STATUS_SIGNS[Status.CONFIDENTIAL]
    return (f"{sign} {meaning}, weil wenige Personen dahinterstehen.",) if None in numbers else ()


def years(courses: Courses, county: County) -> list[int]:
    """Years with courses that have begun, newest first."""
    begun = courses.courses.filter(pl.col("starts_on") <= stand(county))
    return sorted(begun["starts_on"].dt.year().unique().to_list(), reverse=True)


def _caption(year: Year, dates: str) -> SourceLine:
    name = f"Kursliste {year.county.of_phrase}"
    return own_list(name, dates, _asked(year), synthetic=year.county.synthetic)


def _months(text: str) -> str:
    return german.month(date(int(text[:4]), int(text[5:7]), 1))


def _until(year: Year) -> str:
    return str(year.year) if year.full else f"{year.year} bis {_end(year)}"


def _end(year: Year) -> str:
    """Last day of an unfinished year, without the year."""
    return f"{year.stand.day}.{german.NBSP}{german.MONTHS[year.stand.month - 1]}"


def _short_until(year: Year) -> str:
    """The year under a column, in two lines where it is not complete."""
    if year.full:
        return str(year.year)
    return f"{year.year}<br>bis {furniture.short_month(year.stand.month)}"


def _asked(year: Year) -> str:
    """Day of the list, and newest month of the reports beside it."""
    months = [
        str(frame["month"].max())
        for frame in (year.courses.attendance, year.courses.waiting)
        if not frame.is_empty()
    ]
    reports = f", Monatsmeldungen bis {_months(max(months))}" if months else ""
    return f"Abfragestand {german.day(year.stand)}{reports}"


def _brief(text: str) -> str:
    """A month in few letters, for a column beside bars: "Ende Sept. 2026"."""
    return f"Ende {furniture.short_month(int(text[5:7]))}{german.NBSP}{text[:4]}"


def _same_span(year: Year) -> str:
    """What an unfinished year may be compared with."""
    count = year.started_year_before
    if year.full or not count:
        return ""
    verb = "begann" if count == 1 else "begannen"
    return f" Bis {_end(year)} {year.year - 1} {verb} {german.counted(count, 'Kurs', 'Kurse')}."


def _running_notes(last: Year) -> tuple[str, ...]:
    """What an unfinished year may not be compared with, and what it may."""
    if last.full:
        return ()
    return (
        f"Blasser gezeichnet: {_until(last)}, mit vollen Jahren nicht zu vergleichen."
        f"{_same_span(last)}",
    )


def opening(year: Year) -> Opening:
    """Sentence and figures of the year."""
    started, passed = year.persons("started"), year.persons("certificates")
    count = year.started.height
    until = "" if year.full else f" bis zum {_end(year)}"
    sentence = (
        f"{year.year} begannen{until} laut Kursliste {year.county.in_phrase} ",
        Strong(german.counted(count, "Kurs", "Kurse")),
        *(
            (" mit ", Strong(german.counted(started, "Person", "Personen")))
            if started is not None
            else ()
        ),
        "."
        if passed is None
        else f"; {german.counted(passed, 'Zertifikat', 'Zertifikate')} „Integrationskurs“ "
        f"{'wurde' if passed == 1 else 'wurden'} erworben.",
        _same_span(year),
    )
    cards = [
        FigureCard(
            "kurse-berechtigt",
            "neu berechtigt",
            _persons(year.persons("entitled")),
            f"Personen, {year.year}" if year.full else f"Personen, gemeldete Monate {year.year}",
        ),
        FigureCard(
            "kurse-begonnen", "Kurs begonnen", _persons(started), f"Personen, {_until(year)}"
        ),
    ]
    attending = year.attending
    if attending:
        cards.append(
            FigureCard(
                "kurse-anwesend",
                "im Kurs",
                _persons(attending[1]),
                f"Personen, {_months(attending[0])}",
            )
        )
    waiting = year.waiting
    if waiting:
        month, total, long = waiting
        share = (
            f"{german.percent(100 * long / total if total else 0.0)} länger als 12 Wochen, "
            if total is not None and long is not None
            else ""
        )
        cards.append(
            FigureCard(
                "kurse-wartend",
                "warten auf einen Platz",
                _persons(total),
                f"{share}{_months(month)}",
            )
        )
    cards.append(
        FigureCard("kurse-zertifikate", "Zertifikate", _persons(passed), f"erworben {_until(year)}")
    )
    return Opening(
        "Sprachkurse",
        f"{year.county.name} · {_until(year)}",
        sentence,
        tuple(cards),
        year.county.synthetic,
    )


def flow(year: Year, *, compact: bool = False) -> Card:
    """The chain from entitlement to certificate; flows and stocks are told apart.

    ``compact`` leaves out the stocks and the column that names their month.
    """
    flow_time = "im Jahr" if year.full else f"bis {german.day(year.stand)[:6]}"
    reported = "im Jahr" if year.full else "gemeldete Monate"
    stages: list[tuple[str, int | None, str]] = [
        ("neu berechtigt", year.persons("entitled"), reported),
        ("neu angemeldet", year.persons("registered"), reported),
    ]
    waiting, attending = year.waiting, year.attending
    if waiting:
        stages.append(("wartend", waiting[1], _brief(waiting[0])))
    stages.append(("begonnen", year.persons("started"), flow_time))
    if attending:
        stages.append(("im Kurs", attending[1], _brief(attending[0])))
    for label, column in (
        ("beendet", "finished"),
        ("geprüft", "tested"),
        ("B1 bestanden", "passed_b1"),
        ("Zertifikat", "certificates"),
    ):
        stages.append((label, year.persons(column), flow_time))
    flows = {reported, flow_time}
    if compact:
        stages = [stage for stage in stages if stage[2] in flows]
    if all(count is None for _, count, _ in stages):
        return missing.course_counts("Berechtigungen, Kursbeginne und Zertifikate")
    figure = ranking(
        [
            Bar(
                label,
                None if count is None else float(count),
                _persons(count),
                "" if compact else when,
                theme.BLUE if when in flows else theme.SEQUENTIAL[2],
            )
            for label, count, when in stages
        ],
        aside_title="" if compact else "Zeitbezug",
    )
    entitled, started = stages[0][1], next(n for label, n, _ in stages if label == "begonnen")
    return Chart(
        id="sprachkurse-fluss",
        # Reports of months and the list end on different days: no ratio of unequal spans.
        title=f"{year.year}: Auf 100 neue Berechtigungen kamen "
        f"{german.number(100 * started / entitled)} Personen, die einen Sprachkurs begannen"
        if entitled and started is not None and year.full
        else f"{_until(year)}: {_persons(started)} Personen begannen einen Sprachkurs"
        if started is not None
        else f"{_until(year)}: {german.counted(year.started.height, 'Sprachkurs', 'Sprachkurse')} "
        "begonnen",
        subtitle=f"Personen {_until(year)}"
        + ("" if compact else "; helle Balken sind Bestände am genannten Monatsende"),
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(year, f"Jahr {_until(year)}"),
        notes=(
            "Ströme eines Jahres, keine Gruppe, die verfolgt würde: Verhältnisse sind keine "
            "Erfolgsquoten. Ein Zertifikat verlangt die Prüfung DTZ (Deutsch-Test für Zuwanderer) "
            "mit B1 und „Leben in Deutschland“.",
            *(
                ()
                if year.full
                else (
                    "Das Jahr ist nicht zu Ende: Berechtigungen und Anmeldungen reichen bis zum "
                    "letzten gemeldeten Monat, das Übrige bis zum Abfragestand.",
                )
            ),
            *_protected(*(count for _, count, _ in stages)),
        ),
        alt="Balken von der Berechtigung zum Zertifikat: "
        + german.listing([f"{label} {_persons(count)}" for label, count, _ in stages])
        + ".",
        table=Table(
            ("Schritt", "Personen", "Zeitbezug"),
            tuple((label, _persons(count), when) for label, count, when in stages),
        ),
        frame=pl.DataFrame(
            stages,
            schema={"stage": pl.String, "persons": pl.Int64, "when": pl.String},
            orient="row",
        ),
        synthetic=year.county.synthetic,
    )


def trend(year: Year) -> Chart:
    """Started and finished courses by year, running year marked."""
    listed = sorted(years(year.courses, year.county))
    every = [Year(year.county, year.courses, one) for one in listed]
    started = [float(one.started.height) for one in every]
    ended = [float(one.ended.height) for one in every]
    running = not every[-1].full
    figure = columns.columns(
        [_short_until(one) for one in every],
        [
            columns.Part("begonnen", tuple(started), theme.BLUE),
            columns.Part("beendet", tuple(ended), theme.SEQUENTIAL[2]),
        ],
        stacked=False,
        last_provisional=running,
    )
    full = list(zip(listed, started, strict=True))[: -1 if running else None]
    most = max(full, key=lambda pair: pair[1]) if full else (listed[-1], started[-1])
    return Chart(
        id="sprachkurse-verlauf",
        title=f"Die meisten Sprachkurse eines vollen Jahres begannen {most[0]}: "
        f"{german.number(most[1])}"
        if full
        else f"{_until(every[-1])} begannen {german.counted(most[1], 'Sprachkurs', 'Sprachkurse')}",
        subtitle="Begonnene und beendete Kurse im Jahr, Anzahl",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(year, f"Jahre {listed[0]} bis {listed[-1]}"),
        notes=_running_notes(every[-1]),
        alt="Säulen der begonnenen und beendeten Kurse je Jahr: "
        + german.listing(
            [
                f"{one} {german.number(a)} und {german.number(b)}"
                for one, a, b in zip(listed, started, ended, strict=True)
            ]
        )
        + ".",
        table=Table(
            ("Jahr", "begonnen", "beendet"),
            tuple(
                (_until(one), german.number(a), german.number(b))
                for one, a, b in reversed(list(zip(every, started, ended, strict=True)))
            ),
        ),
        frame=pl.DataFrame({"year": listed, "started": started, "finished": ended}),
        synthetic=year.county.synthetic,
    )


def more(year: Year) -> tuple[Card, ...]:
    """By funder, by programme, waiting classes, attendance."""
    made = (_funders(year), _by_programme(year), _waiting(year), _attendance(year))
    return tuple(card for card in made if card)


def _funders(year: Year) -> Card | None:
    listed = sorted(years(year.courses, year.county))
    found = {
        (one, level): starters
        for one, level, starters in year.courses.starts_by_level.iter_rows()
        if one in listed
    }
    levels = [level for level in LEVELS if any(level == known for _, known in found)]
    if not levels:
        return None
    if all(number is None for number in found.values()):
        return missing.course_counts("Kursbeginne nach Fördergeber")
    spans = [Year(year.county, year.courses, one) for one in listed]
    values = {level: tuple(found.get((one, level), 0) for one in listed) for level in levels}
    colours = {"Bund": theme.BLUE, "Land": theme.SEQUENTIAL[2], "Landkreis": theme.ACCENT}
    figure = columns.columns(
        [_short_until(one) for one in spans],
        [
            columns.Part(level, values[level], colours.get(level, theme.CONTEXT_PALE))
            for level in levels
        ],
        stacked=True,
        totals=[one.persons("started") for one in spans],
        last_provisional=not spans[-1].full,
    )
    index = listed.index(year.year)
    total = year.persons("started")
    top = max(levels, key=lambda level: values[level][index] or 0)
    most = values[top][index]
    return Chart(
        id="sprachkurse-foerdergeber",
        title=f"{_until(year)}: {german.percent(100 * most / total)} der Sprachkursbeginne in "
        f"Programmen {_payer(top)}"
        if total and most is not None
        else f"{_until(year)}: die meisten Sprachkursbeginne in Programmen {_payer(top)}"
        if most
        else f"{_until(year)}: keine Sprachkursbeginne, deren Zahl gezeigt werden kann",
        subtitle="Personen, die einen Kurs begannen, nach Fördergeber",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(year, f"Jahre {listed[0]} bis {listed[-1]}"),
        notes=(
            *_running_notes(spans[-1]),
            *_protected(*(number for level in levels for number in values[level])),
        ),
        alt=f"Gestapelte Säulen der Kursbeginne nach Fördergeber; {year.year} zusammen "
        f"{_persons(total)} Personen.",
        table=Table(
            ("Jahr", *levels, "Summe"),
            tuple(
                (
                    _until(one),
                    *(_persons(values[level][i]) for level in levels),
                    _persons(one.persons("started")),
                )
                for i, one in reversed(list(enumerate(spans)))
            ),
        ),
        frame=pl.DataFrame({"year": listed, **{level: values[level] for level in levels}}),
        synthetic=year.county.synthetic,
    )


def _payer(level: str) -> str:
    return {"Bund": "des Bundes", "Land": "des Landes", "Landkreis": "des Landkreises"}.get(
        level, level
    )


def _by_programme(year: Year) -> Card | None:
    rows = (
        year.courses.starts_by_programme.filter(pl.col("year") == year.year)
        .select("programme_name", "level", "courses", "starters", "places")
        .sort("starters", descending=True, nulls_last=True, maintain_order=True)
    )
    if rows.is_empty():
        return None
    if rows["starters"].count() == 0:
        return missing.course_counts("Kursbeginne nach Programm")
    figure = ranking(
        [
            Bar(
                row["programme_name"],
                row["starters"],
                _persons(row["starters"]),
                german.number(row["courses"]),
            )
            for row in rows.iter_rows(named=True)
        ],
        aside_title="Kurse",
    )
    top = rows.row(0, named=True)
    return Chart(
        id="sprachkurse-programme",
        title=f"Größtes Sprachkursprogramm {_until(year)}: {top['programme_name']}",
        subtitle=f"Personen, die {_until(year)} einen Kurs begannen, und Zahl der Kurse",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(year, f"Jahr {_until(year)}"),
        alt="Balken der Kursbeginne je Programm, angeführt von "
        f"{top['programme_name']} mit {_persons(top['starters'])} Personen.",
        notes=_protected(*rows["starters"]),
        table=Table(
            ("Programm", "Fördergeber", "Kurse", "Plätze", "begonnen"),
            tuple(
                (
                    row["programme_name"],
                    row["level"],
                    german.number(row["courses"]),
                    german.number(row["places"]),
                    _persons(row["starters"]),
                )
                for row in rows.iter_rows(named=True)
            ),
            ("left", "left", "right", "right", "right"),
        ),
        frame=rows,
        synthetic=year.county.synthetic,
    )


def _class_name(start: int, end: int | None) -> str:
    return f"{start} bis {end}" if end is not None else f"{start} und mehr"


def _waiting(year: Year) -> Card | None:
    found = year.waiting
    if found is None:
        return None
    month, total, long = found
    frame = year.courses.waiting_by_class
    months = sorted(m for m in frame["month"].unique().to_list() if m <= month)
    # The newest month stands last even inside a quarter.
    quarters = sorted({*(m for m in months if m[5:7] in {"03", "06", "09", "12"}), month})[-8:]
    classes = (
        frame.filter(pl.col("month") == month)
        .select("weeks_from", "weeks_to")
        .unique()
        .sort("weeks_from")
        .rows()
    )
    sums = {
        (m, start): persons
        for m, start, persons in frame.select("month", "weeks_from", "persons").iter_rows()
    }
    if not classes:
        return None
    if all(sums.get((m, start)) is None for m in quarters for start, _ in classes):
        return missing.course_counts("Wartende nach Wochen")
    every = {m: persons for m, persons, _ in year.courses.waiting.iter_rows()}
    colours = (*theme.SEQUENTIAL[1:4], theme.SEQUENTIAL[4], theme.ACCENT)
    figure = columns.columns(
        _quarter_labels(quarters),
        [
            columns.Part(
                _class_name(start, end), tuple(sums.get((m, start)) for m in quarters), colour
            )
            for (start, end), colour in zip(classes, colours, strict=False)
        ],
        stacked=True,
        totals=[every.get(m) for m in quarters],
    )
    by_programme = (
        year.of(year.courses.waiting_by_programme)
        .select("programme_name", "persons", "long")
        .sort("persons", descending=True, nulls_last=True, maintain_order=True)
    )
    shown = (total, long, *by_programme["persons"], *by_programme["long"])
    return Chart(
        id="sprachkurse-warten",
        title=f"{_persons(long)} von {_persons(total)} Menschen, die auf einen Sprachkurs warten, "
        "warten länger als 12 Wochen"
        if long is not None and total is not None
        else f"{_persons(total)} Menschen warten auf einen Sprachkurs"
        if total is not None
        else "Wartende auf Sprachkurse: Zahl geheim gehalten",
        subtitle="Wartende am Quartalsende nach Wochen der bisherigen Wartezeit, Personen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(year, f"Stand {_months(month)}"),
        notes=(
            "Klassen von Wochen, wie sie die Träger melden; ein Mittelwert wäre geraten.",
            *_protected(
                *shown, *(sums.get((m, start), 0) for m in quarters for start, _ in classes)
            ),
        ),
        alt=f"Gestapelte Säulen der Wartenden je Quartal; Ende {_months(month)} "
        f"{_persons(total)} Personen, davon {_persons(long)} länger als 12 Wochen.",
        table=Table(
            ("Programm", "wartend", "länger als 12 Wochen"),
            tuple(
                (row["programme_name"], _persons(row["persons"]), _persons(row["long"]))
                for row in by_programme.iter_rows(named=True)
            )
            or (("alle", _persons(total), _persons(long)),),
        ),
        frame=by_programme,
        synthetic=year.county.synthetic,
    )


def _quarter_labels(months: Sequence[str]) -> list[str]:
    """Months in short; the year in a second line, where it begins."""
    labels = []
    for index, one in enumerate(months):
        name = furniture.short_month(int(one[5:7]))
        new = index == 0 or months[index - 1][:4] != one[:4]
        labels.append(f"{name}<br>{one[:4]}" if new else name)
    return labels


def _attendance(year: Year) -> Chart | None:
    monthly = year.courses.attendance
    if monthly["attending"].count() < 3:
        return None
    points = [
        Point(int(m[:4]) + (int(m[5:7]) - 1) / 12, None if n is None else float(n), _months(m))
        for m, n in monthly.iter_rows()
    ]
    last, year_ago = monthly.row(-1), None
    same = f"{int(last[0][:4]) - 1}{last[0][4:]}"
    match = monthly.filter(pl.col("month") == same)
    if not match.is_empty() and None not in (last[1], match["attending"].item()):
        year_ago = match.row(0)
    figure = lines(
        [Line("im Kurs", tuple(points), fill=True, end_text=_persons(last[1]))], LineSpec()
    )
    change = ""
    if year_ago:
        moved = last[1] - year_ago[1]
        change = f", {german.signed(moved) if moved else 'unverändert'} zum Vorjahresmonat"
    ends = [row for row in monthly.rows() if row[0][5:7] == last[0][5:7]]
    return Chart(
        id="sprachkurse-anwesenheit",
        title=f"{_months(last[0])}: {_persons(last[1])} Personen im Sprachkurs{change}",
        subtitle="Personen, die im Monat einen Kurs besuchen",
        figure=figure,
        height=figure["layout"]["height"],
        caption=_caption(year, f"Monate {_months(monthly.row(0)[0])} bis {_months(last[0])}"),
        notes=(
            "Überschrift und Tabelle vergleichen jeweils den Monat "
            f"{german.MONTHS[int(last[0][5:7]) - 1]}.",
            *_protected(*monthly["attending"]),
        ),
        alt=f"Liniendiagramm der Anwesenden von {_months(monthly.row(0)[0])} bis "
        f"{_months(last[0])}, zuletzt {_persons(last[1])}.",
        table=Table(
            ("Monat", "Personen"),
            tuple((_months(m), _persons(n)) for m, n in reversed(ends)),
        ),
        frame=monthly,
        synthetic=year.county.synthetic,
    )


def running(year: Year) -> Chart | None:
    """Running and planned courses with free places, soonest end first."""
    listed = year.courses.courses.filter(pl.col("ends_on") >= year.stand).sort("starts_on", "code")
    if listed.is_empty():
        return None
    spare = listed.with_columns(
        (pl.col("places") - pl.col("starters")).clip(lower_bound=0).alias("free"),
        (pl.col("starts_on") > year.stand).alias("planned"),
    )
    free = int(spare.filter(~pl.col("planned"))["free"].sum())
    coming = int(spare.filter(pl.col("planned"))["free"].sum())
    # A course whose number is protected has places that are not counted here.
    least = "mindestens " if listed["starters"].null_count() else ""
    crowded = listed.filter(pl.col("starters") > pl.col("places"))
    over = int((crowded["starters"] - crowded["places"]).sum())
    rows = []
    for row in listed.iter_rows(named=True):
        planned = row["starts_on"] > year.stand
        rows.append(
            (
                Cell(row["programme_name"]),
                row["area_name"],
                row["provider_name"],
                f"ab {german.day(row['starts_on'])}"
                if planned
                else f"bis {german.day(row['ends_on'])}",
                german.number(row["places"]),
                _persons(row["starters"]),
                german.DASH
                if row["starters"] is None
                else german.number(row["places"] - row["starters"])
                if row["places"] >= row["starters"]
                else f"überbucht um {german.number(row['starters'] - row['places'])}",
            )
        )
    return table_card(
        "sprachkurse-laufend",
        title=f"{german.capitalised(least)}{german.counted(free, 'freier Platz', 'freie Plätze')} "
        "in laufenden Kursen, "
        f"{german.number(coming)} in geplanten"
        + (
            f"; {german.counted(crowded.height, 'Kurs', 'Kurse')} überbucht"
            if crowded.height
            else ""
        ),
        subtitle=f"Stand {german.day(year.stand)}",
        caption=_caption(year, f"Stand {german.day(year.stand)}"),
        notes=(
            *(
                (
                    "Überbucht: Es begannen mehr Personen, als der Kurs Plätze hat, zusammen "
                    f"{german.number(over)}. Von den freien Plätzen ist das nicht abgezogen.",
                )
                if crowded.height
                else ()
            ),
            *_protected(*listed["starters"]),
        ),
        alt="Tabelle der laufenden und geplanten Kurse mit freien Plätzen.",
        table=Table(
            ("Programm", "Ort", "Träger", "Zeit", "Plätze", "belegt", "frei"),
            tuple(rows),
            ("left", "left", "left", "left", "right", "right", "right"),
        ),
        frame=listed,
        synthetic=year.county.synthetic,
    )


def programmes(county: County, listed: Sequence[CourseProgramme], concept: Concept) -> Chart | None:
    """Programmes with funder, audience and availability."""
    if not listed:
        return None
    ordered = sorted(listed, key=lambda one: LEVELS.index(one.level))
    as_of = german.date_text(listed[0].as_of)
    if county.synthetic or concept.source is None:
        name = f"Programmliste {county.of_phrase}"
        line = own_list(name, f"Stand {as_of}", synthetic=county.synthetic)
    else:
        line = quoted(concept.source, "Abschnitt 3.6", f"Stand {as_of}", synthetic=False)
    counts = {level: sum(one.level == level for one in ordered) for level in LEVELS}
    return table_card(
        "sprachkurse-angebote",
        title=f"{len(ordered)} Programme: "
        + german.listing([f"{n} {_level(level)}" for level, n in counts.items() if n]),
        subtitle=f"Stand {as_of}; „nicht angeboten“ heißt damals nicht angeboten",
        caption=line,
        alt="Tabelle der Kursprogramme mit Fördergeber und Zielgruppe.",
        table=Table(
            ("Programm", "Fördergeber", "Wer teilnehmen kann", f"Stand {as_of}", "Träger"),
            tuple(
                (
                    Cell(
                        one.name,
                        strong=True,
                        sub="" if one.long_name == one.name else one.long_name,
                    ),
                    f"{one.level}: {one.funder_name}",
                    one.audience or german.DASH,
                    one.availability or german.DASH,
                    german.listing(one.providers) or german.DASH,
                )
                for one in ordered
            ),
            ("left",) * 5,
        ),
        frame=pl.DataFrame(
            [(one.code, one.name, one.level, one.audience) for one in ordered],
            schema={
                "code": pl.String,
                "name": pl.String,
                "level": pl.String,
                "audience": pl.String,
            },
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _level(level: str) -> str:
    return {
        "Bund": "des Bundes",
        "Land": "des Landes",
        "Landkreis": "des Landkreises",
        "Kommune": "der Kommunen",
        "Andere": "anderer Stellen",
    }[level]
