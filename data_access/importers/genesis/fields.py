"""Which field of a flat file (ffcsv) is what, told by the names in its first line."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from data_access.importers.files.texts import Text

_VARIABLE = re.compile(
    r"(?P<number>[0-9]{1,2})_(?P<part>variable_attribute_code|variable_attribute_label"
    r"|variable_code|variable_label|auspraegung_code|auspraegung_label|merkmal_code|merkmal_label)"
)
_PARTS = {
    "merkmal_code": "variable_code",
    "merkmal_label": "variable_label",
    "auspraegung_code": "variable_attribute_code",
    "auspraegung_label": "variable_attribute_label",
}
#: The names until 2024, when each value variable had a column of its own.
_OLD_NAMES = {
    "statistik_code": "statistics_code",
    "statistik_label": "statistics_label",
    "zeit_code": "time_code",
    "zeit_label": "time_label",
    "zeit": "time",
}
_NAMES = frozenset(
    {
        *_OLD_NAMES.values(),
        *("value", "value_unit", "value_variable_code", "value_variable_label", "value_q"),
    }
)
_REQUIRED = ("statistics_code", "time", "1_variable_code", "1_variable_attribute_code")
_REQUIRED_LONG = ("value", "value_unit", "value_variable_code", "value_variable_label")
_MARKS = "__q"


@dataclass(frozen=True)
class Variable:
    """Positions of the four fields of a variable; its labels may be missing."""

    code: int
    attribute_code: int
    label: int | None
    attribute_label: int | None


@dataclass(frozen=True)
class ValueField:
    """A field with values.

    Attributes:
        marks: position of the quality marks beside it.
        name: what its column is called, where it says which values they are.
    """

    position: int
    marks: int | None
    name: str = ""


@dataclass(frozen=True)
class Fields:
    """The fields of a flat file, counted from 0.

    Attributes:
        count: number of fields of each line.
        filled: number of names in the first line that are not empty.
        known: positions of the fields that are named below, by name.
        unknown: names of further fields.
        missing: names of fields that a flat file must have.
    """

    count: int
    filled: int
    known: dict[str, int]
    variables: tuple[Variable, ...]
    values: tuple[ValueField, ...]
    unknown: dict[int, str]
    missing: tuple[str, ...]

    @property
    def long(self) -> bool:
        """Whether there is one field of values, and others say what they are."""
        return "value" in self.known


def first_fields(lines: Sequence[str], separator: str) -> list[str]:
    """The fields of the first of these lines; none where one is too long for a name."""
    try:
        return next(csv.reader(lines, delimiter=separator), [])
    except csv.Error:
        return []


def fields_in(text: Text) -> Fields | None:
    """The fields that the first line of a text names; None where it is no flat file."""
    return fields_of(first_fields(text.head[:1], text.separator))


def lacking(names: Sequence[str]) -> list[str]:
    """Required names that are missing in a line which has most of a flat file's."""
    spelt = {_spelt(name) for name in names}
    wanted = (*_REQUIRED, *_REQUIRED_LONG)
    missing = [f"„{one}“" for one in wanted if one not in spelt]
    return missing if missing and len(missing) * 3 <= len(wanted) else []


def fields_of(names: Sequence[str]) -> Fields | None:
    """Read the first line of a file; None where it is no flat file's."""
    spelt = [_spelt(name) for name in names]
    old = "statistik_code" in {name.strip().casefold() for name in names}
    if "statistics_code" not in spelt or not (old or "value" in spelt):
        return None
    known = {name: spelt.index(name) for name in reversed(spelt) if _is_known(name)}
    others = {
        position: names[position].strip()
        for position, name in enumerate(spelt)
        if known.get(name) != position
    }
    required = _REQUIRED if old else (*_REQUIRED, *_REQUIRED_LONG)
    values = _wide(others) if old else _single(known)
    in_use = {position for one in values for position in (one.position, one.marks)}
    return Fields(
        count=len(names),
        filled=sum(1 for name in names if name.strip()),
        known=known,
        variables=_variables(known),
        values=values,
        unknown={position: name for position, name in others.items() if position not in in_use},
        missing=tuple(name for name in required if name not in known),
    )


def _spelt(name: str) -> str:
    """The name of today, in small letters."""
    plain = name.strip().casefold()
    match = _VARIABLE.fullmatch(plain)
    if match:
        return f"{match['number']}_{_PARTS.get(match['part'], match['part'])}"
    return _OLD_NAMES.get(plain, plain)


def _is_known(name: str) -> bool:
    return name in _NAMES or _VARIABLE.fullmatch(name) is not None


def _variables(known: dict[str, int]) -> tuple[Variable, ...]:
    numbers = sorted({int(name.split("_")[0]) for name in known if name[0].isdigit()})
    found = []
    for number in numbers:
        code = known.get(f"{number}_variable_code")
        attribute = known.get(f"{number}_variable_attribute_code")
        if code is not None and attribute is not None:
            label = known.get(f"{number}_variable_label")
            attribute_label = known.get(f"{number}_variable_attribute_label")
            found.append(Variable(code, attribute, label, attribute_label))
    return tuple(found)


def _single(known: dict[str, int]) -> tuple[ValueField, ...]:
    return (ValueField(known["value"], known.get("value_q")),)


def _wide(others: dict[int, str]) -> tuple[ValueField, ...]:
    """Fields named ``BEVSTD__Bevoelkerungsstand__Anzahl``, each perhaps with its marks behind."""
    return tuple(
        ValueField(
            position, position + 1 if others.get(position + 1, "").endswith(_MARKS) else None, name
        )
        for position, name in others.items()
        if "__" in name and not name.endswith(_MARKS)
    )
