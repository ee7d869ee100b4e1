"""What a document calls a part of another figure, beside that figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.balance import Sum, weigh
from data_access.audit.book import Figure, Key
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.reach import is_additive
from data_access.audit.reckoning import Term, Total, add, evidence, written
from data_access.domain import Part
from data_access.vocabulary import Relation

#: A rest of so small a share of the whole looks as if a part were missing.
_SMALL_REST = 0.1


def check(case: Case) -> Iterator[Finding]:
    """Sums of parts, and small rests that no part explains."""
    for key in case.book.all_keys():
        if not is_additive(case.statistic(key)):
            continue
        for relation, parts in _parts_of(case, key).items():
            terms = tuple(
                Term(key._replace(area=one.area_key, group=one.group_code)) for one in parts
            )
            label = "Die genannten Teile ergeben"
            one = Sum(Kind.PART_SUM, key, terms, label, relation, relation.value)
            found = weigh(case, one) or _rest(case, one)
            if found is not None:
                yield found


def _parts_of(case: Case, key: Key) -> dict[Relation, list[Part]]:
    found: dict[Relation, list[Part]] = defaultdict(list)
    for part in case.book.about.parts.get(key.statistic, ()):
        if (part.whole_area_key, part.whole_group_code) == (key.area, key.group):
            found[part.relation].append(part)
    return found


def _rest(case: Case, one: Sum) -> Finding | None:
    whole = next(iter(case.book.told(one.whole)), None)
    if one.relation is not Relation.SELECTION or whole is None or not whole.number:
        return None
    total = add(case, one.terms, whole)
    if total is None or not total.complete:
        return None
    rest = whole.number - total.number
    if not 0 < rest <= whole.number * _SMALL_REST:
        return None
    return _finding(case, one, whole, total)


def _finding(case: Case, one: Sum, whole: Figure, total: Total) -> Finding:
    statistic = case.statistic(one.whole)
    rest = wording.number((whole.number or 0.0) - total.number, statistic.decimals)
    sum_text = wording.number(total.number, statistic.decimals)
    return Finding(
        kind=one.kind,
        severity=Severity.EXPLAINED if whole.note else Severity.NOTE,
        subject=case.subject(one.whole, detail="rest"),
        evidence=(
            case.evidence(whole),
            evidence(
                case,
                one.whole,
                total.number,
                total.figures,
                reckoning=written(total),
                decimals=statistic.decimals,
            ),
        ),
        what=f"{one.label} {sum_text} von {case.shown(whole)}; {rest} sind nicht aufgegliedert.",
        why=whole.note or "Die Quelle nennt eine Auswahl, die fast alles umfasst.",
        remedy="Prüfen, ob ein Teil fehlt; sonst mit einer Notiz annehmen.",
    )
