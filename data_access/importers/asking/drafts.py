"""A draft of what the office has to say of a table: TOML to be filled in and kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from textwrap import wrap

from pydantic import BaseModel
from sqlalchemy import Connection

from data_access.importers.answers.offers import near_groups
from data_access.importers.asking.publishers import Publisher, publisher_of
from data_access.importers.examination import Examination, ExaminedTable
from data_access.importers.interpretation.meanings import Unknown
from data_access.importers.names import GroupDirectory
from data_access.importers.profiles import NewDelivery, Profile, Rule
from data_access.importers.profiles.model import TO_BE_DEFINED
from data_access.importers.profiles.terms import KINDS, PLACES, RHYTHMS
from data_access.importers.registry import layout_named
from data_access.units import NAMES as UNITS
from data_access.vocabulary import Origin, Rhythm
from data_access.words import NBSP

_NOBODY = Publisher("")
_EXAMPLES = 3
#: Where nobody knows how a source delivers, the draft shows how it would be said.
_EXAMPLE = NewDelivery(
    rhythm=Rhythm.YEARLY,
    from_months=6,
    until_months=12,
    deliverer="Statistikstelle der Stadt",
    site="Statistikportal der Stadt",
    address="https://www.beispiel.de/",
    ground="Angabe des Amts.",
)
_HINTS = {
    "from_months": "   # so viele Monate nach dem Ende des Berichtszeitraums meist frühestens",
    "until_months": "   # und spätestens; beides nur, wo der Takt einen festen Termin hat",
    "deliverer": "   # wer liefert",
    "site": "   # wo das Amt die Tabelle bekommt",
    "ground": "   # worauf das beruht",
}
#: Width of comments.
_WIDTH = 96


def draft(
    tables: tuple[ExaminedTable, ...],
    groups: GroupDirectory | None = None,
    publishers: Mapping[str, Publisher] | None = None,
) -> str:
    """Profiles of the tables, with a question where nobody has said what a text means.

    Args:
        tables: of a file; sheets of one table come once.
        groups: to name the keys of groups that may be meant.
        publishers: of tables that nobody has seen before, by layout.
    """
    seen: dict[tuple[str, str], list[ExaminedTable]] = {}
    for one in tables:
        seen.setdefault((one.read.layout, one.read.table_id), []).append(one)
    found = (_drafted(some, groups, publishers or {}) for some in seen.values())
    return "\n".join((*_guide(), *found))


def draft_of(connection: Connection, examination: Examination) -> str:
    """A draft for all tables of a file."""
    layouts = {one.read.layout for one in examination.tables}
    publishers = {name: publisher_of(connection, name) for name in layouts}
    return draft(examination.tables, examination.known.groups, publishers)


def written(profile: Profile) -> str:
    """A mapping as it is kept, to be edited and saved again."""
    return "\n".join((*_guide(), _table(profile.layout, profile.table, profile.title, profile)))


def _guide() -> list[str]:
    """What each field may be, for somebody without the handbook."""
    units = (f"{unit} ({word})" for unit, word in UNITS.items())
    return [
        "# Was die Spalten und Zeilen einer Tabelle sind. Ausfüllen, was leer ist, dann:",
        "#   integrationsmonitor mapping save DIESE-DATEI",
        "# Texte stehen in geraden Anführungszeichen. Was hinter # steht, wird nicht gelesen.",
        "#",
        "# Schlüssel suchen:",
        "#   integrationsmonitor keys statistics SUCHWORT   (statistic: Kennzahl)",
        "#   integrationsmonitor keys groups SUCHWORT       (group: Gruppe von Menschen)",
        "#   integrationsmonitor keys sources SUCHWORT      (source: Quelle)",
        "# Einheiten (unit):",
        *_comment(units),
        "# Arten von Kennzahlen (kind):",
        *(f"#   {kind.value:<9} {word}" for kind, word in KINDS.items()),
        "# Wie oft eine Quelle liefert (rhythm):",
        *(f"#   {rhythm.value:<12} {word}" for rhythm, word in RHYTHMS.items()),
        "",
    ]


def _comment(parts: Iterable[str]) -> list[str]:
    """Parts one after the other, none of them over two lines."""
    text = ", ".join(part.replace(" ", NBSP) for part in parts)
    lines = wrap(text, _WIDTH, initial_indent="#   ", subsequent_indent="#   ")
    return [line.replace(NBSP, " ") for line in lines]


def _drafted(
    tables: list[ExaminedTable], groups: GroupDirectory | None, publishers: Mapping[str, Publisher]
) -> str:
    first = tables[0]
    read = first.read
    parts = {part.text: (one, part) for one in tables for part in one.understood.unknown}
    questions = [line for one, part in parts.values() for line in _question(one, part, groups)]
    publisher = publishers.get(read.layout) or Publisher(layout_named(read.layout).TITLE)
    return _table(read.layout, read.table_id, read.title, first.profile, questions, publisher)


def _table(
    layout: str,
    table_id: str,
    title: str,
    profile: Profile | None,
    questions: Iterable[str] = (),
    publisher: Publisher = _NOBODY,
) -> str:
    source = profile.source if profile else source_code(layout, table_id)
    title = (profile.title if profile else "") or title
    lines = [
        "[[table]]",
        f"layout = {_text(layout)}",
        f"table = {_text(table_id)}",
        f"title = {_text(title)}",
        f"source = {_text(source)}",
        "",
        "# Kennzahl aller Werte, wo keine Regel eine andere nennt:",
        f"statistic = {_text(profile.statistic or '' if profile else '')}",
        "# Monat und Tag, die eine Jahreszahl meint (31.12. ist „12-31“); leer für Jahreswerte:",
        f"period = {_text(profile.period if profile else '')}",
        *(_kept(profile) if profile else ()),
    ]
    if not profile or profile.rest == "ask":
        lines += ["# Texte ohne Regel nicht übernehmen, statt zu fragen (ohne # davor):"]
        lines += ['# rest = "leave_out"']
    if profile is None or profile.new_source:
        lines += _new_source(layout, table_id, title, profile, publisher)
    for rule in profile.rules if profile else ():
        lines += ["", *_rule(rule)]
    lines += _defined(profile) if profile else []
    lines += [*questions, "", *_new_statistic()]
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


def _new_source(
    layout: str, table_id: str, title: str, profile: Profile | None, publisher: Publisher
) -> list[str]:
    if profile and profile.new_source:
        source = profile.new_source
        said = _said(source.model_copy(update={"delivery": None}))
        return ["", "[table.new_source]", *said, *_delivery(source.delivery)]
    return [
        "",
        "# Woher die Tabelle kommt. Die Lizenz ist die anderer Tabellen desselben Herausgebers und",
        "# darf leer bleiben, wo er keine nennt:",
        "[table.new_source]",
        f"code = {_text(source_code(layout, table_id))}",
        f"publisher = {_text(publisher.name)}",
        f"title = {_text(title)}",
        f"table_id = {_text(table_id)}",
        f"licence = {_text(publisher.licence)}",
        *_delivery(publisher.delivery, proposed=True),
    ]


def _delivery(said: NewDelivery | None, *, proposed: bool = False) -> list[str]:
    """How the source delivers: as it is kept, as other tables do, or how it would be said."""
    if said and not proposed:
        return ["", "[table.new_source.delivery]", *_said(said)]
    lines = [
        "",
        "# Wie oft neue Werte kommen und wer sie liefert. Daraus sagt „Daten und Quellen“, wann",
        "# die nächste Lieferung zu erwarten und ob sie überfällig ist.",
    ]
    if said is None:
        return [
            *lines,
            "# Ist es bekannt, vor den folgenden Zeilen das # entfernen:",
            *(f"# {line}" for line in _delivery_lines(_EXAMPLE)),
        ]
    return [
        *lines,
        "# Vorgeschlagen ist, was für andere Tabellen desselben Herausgebers gilt: ändern, was",
        "# hier anders ist, oder den Abschnitt löschen, wenn es nicht bekannt ist:",
        *_delivery_lines(said),
    ]


def _delivery_lines(said: NewDelivery) -> list[str]:
    given = said.model_dump(mode="json", exclude_none=True)
    lines = ["[table.new_source.delivery]"]
    for name, example in _EXAMPLE.model_dump(mode="json").items():
        line = f"{name} = {_value(given.get(name, example))}{_HINTS.get(name, '')}"
        lines.append(line if name in given else f"# {line}")
    return lines


def _rule(rule: Rule) -> list[str]:
    return ["[[table.rules]]", *_said(rule)]


def _said(part: BaseModel) -> list[str]:
    """All that a part says, field by field. A JSON text or number is one of TOML too."""
    said = part.model_dump(mode="json", exclude_defaults=True)
    return [f"{name} = {_value(value)}" for name, value in said.items()]


def _question(one: ExaminedTable, part: Unknown, groups: GroupDirectory | None) -> list[str]:
    shown = one.read.under(part.place.value, part.text)
    # A comment ends with its line.
    examples = ", ".join(" ".join(one.split()) for one in shown["text"].head(_EXAMPLES))
    near = near_groups(groups, part.nearest) if groups else ()
    return [
        "",
        f"# {PLACES[part.place]} {_text(part.text)}, Werte wie {examples or '(keine)'}.",
        "# statistic ausfüllen, oder vor einer der anderen Zeilen das # entfernen:",
        "[[table.rules]]",
        f"text = {_text(part.text)}",
        f"place = {_text(part.place)}",
        'statistic = ""',
        *(f"# group = {_text(near_by.key)}   # {near_by.name}" for near_by in near),
        *(() if near else ('# group = ""   # Gruppe von Menschen, etwa "deutsche"',)),
        '# sex = "weiblich"   # oder "männlich"',
        "# ignore = true   # sagt nichts weiter, etwa „Wert“ oder eine Einheit",
        '# leave_out = "wird nicht gebraucht"   # nicht übernehmen, mit dem Grund',
    ]


def _new_statistic() -> list[str]:
    return [
        "# Eine Kennzahl, die es noch nicht gibt, wird so bestimmt (das # davor entfernen):",
        "# [[table.new_statistics]]",
        '# code = "geburten"   # Schlüssel: Kleinbuchstaben ohne Umlaute, Ziffern, Bindestriche',
        '# name = "Lebendgeborene"',
        f'# definition = "{TO_BE_DEFINED}"',
        '# unit = "persons"',
        '# kind = "flow"',
        "# decimals = 0   # Stellen nach dem Komma",
    ]


def _value(value: object) -> str:
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    # A JSON text is a TOML basic string, but for a sign that only TOML wants written out.
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")
