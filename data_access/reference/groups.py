"""The shared population groups: what a file lists, all nationalities, and spans of years."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_access.domain.spans import SpanKind, YearSpan

#: What stands first in lists; other kinds follow in the order of the file.
_FIRST = ("total", "citizenship", "nationality")
#: Separates spellings in a field of a table.
SEPARATOR = "|"


@dataclass(frozen=True)
class Nationality:
    """A state with its official key in statistics of nationality."""

    key: str
    code: str
    name: str
    other_names: tuple[str, ...]


def read_nationalities(folder: Path) -> tuple[Nationality, ...]:
    """All nationalities, in alphabetical order."""
    with (folder / "nationalities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Nationality(row["key"], row["code"], row["name"], spellings(row["other_names"]))
            for row in csv.DictReader(file)
        )


def spellings(field: str) -> tuple[str, ...]:
    """The spellings in a field."""
    return tuple(field.split(SEPARATOR)) if field else ()


def common_groups(data: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The entries of ``groups.toml`` with nationalities and spans, in their order."""
    listed: list[dict[str, Any]] = [
        *data.get("group", []),
        *(
            {"code": one.code, "name": one.name, "kind": "nationality"}
            for one in read_nationalities(folder)
        ),
        *(_span_group(SpanKind(kind), YearSpan(*years)) for kind, years in _spans(data)),
    ]
    listed.sort(key=lambda one: _FIRST.index(one["kind"]) if one["kind"] in _FIRST else len(_FIRST))
    return {**data, "group": listed}


def _spans(data: Mapping[str, Any]) -> list[tuple[str, list[int]]]:
    return [(kind, years) for kind, spans in data.get("spans", {}).items() for years in spans]


def _span_group(kind: SpanKind, span: YearSpan) -> dict[str, Any]:
    return {"code": span.code(kind), "name": span.name(kind), "kind": kind.value}
