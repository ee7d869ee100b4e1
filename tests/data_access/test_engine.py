"""Engines: what goes wrong is told in German with place and remedy; readers cannot write."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError, InternalError, ProgrammingError

from data_access.engine import create_store_engine, parse_url, reading, writing
from data_access.errors import (
    EXIT_DATABASE,
    DatabaseNotMigratedError,
    DatabaseUnavailableError,
    MonitorError,
    SettingsError,
)
from data_access.migrate import check_ready, load_demo, migrate, remove_demo
from data_access.reader import Reader
from tests.support.accounts import ordinary_rights
from tests.support.postgres import Server

FILE_PROBLEM = "Die Datenbank-Datei kann nicht geöffnet, gelesen oder beschrieben werden."
MISSING_FILE = "Die Datenbank ist noch nicht eingerichtet: Ihre Datei gibt es nicht."
SERVER_PROBLEM = "Die Datenbank ist nicht erreichbar oder lehnt die Anmeldung ab."


def _read(engine: Engine) -> None:
    with reading(engine) as connection:
        connection.execute(text("SELECT 1"))


def _change(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM current_figure"))


def _figures(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.scalar(text("SELECT count(*) FROM current_figure")) or 0


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("integrationsmonitor.db", "Die Datenbank-Adresse ist keine gültige SQLAlchemy-URL."),
        ("", "Die Datenbank-Adresse ist keine gültige SQLAlchemy-URL."),
        ("postgresql://a@b:achtzig/c", "Die Datenbank-Adresse ist keine gültige SQLAlchemy-URL."),
        ("postgresql://a@b/c?quatsch=1", "Die Datenbank-Adresse ist keine gültige SQLAlchemy-URL."),
        ("postgresql://a@[::1/c", "Die Datenbank-Adresse ist keine gültige SQLAlchemy-URL."),
        ("mysql://a@b/c", "Die Datenbank-Art „mysql“ wird nicht unterstützt."),
        ("postgres://a@b/c", "Die Datenbank-Art „postgres“ wird nicht unterstützt."),
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_wrong_url_names_the_setting(url: str, what: str, *, read_only: bool) -> None:
    with pytest.raises(SettingsError) as refused:
        create_store_engine(url, read_only=read_only)

    assert refused.value.what == what
    assert refused.value.where == "Einstellung INTEGRATIONSMONITOR_DATABASE_URL"
    assert refused.value.remedy
    assert refused.value.exit_code == EXIT_DATABASE


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_postgresql_always_speaks_through_psycopg(scheme: str) -> None:
    assert parse_url(f"{scheme}://amt@rechner/zahlen").drivername == "postgresql+psycopg"


def test_options_of_psycopg_stay_in_the_url() -> None:
    url = "postgresql+psycopg://amt@/zahlen?host=a%3A1&host=b%3A2&sslmode=require"
    assert parse_url(url).render_as_string() == url


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+pysqlite", "sqlite+aiosqlite"])
def test_sqlite_always_speaks_through_pythons_own_driver(scheme: str) -> None:
    assert parse_url(f"{scheme}:////srv/zahlen.db").drivername == "sqlite"


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody may enter and nobody but its owner may change."""
    with tempfile.TemporaryDirectory(prefix="monitor-") as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def _expect_file_problem(action: Callable[[], object]) -> None:
    with pytest.raises(DatabaseUnavailableError) as refused:
        action()
    assert refused.value.what == FILE_PROBLEM
    assert refused.value.where.startswith("sqlite:///")
    assert "Ordner" in refused.value.remedy
    assert refused.value.exit_code == EXIT_DATABASE


def _expect_no_file(action: Callable[[], object]) -> None:
    with pytest.raises(DatabaseUnavailableError) as refused:
        action()
    assert refused.value.what == MISSING_FILE
    assert refused.value.where.startswith("sqlite:///")
    assert refused.value.remedy.startswith("„integrationsmonitor migrate“ ausführen.")
    assert refused.value.exit_code == EXIT_DATABASE


def test_a_folder_that_cannot_be_made(public_folder: Path) -> None:
    url = f"sqlite:///{public_folder / 'var' / 'monitor.db'}"
    with ordinary_rights():
        _expect_file_problem(lambda: create_store_engine(url, read_only=False))


def test_a_folder_without_the_right_to_write(public_folder: Path) -> None:
    engine = create_store_engine(f"sqlite:///{public_folder / 'monitor.db'}", read_only=False)
    with ordinary_rights():
        _expect_file_problem(lambda: migrate(engine))
    engine.dispose()


def test_a_folder_that_may_not_be_entered(public_folder: Path) -> None:
    public_folder.chmod(0o000)
    with ordinary_rights():
        _expect_file_problem(
            lambda: create_store_engine(f"sqlite:///{public_folder / 'a.db'}", read_only=True)
        )


@pytest.mark.parametrize(("mode", "action"), [(0o000, _read), (0o444, _change)])
def test_a_file_without_rights(
    public_folder: Path, mode: int, action: Callable[[Engine], None]
) -> None:
    file = public_folder / "monitor.db"
    public_folder.chmod(0o755)
    engine = create_store_engine(f"sqlite:///{file}", read_only=False)
    migrate(engine)
    engine.dispose()
    file.chmod(mode)
    public_folder.chmod(0o555)

    with ordinary_rights():
        _expect_file_problem(lambda: action(engine))
    engine.dispose()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "monitor.db"
    file.write_text("Gemeinde;Personen\n" * 100, "utf-8")
    engine = create_store_engine(f"sqlite:///{file}", read_only=True)

    _expect_file_problem(lambda: check_ready(engine))
    engine.dispose()


def test_a_missing_file_is_not_made_by_readers(tmp_path: Path) -> None:
    file = tmp_path / "monitor.db"

    _expect_no_file(lambda: create_store_engine(f"sqlite:///{file}", read_only=True))
    assert not file.exists()


def test_a_file_that_goes_and_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "monitor.db"
    url = f"sqlite:///{file}"
    writer = create_store_engine(url, read_only=False)
    migrate(writer)
    writer.dispose()
    reader = Reader(create_store_engine(url, read_only=True), small_cell_limit=3)
    assert reader.counties() == ()

    away = file.rename(tmp_path / "weg.db")
    _expect_no_file(reader.counties)
    assert not file.exists()

    away.rename(file)
    assert reader.counties() == ()
    reader.close()


def test_a_writer_makes_the_folder(tmp_path: Path) -> None:
    engine = create_store_engine(
        f"sqlite:///{tmp_path / 'a' / 'b' / 'monitor.db'}", read_only=False
    )
    migrate(engine)
    engine.dispose()

    assert (tmp_path / "a" / "b" / "monitor.db").exists()


def _expect_server_problem(action: Callable[[], object]) -> str:
    with pytest.raises(DatabaseUnavailableError) as refused:
        action()
    assert refused.value.what == SERVER_PROBLEM
    assert "Datenbankdienst" in refused.value.remedy
    assert refused.value.exit_code == EXIT_DATABASE
    return str(refused.value)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_server_that_is_not_there(*, read_only: bool) -> None:
    # Nothing listens on port 1; the password must not be shown.
    url = "postgresql://amt:geheim@127.0.0.1:1/zahlen"
    engine = create_store_engine(url, read_only=read_only)

    told = _expect_server_problem(lambda: check_ready(engine))
    assert "postgresql+psycopg://amt:***@127.0.0.1:1/zahlen" in told
    _expect_server_problem(lambda: migrate(engine))
    engine.dispose()


def test_a_database_that_the_server_does_not_have(postgres: Server) -> None:
    engine = create_store_engine(postgres.url("fehlt"), read_only=True)

    _expect_server_problem(lambda: check_ready(engine))
    engine.dispose()


def test_a_cut_connection_recovers(postgres: Server) -> None:
    engine = create_store_engine(postgres.url("postgres"), read_only=True)
    other = create_store_engine(postgres.url("postgres"), read_only=True)
    _read(engine)
    with reading(other) as connection:
        ended = connection.scalar(
            text(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE datname = 'postgres' AND pid <> pg_backend_pid()"
            )
        )
    assert ended == 1

    _read(engine)
    engine.dispose()
    other.dispose()


def test_an_empty_database_says_that_it_is_not_set_up(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE fremd (zahl INTEGER)"))
    reader = Reader(engine, small_cell_limit=3)

    with pytest.raises(DatabaseNotMigratedError) as refused:
        reader.state()

    assert refused.value.what == "Die Datenbank ist leer und noch nicht eingerichtet."
    assert refused.value.where == engine.url.render_as_string(hide_password=True)
    assert refused.value.remedy == "„integrationsmonitor migrate“ ausführen."
    assert refused.value.exit_code == EXIT_DATABASE


@pytest.mark.parametrize("way", [reading, writing])
def test_readers_cannot_write(published: Engine, way: Callable[..., object]) -> None:
    before = _figures(published)

    with (
        pytest.raises((MonitorError, InternalError)),
        way(published) as connection,  # type: ignore[attr-defined]
    ):
        connection.execute(text("DELETE FROM current_figure"))

    assert before > 0
    assert _figures(published) == before


def test_foreign_keys_are_enforced(migrated: Engine) -> None:
    with pytest.raises(IntegrityError), writing(migrated) as connection:
        connection.execute(text("DELETE FROM population_group"))

    with reading(migrated) as connection:
        assert connection.scalar(text("SELECT count(*) FROM population_group"))


@pytest.mark.parametrize("way", [reading, writing])
def test_a_mistake_of_ours_is_not_told_as_a_lost_database(
    migrated: Engine, way: Callable[..., object]
) -> None:
    # SQLite says "operational" also of a table that it does not have, but not of a wrong value.
    statement = "SELECT number FROM current_figure WHERE county_key = :key"
    with (
        pytest.raises(ProgrammingError),
        way(migrated) as connection,  # type: ignore[attr-defined]
    ):
        connection.execute(text(statement), {"key": object()})

    assert _figures(migrated) > 0


def test_a_row_that_contradicts_another_is_not_told_as_a_lost_database(migrated: Engine) -> None:
    double = "INSERT INTO installation_fact (name, value) VALUES ('a', 'b'), ('a', 'c')"

    with pytest.raises(IntegrityError), writing(migrated) as connection:
        connection.execute(text(double))


def test_when_all_connections_are_taken(postgres: Server) -> None:
    engine = create_store_engine(postgres.url("postgres"), read_only=True)
    small = create_engine(engine.url, pool_size=1, max_overflow=0, pool_timeout=0.1)
    with reading(small):
        _expect_server_problem(lambda: _read(small))

    _read(small)
    small.dispose()
    engine.dispose()


# A file that others use


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite file with one county and the Musterkreis."""
    return _filled(tmp_path / "monitor.db")


def _filled(path: Path) -> Path:
    engine = _impatient(path)
    migrate(engine, county_keys=("03241",))
    load_demo(engine)
    engine.dispose()
    return path


def _impatient(path: Path) -> Engine:
    """A writer that waits for half a second only."""
    engine = create_store_engine(f"sqlite:///{path}", read_only=False)
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=500"))
    return engine


def test_a_file_that_somebody_writes_into(file: Path) -> None:
    writer, other = _impatient(file), _impatient(file)

    with writing(writer), pytest.raises(DatabaseUnavailableError) as refused, writing(other):
        pass

    assert "gesperrt" in refused.value.what
    assert refused.value.where == f"sqlite:///{file}"
    assert refused.value.remedy.startswith("Warten")
    writer.dispose()
    other.dispose()


def test_the_musterkreis_goes_while_somebody_reads(file: Path) -> None:
    """The rows go at once; the bytes with the second call, when the file is free."""
    writer = _impatient(file)
    pages = create_store_engine(f"sqlite:///{file}", read_only=True)
    with reading(pages) as connection:
        connection.scalar(text("SELECT count(*) FROM current_figure"))
        with pytest.raises(DatabaseUnavailableError) as refused:
            remove_demo(writer)
    assert "konnte nicht neu geschrieben werden" in refused.value.what
    assert refused.value.where == f"sqlite:///{file}"
    assert "wiederholen" in refused.value.remedy
    assert [county.key for county in Reader(pages, small_cell_limit=3).counties()] == ["03241"]
    pages.dispose()

    assert not remove_demo(writer)

    writer.dispose()
    assert b"musterkreis" not in file.read_bytes().lower()


def test_a_file_in_the_place_of_another_is_noticed(file: Path, tmp_path: Path) -> None:
    reader = Reader(create_store_engine(f"sqlite:///{file}", read_only=True), small_cell_limit=3)
    before = reader.state()
    assert len(reader.counties()) == 2
    # Each file has its own journal; a restored one comes without.
    restored = tmp_path / "sicherung.db"
    engine = create_store_engine(f"sqlite:///{restored}", read_only=False)
    migrate(engine, county_keys=("03357",))
    engine.dispose()

    restored.replace(file)

    assert reader.state() != before
    assert [county.key for county in reader.counties()] == ["03357"]
    reader.close()


def test_an_older_file_in_the_place_of_another_is_noticed(file: Path, tmp_path: Path) -> None:
    reader = Reader(create_store_engine(f"sqlite:///{file}", read_only=True), small_cell_limit=3)
    reader.state()
    older = tmp_path / "alt.db"
    engine = create_store_engine(f"sqlite:///{older}", read_only=False)
    migrate(engine, to_version="0001")
    engine.dispose()

    older.replace(file)

    with pytest.raises(DatabaseNotMigratedError):
        reader.state()
    reader.close()


def test_a_writer_does_not_write_into_a_file_that_is_gone(file: Path, tmp_path: Path) -> None:
    writer = _impatient(file)
    with writing(writer) as connection:
        connection.scalar(text("SELECT 1"))
    restored = _filled(tmp_path / "sicherung.db")
    restored.replace(file)

    with writing(writer) as connection:
        connection.execute(text("DELETE FROM current_figure"))

    writer.dispose()
    pages = create_store_engine(f"sqlite:///{file}", read_only=True)
    assert _figures(pages) == 0
    pages.dispose()
