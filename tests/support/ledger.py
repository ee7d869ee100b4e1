"""A county of four municipalities in memory, for the checks of the audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from data_access.audit.book import (
    Book,
    Descriptions,
    Figure,
    GroupLine,
    Key,
    Membership,
    Place,
)
from data_access.audit.case import Case
from data_access.audit.knowledge import Knowledge
from data_access.audit.model import Finding
from data_access.domain import County, Source, Statistic
from data_access.vocabulary import AreaKind, StatisticKind

Check = Callable[[Case], Iterable[Finding]]

COUNTY = "99"
CITY = "99001"
VILLAGES = ("99002", "99003")
JOINT = "99004"
MUNICIPALITIES = (CITY, *VILLAGES, JOINT)
MEMBERS = ("99004a", "99004b")
WITHOUT_CITY = "99-ohne-stadt"
REMAINDER = "99-ohne-zuordnung"
DAY = "2020-12-31"
#: The end of the year before.
BEFORE = "2019-12-31"
TODAY = date(2026, 11, 21)
#: An entry of the data files: the county without its city is what they say it is.
LESS_CITY = {"area": WITHOUT_CITY, "of": COUNTY, "without": [CITY]}
#: Another: two sources that one document prints.
TOGETHER = [{"title": "Konzept", "sources": ["amt", "text"]}]


def _statistic(code: str, **given: Any) -> Statistic:
    plain: dict[str, Any] = {
        "name": code.capitalize(),
        "short_name": code,
        "unit": "persons",
        "kind": StatisticKind.STOCK,
        "decimals": 0,
        "definition": "",
        "population": "",
        "distinguish": "",
        "rounding": "",
        "own_count": False,
        "waiting_months": 0,
        "topic": "",
    }
    return Statistic(code=code, **{**plain, **given})


STATISTICS = {
    one.code: one
    for one in (
        _statistic("einwohner"),
        _statistic("fremde"),
        _statistic("prosa"),
        _statistic("register", rounding="Auf 5 gerundet."),
        _statistic("zuzuege", kind=StatisticKind.FLOW),
        _statistic("fortzuege", kind=StatisticKind.FLOW),
        _statistic("saldo", kind=StatisticKind.FLOW, signed=True),
        _statistic("anteil", unit="percent", kind=StatisticKind.SHARE, decimals=1),
        _statistic(
            "anteil-vorjahr", unit="percentage_points", kind=StatisticKind.CHANGE, decimals=1
        ),
        _statistic("vorjahr", kind=StatisticKind.CHANGE),
        _statistic("vorjahr-prozent", unit="percent", kind=StatisticKind.CHANGE, decimals=1),
        _statistic("grundsicherung", waiting_months=3),
        _statistic("ausgaben", unit="eur", kind=StatisticKind.BUDGET, decimals=2),
    )
}
GROUPS = {
    one.code: one
    for one in (
        GroupLine("insgesamt", "Insgesamt", "total"),
        GroupLine("deutsche", "Deutsche", "citizenship"),
        GroupLine("auslaender", "Ausländer", "citizenship"),
        GroupLine("syrien", "Syrien", "nationality"),
        GroupLine("irak", "Irak", "nationality"),
        GroupLine("iran", "Iran", "nationality"),
        GroupLine("asyl", "Asylländer", "nationality_set", "Die Liste wechselt."),
        GroupLine("liste", "Amtliche Liste", "nationality_set"),
    )
}
PLACES = {
    one.key: one
    for one in (
        Place(COUNTY, "Kreis", AreaKind.COUNTY),
        Place(CITY, "Stadt", AreaKind.CITY, COUNTY),
        *(Place(key, f"Dorf {key}", AreaKind.MUNICIPALITY, COUNTY) for key in VILLAGES),
        Place(JOINT, "Samtgemeinde", AreaKind.JOINT_MUNICIPALITY, COUNTY, None, date(2016, 11, 1)),
        *(Place(key, f"Mitglied {key}", AreaKind.MEMBER_MUNICIPALITY, JOINT) for key in MEMBERS),
        Place(WITHOUT_CITY, "Kreis ohne Stadt", AreaKind.AGGREGATE, COUNTY),
        Place(REMAINDER, "ohne Zuordnung", AreaKind.REMAINDER, COUNTY),
    )
}
MEMBERSHIPS = (
    Membership("asyl", "syrien"),
    Membership("asyl", "irak"),
    Membership("liste", "syrien"),
    Membership("liste", "irak", None, date(2019, 7, 31)),
)


def source(code: str = "amt", published: str = "2022") -> Source:
    return Source(code, code, code.capitalize(), "", published, "")


def figure(
    number: float | None,
    statistic: str = "einwohner",
    area: str = COUNTY,
    group: str = "insgesamt",
    period: str = DAY,
    sex: str = "gesamt",
    by: str = "amt",
    **more: Any,
) -> Figure:
    """A figure of the county at the end of 2020, printed by the office."""
    published = more.pop("published", "2022")
    return Figure(
        key=Key(statistic, area, group, sex, period),
        number=number,
        source=source(by, published),
        **more,
    )


def case(
    *figures: Figure, on: date = TODAY, more: dict[str, Any] | None = None, **known: Any
) -> Case:
    """A case of these figures.

    Args:
        figures: all that is in the database.
        on: the day of the audit.
        more: other descriptions than the usual ones.
        known: entries of the data files; where they do not say otherwise, all areas are known.
    """
    known.setdefault("complete", [{"area": COUNTY}, {"area": JOINT}])
    plain: dict[str, Any] = {
        "county": County(COUNTY, "Landkreis", "Kreis", "im", "des", synthetic=False, as_of=None),
        "statistics": STATISTICS,
        "places": PLACES,
        "groups": GROUPS,
        "sources": {},
        "memberships": MEMBERSHIPS,
    }
    described = Descriptions(**{**plain, **(more or {})})
    return Case(Book(described, figures), Knowledge.model_validate(known), on)


def only(check: Check, one: Case) -> Finding:
    """The one finding of a check."""
    (found,) = check(one)
    return found


def plain_text(text: str) -> str:
    """A text with plain spaces where it must not break."""
    return text.replace("\u00a0", " ")
