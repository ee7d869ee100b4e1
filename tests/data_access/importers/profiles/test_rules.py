"""What a rule of a profile says of the values under a text."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from data_access.importers.interpretation.meanings import Interpreter, Meaning
from data_access.importers.names.groups import GroupDirectory, NamedGroup
from data_access.importers.profiles import Profile, Rule

GROUPS = GroupDirectory(
    NamedGroup(code, name, name, kind)
    for code, name, kind in (
        ("insgesamt", "Insgesamt", "total"),
        ("deutsche", "Deutsche", "citizenship"),
        ("alter-unter-6", "unter 6 Jahre", "age"),
    )
)


def _meaning(series: str, *rules: dict[str, Any], item: str = "", **profile: Any) -> Meaning:
    read = Profile.model_validate(
        {"layout": "mir", "table": "A", "source": "mir", "rules": rules, **profile}
    )
    return Interpreter(read, GROUPS).meaning(series, item)


def test_a_rule_may_say_when_a_value_is_from_and_what_readers_are_told() -> None:
    meaning = _meaning(
        "kurs_tln",
        {"text": "kurs_tln", "statistic": "kurse", "period": "2017", "note": "Jahr unsicher"},
    )

    assert (meaning.statistic, meaning.period, meaning.note) == ("kurse", "2017", "Jahr unsicher")


def test_what_readers_are_told_of_the_table_holds_where_a_rule_tells_nothing() -> None:
    rules = ({"text": "a", "statistic": "x", "note": "eins"}, {"text": "b", "statistic": "x"})

    assert _meaning("a", *rules, note="alle").note == "eins"
    assert _meaning("b", *rules, note="alle").note == "alle"


def test_a_rule_may_name_people_who_belong_to_two_groups() -> None:
    meaning = _meaning(
        "DIU6", {"text": "DIU6", "statistic": "bevoelkerung", "group": "deutsche.alter-unter-6"}
    )

    assert meaning.group == "alter-unter-6.deutsche"
    assert [(one.code, one.name, one.kind) for one in meaning.added] == [
        ("alter-unter-6.deutsche", "Deutsche, unter 6 Jahre", "combination")
    ]


def test_two_rules_of_one_value_may_not_be_of_two_periods() -> None:
    rules = ({"text": "a", "period": "2017"}, {"text": "b", "period": "2018"})

    assert "2017, 2018" in _meaning("a | b", *rules).clash
    assert _meaning("a", *rules, item="a").clash == ""


@pytest.mark.parametrize("period", ["2018-13", "Dezember 2018", "12-31", "2018 / 2005"])
def test_a_period_is_a_key_of_one(period: str) -> None:
    with pytest.raises(ValidationError):
        Rule(text="a", statistic="x", period=period)


def test_a_rule_that_says_nothing_is_none() -> None:
    with pytest.raises(ValidationError, match="ohne Aussage"):
        Rule(text="a", note="Nur ein Hinweis")
