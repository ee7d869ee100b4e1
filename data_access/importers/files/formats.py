"""What a workbook's formats of numbers say beside the number: percent signs and brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from data_access.importers.files import limits
from data_access.importers.files.markup import BrokenMarkupError

#: Excel's own numbers of its two percent formats.
_PERCENTS = frozenset({"9", "10"})
#: Words in quotes, single letters, room as wide as a letter, filling, conditions and colours.
_PIECE = re.compile(r'"(?P<word>[^"]*)"|\\(?P<letter>.)|_.|\*.|\[[^\]]*\]')


@dataclass
class Formats:
    """Styles of cells, by their number, that change how a number reads.

    Attributes:
        percents: the number is shown times a hundred, with a percent sign.
        brackets: positive numbers stand in round brackets; offices mark uncertain ones so.
    """

    percents: set[int] = field(default_factory=set)
    brackets: set[int] = field(default_factory=set)
    _percent_codes: set[str] = field(default_factory=lambda: set(_PERCENTS))
    _bracket_codes: set[str] = field(default_factory=set)
    _inside: bool = False
    _count: int = 0

    def code(self, attributes: Mapping[str, str]) -> None:
        """A format that the workbook defines."""
        number, code = attributes.get("numFmtId", ""), attributes.get("formatCode", "")
        if "%" in _PIECE.sub("", code):
            self._percent_codes.add(number)
        shown = _PIECE.sub(_literal, _positive(code)).strip()
        if shown.startswith("(") and shown.endswith(")"):
            self._bracket_codes.add(number)

    def enter(self, _: Mapping[str, str]) -> None:
        """The list of styles begins."""
        self._inside = True

    def leave(self) -> None:
        """The list of styles ends."""
        self._inside = False

    def style(self, attributes: Mapping[str, str]) -> None:
        """A style, if it stands in the list of those that cells use.

        Raises:
            BrokenMarkupError: there are more than a workbook can have.
        """
        if not self._inside:
            return
        number = attributes.get("numFmtId", "0")
        if number in self._percent_codes:
            self.percents.add(self._count)
        if number in self._bracket_codes:
            self.brackets.add(self._count)
        self._count += 1
        if self._count > limits.EXCEL_STYLES:
            raise BrokenMarkupError("more styles than Excel has")


def _literal(match: re.Match[str]) -> str:
    return match["word"] or match["letter"] or ""


def _positive(code: str) -> str:
    """The part of a format for positive numbers; semicolons in words do not end it."""
    end = next(
        (found.start() for found in re.finditer(r'"[^"]*"|\\.|;', code) if found[0] == ";"),
        len(code),
    )
    return code[:end]
