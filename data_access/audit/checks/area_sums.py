"""The municipalities make up the county, the members their joint municipality."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit.balance import Sum, weigh
from data_access.audit.book import Key
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind
from data_access.audit.reach import is_additive
from data_access.audit.reckoning import Term, area_terms, has_parts, rest_terms
from data_access.audit.rules import Aggregate
from data_access.domain.places import SUMMING_KINDS
from data_access.vocabulary import AreaKind, Relation


def check(case: Case) -> Iterator[Finding]:
    """Sums over areas."""
    aggregates = {rule.area: rule for rule in case.knowledge.aggregate}
    for key in case.book.all_keys():
        if not is_additive(case.statistic(key)):
            continue
        rule = aggregates.get(key.area)
        if rule is None and not has_parts(case, key):
            continue
        found = weigh(case, _of_area(case, key) if rule is None else _of_rest(case, key, rule))
        if found is not None:
            yield found


def _of_area(case: Case, key: Key) -> Sum:
    """The parts of an area; a selection where the database does not know all of them."""
    terms = area_terms(case, key, key.area)
    complete = case.knowledge.is_complete(key.area)
    relation = Relation.ALL_PARTS if complete else Relation.SELECTION
    return Sum(Kind.AREA_SUM, key, terms, _label(case, terms), relation)


def _of_rest(case: Case, key: Key, rule: Aggregate) -> Sum:
    """An area without some of its parts: the others, or what is left of the whole."""
    terms = area_terms(case, key, rule.of, rule.without)
    there = all(one.optional or case.book.has(one.key) for one in terms)
    if not there or not case.knowledge.is_complete(rule.of):
        terms = rest_terms(rule, key)
    return Sum(Kind.AREA_SUM, key, terms, _label(case, terms))


def _label(case: Case, terms: tuple[Term, ...]) -> str:
    kinds = [case.book.about.places[one.key.area].kind for one in terms if one.factor > 0]
    if AreaKind.MEMBER_MUNICIPALITY in kinds:
        return f"Die {len(kinds)} Mitgliedsgemeinden ergeben"
    if any(one.factor < 0 for one in terms):
        return f"{case.place_name(terms[0].key.area)} ohne die abgezogenen Gebiete ergibt"
    return f"Die {sum(kind in SUMMING_KINDS for kind in kinds)} Gemeinden ergeben"
