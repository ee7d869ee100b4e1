"""``serve`` starts on a database that it can use, and otherwise says in German what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import text

from data_access.engine import create_store_engine, writing
from data_access.migrate import migrate
from data_access.settings import ROOT
from tests.support.commands import refused, run, started
from tests.support.serving import environment, filled, free_port, serving

UNREADABLE = "kann nicht geöffnet, gelesen oder beschrieben werden"
NO_URL = "Die Datenbank-Adresse ist keine gültige SQLAlchemy-URL"


def serve(url: str, *, ordinary: bool = False, **settings: str) -> subprocess.CompletedProcess[str]:
    """Start the server, which is expected to end at once."""
    return run("serve", "--port", str(free_port()), url=url, ordinary=ordinary, **settings)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The newest schema."""
    return filled(tmp_path, counties=(), demo=False)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("keine adresse", NO_URL),
        ("postgresql://amt:geheim@rechner:achtzig/zahlen", NO_URL),
        ("mysql://amt:geheim@rechner/zahlen", "Die Datenbank-Art „mysql“ wird nicht unterstützt"),
        ("postgresql://amt:geheim@127.0.0.1:1/zahlen", "Die Datenbank ist nicht erreichbar"),
        ("sqlite:////nirgends/monitor.db", "Die Datenbank ist noch nicht eingerichtet"),
    ],
)
def test_a_wrong_or_unreachable_database(url: str, said: str) -> None:
    result = serve(url)
    refused(result, said)
    assert "geheim" not in result.stderr


def test_a_wrong_address_of_a_replica(database: str) -> None:
    result = serve(database, read_url="postgresql://amt:geheim@rechner:achtzig/zahlen")
    refused(result, NO_URL)
    assert "Wo: Einstellung INTEGRATIONSMONITOR_READ_URL" in result.stderr
    assert "geheim" not in result.stderr


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder with a database, below one that everybody may enter."""
    with tempfile.TemporaryDirectory(prefix="monitor-") as name:
        folder = Path(name)
        filled(folder, counties=(), demo=False)
        yield folder
        folder.chmod(0o755)


@pytest.mark.parametrize(
    ("folder_mode", "file_mode"), [(0o000, 0o644), (0o755, 0o000)], ids=["folder", "file"]
)
def test_no_right_to_read(public_folder: Path, folder_mode: int, file_mode: int) -> None:
    (public_folder / "monitor.db").chmod(file_mode)
    public_folder.chmod(folder_mode)
    refused(serve(f"sqlite:///{public_folder / 'monitor.db'}", ordinary=True), UNREADABLE)


def test_no_right_to_write_what_migrate_makes(public_folder: Path) -> None:
    (public_folder / "monitor.db").unlink()
    public_folder.chmod(0o555)
    result = run("migrate", url=f"sqlite:///{public_folder / 'monitor.db'}", ordinary=True)
    refused(result, UNREADABLE)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "leer.db").touch()
    result = serve(f"sqlite:///{tmp_path / 'leer.db'}")
    refused(result, "Die Datenbank ist leer und noch nicht eingerichtet")
    assert "„integrationsmonitor migrate“" in result.stderr


def test_an_older_schema(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alt.db'}"
    engine = create_store_engine(url, read_only=False)
    migrate(engine, to_version="0001")
    engine.dispose()
    result = serve(url)
    refused(result, "auf einem älteren Stand")
    assert "„integrationsmonitor migrate“" in result.stderr


def test_the_schema_of_a_newer_programme(database: str) -> None:
    engine = create_store_engine(database, read_only=False)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    refused(serve(database), "von einer neueren Fassung des Programms")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("keine", "Verlangt wird eine ganze Zahl"),
        ("0", "Verlangt wird mindestens 1"),
        ("101", "Verlangt wird höchstens 100"),
    ],
)
def test_a_bad_limit_of_small_cells(given: str, reason: str, database: str) -> None:
    refused(
        serve(database, small_cell_limit=given),
        f"Die Einstellung INTEGRATIONSMONITOR_SMALL_CELL_LIMIT ist ungültig ({reason}).",
    )


def test_a_default_county_that_the_database_does_not_hold(tmp_path: Path) -> None:
    result = serve(filled(tmp_path, counties=("03241",)), default_county="99999")
    refused(
        result, "Die Einstellung INTEGRATIONSMONITOR_DEFAULT_COUNTY nennt den Kreis „99999“; den"
    )
    assert "(03241, muster)" in result.stderr


def test_a_default_county_while_there_is_none_at_all(database: str) -> None:
    with serving(database, default_county="99999"):
        pass


def test_without_a_setting_any_county_will_do(tmp_path: Path) -> None:
    """The one that a missing setting stands for is not loaded here."""
    with serving(filled(tmp_path, counties=("03241",), demo=False)) as served:
        asked = Request(f"{served.url}/verteilung", headers={"Accept": "text/html"})
        with urlopen(asked, timeout=30) as answer:
            assert "Landeshauptstadt Hannover" in answer.read().decode("utf-8")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("STREAMLIT_RUNNER_POST_SCRIPT_GC", "true"),
        ("STREAMLIT_SERVER_FILE_WATCHER_TYPE", "auto"),
        ("STREAMLIT_CLIENT_SHOW_ERROR_DETAILS", "full"),
    ],
)
def test_an_environment_that_asks_streamlit_for_something_else(
    variable: str, value: str, database: str
) -> None:
    result = started(
        *("serve", "--port", str(free_port())),
        environment={**environment(database), variable: value},
    )
    refused(result, f"Die Umgebungsvariable {variable} verlangt einen anderen Wert")


def test_an_environment_that_asks_streamlit_for_the_same(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_RUNNER_POST_SCRIPT_GC", "False")
    monkeypatch.setenv("STREAMLIT_THEME_BASE", "light")
    with serving(database):
        pass


def test_a_changed_file_of_options(database: str, tmp_path: Path) -> None:
    """The whole programme in another place, with a file of options that somebody changed."""
    place = tmp_path / "anderswo"
    place.mkdir()
    for name in ("dashboard", "data_access", "pages"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    options = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    (place / ".streamlit").mkdir()
    file = place / ".streamlit" / "config.toml"
    file.write_text(options.replace("postScriptGC = false", "postScriptGC = true"), "utf-8")
    program = "import sys; from dashboard.cli import main; sys.exit(main())"
    result = subprocess.run(
        [sys.executable, "-c", program, "serve", "--port", str(free_port())],
        env=environment(database),
        cwd=place,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    refused(result, "Die Streamlit-Option runner.postScriptGC hat den Wert „true“ statt „false“")
    assert f"Wo: {file}" in result.stderr
