"""Lines of a TOML text, compared with what Python's own reader finds in it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.profiles import lines, store
from data_access.importers.profiles.lines import lines_of

FILES = sorted(Path(store.FOLDER).glob("*.toml"))

TRAPS = '''\
# [[table]] in a comment
[[table]]
"quoted = name" = "a # no comment"   # a comment = [
dotted.key."with space" = 1
text = """
[[table]]
not = "a key" \\""" still inside"""""
after = \'\'\'
kind = 'x'
\'\'\'
days = 1979-05-27 07:32:00
rules = [
  { text = "[", place = "series" },   # one
  # none
  {text="}" }, [1, [2,
  3]],
]
[table.new_source]
code = \'it"s\'

  [[table.rest]]
  a = 1
[[table.rest.deep]]
b = 1
[[table.rest]]
a = 2
[[table.rest.deep]]
b = 2
[[table.rest.deep]]
b = 3
[[table]]
text = 2
'''


def _paths(data: Any, path: lines.Path = ()) -> Iterator[lines.Path]:
    """All tables, keys and entries of lists."""
    if path:
        yield path
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _paths(value, (*path, name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _paths(value, (*path, number))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_entry_of_a_profile_has_the_line_in_which_it_stands(path: Path) -> None:
    text = path.read_text("utf-8")
    found = lines_of(text)

    assert set(found) == set(_paths(tomllib.loads(text)))
    written = text.splitlines()
    for place, line in found.items():
        if isinstance(place[-1], str):
            assert place[-1] in written[line - 1]


def test_signs_inside_texts_and_comments_mislead_nobody() -> None:
    found = lines_of(TRAPS)

    assert set(found) == set(_paths(tomllib.loads(TRAPS)))
    rules = ("table", 0, "rules")
    assert found["table", 0] == 2
    assert found["table", 0, "after"] == 8
    assert [found[*rules, number] for number in range(3)] == [13, 15, 15]
    assert found[*rules, 2, 1, 1] == 16
    assert found["table", 0, "new_source", "code"] == 19
    assert found["table", 0, "rest", 1, "deep", 1, "b"] == 30
    assert found["table", 1, "text"] == 32


_TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), max_size=8)
_SCALARS = st.booleans() | st.integers(-99, 99) | _TEXTS
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def _inline(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, dict):
        inside = ", ".join(f"{_text(name)} = {_inline(one)}" for name, one in value.items())
        return f"{{ {inside} }}"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@settings(deadline=None)
@given(st.lists(st.dictionaries(_TEXTS, _VALUES, max_size=4), min_size=1, max_size=4))
def test_every_entry_of_any_text_has_its_line(tables: list[dict[str, Any]]) -> None:
    text, expected = "", {}
    for number, table in enumerate(tables):
        text += "# noch eine\n[[table]]\n"
        for name, value in table.items():
            text += f"{_text(name)} = {_inline(value)}\n"
            expected["table", number, name] = text.count("\n")
    found = lines_of(text)

    assert set(found) == set(_paths(tomllib.loads(text)))
    assert {path: found[path] for path in expected} == expected
