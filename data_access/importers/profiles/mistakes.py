"""What is wrong with a written mapping, in German and with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from data_access.importers.names.nearest import nearest, quoted_question
from data_access.importers.names.text import text_key
from data_access.importers.profiles import model, terms
from data_access.importers.profiles.lines import Path

#: Of a list that may be chosen from, so many entries are told.
_TOLD = 10
#: Shorter beginnings of a word say too little.
_SHORTEST = 3
#: So many are offered.
_OFFERED = 3


@dataclass(frozen=True, order=True)
class Mistake:
    """Something that cannot be understood; ``line`` is 0 where it concerns the whole text."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Zeile {self.line}: {self.what}" if self.line else self.what


#: Sections by the names of their fields, list positions left out, with their form.
SECTIONS: Mapping[tuple[str, ...], type[BaseModel]] = {
    ("table",): model.Profile,
    ("table", "rules"): model.Rule,
    ("table", "new_source"): model.NewSource,
    ("table", "new_source", "delivery"): model.NewDelivery,
    ("table", "new_statistics"): model.NewStatistic,
    ("table", "new_groups"): model.NewGroup,
}
#: Sections of which a table has one; of the others it may have several.
_SINGLE = {("table", "new_source"), ("table", "new_source", "delivery")}
#: What a field chooses from.
_OPTIONS: Mapping[tuple[str, ...], Mapping[Any, str]] = {
    ("table", "origin"): terms.ORIGINS,
    ("table", "rest"): terms.RESTS,
    ("table", "meanings"): terms.SIGNS,
    ("table", "rules", "place"): terms.PLACES,
    ("table", "rules", "sex"): terms.SEXES,
    ("table", "new_statistics", "kind"): terms.KINDS,
    ("table", "new_source", "delivery", "rhythm"): terms.RHYTHMS,
}
_WRONG_FORM = "hat nicht die verlangte Form"
_FORMS = {
    "bool": "verlangt true oder false, ohne Anführungszeichen",
    "int": "verlangt eine ganze Zahl, ohne Anführungszeichen",
    "float": "verlangt eine Zahl mit Punkt statt Komma, ohne Anführungszeichen",
    "string_type": 'verlangt einen Text in geraden Anführungszeichen ("…")',
    "string_too_long": "ist zu lang (höchstens {max_length} Zeichen)",
    "string_too_short": "ist leer",
    "greater_than_equal": "ist zu klein (mindestens {ge})",
    "less_than_equal": "ist zu groß (höchstens {le})",
}
_CODE = (
    "ist kein Schlüssel: erlaubt sind Kleinbuchstaben ohne Umlaute, Ziffern und Bindestriche, "
    "etwa „geburten-deutsche“"
)
_PATTERNS = {"period": "ist kein Monat und Tag wie „12-31“"}
_VALUES = {
    "period": "ist kein Zeitraum wie „2018“, „2018-03“ oder „2018-12-31“",
    "address": "ist keine Webadresse wie „https://www.regionalstatistik.de/“",
    "definition": "ist noch die Vorgabe des Entwurfs; Leserinnen und Leser sähen sie so",
}
#: Months that do not fit, by the field in whose line it is told.
_MONTHS = {
    "months_missing": (
        "rhythm",
        "{rhythm} verlangt from_months und until_months: wie viele Monate nach dem Ende des "
        "Berichtszeitraums die Werte meist frühestens und spätestens erscheinen. Ist das nicht "
        'bekannt, rhythm = "irregular" schreiben.',
    ),
    "months_undated": (
        "rhythm",
        "{rhythm} hat keinen festen Termin: from_months und until_months löschen, oder einen "
        "festen Takt nennen.",
    ),
    "months_reversed": (
        "from_months",
        "{from_months} liegt hinter {until_months}. Zuerst kommt der früheste übliche Monat, dann "
        "der späteste.",
    ),
}


def shape(path: Path) -> tuple[str, ...]:
    """A path without positions in lists."""
    return tuple(part for part in path if isinstance(part, str))


def title(path: Path) -> str:
    """A section as it is headed in the text: [[table.rules]]."""
    names = shape(path)
    return f"[{'.'.join(names)}]" if names in _SINGLE else f"[[{'.'.join(names)}]]"


def written(name: object, value: object) -> str:
    """A field as it stands in the text: unit = "persoms"."""
    if isinstance(value, dict | list):
        return str(name)
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return f"{name} = {shown if len(shown) <= 80 else shown[:77] + '…'}"


def near(text: str, names: Iterable[tuple[str, str]], *, shortest: int = _SHORTEST) -> str:
    """A question whether one of these is meant; empty where none is near.

    Args:
        text: what is written.
        names: spellings, each with what would have to be written.
        shortest: so many letters of a spelling's beginning mean it.
    """
    key = text_key(text)
    listed = [(text_key(spelling), code) for spelling, code in names]
    begun = [code for one, code in listed if len(key) >= shortest and one.startswith(key)]
    found = list(dict.fromkeys((*begun, *nearest(key, listed))))[:_OFFERED]
    return f" {quoted_question(found)}" if found else ""


def choice(what: str, text: str, options: Mapping[Any, str]) -> str:
    """That something is none of what may be chosen, with what may be."""
    spellings = [(str(name), str(name)) for name in options]
    spellings += [(word, str(name)) for name, word in options.items()]
    told = terms.told(dict(list(options.items())[:_TOLD]))
    more = len(options) - _TOLD
    rest = f" und {more} weitere, die das Handbuch nennt" if more > 0 else ""
    return f"{what}.{near(text, spellings, shortest=1)} Möglich: {told}{rest}."


def section_mistakes(given: Mapping[str, Any], line: Callable[[Path], int]) -> Iterator[Mistake]:
    """Sections outside a table, and single ones that must be lists or the other way round."""
    for name, value in given.items():
        if name == "table":
            continue
        inside = ("table", name)
        if inside in SECTIONS:
            what = f"Abschnitt „{name}“ steht außerhalb einer Tabelle; gemeint: {title(inside)}."
        elif isinstance(value, dict | list):
            near_by = near(name, [(one[-1], title(one)) for one in SECTIONS])
            what = f"Den Abschnitt „{name}“ gibt es nicht.{near_by}"
        else:
            what = f"„{written(name, value)}“ steht vor dem ersten [[table]] und gehört darunter."
        yield Mistake(line((name,)), what)


def of_form(
    error: ErrorDetails, table: Path, given: Mapping[str, Any], line: Callable[[Path], int]
) -> Mistake:
    """A field that is missing, unknown, or not of its form.

    Args:
        error: what the form says.
        table: path of the table.
        given: the table as it is written.
        line: of a path; the nearest that there is.
    """
    path = (*table, *error["loc"])
    kind = error["type"]
    if kind == "missing":
        return Mistake(line(path), _missing(path, given, table))
    if kind == "extra_forbidden":
        return Mistake(line(path), _unknown(path, error["input"]))
    if kind in {"tuple_type", "list_type", "dict_type", "model_type"}:
        return Mistake(line(path), f"„{'.'.join(shape(path))}“ muss {title(path)} heißen.")
    if kind in _MONTHS:
        name, said = _MONTHS[kind]
        fields = {field: written(field, value) for field, value in error["input"].items()}
        return Mistake(line((*path, name)), said.format_map(fields))
    if kind == "value_error" and shape(path) == ("table", "rules"):
        return Mistake(line(path), _says_nothing(error["input"]))
    return Mistake(line(path), _not_of_form(path, error))


def _missing(path: Path, given: Mapping[str, Any], table: Path) -> str:
    name = str(path[-1])
    options = _OPTIONS.get(shape(path))
    hint = f" Möglich: {terms.told(options)}." if options else ""
    inside: Any = given
    for part in path[len(table) : -1]:
        inside = inside[part]
    if name in inside:
        return f"{written(name, inside[name])} ist noch nicht ausgefüllt.{hint}"
    return f"In {title(path[:-1])} fehlt „{name}“.{hint}"


def _unknown(path: Path, value: object) -> str:
    section = shape(path)[:-1]
    fields = list(SECTIONS[section].model_fields) if section in SECTIONS else []
    return (
        f"{written(path[-1], value)}: Die Angabe „{path[-1]}“ gibt es in {title(path[:-1])} nicht."
        f"{_meant(section, str(path[-1]), value, fields)} Möglich: {', '.join(fields)}."
    )


def _meant(section: tuple[str, ...], name: str, value: object, fields: Iterable[str]) -> str:
    """A section of this name, else a field of a section below, of this one, of another one."""
    named = [title(one) for one in SECTIONS if one[-1] == name]
    if named and isinstance(value, dict | list):
        return f" Gemeint: {' oder '.join(named)}?"
    having = [one for one, form in SECTIONS.items() if one != section and name in form.model_fields]
    below = [one for one in having if one[:-1] == section]
    offered = "" if below else near(name, [(one, one) for one in fields])
    if offered or not having:
        return offered
    return f" Diese Angabe gehört unter {' oder '.join(map(title, below or having))}."


def _says_nothing(rule: object) -> str:
    text = rule.get("text", "") if isinstance(rule, dict) else ""
    return (
        f"Zu „{text}“ ist noch nichts gesagt. Nötig ist eines von: statistic, group, sex, period, "
        "ignore = true, leave_out mit dem Grund."
    )


def _not_of_form(path: Path, error: ErrorDetails) -> str:
    name, kind = str(path[-1]), error["type"]
    said = written(name, error["input"])
    options = _OPTIONS.get(shape(path)) or _OPTIONS.get(shape(path)[:-1])
    if options and kind in {"enum", "literal_error"}:
        return choice(f"{said} ist nicht möglich", str(error["input"]), options)
    if kind == "string_pattern_mismatch":
        return f"{said} {_PATTERNS.get(name, _CODE)}."
    if kind == "value_error":
        return f"{said} {_VALUES.get(name, _WRONG_FORM)}."
    return f"{said} {_form_of(kind).format_map(error.get('ctx', {}))}."


def _form_of(kind: str) -> str:
    return _FORMS.get(kind) or _FORMS.get(kind.split("_", maxsplit=1)[0]) or _WRONG_FORM


#: What Python's reader of TOML says, by the beginning of its English sentence, and what we say.
_SYNTAX = (
    (r"Expected '=' after a key", "Hinter dem Namen fehlt das Gleichheitszeichen"),
    (
        r"Invalid value",
        'Der Wert ist nicht zu lesen: Texte stehen in geraden Anführungszeichen ("…"), nicht in '
        "„…“ oder ohne",
    ),
    (r"Unterminated string|Illegal character '\\n'", "Das Anführungszeichen am Ende fehlt"),
    (r"Unescaped '\\'|Invalid hex value", 'Ein \\ im Text wird doppelt geschrieben: "\\\\"'),
    (r"Cannot overwrite|Cannot mutate|Duplicate inline", "Dieselbe Angabe steht zweimal da"),
    (r"Cannot declare", "Derselbe Abschnitt steht zweimal da; mehrere beginnen mit [[…]]"),
    (
        r"Expected '\]\]?'",
        "Die eckige Klammer am Ende fehlt; Abschnitte beginnen etwa mit [[table]]",
    ),
    (r"Unclosed array", "Die eckige Klammer am Ende der Liste fehlt"),
    (r"Unclosed inline table", "Die geschweifte Klammer am Ende fehlt"),
    (
        r"Invalid (?:initial character|statement)",
        "Die Zeile ist weder Angabe (name = …) noch Abschnitt ([[…]]); Anmerkungen beginnen mit #",
    ),
    (
        r"Expected newline or end of document",
        "Hinter dem Wert steht noch etwas; jede Angabe hat ihre eigene Zeile",
    ),
)
_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)$")


def of_syntax(message: str, text: str) -> Mistake:
    """What keeps a text from being TOML at all."""
    place = _PLACE.search(message)
    lines = text.splitlines() or [""]
    number = int(place[1]) if place and place[1] else len(lines)
    said = next((german for english, german in _SYNTAX if re.match(english, message)), "")
    shown = lines[min(number, len(lines)) - 1].strip()[:80]
    what = said or "Die Zeile ist kein TOML"
    return Mistake(number, f"{what}. Dort steht: {shown or '(nichts)'}")
