"""Replicas to read from: the first that answers; the others, and at last the main database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from sqlalchemy import Engine, insert, select, text

from data_access.engine import create_store_engine, writing
from data_access.errors import (
    DatabaseNotMigratedError,
    DatabaseUnavailableError,
    SettingsError,
)
from data_access.migrate import migrate
from data_access.reader import Reader
from data_access.schema.areas import County
from data_access.settings import Settings
from data_access.sources import REST_SECONDS, Sources
from data_access.writing import begin_revision
from tests.support.databases import Databases
from tests.support.postgres import PostgresDatabases
from tests.support.rows import county_row


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def make(databases: Databases, schema_url: str) -> Iterator[Callable[[str], str]]:
    """Makes databases that hold one county each, and as many revisions as its key is long."""
    made: list[str] = []

    def one(key: str) -> str:
        url = databases.copy(schema_url)
        made.append(url)
        engine = create_store_engine(url, read_only=False)
        with writing(engine) as connection:
            for _ in key:
                begin_revision(connection, key)
            connection.execute(insert(County).values(county_row(key)))
        engine.dispose()
        return url

    yield one
    for url in made:
        databases.drop(url)


def _named(sources: Sources) -> str:
    with sources.reading() as connection:
        return str(connection.scalar(select(County.key)))


def _ask(sources: Sources) -> str:
    sources.state()
    return _named(sources)


def test_the_first_replica_that_answers_is_read(make: Callable[[str], str]) -> None:
    sources = Sources((make("a"), make("bb"), make("main")))

    assert _ask(sources) == "a"
    assert sources.state().revision == 1
    sources.dispose()


def test_a_replica_that_is_gone_is_passed_over(
    databases: Databases, make: Callable[[str], str]
) -> None:
    first, second, main = make("a"), make("bb"), make("main")
    sources = Sources((first, second, main))
    assert _ask(sources) == "a"

    databases.drop(first)
    with pytest.raises(DatabaseUnavailableError):
        _named(sources)
    assert _ask(sources) == "bb"
    databases.drop(second)
    assert _ask(sources) == "main"
    sources.dispose()


def test_a_replica_that_is_there_again_is_read_again(
    databases: Databases, make: Callable[[str], str]
) -> None:
    clock = Clock()
    empty, main = databases.create(), make("main")
    sources = Sources((empty, main), clock=clock)
    assert _ask(sources) == "main", "without a file, or without a schema, it is no replica"

    engine = create_store_engine(empty, read_only=False)
    migrate(engine, county_keys=("03241",))
    engine.dispose()
    clock.now += REST_SECONDS - 1
    assert _ask(sources) == "main"
    clock.now += 1
    assert _ask(sources) == "03241"
    sources.dispose()
    databases.drop(empty)


def test_when_nothing_answers_the_main_database_is_named(
    databases: Databases, make: Callable[[str], str]
) -> None:
    replica, main = make("a"), make("main")
    sources = Sources((replica, main))
    databases.drop(replica)
    databases.drop(main)

    with pytest.raises(DatabaseUnavailableError) as refused:
        sources.state()

    assert refused.value.where.rsplit("/", 1)[-1] == main.rsplit("/", 1)[-1]
    sources.dispose()


def test_a_main_database_without_schema_says_so(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE fremd (zahl INTEGER)"))
    sources = Sources(("sqlite:////nirgends/kopie.db", engine))

    with pytest.raises(DatabaseNotMigratedError):
        sources.state()
    sources.dispose()


def test_a_schema_that_goes_while_running_is_told_as_such(
    postgres_databases: PostgresDatabases,
) -> None:
    url = postgres_databases.create()
    engine = create_store_engine(url, read_only=False)
    migrate(engine)
    sources = Sources((url,))
    assert sources.state().revision == 0
    with writing(engine) as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))

    with pytest.raises(DatabaseNotMigratedError):
        sources.state()

    migrate(engine)
    assert sources.state().revision == 0
    sources.dispose()
    engine.dispose()
    postgres_databases.drop(url)


def test_a_page_reads_from_one_database(databases: Databases, make: Callable[[str], str]) -> None:
    """Another thread that finds a replica gone does not move this one in the middle of a page."""
    clock = Clock()
    empty, main = databases.create(), make("main")
    sources = Sources((empty, main), clock=clock)
    assert _ask(sources) == "main"
    engine = create_store_engine(empty, read_only=False)
    migrate(engine, county_keys=("03241",))
    engine.dispose()
    clock.now += REST_SECONDS
    found: list[str] = []
    other = Thread(target=lambda: found.append(_ask(sources)))
    other.start()
    other.join(30)

    assert found == ["03241"]
    assert _named(sources) == "main"
    assert _ask(sources) == "03241"
    sources.dispose()
    databases.drop(empty)


def test_the_reader_takes_them_from_the_settings(make: Callable[[str], str]) -> None:
    settings = Settings(database_url=make("main"), read_url=("sqlite:////nirgends/x.db", make("b")))

    reader = Reader.from_settings(settings)

    assert reader.state().revision == 1
    assert [county.key for county in reader.counties()] == ["b"]
    reader.close()


def test_a_wrong_replica_names_its_setting() -> None:
    with pytest.raises(SettingsError) as refused:
        Reader.from_settings(Settings(read_url=("mysql://a@b/c",)))

    assert refused.value.where == "Einstellung INTEGRATIONSMONITOR_READ_URL"
