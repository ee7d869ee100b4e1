"""A draft says again all that was said of a table, and asks what nobody has said."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.importers.asking.drafts import draft, written
from data_access.importers.asking.publishers import Publisher
from data_access.importers.examination import ExaminedTable
from data_access.importers.interpretation.figures import empty
from data_access.importers.interpretation.interpret import Interpretation
from data_access.importers.interpretation.meanings import Unknown
from data_access.importers.profiles import (
    NewDelivery,
    NewGroup,
    NewSource,
    NewStatistic,
    Place,
    Profile,
    Rule,
)
from data_access.importers.profiles.parsing import parse_profiles
from data_access.importers.profiles.store import built_in
from data_access.importers.tables.cells import CELLS, ReadTable, empty_cells
from data_access.vocabulary import Origin, Rhythm, StatisticKind, Status

DELIVERY = NewDelivery(
    rhythm=Rhythm.HALF_YEARLY,
    from_months=0,
    until_months=4,
    deliverer="Amt „für“ Statistik",
    site="Portal",
    address="https://statistik.beispiel.de/",
    ground="Auskunft am Telefon.",
)
PROFILES = sorted(built_in().items())


def _examined(profile: Profile, *unknown: Unknown) -> ExaminedTable:
    table = ReadTable(
        layout=profile.layout,
        table_id=profile.table,
        title="Titel der Datei",
        document="tabelle.csv",
        sheet="",
        cells=empty_cells(),
    )
    understood = Interpretation(empty(), {}, (), unknown, ())
    return ExaminedTable(table, "Beleg", profile, understood)


def _again(profile: Profile, *unknown: Unknown) -> Profile:
    (read,) = parse_profiles(draft((_examined(profile, *unknown),)), where="Entwurf")
    return read


@pytest.mark.parametrize(
    "profile", [profile for _, profile in PROFILES], ids=["-".join(key) for key, _ in PROFILES]
)
def test_nothing_that_is_built_in_gets_lost(profile: Profile) -> None:
    """The office adds one answer, and its draft replaces the whole profile."""
    assert _again(profile) == profile


def test_nothing_that_an_office_can_say_gets_lost() -> None:
    profile = Profile(
        layout="nim",
        table="1-2-8",
        title="Lebendgeborene „nach“ Nationalität",
        source="nim-1-2-8",
        new_source=NewSource(
            code="nim-1-2-8", publisher="Amt", title="Tabelle", licence="frei", delivery=DELIVERY
        ),
        statistic="geburten",
        origin=Origin.OWN_COUNT,
        period="12-31",
        rest="leave_out",
        rules=(
            Rule(text="a \\ b", place=Place.ITEM, group="deutsche", factor=0.1, expected=True),
            Rule(text="c", leave_out="Wird nicht gebraucht.", period="2018", note="unsicher"),
        ),
        meanings={"-": Status.NOT_MEANINGFUL, "/": Status.CONFIDENTIAL},
        note="Stand Juli",
        rounded_to=5,
        new_statistics=(
            NewStatistic(
                code="geburten",
                name="Geburten",
                unit="persons",
                kind=StatisticKind.FLOW,
                definition="Lebendgeborene im Jahr.",
                signed=True,
                waiting_months=3,
            ),
        ),
        new_groups=(NewGroup(code="eltern", name="Eltern", kind="other"),),
    )

    assert _again(profile) == profile


@given(st.text(max_size=30), st.text(min_size=1, max_size=30).filter(str.strip))
def test_any_text_of_a_table_survives(title: str, text: str) -> None:
    rule = Rule(text=text, note=title, ignore=True)
    profile = PROFILES[0][1].model_copy(update={"title": title, "rules": (rule,)})

    (read,) = parse_profiles(written(profile), where="Entwurf")

    assert read == profile


def test_a_value_over_several_lines_stays_inside_its_comment() -> None:
    examined = _examined(PROFILES[0][1], Unknown("A\nB", Place.SERIES))
    row = {name: "A\nB" if dtype == pl.String else None for name, dtype in CELLS.items()}
    cells = pl.DataFrame([row], schema=CELLS)
    table = replace(examined, read=replace(examined.read, cells=cells))

    given = tomllib.loads(draft((table,)))["table"][0]

    assert given["rules"][-1]["text"] == "A\nB"


def test_what_nobody_has_said_is_asked_for() -> None:
    """An unanswered question is no rule; with an answer it is one more."""
    profile = PROFILES[0][1]
    unknown = Unknown("Neue Spalte", Place.SERIES)
    text = draft((_examined(profile, unknown),))

    assert 'Spalte "Neue Spalte"' in text
    answered = text.replace(
        'text = "Neue Spalte"\nplace = "series"\nstatistic = ""',
        'text = "Neue Spalte"\nplace = "series"\nstatistic = "neue-kennzahl"',
    )
    (read,) = parse_profiles(answered, where="Entwurf")
    assert read.rules[-1] == Rule(text="Neue Spalte", place=Place.SERIES, statistic="neue-kennzahl")
    assert read.rules[:-1] == profile.rules


def _of_a_new_table(delivery: NewDelivery | None) -> str:
    examined = replace(_examined(PROFILES[0][1]), profile=None)
    publishers = {examined.read.layout: Publisher("Amt", delivery=delivery)}
    return draft((examined,), publishers=publishers)


@pytest.mark.parametrize(
    "delivery",
    [
        DELIVERY,
        NewDelivery(rhythm=Rhythm.IRREGULAR, deliverer="Amt"),
        NewDelivery(rhythm=Rhythm.ONCE),
    ],
    ids=["dated", "irregular", "once"],
)
def test_a_proposed_delivery_is_taken_as_it_stands(delivery: NewDelivery) -> None:
    (read,) = parse_profiles(_of_a_new_table(delivery), where="Entwurf")

    assert read.new_source is not None
    assert read.new_source.delivery == delivery


def test_where_nothing_is_proposed_the_draft_says_nothing_and_shows_how() -> None:
    text = _of_a_new_table(None)
    (read,) = parse_profiles(text, where="Entwurf")
    assert read.new_source is not None
    assert read.new_source.delivery is None

    begin = text.index("# [table.new_source.delivery]")
    shown = "\n".join(
        line.removeprefix("# ") for line in text[begin:].split("\n\n")[0].splitlines()
    )
    (read,) = parse_profiles(text[:begin] + shown, where="Entwurf")
    assert read.new_source is not None
    assert read.new_source.delivery is not None
    assert set(read.new_source.delivery.model_dump(exclude_none=True)) == set(
        NewDelivery.model_fields
    )
