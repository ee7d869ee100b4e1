"""A draft of what the office has to say of a table: TOML to be filled in and kept."""

from __future__ import annotations

import json
import re

from pydantic import BaseModel

from data_access.importers.examination import ExaminedTable
from data_access.importers.profiles import Place, Profile, Rule
from data_access.importers.registry import layout_named
from data_access.vocabulary import Origin, StatisticKind

_EXAMPLES = 3


def draft(tables: tuple[ExaminedTable, ...]) -> str:
    """Profiles of the tables, with a question where nobody has said what a text means."""
    seen: dict[tuple[str, str], str] = {}
    for one in tables:
        key = (one.read.layout, one.read.table_id)
        seen.setdefault(key, _table(one))
    return "\n".join(
        (
            "# Was die Spalten und Zeilen dieser Tabelle sind. Ausfüllen, was fehlt, dann:",
            "#   integrationsmonitor mapping save DIESE-DATEI",
            "# Kennzahlen und ihre Schlüssel zeigt die Seite „Daten und Quellen“.",
            "",
            *seen.values(),
        )
    )


def _table(one: ExaminedTable) -> str:
    read, profile = one.read, one.profile
    source = profile.source if profile else source_code(read.layout, read.table_id)
    lines = [
        "[[table]]",
        f"layout = {_text(read.layout)}",
        f"table = {_text(read.table_id)}",
        f"title = {_text((profile.title if profile else '') or read.title)}",
        f"source = {_text(source)}",
    ]
    lines += [
        "",
        "# Kennzahl aller Werte, wo keine Regel eine andere nennt:",
        f"statistic = {_text(profile.statistic or '' if profile else '')}",
        "# Monat und Tag, die eine Jahreszahl meint (31.12. ist „12-31“); leer für Jahreswerte:",
        f"period = {_text(profile.period if profile else '')}",
    ]
    lines += _kept(profile) if profile else []
    if profile is None or profile.new_source:
        lines += _new_source(one, source)
    for rule in profile.rules if profile else ():
        lines += ["", *_rule(rule)]
    lines += _defined(profile) if profile else []
    lines += [
        line for part in one.understood.unknown for line in _question(one, part.text, part.place)
    ]
    lines += ["", *_new_statistic()]
    return "\n".join(lines) + "\n"


def _kept(profile: Profile) -> list[str]:
    """What else was said of the table: an answer replaces all that was said before."""
    lines = []
    if profile.origin is not Origin.PUBLISHED:
        lines.append(f"origin = {_text(profile.origin)}")
    if profile.rest != "ask":
        lines.append(f"rest = {_text(profile.rest)}")
    if profile.note:
        lines.append(f"note = {_text(profile.note)}")
    if profile.rounded_to:
        lines.append(f"rounded_to = {profile.rounded_to}")
    if profile.meanings:
        signs = (f"{_text(sign)} = {_text(meant)}" for sign, meant in profile.meanings.items())
        lines.append(f"meanings = {{ {', '.join(signs)} }}")
    return lines


def _defined(profile: Profile) -> list[str]:
    """Statistics and groups that the profile brings along."""
    lines = []
    for statistic in profile.new_statistics:
        lines += ["", "[[table.new_statistics]]", *_said(statistic)]
    for group in profile.new_groups:
        lines += ["", "[[table.new_groups]]", *_said(group)]
    return lines


def source_code(layout: str, table_id: str) -> str:
    """A code for the source of a table that nobody has named yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", f"{layout}-{table_id}".casefold()).strip("-")
    return plain[:64].rstrip("-")


def _new_source(one: ExaminedTable, code: str) -> list[str]:
    known = one.profile.new_source if one.profile else None
    if known:
        return ["", "[table.new_source]", *_said(known)]
    return [
        "",
        "[table.new_source]",
        f"code = {_text(code)}",
        f"publisher = {_text(layout_named(one.read.layout).TITLE)}",
        f"title = {_text(one.read.title)}",
        f"table_id = {_text(one.read.table_id)}",
        'licence = ""',
    ]


def _rule(rule: Rule) -> list[str]:
    return ["[[table.rules]]", *_said(rule)]


def _said(part: BaseModel) -> list[str]:
    """All that a part says, field by field. A JSON text or number is one of TOML too."""
    said = part.model_dump(mode="json", exclude_defaults=True)
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]


def _question(one: ExaminedTable, text: str, place: Place) -> list[str]:
    cells = one.read.cells
    shown = cells.filter(cells[place.value].str.contains(text, literal=True))
    examples = ", ".join(shown["text"].head(_EXAMPLES).to_list())
    where = "Spalte" if place is Place.SERIES else "Zeile"
    return [
        "",
        f"# {where} {_text(text)}, Werte wie {examples or '(keine)'}.",
        "# Eines davon nennen: statistic, group, sex („weiblich“, „männlich“), ignore = true,",
        "# oder leave_out mit dem Grund.",
        "[[table.rules]]",
        f"text = {_text(text)}",
        f"place = {_text(place)}",
        'statistic = ""',
    ]


def _new_statistic() -> list[str]:
    kinds = ", ".join(kind.value for kind in StatisticKind)
    return [
        "# Eine Kennzahl, die es noch nicht gibt, hier bestimmen (ohne # davor):",
        "# [[table.new_statistics]]",
        '# code = "geburten"',
        '# name = "Lebendgeborene"',
        '# unit = "persons"',
        f"# kind: eines von {kinds}",
        '# kind = "flow"',
        '# definition = "Wen oder was die Kennzahl zählt, in einem Satz."',
    ]


def _text(text: str) -> str:
    # A JSON text is a TOML basic string.
    return json.dumps(str(text), ensure_ascii=False)


def filled(profile: Profile) -> bool:
    """Whether a profile says of at least one text or of all values what they are."""
    return bool(profile.statistic or any(rule.statistic for rule in profile.rules))
