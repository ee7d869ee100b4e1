"""What imported files do to the pages: they say more, and nothing breaks or is misquoted."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Engine

from dashboard import german
from dashboard.catalogue import charts_of
from dashboard.selection import Selection
from dashboard.views import documents, registry
from dashboard.views.facts import Fact, facts
from dashboard.views.inventory.papers import papers
from dashboard.views.model import plain
from dashboard.views.values import county_of
from data_access.engine import create_store_engine, writing
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.importers.reports.report import Outcome
from data_access.migrate import migrate
from data_access.reader import Reader
from data_access.vocabulary import Sex
from data_access.writing import NewObservation, begin_revision, write_observations
from tests.conftest import COUNTIES, SMALL_CELL_LIMIT
from tests.support import genesis_tables
from tests.support.imported_samples import Imported
from tests.support.printing import arrangement, printed
from tests.support.samples import needed
from tests.support.sqlite import SqliteDatabases

ORDER = Order(county_key="03254")
#: Topics of pages that show quotations, with the beginning of their ids.
TOPICS = ((None, "ueberblick"), ("courses", "sprachkurse"), ("sgb2", "sgb2"), ("resources", "geld"))
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Monitor:
    """A database of all real counties, and who reads it."""

    engine: Engine

    @property
    def reader(self) -> Reader:
        """A reader of what is there now."""
        return Reader(self.engine, small_cell_limit=SMALL_CELL_LIMIT)

    def take(self, name: str, content: bytes) -> Outcome:
        """Import a file."""
        report = import_file(self.engine, name, content, ORDER)
        assert report.errors == (), report.errors
        return report.outcome


@pytest.fixture
def monitor(sqlite_databases: SqliteDatabases) -> Iterator[Monitor]:
    """Nothing has been imported yet."""
    url = sqlite_databases.template(
        "published", lambda engine: migrate(engine, county_keys=COUNTIES)
    )
    engine = create_store_engine(sqlite_databases.copy(url), read_only=False)
    yield Monitor(engine)
    engine.dispose()


class Quoted(NamedTuple):
    """What a page quotes."""

    facts: list[Fact]
    head: object
    charts: list[object]


def quotations(reader: Reader) -> dict[tuple[str, str], Quoted]:
    """All that pages quote from documents: figures with their places, sentences, charts."""
    found: dict[tuple[str, str], Quoted] = {}
    for county in reader.counties():
        for topic, slug in TOPICS:
            said = documents.read(reader, county, topic=topic, slug=slug, events=topic is None)
            charts: list[object] = [
                (one.id, one.title, one.subtitle, one.caption.text, one.table)
                for one in charts_of(said)
            ]
            head = said and (said.section, said.context, said.sentence, said.figures)
            found[county.key, slug] = Quoted(facts(reader, county, topic)[0], head, charts)
    return found


def pages(reader: Reader) -> Iterator[tuple[str, str, str]]:
    """County, page and HTML of every page of every county."""
    for county in COUNTIES:
        for slug in registry.slugs():
            view = registry.build(slug, reader, Selection(county))
            registry.filters(slug, reader, county)
            yield county, slug, "".join(printed(arrangement(slug)(view)))


def doubled(reader: Reader) -> list[tuple[str, str, str]]:
    """Ids that stand on a page more than once: Streamlit refuses to draw it."""
    return [
        (county, slug, id_)
        for county, slug, html in pages(reader)
        for id_, often in Counter(_ID.findall(html)).items()
        if often > 1
    ]


def test_an_official_table_leaves_all_quotations_and_pages_whole(monitor: Monitor) -> None:
    before = quotations(monitor.reader)
    assert sum(len(one.facts) for one in before.values()) > 100
    assert any(one.charts for one in before.values())

    content = genesis_tables.of_benefits((2019, 2020, 2021), status="10.10.2022")
    assert monitor.take(genesis_tables.NAME, content) is Outcome.RELEASED

    assert quotations(monitor.reader) == before
    assert doubled(monitor.reader) == []


def test_an_imported_figure_is_shown_as_the_total_not_as_the_women(monitor: Monitor) -> None:
    content = genesis_tables.of_benefits((2020, 2021), status="10.10.2022")
    monitor.take(genesis_tables.NAME, content)

    html = next(html for county, slug, html in pages(monitor.reader) if county == "03157")
    both, women = (german.number(number) for number in (12632, 6316))
    assert both in html
    assert women not in html


@needed
def test_all_real_files_leave_all_quotations_and_pages_whole(
    monitor: Monitor, samples: Imported, tmp_path: Path
) -> None:
    released = [one for one in samples.reports.values() if one.outcome is Outcome.RELEASED]
    assert len(released) >= 20
    database = tmp_path / "samples.db"
    shutil.copyfile(samples.database, database)
    engine = create_store_engine(f"sqlite:///{database}", read_only=True)
    after = Reader(engine, small_cell_limit=SMALL_CELL_LIMIT)

    assert quotations(after) == quotations(monitor.reader)
    assert doubled(after) == []
    engine.dispose()


def test_a_document_that_counts_women_is_quoted_in_the_table_alone(monitor: Monitor) -> None:
    """Such a figure reads like one of all persons where a sentence or a picture shows it."""
    women = [
        NewObservation(
            county_key="03357",
            area_key="03357",
            statistic_code="sprachmittler-pool",
            sex=Sex.FEMALE,
            period=period,
            number=number,
            source_code="row-bericht-2024",
            locator="S. 9",
        )
        for number, period in ((4321.0, "2022"), (5432.0, "2023"))
    ]
    with writing(monitor.engine) as connection:
        revision = begin_revision(connection, "Prüfung")
        write_observations(connection, women, revision=revision, delivery_code="paket-03357")

    county = county_of(monitor.reader.counties(), "03357")
    said = documents.read(monitor.reader, county, topic=None, slug="ueberblick")
    assert said is not None
    spoken = plain(said.sentence) + repr(said.figures)
    drawn = repr([(one.title, one.table) for one in charts_of(said.charts)])
    listed = repr([one.table for one in charts_of(said.tables)])
    for number in ("4.321", "5.432"):
        assert number not in spoken
        assert number not in drawn
        assert number in listed
    assert ", weiblich" in listed
    sexes = [value for one in charts_of(said.tables) for value in one.frame["sex"]]
    assert sexes.count("weiblich") == len(women)


def status(reader: Reader, code: str) -> str:
    """What the list of statistics says beside "Datenstand"."""
    series = reader.series("03254", code)
    assert series is not None
    return dict(papers(series))["Datenstand"]


def test_a_data_status_from_before_the_newest_figures_is_not_theirs(monitor: Monitor) -> None:
    before = status(monitor.reader, "sgb2-rlb")
    older = genesis_tables.of_benefits((2009,), status="10.10.2010")
    monitor.take(genesis_tables.NAME, older)
    assert status(monitor.reader, "sgb2-rlb") == before

    newer = genesis_tables.of_benefits((2022,), status="10.10.2023")
    monitor.take(genesis_tables.NAME, newer)
    assert status(monitor.reader, "sgb2-rlb") == "10.10.2023"


def test_a_data_status_of_another_source_is_not_lent(monitor: Monitor) -> None:
    """The monitoring has the newest figures; a table of the regional database was read later."""
    series = monitor.reader.series("03254", "bevoelkerung-fortschreibung")
    assert series is not None
    assert series.papers.data_statuses == ()
    newest = series.papers.periods[-1]
    with writing(monitor.engine) as connection:
        old = NewObservation(
            county_key="03254",
            statistic_code="bevoelkerung-fortschreibung",
            area_key="03254",
            period="2001-12-31",
            number=291_000.0,
            source_code="rdb-12411-03-03-4",
            data_status=date(2040, 1, 1),
        )
        revision = begin_revision(connection, "Prüfung")
        write_observations(connection, [old], revision=revision)

    series = monitor.reader.series("03254", "bevoelkerung-fortschreibung")
    assert series is not None
    assert series.papers.periods[-1] == newest
    assert "2040" not in dict(papers(series))["Datenstand"]


def test_what_counts_the_region_is_not_said_of_its_city(monitor: Monitor) -> None:
    """Hannover's papers are the city's; the register counts the region around it."""
    lines = ["Year,Gebietseinheit,GeoCode,Value"]
    lines += [f'{year},"Hannover, Region",K03241,{200_000 + year}' for year in (2023, 2024)]
    monitor.take("indicator_1-2-1.csv", ("\n".join(lines) + "\n").encode())

    for slug in ("", "verteilung"):
        view = registry.build(slug, monitor.reader, Selection("03241"))
        sentence = plain(view.opening.sentence)
        assert "202.024 Ausländerinnen und Ausländer in der Region Hannover" in sentence
        assert "Landeshauptstadt" not in sentence
    charts = {one.id: one for one in charts_of(view)}
    assert "in der Region Hannover" in charts["verteilung-register"].subtitle
