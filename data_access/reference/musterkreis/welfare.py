"""Yearly sums of basic income support: three populations that are never joined."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.reference.musterkreis.figures import yearly
from data_access.reference.musterkreis.population import YEARS
from data_access.reference.musterkreis.randomness import around
from data_access.reference.musterkreis.sgb2 import month_values
from data_access.reference.musterkreis.sharing import nearest
from data_access.reference.musterkreis.society import asylum_benefits
from data_access.reference.musterkreis.timeline import curve
from data_access.writing import NewObservation

#: Children and others who cannot work, per employable person.
_HOUSEHOLD = {"deutsche": 1.31, "auslaender": 1.46}
#: Old age and reduced earning capacity, outside SGB II and the asylum benefits.
_OTHER_SUPPORT = {
    "deutsche": curve("2015-12 2386, 2019-12 2471, 2025-12 2608"),
    "auslaender": curve("2015-12 318, 2021-12 421, 2022-12 562, 2025-12 704"),
}


def observations() -> Iterator[NewObservation]:
    """Employable recipients, all recipients, and all forms of minimum income, from 2015 on."""
    for year in YEARS[1:]:
        day = f"{year}-12-31"
        report = month_values(f"{year}-12")
        lines = {
            "auslaender": report["auslaender"],
            "deutsche": report["insgesamt"] - report["auslaender"],
        }
        employable = {}
        recipients = {}
        minimum = {}
        for group, value in lines.items():
            employable[group] = nearest(value * (1.013 + around(0.004, "elb", group, year)))
            recipients[group] = nearest(employable[group] * _HOUSEHOLD[group])
            minimum[group] = recipients[group] + nearest(_OTHER_SUPPORT[group].at_year_end(year))
        minimum["auslaender"] += asylum_benefits(year)
        for statistic, parts in (
            ("sgb2-elb", employable),
            ("sgb2-rlb", recipients),
            ("mindestsicherung", minimum),
        ):
            for group, number in parts.items():
                yield yearly(statistic, day, number, group)
            yield yearly(statistic, day, sum(parts.values()))
