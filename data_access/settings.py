"""All settings, typed, in one place. ``docs/handbuch/einstellungen.md`` is generated from here."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from data_access.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
PREFIX = "INTEGRATIONSMONITOR_"


class Settings(BaseSettings):
    """Settings from the environment or from ``.env`` in the project folder."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ROOT / ".env", extra="ignore", frozen=True
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
        SettingsError: a value is not of its type; names the setting and the reason.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"Die Einstellung {name} ist ungültig ({first['msg']}).",
            where="Umgebung oder Datei .env",
            remedy="Wert berichtigen; alle Einstellungen stehen in docs/handbuch/einstellungen.md.",
        ) from error


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return load_settings()
