"""What the packs hold, held against the published files and the documents."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine, Select, select

from data_access.engine import reading
from data_access.reader import Reader
from data_access.schema import areas, statistics
from data_access.schema.statistics import Observation
from data_access.vocabulary import (
    Origin,
    Qualifier,
)
from tests.support import published as files

# As printed


@pytest.mark.skipif(not files.FOLDER.exists(), reason="the shared folder is not here")
def test_every_published_value_is_stored_as_printed(published: Engine) -> None:
    """Number, unit, source, note, plan and qualifier, not the number alone."""
    row, statistic = Observation, statistics.Statistic
    statement = (
        select(
            *(row.statistic_code, row.area_key, row.group_code, row.sex, row.period),
            *(row.number, statistic.unit, row.source_code, row.note, row.planned, row.qualifier),
        )
        .join(statistic, statistic.code == row.statistic_code)
        .where(row.origin == Origin.PUBLISHED.value, row.known_until.is_(None))
    )
    stored: dict[files.Key, list[files.Printed]] = defaultdict(list)
    with reading(published) as connection:
        for statistic_code, area, group, sex, period, *rest in connection.execute(statement):
            stored[statistic_code, area, group, sex, period].append(files.Printed(*rest))
        names = files.Names(
            areas=_codes(connection, select(areas.Area.name, areas.Area.key)),
            groups=_codes(
                connection,
                select(statistics.PopulationGroup.name, statistics.PopulationGroup.code),
            ),
            statistics=_codes(
                connection, select(statistics.Statistic.name, statistics.Statistic.code)
            ),
        )

    expected = list(names.values())

    assert len(expected) == 83 + 6 * 31 + 597 + 15 + 14 + 7 + 15
    missing = [
        (key, printed, stored[key])
        for key, printed in expected
        if not any(_says(one, printed) for one in stored[key])
    ]
    assert missing == []


def _says(stored: files.Printed, printed: files.Printed) -> bool:
    return replace(stored, note="") == replace(printed, note="") and printed.note in stored.note


def _codes(connection: Connection, statement: Select[str, str]) -> dict[str, str]:
    return dict(connection.execute(statement).all())


#: How the documents say that a number is not exact.
_PRINTED_QUALIFIERS = {
    "rund": Qualifier.ROUND,
    "ca.": Qualifier.CIRCA,
    "bis zu": Qualifier.AT_MOST,
    "max.": Qualifier.AT_MOST,
    "über": Qualifier.OVER,
    "weniger als": Qualifier.UNDER,
    "mindestens": Qualifier.AT_LEAST,
    "ein- bis zwei": Qualifier.SPAN,
    "zwei bis drei": Qualifier.SPAN,
}


def test_qualifiers_are_those_of_the_printed_words(published: Engine) -> None:
    row = Observation
    statement = select(row.original_text, row.qualifier).where(row.original_text != "")
    with reading(published) as connection:
        stored = connection.execute(statement.distinct()).all()

    for printed, qualifier in stored:
        words = {one for word, one in _PRINTED_QUALIFIERS.items() if word in printed.lower()}
        assert words or {Qualifier.EXACTLY} == {qualifier}, printed
        assert qualifier in (words or {Qualifier.EXACTLY}), printed
    assert {qualifier for _, qualifier in stored} >= {
        *(Qualifier.CIRCA, Qualifier.ROUND, Qualifier.AT_MOST),
        *(Qualifier.OVER, Qualifier.UNDER, Qualifier.SPAN),
    }


#: Numbers in the documents that stand beside a qualifier: digits, or the words that occur so.
_QUALIFIED = re.compile(
    r"\b(rund|ca\.|bis zu|max\.|über|weniger als|mindestens|etwa|knapp|mehr als)\s+"
    r"((?:\d[\d.]*|zehn|eine Stunde)\b)"
)
#: Said in passing: the age of the model of 2009 once more, and the end of a range of shares.
_IN_PASSING = {"über zehn", "bis zu 9"}


@pytest.mark.skipif(not files.DOCUMENTS.exists(), reason="the shared folder is not here")
def test_every_qualified_number_of_the_documents_is_stored_with_its_words(
    published: Engine,
) -> None:
    row = Observation
    with reading(published) as connection:
        stored = set(connection.scalars(select(row.original_text).distinct()))
    documents = " ".join(path.read_text("utf-8") for path in files.DOCUMENTS.glob("*.txt"))
    said = {" ".join(match.group().split()) for match in _QUALIFIED.finditer(documents)}

    missing = {one for one in said - _IN_PASSING if not any(one in text for text in stored)}

    assert len(said) >= 12
    assert missing == set()


@pytest.mark.parametrize(
    ("county", "statistic", "expected"),
    [
        ("03241", "integrationsmanagement-einstellungen", (10, None, Qualifier.AT_MOST)),
        ("03241", "mobil-bewohnergrenze", (200, None, Qualifier.UNDER)),
        ("03254", "fahrzeit-sued", (1, None, Qualifier.OVER)),
        ("03254", "takt-regionalverkehr", (1, 2, Qualifier.SPAN)),
        ("03254", "frauenanteil-gefluechtete", (30, None, Qualifier.CIRCA)),
        ("03357", "sprachmittler-termine", (1000, None, Qualifier.CIRCA)),
        ("03357", "ak-integration-stadt-sitzungen", (2, 3, Qualifier.SPAN)),
    ],
)
def test_a_qualifier_reaches_the_pages(
    reader: Reader, county: str, statistic: str, expected: tuple[float, float | None, Qualifier]
) -> None:
    series = reader.series(county, statistic)

    assert series is not None
    rows = series.frame.select("number", "number_to", "qualifier", "approximate").rows()
    assert rows == [(*expected, True)]
