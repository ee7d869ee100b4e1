"""Which amounts are spent and which pay for it, told by the endings of the statistics' codes."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.views.facts import Fact
from data_access.vocabulary import StatisticKind

#: Codes of spending end so; income and what is left to pay are not added to it or compared with it.
_SPENDING = ("aufwendungen", "ausgaben")
#: Codes of what others pay towards it.
_GRANTS = ("zuschuesse",)
#: Code of what the county pays itself. Rounded amounts of the prose have other codes.
_OWN = "eigenanteil"


def is_spending(one: Fact) -> bool:
    """The figure is an amount spent, or planned to be."""
    return one.statistic.kind is StatisticKind.BUDGET and one.statistic.code.endswith(_SPENDING)


def is_grant(one: Fact) -> bool:
    """The figure is an amount that somebody else pays."""
    return one.statistic.kind is StatisticKind.BUDGET and one.statistic.code.endswith(_GRANTS)


def is_own(one: Fact) -> bool:
    """The figure is what the county pays after grants."""
    return one.statistic.kind is StatisticKind.BUDGET and one.statistic.code == _OWN


@dataclass(frozen=True)
class Account:
    """Spending of one unit in one year, and what pays for it."""

    unit: str
    spent: tuple[Fact, ...]
    grants: tuple[Fact, ...]
    own: tuple[Fact, ...]

    @property
    def any(self) -> Fact:
        """One of its figures, for year and plan."""
        return (*self.spent, *self.grants, *self.own)[0]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All its figures."""
        return (*self.spent, *self.grants, *self.own)

    @property
    def cost(self) -> float:
        """Sum of what is spent."""
        return total(self.spent)

    @property
    def paid(self) -> float:
        """Sum of what pays for it."""
        return total((*self.grants, *self.own))

    @property
    def planned(self) -> bool:
        """At least one of its figures is planned."""
        return any(one.planned for one in self.facts)


def total(found: tuple[Fact, ...]) -> float:
    """Sum of amounts, without binary noise."""
    return round(sum(one.number for one in found), 2)


def accounts(found: list[Fact]) -> list[Account]:
    """Accounts of all units and years, the largest unit first; empty without any grant or share."""
    money = [one for one in found if is_spending(one) or is_grant(one) or is_own(one)]
    if not any(is_grant(one) or is_own(one) for one in money):
        return []
    keyed: dict[tuple[str, str], list[Fact]] = {}
    for one in money:
        keyed.setdefault((one.group or one.area, one.period.key), []).append(one)
    made = [
        Account(
            unit,
            tuple(one for one in listed if is_spending(one)),
            tuple(one for one in listed if is_grant(one)),
            tuple(one for one in listed if is_own(one)),
        )
        for (unit, _), listed in keyed.items()
    ]
    size = {one.unit: max(x.cost for x in made if x.unit == one.unit) for one in made}
    return sorted(made, key=lambda one: (-size[one.unit], one.unit, one.any.period))
