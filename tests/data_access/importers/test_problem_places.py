"""Where a finding is told: what is said of a file never stands where its cell is named."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import data_access

ROOT = Path(data_access.__file__).parent
#: Fields of a problem, as ``Problem`` takes them one after the other.
PROBLEM = ("severity", "code", "document", "sheet", "cell", "what", "remedy", "unnamed")
TREES = {path: ast.parse(path.read_text()) for path in sorted(ROOT.rglob("*.py"))}


def _words(node: ast.expr | None) -> str:
    """What of an argument is written out; the rest may be anything."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) or "x" for part in node.values)
    return ""


def _makers(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    """What makes problems in a module: names with their parameters, a cell among them."""
    found: dict[str, tuple[str, ...]] = {"Problem": PROBLEM}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = tuple(one.arg for one in node.args.args if one.arg != "self")
            if {"cell", "what"} <= set(arguments):
                found[node.name] = arguments
    return found


def _given(call: ast.Call, parameters: tuple[str, ...]) -> dict[str, ast.expr]:
    positional: list[ast.expr] = []
    for one in call.args:
        # ``*(Severity.NOTE, "repeated", …)`` is how long calls are kept in few lines.
        unpacked = one.value if isinstance(one, ast.Starred) else None
        positional += unpacked.elts if isinstance(unpacked, ast.Tuple) else [one]
    named = {one.arg: one.value for one in call.keywords if one.arg}
    return {**dict(zip(parameters, positional, strict=False)), **named}


def _calls() -> Iterator[tuple[str, dict[str, ast.expr]]]:
    for path, tree in TREES.items():
        makers = _makers(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in makers:
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    yield place, _given(node, makers[name])


CALLS = dict(_calls())


def test_there_are_many_places_where_findings_are_made() -> None:
    assert len(CALLS) > 60


@pytest.mark.parametrize("place", CALLS)
def test_what_is_written_as_the_cell_is_a_place_and_what_is_said_is_a_sentence(place: str) -> None:
    given = CALLS[place]
    cell, what, sheet = (_words(given.get(name)) for name in ("cell", "what", "sheet"))

    assert not cell or cell.startswith(("Zeile", "Spalte", "x")), cell
    assert not cell.endswith("."), cell
    assert not sheet.endswith("."), sheet
    said = given.get("what")
    if isinstance(said, ast.Constant):
        assert what.rstrip().endswith((".", "?", "!")), what
    remedy = given.get("remedy")
    if isinstance(remedy, ast.Constant):
        assert _words(remedy).rstrip().endswith((".", "?", "!")), _words(remedy)
