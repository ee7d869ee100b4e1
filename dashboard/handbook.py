"""Pages of the handbook that are generated from the code they describe."""

from __future__ import annotations

from data_access.importers.profiles.terms import KINDS, RHYTHMS
from data_access.importers.registry import all_layouts
from data_access.importers.templates import Template, templates
from data_access.importers.templates.guide import content_of
from data_access.importers.templates.model import Column, Sheet
from data_access.settings import PREFIX, ROOT, Settings
from data_access.units import NAMES as UNITS

#: So many units fit beside each other on a page.
_COLUMNS = 2


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
        ("| Aufbau der Datei | Name für `--format` | Wo sie zu holen ist |", "|---|---|---|", *rows)
    )


def units_table() -> str:
    """Units that a new statistic may have."""
    cells = [f"`{unit}` | {word}" for unit, word in UNITS.items()]
    cells += [" | "] * (-len(cells) % _COLUMNS)
    rows = [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]
    head = " | ".join(["`unit` | Einheit"] * _COLUMNS)
    return "\n".join(
        (f"| {head} |", "|---" * 2 * _COLUMNS + "|", *(f"| {' | '.join(row)} |" for row in rows))
    )


def kinds_table() -> str:
    """Kinds that a new statistic may be of."""
    rows = [f"| `{kind.value}` | {word} |" for kind, word in KINDS.items()]
    return "\n".join(("| `kind` | Art |", "|---|---|", *rows))


def rhythms_table() -> str:
    """How often a new source may deliver."""
    rows = [f"| `{rhythm.value}` | {word} |" for rhythm, word in RHYTHMS.items()]
    return "\n".join(("| `rhythm` | Neue Werte kommen |", "|---|---|", *rows))


_TABLES = {
    "layouts": layouts_table,
    "units": units_table,
    "kinds": kinds_table,
    "rhythms": rhythms_table,
}


def with_tables(chapter: str) -> str:
    """The chapter with its tables of layouts, units, kinds and rhythms as they are now."""
    for name, table in _TABLES.items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, _, rest = chapter.partition(begin)
        _, _, after = rest.partition(end)
        chapter = f"{before}{begin}\n\n{table()}\n\n{end}{after}"
    return chapter


_TEMPLATES = """# Vorlagen

Für Angaben, die keine Statistik liefert, gibt es eigene Excel-Vorlagen. Jede wird für einen Kreis
geschrieben, damit die Auswahllisten seine Gemeinden, Kursarten, Träger und Ziele zeigen:

    integrationsmonitor template                                alle Vorlagen auflisten
    integrationsmonitor template sprachkurse --out kurse.xlsx   eine leere Vorlage schreiben

Mit `--county KREIS` für einen anderen Kreis als den voreingestellten, mit `--filled` stehen bei
Kursen, Zielen und Maßnahmen die Zeilen schon darin, die die Datenbank kennt.

- Erkannt wird eine Vorlage an der ersten Zeile ihrer Blätter, nicht am Namen der Datei.
- Spalten mit * müssen in jeder ausgefüllten Zeile stehen. Spalten dürfen verschoben werden; eigene
  Spalten daneben werden nicht gelesen.
- Formeln sind erlaubt, wo eine Zahl, ein Datum oder ein Monat steht. Gelesen wird das Ergebnis, das
  Excel gespeichert hat.
- In Spalten mit Kennzahlen gelten auch die Zeichen der amtlichen Statistik: `-` nichts vorhanden,
  `.` unbekannt oder geheim, `x` nicht sinnvoll, `/` nicht sicher genug, `*` geheim, `...` folgt.
  Eine leere Zelle ändert dort nichts: Ein Wert, der schon eingelesen ist, bleibt. Ist er nicht
  mehr bekannt, kommt `.` hinein; war er falsch, die Lieferung zurückziehen.
- Nur Anzahlen. Eine Datei mit Namen, Geburtsdaten oder Aktenzeichen von Menschen wird abgelehnt,
  auch wenn sie neben der Tabelle stehen („Name“, „Ansprechpartner:in“) oder in einer Bemerkung
  („Frau …“). Namen von Orten, Trägern und Angeboten dürfen dort stehen; heißt ein Angebot „Frau
  Holle“, gehört es in Anführungszeichen.
- Bei Listen (Kurse, Ziele) bleibt stehen, was die Datei nicht nennt. Ein x in der Spalte
  „Entfällt“ nimmt eine Zeile heraus, mit allem, was nur zu ihr gehört.
"""


def templates_page() -> str:
    """``docs/handbuch/vorlagen.md``: the columns of every template."""
    return _TEMPLATES + "".join(_template_section(one) for one in templates())


def _template_section(template: Template) -> str:
    hints = "".join(f"\n- {hint}" for hint in template.hints)
    sheets = "".join(_sheet_section(one) for one in template.sheets)
    head = f"\n## {template.title}\n\n`{template.name}`: {template.explanation}\n"
    return f"{head}{hints}{chr(10) if hints else ''}{sheets}"


def _sheet_section(sheet: Sheet) -> str:
    rows = [_column_row(one, "über der Tabelle") for one in sheet.fields]
    rows += [_column_row(one, "*" if one.required else "") for one in sheet.all_columns]
    table = "\n".join(rows)
    return (
        f"\n### Blatt „{sheet.title}“\n\n{sheet.explanation}\n\n"
        "| Spalte | | Was hineingehört | Bedeutung |\n|---|---|---|---|\n"
        f"{table}\n"
    )


def _column_row(column: Column, need: str) -> str:
    return f"| {column.title} | {need} | {content_of(column)} | {column.explanation} |"
