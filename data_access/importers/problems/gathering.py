"""Equal problems told once, with all their places: for people, who read a report from the top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_access.importers.problems.model import Problem, Severity
from data_access.words import number, some

#: So many cells or sheets of one problem are named.
PLACES = 8
#: Of so many sheets the cells are named, too.
SHEETS = 3
#: So many sentences of one kind are told.
SENTENCES = 6


@dataclass(frozen=True)
class Remark:
    """One sentence, and where it holds."""

    what: str
    where: str


@dataclass(frozen=True)
class Gathered:
    """Problems of one kind, of which one remedy helps.

    Attributes:
        code: stable name of the kind.
        remarks: what is said, the first ones.
        untold: places of which nothing is said but that they are there.
        count: places altogether.
    """

    severity: Severity
    code: str
    remarks: tuple[Remark, ...]
    untold: int
    count: int
    remedy: str

    @property
    def more(self) -> str:
        """That there are more; empty where everything is told."""
        if not self.untold:
            return ""
        if self.untold == 1:
            return "Ebenso an einer weiteren Stelle."
        return f"Ebenso an {number(self.untold)} weiteren Stellen."


def gathered(problems: Iterable[Problem]) -> tuple[Gathered, ...]:
    """Problems by kind and remedy, in the order of their first ones."""
    kinds: dict[tuple[Severity, str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.severity, problem.code, problem.remedy), []).append(problem)
    return tuple(_gather(found) for found in kinds.values())


def _gather(problems: Sequence[Problem]) -> Gathered:
    first = problems[0]
    told: dict[str, list[Problem]] = {}
    rest = 0
    for problem in problems:
        rest += problem.unnamed
        if not problem.unnamed:
            told.setdefault(problem.what, []).append(problem)
    count = rest + sum(map(len, told.values()))
    if len(told) == 1:
        ((what, found),) = told.items()
        remark = Remark(what, _where(found, rest))
        return Gathered(first.severity, first.code, (remark,), 0, count, first.remedy)
    remarks = [Remark(what, _where(found)) for what, found in list(told.items())[:SENTENCES]]
    untold = rest + sum(map(len, list(told.values())[SENTENCES:]))
    return Gathered(first.severity, first.code, tuple(remarks), untold, count, first.remedy)


def _where(problems: Sequence[Problem], rest: int = 0) -> str:
    """All places in words; ``rest`` more are only counted."""
    if len(problems) == 1 and not rest:
        return problems[0].where
    documents = list(dict.fromkeys(one.document for one in problems))
    if len(documents) > 1:
        return f"Dateien {some(documents, PLACES)}"
    sheets: dict[str, list[Problem]] = {}
    for problem in problems:
        sheets.setdefault(problem.sheet, []).append(problem)
    if len(sheets) > SHEETS or (len(sheets) > 1 and not any(one.cell for one in problems)):
        return f"Datei {documents[0]}, Blätter {some(list(sheets), PLACES)}"
    parts = [_in_sheet(sheet, found, rest) for sheet, found in sheets.items()]
    return ", ".join(filter(None, (f"Datei {documents[0]}", "; ".join(filter(None, parts)))))


def _in_sheet(sheet: str, problems: Sequence[Problem], rest: int) -> str:
    cells = list(dict.fromkeys(one.cell for one in problems if one.cell))
    named = f"Blatt {sheet}" if sheet else ""
    if not cells:
        return named
    left = max(0, len(cells) - PLACES) + rest
    behind = f" und {number(left)} weitere" if left else ""
    if cells[0].startswith("Zeile"):
        return "; ".join(cells[:PLACES]) + behind
    word = "Zelle" if len(cells) + rest == 1 else "Zellen"
    return f"{named}, {word} {', '.join(cells[:PLACES])}{behind}"
