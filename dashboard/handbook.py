"""Pages of the handbook that are generated from the code they describe."""

from __future__ import annotations

from data_access.importers.registry import all_layouts
from data_access.settings import PREFIX, ROOT, Settings

_BEGIN, _END = "<!-- layouts -->", "<!-- /layouts -->"


def settings_page() -> str:
    """``docs/handbuch/einstellungen.md``: one row per setting."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, tuple):
            shown = ",".join(default) or "leer"
        elif default in {None, ""}:
            shown = "leer"
        else:
            shown = str(default).replace(f"{ROOT}/", "")
        rows.append(f"| `{PREFIX}{name.upper()}` | `{shown}` | {field.description} |")
    table = "\n".join(rows)
    return (
        "# Einstellungen\n\n"
        "Gelesen aus der Umgebung oder aus der Datei `.env` im Projektordner.\n\n"
        "| Einstellung | Vorgabe | Bedeutung |\n|---|---|---|\n"
        f"{table}\n"
    )


def layouts_table() -> str:
    """Layouts and where their files come from, for ``docs/handbuch/daten-einlesen.md``."""
    rows = [f"| {one.TITLE} | `{one.NAME}` | {one.WHERE} |" for one in all_layouts()]
    return "\n".join(
        ("| Datei | Name für `--format` | Wo sie zu holen ist |", "|---|---|---|", *rows)
    )


def with_layouts(chapter: str) -> str:
    """The chapter with its table of layouts as it is now."""
    before, _, rest = chapter.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n\n{layouts_table()}\n\n{_END}{after}"
