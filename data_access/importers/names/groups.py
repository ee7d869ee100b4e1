"""Which population group, sex or total a printed name means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Final

from data_access.domain.spans import SpanKind, YearSpan, parse_span
from data_access.importers.names.nearest import nearest
from data_access.importers.names.text import collapsed, text_key, without_marks
from data_access.reference.names import built_in_spellings, nationalities
from data_access.vocabulary import Sex

TOTAL: Final = "insgesamt"
#: "Kosovo (ab 2008)": since when a state is counted on its own.
_YEARS: Final = re.compile(r" \((?:ab|bis|nur|seit|vor) [0-9]{4}(?:, [0-9]{4})*\)$")
_ALL_OF: Final = re.compile(r" (?:insgesamt|zusammen)$")
_SHORTEST_CUT: Final = 5
_LONGEST_CODE: Final = 64
#: Between the codes of groups in the code of the people who belong to all of them.
GROUP_JOINT: Final = "."
#: What no part of a code ends with.
_ENDS: Final = ".-"


class GroupVerdict(StrEnum):
    """What came of a name."""

    GROUP = "group"
    SEX = "sex"
    #: Everybody, of whatever the table tells apart: groups, sexes or ages.
    TOTAL = "total"
    #: A span of years that is understood, but that nobody has counted by yet.
    NEW = "new"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class NamedGroup:
    """A population group of the database."""

    code: str
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True)
class GroupMatch:
    """What a name means.

    Attributes:
        group: the group; with ``NEW`` the one that would have to be added; otherwise None.
        sex: only with ``SEX`` and ``TOTAL``.
        note: in German, where the name was read as something else than it says.
        nearest: what may have been meant, at most three.
    """

    verdict: GroupVerdict
    group: NamedGroup | None = None
    sex: Sex | None = None
    note: str = ""
    nearest: tuple[str, ...] = ()


class GroupDirectory:
    """Population groups and sexes by their spellings. It never changes."""

    def __init__(
        self, groups: Iterable[NamedGroup], office: Mapping[str, str] | None = None
    ) -> None:
        """Take in all names.

        Args:
            groups: the groups of the database.
            office: spellings that the office has added: codes of groups by ``text_key``.
        """
        self._groups = {group.code: group for group in groups}
        self._texts: dict[str, dict[str, GroupMatch]] = defaultdict(dict)
        self._codes: dict[str, GroupMatch] = {}
        for group in self._groups.values():
            self._add(group.code, group.name, group.short_name)
        for state in nationalities():
            self._add(state.code, *state.other_names, codes=(state.key,))
        built_in = built_in_spellings()
        for one in built_in.groups:
            self._add(one.of, *one.texts, codes=one.codes)
        for one in built_in.sexes:
            sex = GroupMatch(GroupVerdict.SEX, sex=Sex(one.of))
            self._codes |= dict.fromkeys(one.codes, sex)
            self._texts |= {text_key(text): {one.of: sex} for text in one.texts}
        whole = GroupMatch(GroupVerdict.TOTAL, self._groups.get(TOTAL), Sex.TOTAL)
        self._texts |= {text_key(text): {TOTAL: whole} for text in built_in.total}
        for key, code in (office or {}).items():
            if code in self._groups:
                self._texts[key] = {code: self._match(code)}

    def _match(self, code: str) -> GroupMatch:
        return GroupMatch(GroupVerdict.GROUP, self._groups[code])

    def _add(self, code: str, *texts: str, codes: Sequence[str] = ()) -> None:
        if code not in self._groups:
            return
        match = self._match(code)
        self._codes |= dict.fromkeys((code, *codes), match)
        for text in texts:
            self._texts[text_key(text)][code] = match

    def spellings(self) -> dict[str, tuple[str, ...]]:
        """Every key with the codes of all that it may mean; more than one is a mistake."""
        return {key: tuple(found) for key, found in self._texts.items()}

    def find(self, code: str | None, text: str | None, *, header: str = "") -> GroupMatch:
        """What a code or a text means; the code is asked first.

        Args:
            code: official key of a nationality, a code of the regional database, or our own.
            text: as printed.
            header: what stands above the texts: "6 - 8" are years of age or of stay.
        """
        if match := self._codes.get(collapsed(code or "")):
            return match
        key = text_key(text or "")
        if not key:
            return GroupMatch(GroupVerdict.UNKNOWN)
        for form in dict.fromkeys((key, _YEARS.sub("", key), _ALL_OF.sub("", key))):
            if found := self._texts.get(form):
                return self._only(found)
        return self._span(text or "", header) or self._cut_short(key, text or "")

    def _only(self, found: Mapping[str, GroupMatch]) -> GroupMatch:
        if len(found) == 1:
            return next(iter(found.values()))
        names = [match.group.name for match in found.values() if match.group]
        return GroupMatch(
            GroupVerdict.AMBIGUOUS,
            note=f"Gemeint sein kann {' oder '.join(names)}.",
            nearest=tuple(names)[:3],
        )

    def _span(self, text: str, header: str) -> GroupMatch | None:
        lowered = without_marks(text).casefold()
        span = parse_span(lowered)
        kind = _kind(lowered, header)
        if span is None or kind is None:
            return None
        code = span.code(kind)
        if code in self._groups:
            return self._match(code)
        group = _group_of(span, kind)
        note = f"„{collapsed(text)}“ wurde als „{group.name}“ verstanden."
        return GroupMatch(GroupVerdict.NEW, group, note=note)

    def _cut_short(self, key: str, text: str) -> GroupMatch:
        begun = {
            code: match
            for full, found in self._texts.items()
            if full.startswith(key)
            for code, match in found.items()
        }
        if len(key) >= _SHORTEST_CUT and begun:
            match = self._only(begun)
            name = match.group.name if match.group else ""
            return replace(
                match,
                note=match.note or f"Der Name „{text}“ ist abgeschnitten. Gelesen wurde „{name}“.",
            )
        named = (
            (full, match.group.name)
            for full, found in self._texts.items()
            for match in found.values()
            if match.group
        )
        return GroupMatch(GroupVerdict.UNKNOWN, nearest=nearest(key, named))


def _kind(text: str, header: str) -> SpanKind | None:
    """What the years count: the header says it, or else the words themselves."""
    above = text_key(header)
    if "aufenthalt" in above:
        return SpanKind.STAY
    if "alter" in above or "jahr" in text or "alt" in text or "älter" in text:
        return SpanKind.AGE
    return None


def _group_of(span: YearSpan, kind: SpanKind) -> NamedGroup:
    name = span.name(kind)
    return NamedGroup(span.code(kind), name, name, kind.value)


def combined_code(codes: Iterable[str]) -> str:
    """The code of the people who belong to all of these groups, in whatever order they come.

    The total adds nothing. Codes that would be too long for the database end in a checksum.
    """
    parts = sorted({part for code in codes for part in code.split(GROUP_JOINT)} - {TOTAL})
    code = GROUP_JOINT.join(parts) or TOTAL
    if len(code) <= _LONGEST_CODE:
        return code
    end = GROUP_JOINT + sha256(code.encode()).hexdigest()[:12]
    return code[: _LONGEST_CODE - len(end)].rstrip(_ENDS) + end


def combined_name(names: Iterable[str]) -> str:
    """The name of the people who belong to all of these groups."""
    return ", ".join(dict.fromkeys(names))
