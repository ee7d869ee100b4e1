"""Pages of the handbook that are generated from the code they describe."""

from __future__ import annotations

from data_access.settings import PREFIX, ROOT, Settings


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
