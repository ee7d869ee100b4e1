"""What no figure can be: a negative count, a share over 100 percent, half a person."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit.book import Figure
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.domain import Statistic
from data_access.vocabulary import Origin, StatisticKind

_NEVER_NEGATIVE = frozenset(
    {StatisticKind.STOCK, StatisticKind.FLOW, StatisticKind.SHARE, StatisticKind.DURATION}
)
_REMEDY = (
    "In der Quelle nachsehen; meist ist eine Spalte verrutscht, ein Vorzeichen oder ein Komma "
    "verloren gegangen."
)


def check(case: Case) -> Iterator[Finding]:
    """Figures outside of what is possible."""
    for key in case.book.all_keys():
        statistic = case.statistic(key)
        for figure in case.book.figures(key):
            wrong = _wrong(statistic, figure)
            if wrong:
                yield Finding(
                    kind=Kind.BOUNDS,
                    severity=Severity.ERROR,
                    subject=case.subject(key, detail=figure.source.code),
                    evidence=(case.evidence(figure),),
                    what=f"{case.role(figure).capitalize()} ist {case.shown(figure)}: {wrong}.",
                    why="Diese Kennzahl kann einen solchen Wert nicht haben.",
                    remedy=_REMEDY,
                )


def _wrong(statistic: Statistic, figure: Figure) -> str:
    number = figure.number
    if number is None:
        return ""
    if number < 0 and statistic.kind in _NEVER_NEGATIVE and not statistic.signed:
        return "ein negativer Wert"
    if statistic.kind is StatisticKind.SHARE and statistic.unit == "percent" and number > 100:
        return "ein Anteil über 100 %"
    counted = statistic.counts_persons and figure.origin is not Origin.RECOMPUTED
    if counted and statistic.decimals == 0 and number % 1:
        return "keine ganze Zahl von Personen"
    return ""
