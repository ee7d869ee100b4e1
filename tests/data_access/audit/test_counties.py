"""What the audit finds in the packs: exactly this, in the real counties and in the Musterkreis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from data_access.audit.book import Book, Key
from data_access.audit.knowledge import read_knowledge
from data_access.audit.model import Finding, Judged, Kind, Report, Severity
from data_access.audit.run import findings
from data_access.engine import create_store_engine, reading
from data_access.migrate import load_demo, migrate
from data_access.queries.areas import read_counties
from data_access.queries.audit import read_book
from data_access.reader import Reader
from data_access.reference import musterkreis
from tests.conftest import COUNTIES, SMALL_CELL_LIMIT
from tests.support.sqlite import SqliteDatabases

#: The book is read in one place, which other tests ask on both.
pytestmark = pytest.mark.either_database

TODAY = date(2026, 11, 21)

#: Severity, kind, statistic, area, group, sex, period, and the values that are compared. A new line
#: or a vanished one is a change of the figures or of the checks, and to be looked at.
EXPECTED = {
    "03254": (
        "error area_sum: auslaender-fortschreibung 03254 2020-12-31: 23.684 Personen / "
        "23.694 Personen",
        "error area_sum: auslaender-fortschreibung 03254-ohne-stadt 2020-12-31: 9.978 "
        "Personen / 9.988 Personen",
        "error equation: bevoelkerung-fortschreibung 03254 2020-12-31: 275.464 Personen / "
        "275.454 Personen",
        "error equation: bevoelkerung-fortschreibung 03254-ohne-stadt 2020-12-31: "
        "174.409 Personen / 174.399 Personen",
        "error share: auslaenderanteil-fortschreibung 03254002 2020-12-31: 7,8 % / 7,9 %",
        "error share: auslaenderanteil-fortschreibung 03254005 2020-12-31: 5,5 % / 5,7 %",
        "error share: auslaenderanteil-fortschreibung 03254008 2020-12-31: 8,0 % / 8,3 %",
        "error share: auslaenderanteil-fortschreibung 03254011 2020-12-31: 3,0 % / 3,1 %",
        "error share: auslaenderanteil-fortschreibung 03254017 2020-12-31: 5,3 % / 5,2 %",
        "error share: auslaenderanteil-fortschreibung 03254020 2020-12-31: 3,9 % / 4,1 %",
        "error share: auslaenderanteil-fortschreibung 03254022 2020-12-31: 3,6 % / 3,9 %",
        "error share: auslaenderanteil-fortschreibung 03254026 2020-12-31: 5,3 % / 5,7 %",
        "error share: auslaenderanteil-fortschreibung 03254028 2020-12-31: 9,6 % / 9,6 % / 10,0 %",
        "error share: auslaenderanteil-fortschreibung 03254029 2020-12-31: 4,3 % / 4,2 %",
        "error share: auslaenderanteil-fortschreibung 03254032 2020-12-31: 2,8 % / 2,8 % / 2,9 %",
        "error share: auslaenderanteil-fortschreibung 03254042 2020-12-31: 4,2 % / 4,3 %",
        "error share: auslaenderanteil-fortschreibung 03254044 2020-12-31: 4,4 % / 4,5 %",
        "error share: auslaenderanteil-fortschreibung 03254045 2020-12-31: 3,0 % / 3,2 %",
        "error share: auslaenderanteil-fortschreibung 032545406 2020-12-31: 3,4 % / 3,7 %",
        "error change: auslaenderanteil-veraenderung 03254 2020-12-31: 0,2 Prozentpunkte "
        "/ 0,4 Prozentpunkte",
        "error change: auslaenderanteil-veraenderung 03254-ohne-stadt 2020-12-31: 0,1 "
        "Prozentpunkte / 0,2 Prozentpunkte",
        "error change: auslaenderanteil-veraenderung 03254021 2020-12-31: 0,4 "
        "Prozentpunkte / 0,8 Prozentpunkte",
        "differs sources: asylblg-frist-krankenleistungen DE: rund 16 Monate / 18 Monate",
        "differs retold: sgb2-prosa-anteil 03254 top5-gute-bleibeperspektive 2021: 16,3 % / 16,2 %",
        "differs retold: sgb2-prosa-leistungsberechtigte 03254 2021: 14.133 Personen / "
        "14.179 Personen",
        "differs retold: sgb2-prosa-veraenderung-2015 03254 auslaender 2021: 63,1 % / 64,0 %",
        "differs retold: sgb2-prosa-veraenderung-2015 03254 bulgarien 2021: 147 % / 145,2 %",
        "differs retold: sgb2-prosa-veraenderung-2015 03254 rumaenien 2021: 600 % / 615,8 %",
        "differs retold: sgb2-prosa-veraenderung-2015 03254 top5-gute-bleibeperspektive "
        "2021: 321,2 % / 318,1 %",
        "differs other_date: auslaender-fortschreibung 03254 2019-12-31: 22.492 Personen "
        "/ 22.492 Personen",
        "differs extreme: bevoelkerung-fortschreibung 03254005 2019-12-31: 13.139 "
        "Personen / 18.160 Personen",
        "note dates: auslaender-fortschreibung 03254 2020-12-31: 23.684 Personen / "
        "gedrucktes Jahr 2020",
        "note printed_unit: auslaenderanteil-veraenderung 03254 2020-12-31: 0,2 "
        "Prozentpunkte / 0,1 Prozentpunkte / 0,4 Prozentpunkte",
        "note jump: auslaender-azr 03254 syrien 2014-12-31: 466 Personen / 795 Personen",
        "note jump: befristete-titel 03254 besondere-rechte 2023-12-31: 195 Personen / "
        "385 Personen",
        "note jump: einbuergerungen 03254 2007: 602 Personen / 383 Personen",
        "note jump: ohne-aufenthaltstitel 03254 duldung 2012-12-31: 640 Personen / 410 Personen",
        "note jump: schule8-hauptschule 03254 deutsche 2014: 356 Personen / 166 Personen",
        "note gap: auslaender-azr 03254: 2006 bis 2010",
        "note gap: mindestsicherung 03254: 2013 und 2015 bis 2017",
        "note gap: schulabgaenge-ohne-abschluss 03254: 2006 bis 2010",
        "note freshness: asylblg-regelleistungen 03254: 2.654 Personen",
        "note freshness: auslaender-fortschreibung 03254: 23.694 Personen",
        "note freshness: auslaenderanteil-fortschreibung 03254: 8,60 %",
        "note freshness: auslaenderanteil-veraenderung 03254: 0,45 Prozentpunkte",
        "note freshness: bevoelkerung-fortschreibung 03254: 275.464 Personen",
        "note freshness: sgb2-elb 03254: 15.032 Personen",
        "note freshness: sgb2-rlb 03254: 20.832 Personen",
        "explained jump: asylblg-regelleistungen 03254 weiblich 2015-12-31: 409 Personen "
        "/ 739 Personen",
        "explained jump: aufenthaltsstatus 03254 ohne-titel 2015-12-31: 1.480 Personen / "
        "3.295 Personen",
        "explained jump: auslaender-azr 03254 syrien 2015-12-31: 795 Personen / 1.516 Personen",
        "explained jump: auslaender-azr 03254 ukraine 2022-12-31: 310 Personen / 4.310 Personen",
        "explained jump: befristete-titel 03254 humanitaer 2016-12-31: 1.355 Personen / "
        "2.260 Personen",
        "explained jump: befristete-titel 03254 humanitaer 2022-12-31: 4.650 Personen / "
        "7.860 Personen",
        "explained jump: mindestsicherung 03254 auslaender 2022-12-31: 8.296 Personen / "
        "11.467 Personen",
        "explained jump: ohne-aufenthaltstitel 03254 2015-12-31: 1.480 Personen / 3.295 Personen",
        "explained jump: ohne-aufenthaltstitel 03254 weder-duldung-noch-gestattung "
        "2015-12-31: 475 Personen / 1.915 Personen",
        "explained jump: wanderung-zuzuege 03254 auslaender 2022: 1.934 Personen / 6.090 Personen",
        "explained jump: wanderung-zuzuege 03254 auslaender 2023: 6.090 Personen / 2.983 Personen",
        "explained distinct: auslaender-azr 03254: 25.525 Personen / 23.694 Personen",
        "explained distinct: sgb2-elb 03254: 14.949 Personen / 15.106 Personen",
        "explained distinct: sgb2-rlb 03254: 20.832 Personen / 15.032 Personen",
        "explained distinct: sgb2-rlb 03254: 20.464 Personen / 15.106 Personen",
        "explained break: bevoelkerung-fortschreibung 03254: 282.856 Personen / 276.383 Personen",
        "explained break: bevoelkerung-fortschreibung 03254: 274.773 Personen / 268.062 Personen",
        "explained break: sgb2-elb 03254: 14.928 Personen / 15.032 Personen",
        "explained break: sgb2-rlb 03254: 20.665 Personen / 20.832 Personen",
        "explained composition: sgb2-asylzugang 03254 top5-gute-bleibeperspektive: "
        "Eritrea, Irak, Iran, Somalia und Syrien / Eritrea, Somalia und Syrien",
    ),
    "03": ("explained count: leitstellen-kommunen 03 2005: 15 / 16",),
    "03241": (
        "explained part_sum: integrationsmanagement-personal 03241001 2016-03-01: 44 "
        "Personen / 42 Personen",
    ),
    "03157": (),
    "03357": (),
}


def _audit(reader: Reader, county: str) -> Report:
    report = reader.audit(county, on=TODAY)
    assert report is not None
    return report


def _line(finding: Finding) -> str:
    about = finding.subject
    parts = [about.statistic_codes[0], about.area_key]
    parts += [about.group_code] if about.group_code != "insgesamt" else []
    parts += [about.sex] if about.sex != "gesamt" else []
    parts += [about.period] if about.period else []
    values = " / ".join(one.text for one in finding.evidence).replace("\u00a0", " ")
    return f"{finding.severity} {finding.kind}: {' '.join(parts)}: {values}"


@pytest.mark.parametrize("county", COUNTIES)
def test_a_real_county_has_exactly_these_findings(reader: Reader, county: str) -> None:
    found = [_line(one.finding) for one in _audit(reader, county).judged]

    assert found == list(EXPECTED[county])


def test_the_list_holds_what_the_issue_asks_for(reader: Reader) -> None:
    """Fifteen of eighteen shares, six sentences beside the table, and no more."""
    judged = _audit(reader, "03254").judged
    kinds = [one.finding.kind for one in judged]

    assert tuple(map(kinds.count, (Kind.SHARE, Kind.RETOLD, Kind.CHANGE))) == (15, 6, 3)
    shares = [one.finding for one in judged if one.finding.kind == "share"]
    assert {one.subject.area_key for one in shares}.isdisjoint({"03254021", "03254003", "03254014"})
    retold = [one.finding for one in judged if one.finding.kind == "retold"]
    assert {one.severity for one in retold} == {Severity.DIFFERS}
    assert all("vermutlich anderer Berichtsmonat" in one.what for one in retold)


@pytest.fixture
def muster(with_demo: Engine) -> Report:
    """The audit of the Musterkreis, which lives on a day of its own."""
    reader = Reader(with_demo, small_cell_limit=SMALL_CELL_LIMIT)
    report = reader.audit(musterkreis.KEY, on=date(2040, 1, 1))
    assert report is not None
    return report


def test_every_figure_of_the_musterkreis_passes(muster: Report) -> None:
    """It is consistent by construction; what looks odd in it is explained."""
    odd = [_line(one.finding) for one in muster.judged if one.finding.severity != "explained"]

    assert odd == []
    assert {one.finding.kind for one in muster.judged} == {
        *("jump", "distinct", "break", "composition"),
    }


def test_ids_tell_findings_apart_and_stay(reader: Reader) -> None:
    once, again = ([one.finding.id for one in judged] for judged in (_all(reader), _all(reader)))

    assert once == again
    assert len(set(once)) == len(once)
    # One that somebody may have written down.
    assert "area-sum-3d2d9e40a0" in once
    assert all(re.fullmatch(r"[a-z-]+-[0-9a-f]{10}", one) for one in once)


def test_every_finding_says_what_why_and_what_to_do(reader: Reader) -> None:
    for judged in _all(reader):
        one = judged.finding
        for text in (one.what, one.why, one.remedy):
            assert re.fullmatch(r"[A-ZÄÖÜ0-9„].+[.?]", text, re.DOTALL), text
        assert one.evidence
        for value in one.evidence:
            assert value.text
            assert value.source or value.reckoning or value.role == "amtliche Liste", one.what


def test_printed_values_say_where_they_are_printed(reader: Reader) -> None:
    for judged in _all(reader):
        for value in judged.finding.evidence:
            if value.role == "gedruckt":
                assert value.source
                assert value.locator or re.search(r"\d", value.source), judged.finding.what


def _all(reader: Reader) -> list[Judged]:
    return [one for county in COUNTIES for one in _audit(reader, county).judged]


@pytest.mark.parametrize(
    ("statistic", "area", "group", "period"),
    [
        ("bevoelkerung-fortschreibung", "muster-03", "insgesamt", "2019-12-31"),
        ("auslaender-fortschreibung", "muster-09-2", "insgesamt", "2022-12-31"),
        ("auslaenderanteil-fortschreibung", "muster-ohne-stadt", "insgesamt", "2024-12-31"),
        ("gefluechtete-kreis", "muster-05", "geduldet", "2023-05"),
        ("sgb2-asylzugang", "muster", "syrien", "2021-03"),
        ("wanderung-saldo", "muster", "auslaender", "2018"),
        ("svb-auslaender", "muster", "insgesamt", "2020-06-30"),
        ("mindestsicherung", "muster", "deutsche", "2017-12-31"),
    ],
)
def test_a_single_wrong_figure_of_the_musterkreis_is_found(
    sqlite_muster: Book, statistic: str, area: str, group: str, period: str
) -> None:
    """The audit would notice if the Musterkreis were not consistent."""
    wrong = Key(statistic, area, group, "gesamt", period)
    (right,) = sqlite_muster.figures(wrong)
    assert right.number is not None
    # As if two digits had changed places.
    spoiled = replace(right, number=right.number + 9)
    figures = [
        spoiled if one is right else one
        for key in sqlite_muster.all_keys()
        for one in sqlite_muster.figures(key)
    ]
    book = Book(sqlite_muster.about, figures)

    found = findings(book, read_knowledge(musterkreis.KEY), on=musterkreis.AS_OF)

    errors = [one for one in found if one.severity is Severity.ERROR]
    assert {one.subject.period for one in errors} == {period}
    assert any(statistic in one.subject.statistic_codes for one in errors)


@pytest.fixture(scope="module")
def sqlite_muster(sqlite_databases: SqliteDatabases) -> Iterator[Book]:
    """The figures of the Musterkreis; which database they come from makes no difference here."""
    engine = create_store_engine(sqlite_databases.create(), read_only=False)
    migrate(engine)
    load_demo(engine)
    with reading(engine) as connection:
        (county,) = read_counties(connection)
        yield read_book(connection, county)
    engine.dispose()
