"""Figures of the Musterkreis: every total is the sum of its parts."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest

from data_access.reference import musterkreis
from data_access.reference.pack import read_common
from data_access.schema import statistics
from tests.support.muster import (
    CITY,
    COUNTY,
    JOINT,
    REFUGEES,
    REMAINDER,
    SGB2,
    STATUS_GROUPS,
    WITHOUT_CITY,
    members,
    months,
    municipalities,
    number,
    numbers,
    pack,
    periods,
)


def test_population_adds_up_in_every_year() -> None:
    years = [f"{year}-12-31" for year in range(2014, 2026)]
    assert periods("bevoelkerung-fortschreibung") == years
    for day in years:
        for statistic, group in (
            ("bevoelkerung-fortschreibung", "insgesamt"),
            ("bevoelkerung-fortschreibung", "deutsche"),
            ("auslaender-fortschreibung", "insgesamt"),
        ):
            whole = number(statistic, day, group)
            assert whole == sum(number(statistic, day, group, m) for m in municipalities())
            rest = number(statistic, day, group, WITHOUT_CITY)
            assert rest == whole - number(statistic, day, group, CITY)
            joint = sum(number(statistic, day, group, m) for m in members())
            assert joint == number(statistic, day, group, JOINT)


def test_population_is_germans_and_foreigners_with_plausible_shares() -> None:
    for day in periods("bevoelkerung-fortschreibung"):
        for area in (COUNTY, WITHOUT_CITY, *municipalities(), *members()):
            people = number("bevoelkerung-fortschreibung", day, area=area)
            foreign = number("auslaender-fortschreibung", day, area=area)
            assert people == foreign + number("bevoelkerung-fortschreibung", day, "deutsche", area)
            share = 100 * foreign / people
            assert 3 <= share <= 15, (area, day)
            printed = number("auslaenderanteil-fortschreibung", day, area=area)
            assert printed == pytest.approx(share)
    assert round(number("bevoelkerung-fortschreibung", "2025-12-31"), -3) == 168_000
    assert round(number("bevoelkerung-fortschreibung", "2025-12-31", area=CITY), -3) == 62_000


def test_population_does_not_jump() -> None:
    days = periods("bevoelkerung-fortschreibung")
    for area in (COUNTY, *municipalities(), *members()):
        for before, after in itertools.pairwise(days):
            now = number("bevoelkerung-fortschreibung", after, area=area)
            assert abs(now / number("bevoelkerung-fortschreibung", before, area=area) - 1) < 0.015


def test_register_counts_a_little_more_and_rounds_to_five() -> None:
    nations = {key[2] for key in numbers() if key[0] == "auslaender-azr"} - {"insgesamt"}
    assert nations == {
        "polen",
        "rumaenien",
        "syrien",
        "tuerkei",
        "ukraine",
        "afghanistan",
        "irak",
    }
    for day in periods("auslaender-azr"):
        ratio = number("auslaender-azr", day) / number("auslaender-fortschreibung", day)
        assert 1.03 < ratio < 1.10
        assert sum(number("auslaender-azr", day, nation) for nation in nations) < number(
            "auslaender-azr", day
        )
    for key, value in numbers().items():
        if key[0] in ("auslaender-azr", "aufenthaltsstatus", "ohne-aufenthaltstitel") and (
            key[4] >= "2016"
        ):
            assert value % 5 == 0, key
    assert number("auslaender-azr", "2022-12-31", "ukraine") > 10 * number(
        "auslaender-azr", "2021-12-31", "ukraine"
    )


def test_parts_of_the_register_fit_their_totals() -> None:
    for year in range(2015, 2026):
        day = f"{year}-12-31"
        status = ("titel-erforderlich", "titel-nicht-erforderlich", "ohne-titel")
        whole = sum(number("aufenthaltsstatus", day, group) for group in status)
        assert whole == number("auslaender-azr", day)
        without = ("aufenthaltsgestattung", "duldung", "weder-duldung-noch-gestattung")
        parts = sum(number("ohne-aufenthaltstitel", day, group) for group in without)
        assert parts == number("ohne-aufenthaltstitel", day)
        assert number("ohne-aufenthaltstitel", day) == number(
            "aufenthaltsstatus", day, "ohne-titel"
        )
        limited = sum(
            value
            for key, value in numbers().items()
            if key[0] == "befristete-titel" and key[4] == day
        )
        assert limited < number("aufenthaltsstatus", day, "titel-erforderlich")
        protection = ("schutz-anerkannt", "schutz-offen", "schutz-abgelehnt")
        seekers = sum(number("schutzsuchende", day, group) for group in protection)
        assert seekers == number("schutzsuchende", day)
        nations = ("syrien", "irak", "afghanistan", "iran", "ukraine")
        assert sum(number("schutzsuchende", day, nation) for nation in nations) <= number(
            "schutzsuchende", day
        )
        for nation in ("syrien", "irak", "afghanistan", "ukraine"):
            assert number("schutzsuchende", day, nation) <= number("auslaender-azr", day, nation)


def test_yearly_figures_fit_each_other() -> None:
    for year in range(2015, 2026):
        day = f"{year}-12-31"
        arrived = number("wanderung-zuzuege", str(year), "auslaender")
        left = number("wanderung-fortzuege", str(year), "auslaender")
        assert arrived - left == number("wanderung-saldo", str(year), "auslaender")
        assert left > 0
        june = f"{year}-06-30"
        assert number("svb-auslaender", june) == sum(
            number("svb-auslaender", june, sex=sex) for sex in ("weiblich", "männlich")
        )
        for group in ("deutsche", "auslaender"):
            pupils = number("schule8-insgesamt", str(year), group)
            two = sum(
                number(f"schule8-{school}", str(year), group)
                for school in ("gymnasium", "hauptschule")
            )
            assert two < pupils
            assert number("schulabgaenge-ohne-abschluss", str(year), group) < pupils
        for statistic in ("sgb2-elb", "sgb2-rlb", "mindestsicherung"):
            assert number(statistic, day) == sum(
                number(statistic, day, group) for group in ("deutsche", "auslaender")
            )
        for group in ("insgesamt", "deutsche", "auslaender"):
            assert number("sgb2-elb", day, group) < number("sgb2-rlb", day, group)
            assert number("sgb2-rlb", day, group) < number("mindestsicherung", day, group)
        assert number("asylblg-regelleistungen", day) < number("schutzsuchende", day)
        assert number("einbuergerungen", str(year)) > 0


def test_refugees_add_up_in_every_month_and_group() -> None:
    every = months("2015-01", musterkreis.LAST_MONTH)
    assert periods(REFUGEES) == every
    for month in every:
        groups = [g for g in STATUS_GROUPS if g != STATUS_GROUPS[-1] or month >= "2022-03"]
        for area in (COUNTY, REMAINDER, *municipalities(), *members()):
            parts = sum(number(REFUGEES, month, group, area) for group in groups)
            assert parts == number(REFUGEES, month, area=area), (month, area)
        for group in (*groups, "insgesamt"):
            places = sum(number(REFUGEES, month, group, m) for m in (*municipalities(), REMAINDER))
            assert places == number(REFUGEES, month, group), (month, group)
            joint = sum(number(REFUGEES, month, group, m) for m in members())
            assert joint == number(REFUGEES, month, group, JOINT), (month, group)
    assert (REFUGEES, COUNTY, STATUS_GROUPS[-1], "gesamt", "2022-02") not in numbers()


def test_refugees_follow_the_known_course() -> None:
    def total(month: str) -> float:
        return number(REFUGEES, month)

    assert total("2016-07") > 2 * total("2015-06")
    assert total("2021-06") < total("2016-07")
    assert total("2022-06") > 1.7 * total("2022-01")
    assert total("2026-09") < total("2023-06")
    for year in range(2015, 2026):
        for area in municipalities():
            refugees = number(REFUGEES, f"{year}-12", area=area)
            assert refugees < number("auslaender-fortschreibung", f"{year}-12-31", area=area)


def test_only_the_last_months_are_provisional() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    final: dict[str, set[str]] = defaultdict(set)
    for row in pack().observations:
        (found if row.provisional else final)[row.statistic_code].add(row.period)
    assert found == {
        REFUGEES: {"2026-08", "2026-09"},
        SGB2: {"2026-07", "2026-08", "2026-09"},
    }
    assert not any(found[statistic] & final[statistic] for statistic in found)


def test_sgb2_adds_up_in_every_month() -> None:
    common, _ = read_common()
    table = [
        row
        for row in common[statistics.ClassificationItem]
        if row["classification"] == "sgb2-asylzugang"
    ]
    parts: dict[str, list[str]] = defaultdict(list)
    for row in table:
        if row["parent_code"]:
            parts[row["parent_code"]].append(row["group_code"])
    every = months("2015-01", musterkreis.LAST_MONTH)
    assert periods(SGB2) == every
    for month in every:
        lines = {
            key[2]: value for key, value in numbers().items() if key[0] == SGB2 and key[4] == month
        }
        assert set(lines) == {row["group_code"] for row in table}
        for parent, listed in parts.items():
            whole = sum(lines[group] for group in listed)
            if parent in ("insgesamt", "auslaender"):
                assert lines[parent] > whole, (month, parent)
            else:
                assert lines[parent] == whole, (month, parent)
    assert number(SGB2, "2022-06", "ukraine") > 5 * number(SGB2, "2022-05", "ukraine")
    assert number(SGB2, "2022-12", "ukraine") > 2 * number(SGB2, "2022-06", "ukraine")


# Areas and boundaries
