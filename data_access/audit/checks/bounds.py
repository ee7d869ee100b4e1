"""What no figure can be: a negative count, a share over 100 percent, half a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.book import TOTAL, Figure
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.domain import Statistic
from data_access.vocabulary import Origin, Sex, StatisticKind

_NEVER_NEGATIVE = frozenset(
    {StatisticKind.STOCK, StatisticKind.FLOW, StatisticKind.SHARE, StatisticKind.DURATION}
)
#: Of so many figures the values are listed.
_SHOWN = 5


def check(case: Case) -> Iterator[Finding]:
    """Figures outside of what is possible; those of one source and statistic together."""
    found: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for key in case.book.all_keys():
        statistic = case.statistic(key)
        for figure in case.book.figures(key):
            wrong = _wrong(statistic, figure)
            if wrong:
                found[key.statistic, figure.source.code, wrong].append(figure)
    for (_, _, wrong), figures in found.items():
        yield _finding(case, wrong, figures)


def _wrong(statistic: Statistic, figure: Figure) -> str:
    number = figure.number
    if number is None:
        return ""
    if number < 0 and statistic.kind in _NEVER_NEGATIVE and not statistic.signed:
        return "unter null"
    if statistic.kind is StatisticKind.SHARE and statistic.unit == "percent" and number > 100:
        return "über 100 %"
    counted = statistic.counts_persons and figure.origin is not Origin.RECOMPUTED
    if counted and statistic.decimals == 0 and number % 1:
        return "keine ganze Zahl von Personen"
    return ""


def _finding(case: Case, wrong: str, figures: list[Figure]) -> Finding:
    county = case.book.about.county.key
    first = figures[0]
    whole = first.key._replace(area=county, group=TOTAL, sex=Sex.TOTAL.value)
    listed = "; ".join(_place(case, one) for one in figures[:_SHOWN])
    more = f" und {len(figures) - _SHOWN} weitere" if len(figures) > _SHOWN else ""
    return Finding(
        kind=Kind.BOUNDS,
        severity=Severity.ERROR,
        subject=case.subject(whole, detail=f"{wrong} {first.source.code}", series=True),
        evidence=tuple(case.evidence(one) for one in figures[:_SHOWN]),
        what=f"Werte sind {wrong}: {listed}{more}.",
        why="Diese Kennzahl kann einen solchen Wert nicht haben.",
        remedy=(
            "In der Quelle nachsehen; meist ist eine Spalte verrutscht, ein Vorzeichen oder ein "
            "Komma verloren gegangen."
        ),
    )


def _place(case: Case, figure: Figure) -> str:
    where = case.place_name(figure.key.area)
    group = case.group_in(figure.key)
    return f"{case.shown(figure)} ({where}{group}, {wording.period(figure.key.period)})"
