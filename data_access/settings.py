"""All settings, typed, in one place. ``docs/handbuch/einstellungen.md`` is generated from here."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from data_access.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
PREFIX = "INTEGRATIONSMONITOR_"

#: What pydantic calls a mistake, and how we explain it.
_REASONS = {
    "int_parsing": "Verlangt wird eine ganze Zahl",
    "int_parsing_size": "Die Zahl ist zu lang",
    "bool_parsing": "Verlangt wird true oder false",
    "greater_than_equal": "Verlangt wird mindestens {ge}",
    "less_than_equal": "Verlangt wird höchstens {le}",
}
_OTHER_REASON = "Der Wert hat nicht die verlangte Form"


class Settings(BaseSettings):
    """Settings from the environment or from ``.env`` in the project folder."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ROOT / ".env",
        # Editors of Windows put a mark before the first name, which would not be ours with it.
        env_file_encoding="utf-8-sig",
        extra="ignore",
        frozen=True,
    )

    database_url: str = Field(
        default=f"sqlite:///{VAR / 'integrationsmonitor.db'}",
        description="Adresse der Datenbank (SQLAlchemy-URL). Ohne Angabe die mitgelieferte "
        "SQLite-Datei unter var/.",
    )
    read_url: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Adressen von Kopien, aus denen die Seiten lesen, durch Komma getrennt. Es "
        "gilt die erste, die antwortet; antwortet keine, lesen die Seiten aus DATABASE_URL.",
    )
    counties: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("03254", "03157", "03357", "03241", "03"),
        description="Schlüssel der Kreise, deren veröffentlichte Zahlen geladen werden, durch "
        "Komma getrennt.",
    )
    default_county: str = Field(
        default="03254",
        description="Kreis, der ohne Angabe in der Adresse gezeigt wird.",
    )
    small_cell_limit: int = Field(
        default=3,
        ge=1,
        le=100,
        description="Eigene Zählungen des Amtes unter dieser Personenzahl werden nicht gezeigt.",
    )
    release_step: bool = Field(
        default=False,
        description="Zweiter Schritt vor der Veröffentlichung: Eingelesene Werte warten, bis eine "
        "Lieferung freigegeben wird. Ohne ihn gelten sie sofort.",
    )
    data_care: bool = Field(
        default=False,
        description="Seite „Datenpflege“ (/datenpflege) zum Einlesen und Freigeben anbieten. Sie "
        "antwortet nur auf demselben Rechner.",
    )
    imprint_text: str = Field(default="", description="Text der Seite „Impressum“ (Markdown).")
    privacy_text: str = Field(
        default="",
        description="Text der Seite „Datenschutz“ (Markdown); ergänzt den Grundtext.",
    )
    accessibility_text: str = Field(
        default="",
        description="Text der Seite „Barrierefreiheit“ (Markdown); ersetzt den Grundtext.",
    )
    contact_email: str = Field(
        default="", description="Adresse für Rückmeldungen zu Barrieren und Zahlen."
    )

    @field_validator("counties", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("read_url", mode="before")
    @classmethod
    def _split_urls(cls, value: object) -> object:
        if isinstance(value, str):
            # Only before the next address: one of several hosts has commas of its own.
            parts = re.split(r",(?=\s*(?:[a-z][a-z0-9+]*://|$))", value)
            return tuple(part.strip() for part in parts if part.strip())
        return value


def load_settings() -> Settings:
    """Read the settings afresh.

    Raises:
        SettingsError: a value is not of its type; names the setting and the reason. Or the file
            cannot be read.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        reason = _reason(first["type"], first.get("ctx", {}))
        raise SettingsError(
            f"Die Einstellung {name} ist ungültig ({reason}).",
            where="Umgebung oder Datei .env",
            remedy="Wert berichtigen; alle Einstellungen stehen in docs/handbuch/einstellungen.md.",
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            "Die Datei .env enthält Zeichen, die kein UTF-8 sind.",
            where=str(Settings.model_config.get("env_file")),
            remedy="Die Datei in einem Texteditor öffnen und mit der Kodierung UTF-8 speichern.",
        ) from error
    except OSError as error:
        raise SettingsError(
            "Die Datei .env kann nicht gelesen werden.",
            where=str(Settings.model_config.get("env_file")),
            remedy="Diesem Benutzerkonto das Leserecht an der Datei geben oder sie entfernen.",
        ) from error


def _reason(kind: str, limits: dict[str, Any]) -> str:
    return _REASONS.get(kind, _OTHER_REASON).format(**limits)


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return load_settings()
