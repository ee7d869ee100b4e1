"""Daten und Quellen: every statistic with its papers, and what is late on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard import markup
from dashboard.selection import Selection
from dashboard.views import inventory
from dashboard.views.entries import Entry, Inventory, Prospect
from dashboard.views.inventory import subjects
from dashboard.views.inventory.delivery import outlook
from dashboard.views.inventory.page import InventoryView
from dashboard.views.inventory.papers import papers
from dashboard.views.model import plain
from data_access.audit.model import Kind
from data_access.clock import frozen_at
from data_access.domain import Schedule, Series
from data_access.domain.awaiting import Awaited, awaited, delivered
from data_access.reader import Reader
from data_access.reference.pack import read_common
from data_access.schema.statistics import Statistic as StatisticTable
from data_access.vocabulary import Rhythm, Status

COUNTIES = ("03254", "03", "03157", "03241", "03357", "muster")
TODAY = date(2026, 11, 21)


def view(whole: Reader, county: str, on: date = TODAY) -> InventoryView:
    with frozen_at(on):
        return inventory.build(whole, Selection(county))


def listed(whole: Reader, county: str, on: date = TODAY) -> dict[str, Entry]:
    found = view(whole, county, on).inventory
    assert isinstance(found, Inventory)
    return {entry.code: entry for group in found.groups for entry in group.entries}


def deliveries(entry: Entry) -> list[tuple[Prospect, str]]:
    return [
        (one.state, f"{one.word} {one.text}".strip().replace("\u00a0", " "))
        for one in entry.deliveries
    ]


def series_of(whole: Reader, county: str, code: str) -> Series:
    found = whole.series(county, code)
    assert found is not None
    return found


@pytest.mark.parametrize("county", COUNTIES)
def test_every_statistic_is_listed_once_with_all_that_is_promised(
    county: str, whole: Reader
) -> None:
    found = view(whole, county).inventory
    assert found is not None
    codes = [entry.code for group in found.groups for entry in group.entries]
    assert sorted(codes) == sorted(one.code for one in whole.statistics(county))
    assert [one.address for one in found.files] == [
        f"/daten/{county}.csv", f"/daten/{county}.xlsx",
    ]  # fmt: skip
    for group in found.groups:
        for entry in group.entries:
            assert entry.name
            assert entry.unit
            assert entry.newest
            assert entry.sources
            assert entry.deliveries
            assert [one.address for one in entry.files] == [
                f"/daten/{county}/{entry.code}.csv", f"/daten/{county}/{entry.code}.xlsx",
            ]  # fmt: skip
            labels = {label for label, text in entry.papers if text}
            assert labels >= {
                "Definition", "Gezählt werden", "Einheit", "Rundung", "Zeitraum", "Herkunft",
                "Gebietsstand", "Datenstand", "Quelle", "Lizenz", "Geliefert von", "Lieferung",
            }  # fmt: skip


@pytest.mark.parametrize("county", COUNTIES)
def test_the_opening_counts_what_is_listed(county: str, whole: Reader) -> None:
    found = view(whole, county)
    entries = listed(whole, county)
    late = [
        code
        for code, entry in entries.items()
        if any(one.state is Prospect.LATE for one in entry.deliveries)
    ]
    cards = {one.id: one for one in found.opening.figures}
    assert cards["daten-kennzahlen"].value == str(len(entries))
    if "daten-ueberfaellig" in cards:
        assert cards["daten-ueberfaellig"].value == str(len(late))
    sentence = plain(found.opening.sentence).replace("\u00a0", " ")
    assert sentence.startswith(f"{len(entries)} Kennzahlen ")
    assert ("eine neuere Lieferung überfällig" in sentence) == bool(late)


def test_documents_alone_have_nothing_late_and_nothing_to_come(whole: Reader) -> None:
    found = view(whole, "03357")
    assert [one.id for one in found.opening.figures] == ["daten-kennzahlen", "daten-quellen"]
    assert "Unterlagen, die einmal erschienen sind" in plain(found.opening.sentence)
    for entry in listed(whole, "03357").values():
        assert deliveries(entry) == [
            (Prospect.NONE, "keine weitere Lieferung zu erwarten: Bericht von 2024")
        ]


@pytest.mark.parametrize(
    ("code", "state", "text"),
    [
        (
            "asylblg-regelleistungen",
            Prospect.LATE,
            "überfällig seit Januar 2018: 31.12.2016 bis 31.12.2024 fehlen",
        ),
        (
            "einbuergerungen",
            Prospect.DUE,
            "jetzt erwartet bis Dezember 2026 (Werte für 2025)",
        ),
        (
            "svb-auslaender",
            Prospect.DUE,
            "jetzt erwartet bis Dezember 2026 (Werte für 30.06.2025)",
        ),
        ("sgb2-asylzugang", Prospect.OPEN, "offen ohne festen Termin"),
        (
            "takt-ice",
            Prospect.NONE,
            "keine weitere Lieferung zu erwarten: Konzept von 2021",
        ),
        (
            "fluechtlingshilfe-aktiv",
            Prospect.NONE,
            "keine weitere Lieferung zu erwarten: Studie ohne Jahresangabe",
        ),
    ],
)
def test_what_is_said_of_the_next_delivery(
    code: str, state: Prospect, text: str, whole: Reader
) -> None:
    assert deliveries(listed(whole, "03254")[code]) == [(state, text)]


@pytest.mark.parametrize(
    ("on", "state", "text"),
    [
        (
            date(2022, 5, 31),
            Prospect.AHEAD,
            "erwartet Juni bis Oktober 2022 (Werte für 31.12.2021)",
        ),
        (
            date(2022, 6, 1),
            Prospect.DUE,
            "jetzt erwartet bis Oktober 2022 (Werte für 31.12.2021)",
        ),
        (
            date(2022, 10, 31),
            Prospect.DUE,
            "jetzt erwartet bis Oktober 2022 (Werte für 31.12.2021)",
        ),
        (date(2022, 11, 1), Prospect.LATE, "überfällig seit November 2022: 31.12.2021 fehlt"),
        (
            date(2024, 1, 1),
            Prospect.LATE,
            "überfällig seit November 2022: 31.12.2021 und 31.12.2022 fehlen",
        ),
    ],
)
def test_a_delivery_comes_near_is_due_and_is_late(
    on: date, state: Prospect, text: str, whole: Reader
) -> None:
    entry = listed(whole, "03254", on)["auslaender-fortschreibung"]
    assert deliveries(entry) == [(state, text)]


def test_two_sources_of_one_statistic_are_told_apart(whole: Reader) -> None:
    """The county's own number is of 2024, those of its municipalities are of 2020."""
    entry = listed(whole, "03254")["bevoelkerung-fortschreibung"]
    assert entry.newest == "31.12.2024"
    assert [(one.state, one.source) for one in entry.deliveries] == [
        (Prospect.LATE, "LSN-Online, Tabelle A100001V"),
        (Prospect.DUE, "Niedersächsisches Integrationsmonitoring, Tabelle 1-1-1"),
    ]
    assert entry.sources == (
        "LSN-Online, Bevölkerung nach Gemeinden, Tabelle A100001V",
        "Niedersächsisches Integrationsmonitoring, Tabelle 1-1-1",
    )
    assert [one.address for one in entry.places] == [
        "https://www.statistik.niedersachsen.de/",
        "https://integrationsmonitoring.niedersachsen.de/",
    ]


def test_the_musterkreis_lives_on_its_own_day(whole: Reader) -> None:
    now = view(whole, "muster", TODAY)
    later = view(whole, "muster", date(2040, 1, 1))
    # Charts are equal only to themselves; those of the changes follow from the same answer.
    assert replace(now, changes=()) == replace(later, changes=())
    assert "Stand 20.11.2026" in now.opening.context
    entry = listed(whole, "muster")["gefluechtete-kreis"]
    assert deliveries(entry) == [
        (Prospect.DUE, "jetzt erwartet bis November 2026 (Werte für Oktober 2026)")
    ]
    cards = {one.id: one.value for one in now.opening.figures}
    assert cards["daten-ueberfaellig"] == "0"
    assert cards["daten-naechste"] == "30.11.2026"


# A series that a test changes


def _changed(series: Series, **columns: pl.Expr) -> Series:
    frame = series.frame.with_columns(expr.alias(name) for name, expr in columns.items())
    return replace(series, frame=frame.select(series.frame.columns))


def test_a_source_whose_values_another_one_renewed_is_not_waited_for(whole: Reader) -> None:
    series = series_of(whole, "03254", "bevoelkerung-fortschreibung")
    newest = pl.col("period") == "2024-12-31"
    # As if the office's table had brought the newest value of the county, too.
    renewed = _changed(
        series,
        source_code=pl.when(newest).then(pl.lit("lsn-a100001v")).otherwise(pl.col("source_code")),
    )

    assert {one.code for one in outlook(series, TODAY).sources} == {"lsn-a100001v", "nim-1-1-1"}
    assert {one.code for one in outlook(renewed, TODAY).sources} == {"lsn-a100001v"}
    (line,) = outlook(renewed, TODAY).lines
    assert line.text.replace("\u00a0", " ") == "seit November 2026: 31.12.2025 fehlt"


def test_a_value_that_is_announced_is_not_delivered(whole: Reader) -> None:
    series = series_of(whole, "03254", "einbuergerungen")
    last = pl.col("period") == "2024"
    announced = _changed(
        series,
        number=pl.when(last).then(None).otherwise(pl.col("number")),
        status=pl.when(last).then(pl.lit(Status.LATER.value)).otherwise(pl.col("status")),
    )

    (line,) = outlook(announced, TODAY).lines
    assert line.state is Prospect.LATE
    assert line.text.endswith("2024 fehlt")


def test_a_source_without_a_noted_rhythm_says_so(whole: Reader) -> None:
    series = series_of(whole, "03254", "einbuergerungen")
    (source,) = series.papers.sources
    unknown = replace(
        series, papers=replace(series.papers, sources=(replace(source, schedule=None),))
    )

    (line,) = outlook(unknown, TODAY).lines
    assert (line.state, line.text) == (Prospect.OPEN, "Takt nicht hinterlegt")
    assert ("Lieferung", "Takt nicht hinterlegt.") in papers(unknown)


def test_a_window_over_the_new_year_names_both_years(whole: Reader) -> None:
    series = series_of(whole, "03254", "einbuergerungen")
    (source,) = series.papers.sources
    schedule = Schedule(Rhythm.YEARLY, 11, 14)
    other = replace(
        series, papers=replace(series.papers, sources=(replace(source, schedule=schedule),))
    )

    (line,) = outlook(other, date(2026, 10, 31)).lines
    assert line.text.replace("\u00a0", " ").startswith("November 2026 bis Februar 2027 ")


@pytest.mark.parametrize("county", COUNTIES)
@pytest.mark.parametrize("on", [TODAY, date(2021, 3, 1), date(2031, 1, 1)], ids=str)
def test_the_audit_calls_late_what_the_list_calls_late(
    county: str, on: date, whole: Reader
) -> None:
    """Both reckon with the same schedule; what has none is late for neither."""
    report = whole.audit(county, on=on)
    assert report is not None
    overdue = {
        (one.finding.subject.statistic_codes[0], value.source_code)
        for one in report.judged
        if one.finding.kind is Kind.FRESHNESS and "Takt der Quelle fehl" in one.finding.what
        for value in one.finding.evidence
    }
    day = next(one.as_of for one in whole.counties() if one.key == county) or on
    late = {
        (statistic.code, one.source.code)
        for statistic in whole.statistics(county)
        for one in awaited_of(series_of(whole, county, statistic.code), day)
        if one.late
    }

    assert overdue == late
    assert {code for code, _ in late} == {
        code
        for code, entry in listed(whole, county, on).items()
        if any(one.state is Prospect.LATE for one in entry.deliveries)
    }


def awaited_of(series: Series, on: date) -> tuple[Awaited, ...]:
    sources = {one.code: one for one in series.papers.sources}
    return awaited(delivered(series.frame), sources, on)


# Words and groups


def test_every_shared_statistic_has_a_subject() -> None:
    rows, _ = read_common()
    codes = {row["code"] for row in rows[StatisticTable]}
    prefixes = tuple(code for one in subjects.SUBJECTS for code in one.codes)
    topics = {row["code"] for row in rows[StatisticTable] if row["topic"]}

    assert {code for code in codes - topics if not code.startswith(prefixes)} == set()


@pytest.mark.parametrize("county", COUNTIES)
def test_groups_are_those_of_the_pages_and_none_is_empty(county: str, whole: Reader) -> None:
    found = view(whole, county).inventory
    assert found is not None
    titles = [one.title for one in found.groups]
    assert titles == [one.title for one in subjects.SUBJECTS if one.title in titles]
    assert all(one.entries for one in found.groups)
    for group in found.groups:
        if group.page:
            assert group.page.address.endswith(f"?kreis={county}")


def test_own_counts_say_how_much_is_withheld(whole: Reader) -> None:
    series = series_of(whole, "muster", "gefluechtete-kreis")
    hidden = (series.frame["status"] == Status.CONFIDENTIAL.value).sum()
    assert hidden > 0
    text = dict(papers(series))["Kleine Zahlen"].replace("\u00a0", " ")
    assert f"geheim gehalten: {hidden:,}".replace(",", ".") in text
    assert "Kleine Zahlen" not in dict(papers(series_of(whole, "muster", "sgb2-elb")))


def test_breaks_and_rounding_stand_in_the_papers(whole: Reader) -> None:
    found = dict(papers(series_of(whole, "03254", "bevoelkerung-fortschreibung")))
    assert "Zensus 2022 (31.12.2022)" in found["Brüche"]
    assert "eigene" not in found["Herkunft"]
    register = dict(papers(series_of(whole, "03254", "auslaender-azr")))
    assert "Vielfaches von 5" in register["Rundung"]


def test_a_county_without_statistics_says_so(whole: Reader) -> None:
    class Empty:
        def __getattr__(self, name: str) -> object:
            return (lambda *_: ()) if name == "statistics" else getattr(whole, name)

    found = inventory.build(Empty(), Selection("03254"))  # type: ignore[arg-type]

    assert found.inventory is None
    assert found.notes == ()
    assert "liegen keine Zahlen" in plain(found.opening.sentence)


def test_the_list_is_escaped_and_can_be_searched_by_what_it_shows(whole: Reader) -> None:
    found = view(whole, "03254").inventory
    assert found is not None
    (group, *_) = found.groups
    entry = replace(group.entries[0], name='<b onload="x">"&')
    html = markup.block(Inventory((replace(group, entries=(entry,)),), found.files))

    assert "<b onload" not in html
    assert "&lt;b onload=&quot;x&quot;&gt;&quot;&amp;" in html
    data = html.split('data-find="')[1].split('"')[0]
    for word in ("überfällig", "LSN-Online", "Personen", "Zensus"):
        assert word in data
    # One group needs no list of groups.
    assert "<nav" not in html
