"""Whether a written mapping names only what this installation has, or what it defines itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from data_access import units
from data_access.importers.names.groups import GROUP_JOINT, TOTAL
from data_access.importers.names.text import text_key
from data_access.importers.profiles.defined import Form, New, Standing, form_of, standing
from data_access.importers.profiles.lines import Path
from data_access.importers.profiles.mistakes import Mistake, choice, near, written
from data_access.importers.profiles.model import NewGroup, NewSource, NewStatistic, Place
from data_access.importers.registry import all_layouts
from data_access.schema.statistics import PopulationGroup, Source, Statistic
from data_access.words import counted

_Line = Callable[[Path], int]


@dataclass(frozen=True)
class KnownNames:
    """Codes of what can be named, with its name.

    Attributes:
        standing: what the database has under a code.
    """

    layouts: Mapping[str, str]
    statistics: Mapping[str, str]
    groups: Mapping[str, str]
    sources: Mapping[str, str]
    standing: Callable[[Form, str], Standing | None]


def read_known_names(connection: Connection) -> KnownNames:
    """What this installation has."""
    return KnownNames(
        layouts={one.NAME: one.TITLE for one in all_layouts()},
        statistics=dict(connection.execute(select(Statistic.code, Statistic.name)).all()),
        groups=dict(connection.execute(select(PopulationGroup.code, PopulationGroup.name)).all()),
        sources=dict(connection.execute(select(Source.code, Source.title)).all()),
        standing=partial(standing, connection),
    )


def naming_mistakes(
    path: Path,
    given: Mapping[str, Any],
    line: _Line,
    known: KnownNames,
    wrong: AbstractSet[Path],
) -> Iterator[Mistake]:
    """What a table names and nobody has, and what it says twice or of nothing.

    Args:
        path: of the table.
        given: the table as it is written.
        line: of a path.
        known: what can be named.
        wrong: paths that are not of their form; nothing more is said of them.
    """
    table = _Table(path, given, line, known)
    for where, what in (
        *table.layout(),
        *table.source(),
        *table.statistics(),
        *table.groups(),
        *table.units(),
        *table.rules(),
    ):
        if where not in wrong:
            yield Mistake(line(where), what)
    if not wrong:
        for where, what in table.redefined():
            yield Mistake(line(where), what)
    if not wrong:
        yield from table.says_nothing()


class _Table:
    """A written table. Its fields may be of any form: the form is checked elsewhere."""

    def __init__(
        self, path: Path, given: Mapping[str, Any], line: _Line, known: KnownNames
    ) -> None:
        self._path, self._given, self._line, self._known = path, given, line, known
        self._rules = _parts(given, "rules")
        self._new_statistics = _parts(given, "new_statistics")
        self._new_groups = _parts(given, "new_groups")

    def layout(self) -> Iterator[tuple[Path, str]]:
        name = _text(self._given, "layout")
        if name and name not in self._known.layouts:
            said = f"{written('layout', name)} ist kein bekannter Aufbau"
            yield (*self._path, "layout"), choice(said, name, self._known.layouts)

    def source(self) -> Iterator[tuple[Path, str]]:
        code = _text(self._given, "source")
        new = self._given.get("new_source")
        defined = _text(new, "code") if isinstance(new, dict) else ""
        if not code or code == defined or (code in self._known.sources and not defined):
            return
        if defined:
            yield (
                (*self._path, "new_source", "code"),
                f"{written('code', defined)}: [table.new_source] beschreibt eine andere Quelle "
                f"als {written('source', code)}. Beide Schlüssel müssen gleich sein.",
            )
            return
        yield (
            (*self._path, "source"),
            f"{written('source', code)}: Diese Quelle kennt die Installation nicht."
            f"{near(code, _named(self._known.sources))} Eine neue wird in [table.new_source] "
            "beschrieben.",
        )

    def statistics(self) -> Iterator[tuple[Path, str]]:
        own = {_text(one, "code"): _text(one, "name") for one in self._new_statistics}
        known = {**self._known.statistics, **own}
        for path, code in self._named("statistic"):
            if code not in known:
                yield (
                    path,
                    f"{written('statistic', code)}: Diese Kennzahl gibt es nicht."
                    f"{near(code, _named(known))} Eine neue wird in [[table.new_statistics]] "
                    "bestimmt.",
                )

    def groups(self) -> Iterator[tuple[Path, str]]:
        own = {_text(one, "code"): _text(one, "name") for one in self._new_groups}
        known = {**self._known.groups, **own, TOTAL: ""}
        for path, code in self._named("group"):
            for part in code.split(GROUP_JOINT):
                if code not in known and part not in known:
                    yield (
                        path,
                        f"{written('group', code)}: Die Gruppe „{part}“ gibt es nicht."
                        f"{near(part, _named(known))} Eine neue wird in [[table.new_groups]] "
                        "bestimmt.",
                    )

    def units(self) -> Iterator[tuple[Path, str]]:
        for number, one in enumerate(self._new_statistics):
            unit = _text(one, "unit")
            if unit and unit not in units.NAMES:
                path = (*self._path, "new_statistics", number, "unit")
                yield path, choice(f"{written('unit', unit)} ist keine Einheit", unit, units.NAMES)

    def rules(self) -> Iterator[tuple[Path, str]]:
        first: dict[tuple[str, str], Path] = {}
        for number, one in enumerate(self._rules):
            text = _text(one, "text")
            key = (_text(one, "place") or Place.ANYWHERE.value, text_key(text))
            path = (*self._path, "rules", number)
            earlier = first.setdefault(key, path)
            if text and earlier != path:
                yield path, f"Zu „{text}“ steht schon in Zeile {self._line(earlier)} eine Regel."

    def redefined(self) -> Iterator[tuple[Path, str]]:
        """What is defined here and is there already, and may not be said anew."""
        for path, new in self._defined():
            form = form_of(new)
            found = self._known.standing(form, new.code)
            stays = found.unchangeable(form, new) if found else ()
            if found is None or not stays:
                continue
            called = found.row[form.name]
            if found.built_in:
                yield (
                    (*path, "code"),
                    f"{written('code', new.code)}: {form.article} gibt es schon, eingebaut: "
                    f"„{called}“. Anders bestimmen lässt sie sich nicht: den Abschnitt weglassen, "
                    "dann gilt die eingebaute, oder einen anderen Schlüssel nehmen.",
                )
                continue
            for name in stays:
                yield (
                    (*path, name),
                    f"{form.fields[name]} von „{called}“ lässt sich nicht mehr ändern: "
                    f"{counted(found.figures, 'Wert ist', 'Werte sind')} schon so gespeichert "
                    f"(bisher {written(name, found.row[name])}). So lassen, oder mit einem anderen "
                    "Schlüssel etwas Neues bestimmen.",
                )

    def _defined(self) -> Iterator[tuple[Path, New]]:
        for number, one in enumerate(self._new_statistics):
            yield (*self._path, "new_statistics", number), NewStatistic.model_validate(one)
        for number, one in enumerate(self._new_groups):
            yield (*self._path, "new_groups", number), NewGroup.model_validate(one)
        if isinstance(source := self._given.get("new_source"), dict):
            yield (*self._path, "new_source"), NewSource.model_validate(source)

    def says_nothing(self) -> Iterator[Mistake]:
        """A table of which nobody says what its values are."""
        named = any(code for _, code in self._named("statistic"))
        left_out = all(_text(one, "leave_out") for one in self._rules)
        if (
            not named
            and not (self._rules and left_out)
            and _text(self._given, "rest") != "leave_out"
        ):
            where = (*self._path, "statistic")
            yield Mistake(
                self._line(where),
                "Die Tabelle nennt keine Kennzahl: statistic ausfüllen, für alle Werte hier oder "
                "in den Regeln ([[table.rules]]) einzeln.",
            )

    def _named(self, field: str) -> Iterator[tuple[Path, str]]:
        """Codes that the table or its rules name in a field."""
        if code := _text(self._given, field):
            yield (*self._path, field), code
        for number, one in enumerate(self._rules):
            if code := _text(one, field):
                yield (*self._path, "rules", number, field), code


def _parts(given: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    listed = given.get(name)
    if not isinstance(listed, list):
        return []
    return [one if isinstance(one, dict) else {} for one in listed]


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""


def _named(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for code, name in known.items():
        yield code, code
        yield name, code
