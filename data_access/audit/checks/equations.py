"""Figures of several statistics that make up another one, as the data files name them."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit import rules
from data_access.audit.balance import Sum, weigh
from data_access.audit.book import Key
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind
from data_access.audit.reckoning import Term


def check(case: Case) -> Iterator[Finding]:
    """Sums and differences over statistics."""
    for rule in case.knowledge.equation:
        for key in case.book.keys_of(rule.whole.statistic):
            if rule.whole.group in {None, key.group}:
                found = weigh(case, _sum(rule, key))
                if found is not None:
                    yield found


def _group(term: rules.Term, whole: Key) -> str:
    return whole.group if term.group is None else term.group.format(group=whole.group)


def _sum(rule: rules.Equation, key: Key) -> Sum:
    terms = tuple(
        Term(
            key._replace(statistic=one.statistic, group=_group(one, key)),
            one.factor,
            one.optional,
        )
        for one in rule.parts
    )
    others = tuple(dict.fromkeys(one.statistic for one in rule.parts))
    return Sum(
        kind=Kind.EQUATION,
        whole=key,
        terms=terms,
        label=f"{rule.title} ergeben",
        relation=rule.relation,
        detail=rule.title,
        statistics=tuple(code for code in others if code != key.statistic),
    )
