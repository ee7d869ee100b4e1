"""One way for all sums: a whole beside its parts, whatever the parts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.audit import wording
from data_access.audit.book import Figure, Key
from data_access.audit.case import Case
from data_access.audit.interval import UNKNOWN_COUNT
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.reckoning import Term, Total, add, evidence, written
from data_access.vocabulary import Relation, StatisticKind

#: Sums of more parts are told by their label.
_WRITTEN_OUT = 5

#: So small a part of a whole may be missing among its parts.
_FEW = 0.001

_WHY_EXACT = (
    "Die Teile zählen dasselbe wie das Ganze und müssen es ergeben; eine Rundung, die den "
    "Unterschied erklärt, ist nicht bekannt."
)
_WHY_MORE = "Teile können zusammen nicht mehr sein als das Ganze, aus dem sie stammen."
_REMEDY = (
    "In den genannten Quellen nachsehen, welche Zahl falsch ist, und die berichtigte einlesen. "
    "Steht es dort so, den Befund mit einer Notiz annehmen."
)


@dataclass(frozen=True)
class Sum:
    """A whole and its parts.

    Attributes:
        label: German name of the parts with their verb: "Die 18 Gemeinden ergeben".
        detail: tells the sum apart from other sums of the same whole.
        rest: German name of those who may be missing among the parts, where a few are.
        statistics: what the parts count, beside the statistic of the whole.
    """

    kind: Kind
    whole: Key
    terms: tuple[Term, ...]
    label: str
    relation: Relation = Relation.ALL_PARTS
    detail: str = ""
    statistics: tuple[str, ...] = ()
    rest: str = ""


def weigh(case: Case, one: Sum) -> Finding | None:
    """What is wrong with a sum; None where it is right, or cannot be told."""
    if not any(case.book.has(term.key) for term in one.terms):
        return None
    wrong: list[tuple[Figure, Total]] = []
    for figure in case.book.figures(one.whole):
        total = None if figure.reference else add(case, one.terms, figure)
        if total is None or _is_told_otherwise(case, figure, total):
            continue
        if not _right(case, one, figure, total):
            wrong.append((figure, total))
    if not wrong:
        return None
    figure, total = wrong[0]
    few_missing = _few_missing(one, figure, total)
    return Finding(
        kind=one.kind,
        severity=Severity.EXPLAINED if few_missing else _severity(case, wrong),
        subject=case.subject(one.whole, also=one.statistics, detail=one.detail),
        evidence=(
            *(case.evidence(bad) for bad, _ in wrong),
            evidence(
                case,
                one.whole,
                total.number,
                total.figures,
                reckoning=written(total) if len(total.parts) <= _WRITTEN_OUT else "",
                decimals=case.statistic(one.whole).decimals,
            ),
        ),
        what=_what(case, one, figure, total),
        why=_why(one, total, few_missing=few_missing),
        remedy=_REMEDY,
    )


def _is_told_otherwise(case: Case, figure: Figure, total: Total) -> bool:
    """Whether the source of the parts has a whole of its own: that one must be their sum."""
    codes = {one.source.code for one in total.figures}
    wholes = {one.source.code for one in case.book.told(figure.key) if not one.reference}
    return not figure.recomputed and figure.source.code not in codes and codes <= wholes


def _few_missing(one: Sum, figure: Figure, total: Total) -> bool:
    missing = (figure.number or 0.0) - total.number
    return bool(one.rest) and total.complete and 0 < missing <= _FEW * total.number


def _why(one: Sum, total: Total, *, few_missing: bool) -> str:
    if few_missing:
        return f"Der kleine Rest sind wohl {one.rest}."
    return _WHY_EXACT if _whole_sum(one, total) else _WHY_MORE


def _whole_sum(one: Sum, total: Total) -> bool:
    return one.relation is Relation.ALL_PARTS and total.complete


def _right(case: Case, one: Sum, figure: Figure, total: Total) -> bool:
    reach = case.reach(figure)
    if reach is None or figure.number is None:
        return True
    expected = total.reach
    if one.relation is Relation.SELECTION:
        if case.statistic(one.whole).kind is StatisticKind.CHANGE:
            return True
        expected = expected.plus(UNKNOWN_COUNT)
    return reach.meets(expected)


def _severity(case: Case, wrong: Sequence[tuple[Figure, Total]]) -> Severity:
    for figure, total in wrong:
        codes = {one.source.code for one in total.figures}
        if figure.recomputed or case.knowledge.same_document(figure.source.code, *codes):
            return Severity.ERROR
    return Severity.DIFFERS


def _what(case: Case, one: Sum, figure: Figure, total: Total) -> str:
    statistic, whole = case.statistic(one.whole), figure.number or 0.0
    digits = wording.apart(total.number, whole, statistic.decimals)
    sum_text = wording.in_unit(total.number, statistic.unit, digits)
    difference = wording.number(abs(total.number - whole), digits)
    role = case.role(figure)
    if _whole_sum(one, total):
        direction = "weniger" if whole < total.number else "mehr"
        return (
            f"{one.label} {sum_text}, {role} sind {case.shown(figure)}: {difference} {direction}."
        )
    label = (
        one.label if one.relation is Relation.SELECTION else "Schon die vorliegenden Teile ergeben"
    )
    return f"{label} {sum_text} und damit {difference} mehr als das Ganze ({case.shown(figure)})."
