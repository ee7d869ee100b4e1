"""Names near an unknown one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

#: Below this likeness (0 to 100) two names have nothing to do with each other.
_LIKENESS = 80.0
_OFFERED = 3


def nearest(key: str, named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Labels of the nearest names, the nearest first; none where nothing is near.

    Args:
        key: ``text_key`` of what is printed.
        named: keys of names with their labels; of equally near ones the first wins.
    """
    listed = list(named)
    found = process.extract(
        key,
        [name for name, _ in listed],
        scorer=fuzz.ratio,
        score_cutoff=_LIKENESS,
        limit=_OFFERED * 4,
    )
    labels = dict.fromkeys(listed[position][1] for _, _, position in found)
    return tuple(labels)[:_OFFERED]


def alike(key: str, other: str) -> bool:
    """Whether two names may be one, misspelt or cut short."""
    return other.startswith(key) or bool(fuzz.ratio(key, other, score_cutoff=_LIKENESS))


def question(near: Iterable[str]) -> str:
    """The question whether one of these was meant; empty where there is none.

    Examples:
        >>> question(["„import“", "„export“"]), question([])
        ('Gemeint: „import“ oder „export“?', '')
    """
    asked = " oder ".join(near)
    return f"Gemeint: {asked}?" if asked else ""


def quoted_question(near: Iterable[str]) -> str:
    """The same about words as they are written."""
    return question(f"„{one}“" for one in near)
