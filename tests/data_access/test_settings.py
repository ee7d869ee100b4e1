"""Settings: typed, from environment or .env, with errors that name the setting."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from pydantic import ValidationError

from data_access.errors import EXIT_DATABASE, SettingsError
from data_access.settings import PREFIX, VAR, Settings, load_settings, settings
from tests.support.accounts import ordinary_rights


def test_without_any_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(f"{PREFIX}DATABASE_URL")

    found = load_settings()

    assert found.database_url == f"sqlite:///{VAR / 'integrationsmonitor.db'}"
    assert found.read_url == ()
    assert found.counties == ("03254", "03157", "03357", "03241", "03")
    assert found.default_county == "03254"
    assert found.small_cell_limit == 3


def test_tests_never_see_the_developers_database() -> None:
    assert str(VAR) not in load_settings().database_url


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("postgresql://amt@kopie/zahlen", ("postgresql://amt@kopie/zahlen",)),
        (
            " postgresql://a/zahlen , sqlite:////srv/kopie.db,",
            ("postgresql://a/zahlen", "sqlite:////srv/kopie.db"),
        ),
        ("postgresql://a:1,b:2/x,postgresql://c/x", ("postgresql://a:1,b:2/x", "postgresql://c/x")),
        ("keine Adresse", ("keine Adresse",)),
        ("", ()),
    ],
)
def test_copies_to_read_from(
    monkeypatch: pytest.MonkeyPatch, text: str, urls: tuple[str, ...]
) -> None:
    monkeypatch.setenv(f"{PREFIX}READ_URL", text)

    assert load_settings().read_url == urls


@pytest.mark.parametrize(
    ("text", "counties"),
    [
        ("03254", ("03254",)),
        (" 03254 , 03157,", ("03254", "03157")),
        ("", ()),
    ],
)
def test_counties_are_split_at_commas(
    monkeypatch: pytest.MonkeyPatch, text: str, counties: tuple[str, ...]
) -> None:
    monkeypatch.setenv(f"{PREFIX}COUNTIES", text)

    assert load_settings().counties == counties


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("keine", "Verlangt wird eine ganze Zahl"),
        ("2,5", "Verlangt wird eine ganze Zahl"),
        ("", "Verlangt wird eine ganze Zahl"),
        ("9" * 5000, "Die Zahl ist zu lang"),
        ("0", "Verlangt wird mindestens 1"),
        ("101", "Verlangt wird höchstens 100"),
    ],
    ids=lambda text: text[:10],
)
def test_a_wrong_value_is_told_in_german(
    monkeypatch: pytest.MonkeyPatch, text: str, reason: str
) -> None:
    monkeypatch.setenv(f"{PREFIX}SMALL_CELL_LIMIT", text)

    with pytest.raises(SettingsError) as refused:
        load_settings()

    assert refused.value.what == (
        f"Die Einstellung INTEGRATIONSMONITOR_SMALL_CELL_LIMIT ist ungültig ({reason})."
    )
    assert refused.value.where == "Umgebung oder Datei .env"
    assert "docs/handbuch/einstellungen.md" in refused.value.remedy
    assert refused.value.exit_code == EXIT_DATABASE


def test_the_environment_goes_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text(f"{PREFIX}DEFAULT_COUNTY=03157\n{PREFIX}SMALL_CELL_LIMIT=5\nANDERES=1\n")
    monkeypatch.setitem(Settings.model_config, "env_file", file)
    monkeypatch.setenv(f"{PREFIX}SMALL_CELL_LIMIT", "7")

    found = load_settings()

    assert (found.default_county, found.small_cell_limit) == ("03157", 7)


def test_a_mistake_without_a_text_of_its_own_is_told_in_german(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A setting of a new type may have mistakes that nobody thought of."""
    monkeypatch.setattr("data_access.settings._REASONS", {})
    monkeypatch.setenv(f"{PREFIX}SMALL_CELL_LIMIT", "keine")

    with pytest.raises(SettingsError, match=r"Der Wert hat nicht die verlangte Form\)\."):
        load_settings()


def test_a_file_as_editors_of_windows_write_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text(f"{PREFIX}DEFAULT_COUNTY=03157\r\n", "utf-8-sig")
    monkeypatch.setitem(Settings.model_config, "env_file", file)

    assert load_settings().default_county == "03157"


def test_a_file_of_another_encoding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"{PREFIX}IMPRINT_TEXT=Grüße\n", "latin-1")
    monkeypatch.setitem(Settings.model_config, "env_file", file)

    with pytest.raises(SettingsError) as refused:
        load_settings()

    assert "UTF-8" in refused.value.what
    assert refused.value.where == str(file)
    assert "UTF-8" in refused.value.remedy


def test_a_file_without_the_right_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(prefix="monitor-") as name:
        Path(name).chmod(0o755)
        file = Path(name) / ".env"
        file.touch(0o000)
        monkeypatch.setitem(Settings.model_config, "env_file", file)

        with ordinary_rights(), pytest.raises(SettingsError) as refused:
            load_settings()

    assert refused.value.what == "Die Datei .env kann nicht gelesen werden."
    assert refused.value.where == str(file)


def test_settings_are_read_once_and_cannot_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    first = settings()
    monkeypatch.setenv(f"{PREFIX}DEFAULT_COUNTY", "03157")

    assert settings() is first
    with pytest.raises(ValidationError):
        first.default_county = "03357"  # type: ignore[misc]


def test_every_setting_says_in_german_what_it_does() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith((".", ").")), name
