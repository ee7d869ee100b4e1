"""What the office has erased stays away when a newer pack is loaded, or a large file."""

from __future__ import annotations

import time
from dataclasses import replace

import polars as pl
import pytest
from sqlalchemy import Engine, insert, select

from data_access.combinations import as_categories
from data_access.deliveries import office
from data_access.engine import writing
from data_access.erasure.figures import FigureFilter
from data_access.erasure.keeping_out import held
from data_access.migrate import migrate
from data_access.reference.pack import Pack, read_pack
from data_access.schema.statistics import CurrentFigure, Observation
from data_access.writing import current_revision
from tests.support.dump import dump, rows_of

COUNTY = "03254"
AZR = FigureFilter("auslaender-azr", COUNTY, "2020-12-31", "insgesamt")


def _newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the programme bring the same packs in another state."""

    def read(key: str) -> Pack:
        return replace(read_pack(key), checksum="neuer")

    monkeypatch.setattr("data_access.migrate.read_pack", read)


def _numbers(engine: Engine, wanted: FigureFilter) -> list[tuple[str, float | None]]:
    """What all versions of figures say, with their group."""
    row = Observation
    with writing(engine) as connection:
        found = connection.execute(
            select(row.group_code, row.number).where(*wanted.conditions(row))
        ).all()
    return [(group, number) for group, number in found]


def _shown(engine: Engine) -> int:
    figure = CurrentFigure
    statement = select(figure.number).where(
        figure.statistic_code == AZR.statistic_code,
        figure.area_key == AZR.area_key,
        figure.period == AZR.period,
        figure.group_code == AZR.group_code,
    )
    with writing(engine) as connection:
        return len(connection.execute(statement).all())


def test_a_newer_pack_does_not_bring_back_what_was_erased(
    migrated: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _numbers(migrated, AZR)
    office.erase_figures(migrated, AZR, reason="Probe")
    before = dump(migrated)["observation"]

    _newer(monkeypatch)
    assert migrate(migrated, county_keys=(COUNTY,))

    assert (_numbers(migrated, AZR), _shown(migrated)) == ([], 0)
    assert dump(migrated)["observation"] == before, "all other figures are as they were"


@pytest.mark.parametrize(
    "wanted",
    [
        FigureFilter("auslaender-azr", COUNTY),
        FigureFilter("auslaender-azr", COUNTY, period="2020-12-31"),
        FigureFilter("auslaender-azr", COUNTY, group_code="insgesamt"),
    ],
)
def test_an_erasure_without_period_or_group_holds_for_all_of_them(
    migrated: Engine, monkeypatch: pytest.MonkeyPatch, wanted: FigureFilter
) -> None:
    office.erase_figures(migrated, wanted, reason="Probe")
    before = dump(migrated)["observation"]

    _newer(monkeypatch)
    migrate(migrated, county_keys=(COUNTY,))

    assert _numbers(migrated, wanted) == []
    assert dump(migrated)["observation"] == before


def test_it_stays_away_from_every_county_that_says_it(
    migrated: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state's pack tells figures of counties."""
    with writing(migrated) as connection:
        row = Observation
        code, area = connection.execute(
            select(row.statistic_code, row.area_key).where(
                row.county_key == "03", row.area_key == "03157"
            )
        ).first() or ("", "")
    wanted = FigureFilter(code, area)
    office.erase_figures(migrated, wanted, reason="Probe")

    _newer(monkeypatch)
    migrate(migrated, county_keys=("03", "03157"))

    assert _numbers(migrated, wanted) == []


def test_what_an_older_program_brought_back_goes_without_a_trace(
    migrated: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(migrated) as connection:
        names = [column.name for column in Observation.__table__.columns]
        held = [
            dict(zip(names, row, strict=True))
            for row in connection.execute(
                select(*Observation.__table__.columns).where(*AZR.conditions(Observation))
            )
        ]
    office.erase_figures(migrated, AZR, reason="Probe")
    before = dump(migrated)["observation"]
    with writing(migrated) as connection:
        back = {"known_from": current_revision(connection)}
        connection.execute(insert(Observation), [{**row, **back} for row in held])

    _newer(monkeypatch)
    migrate(migrated, county_keys=(COUNTY,))

    assert (_numbers(migrated, AZR), _shown(migrated)) == ([], 0)
    with writing(migrated) as connection:
        assert rows_of(connection, "observation") == before


def test_what_the_office_took_in_again_stays_beside_the_pack(
    migrated: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pack says only what it may; another delivery's figures are none of its business."""
    with writing(migrated) as connection:
        row = connection.execute(
            select(*Observation.__table__.columns).where(*AZR.conditions(Observation))
        ).first()
    assert row is not None
    office.erase_figures(migrated, AZR, reason="Probe")
    corrected = {**row._mapping, "delivery_code": None, "number": 25_000.0}
    with writing(migrated) as connection:
        connection.execute(insert(Observation), [corrected])

    _newer(monkeypatch)
    migrate(migrated, county_keys=(COUNTY,))

    assert [number for _, number in _numbers(migrated, AZR)] == [25_000.0]


def test_many_erasures_are_looked_up_together() -> None:
    """Also where keys are missing in a figure, or an erasure names fewer of them."""
    rows = 200_000
    frame = pl.DataFrame(
        {
            "statistic_code": ["bev"] * rows,
            "area_key": [f"{row % 500:05d}" for row in range(rows)],
            "period": [str(1990 + row // 500 % 20) for row in range(rows)],
            "group_code": [None if row % 7 == 0 else f"g{row // 10_000}" for row in range(rows)],
        }
    )
    erased = [
        filtered
        for area in range(100)
        for filtered in (
            FigureFilter("bev", f"{area:05d}", "1995", "g3"),
            FigureFilter("bev", f"{area + 200:05d}", "1996"),
            FigureFilter("aza", f"{area:05d}"),
        )
    ]
    wanted = [
        any(all(row[name] == key for name, key in one.keys.items()) for one in erased)
        for row in frame.slice(0, 5_000).iter_rows(named=True)
    ]
    texts = as_categories(frame, frame.columns)

    before = time.process_time()
    found = held(texts, erased)

    assert time.process_time() - before < 2
    assert found.head(5_000).to_list() == wanted
    area, period = pl.col("area_key").cast(pl.Int64), pl.col("period")
    of_group = (area < 100) & (period == "1995") & (pl.col("group_code") == "g3")
    of_all = area.is_between(200, 299) & (period == "1996")
    assert (
        found.arg_true().to_list()
        == frame.select((of_group | of_all).arg_true()).to_series().to_list()
    )
