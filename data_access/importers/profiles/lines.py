"""In which line of a TOML text each of its entries stands. Python's own reader does not say it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

#: Names of tables and keys, and positions in lists: ("table", 0, "rules", 2, "text").
Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<text>
          \"\"\"(?:\\[\s\S]|[^\\])*?\"\"\"\"{0,2}
        | '''[\s\S]*?''''{0,2}
        | "(?:\\.|[^"\\\n])*"
        | '[^'\n]*'
      )
    | (?P<sign>[\[\]{}=,])
    | (?P<bare>[^\s\[\]{}=,"'\#]+)
    """,
    re.VERBOSE,
)


def lines_of(text: str) -> dict[Path, int]:
    """Lines of all tables, keys and entries of lists, counted from 1.

    Args:
        text: TOML that ``tomllib`` has read without complaint.
    """
    return _Walk(text).found


class _Walk:
    """One walk over the tokens of a text that is known to be right."""

    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {}
        self._tokens: list[tuple[str, int]] = []
        line = 1
        for match in _TOKEN.finditer(text):
            if match.lastgroup != "blank":
                self._tokens.append((match[0], line))
            line += match[0].count("\n")
        self._at = 0
        self._lists: Counter[Path] = Counter()
        self._document()

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _line(self) -> int:
        return self._tokens[min(self._at, len(self._tokens) - 1)][1]

    def _skip(self, *signs: str) -> None:
        while self._peek() in signs:
            self._at += 1

    def _document(self) -> None:
        table: Path = ()
        while self._at < len(self._tokens):
            if self._peek() == "\n":
                self._at += 1
            elif self._peek() == "[":
                table = self._header()
            else:
                self._entry(table)

    def _header(self) -> Path:
        line = self._line()
        self._at += 1
        listed = self._peek() == "["
        self._skip("[")
        table: Path = ()
        for name in self._name("]"):
            if table in self._lists:
                table = (*table, self._lists[table] - 1)
            table = (*table, name)
            self.found.setdefault(table, line)
        if listed:
            self._lists[table] += 1
        self._skip("]")
        if table in self._lists:
            table = (*table, self._lists[table] - 1)
        self.found.setdefault(table, line)
        return table

    def _name(self, end: str) -> tuple[str, ...]:
        """The parts of a name, which may be dotted and quoted, up to the sign behind it."""
        written = ""
        while self._peek() not in {end, ""}:
            written += self._peek()
            self._at += 1
        parts = []
        named = tomllib.loads(f"{written} = 0")
        while isinstance(named, dict):
            ((part, named),) = named.items()
            parts.append(part)
        return tuple(parts)

    def _entry(self, table: Path) -> None:
        line = self._line()
        for name in self._name("="):
            table = (*table, name)
            self.found.setdefault(table, line)
        self._skip("=")
        self._value(table)

    def _value(self, path: Path) -> None:
        if self._peek() == "[":
            self._list(path)
        elif self._peek() == "{":
            self._inline(path)
        else:
            while self._peek() not in {"\n", ",", "]", "}", ""}:
                self._at += 1

    def _list(self, path: Path) -> None:
        self._at += 1
        self._skip("\n")
        number = 0
        while self._peek() not in {"]", ""}:
            self.found[*path, number] = self._line()
            self._value((*path, number))
            self._skip("\n", ",")
            number += 1
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        self._skip("\n")
        while self._peek() not in {"}", ""}:
            self._entry(path)
            self._skip("\n", ",")
        self._at += 1
