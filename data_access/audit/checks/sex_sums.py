"""Women and men make up the total."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit.balance import Sum, weigh
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind
from data_access.audit.reach import is_additive
from data_access.audit.reckoning import Term
from data_access.vocabulary import Sex


def check(case: Case) -> Iterator[Finding]:
    """Sums over the sexes; one of them alone can at least not be more than the total."""
    for key in case.book.all_keys():
        if key.sex != Sex.TOTAL or not is_additive(case.statistic(key)):
            continue
        terms = tuple(Term(key._replace(sex=sex.value)) for sex in (Sex.FEMALE, Sex.MALE))
        found = weigh(case, Sum(Kind.SEX_SUM, key, terms, "Frauen und Männer ergeben"))
        if found is not None:
            yield found
