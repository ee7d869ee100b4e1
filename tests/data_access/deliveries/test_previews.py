"""A delivery shown before its release: the link, until when it is good, and what it shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from data_access import clock
from data_access.deliveries import office, previews
from data_access.engine import reading, trying
from data_access.importers.errors import DeliveryError
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.reader import Reader
from data_access.schema.deliveries import Delivery
from tests.support import indicator_files as files
from tests.support.dump import dump


@pytest.fixture
def waiting(migrated: Engine) -> Engine:
    """A delivery L1 that waits, with a value for 1998 that nobody knew and another for 2020."""
    files.with_profile(migrated)
    content = files.content({(files.COUNTY, "1998"): 290_001, (files.COUNTY, "2020"): 123_456})
    import_file(migrated, files.NAME, content, files.ORDER, release=False)
    return migrated


def _find(engine: Engine, key: str) -> previews.Preview | None:
    with reading(engine) as connection:
        return previews.find(connection, key)


def _shown(reader: Reader, period: str) -> set[float | None]:
    series = reader.series(files.COUNTY, files.STATISTIC)
    assert series is not None
    frame = series.frame
    rows = frame.filter(
        (frame["period"] == period)
        & (frame["area_key"] == files.COUNTY)
        & (frame["group_code"] == "insgesamt")
        & (frame["sex"] == "gesamt")
    )
    return set(rows["number"].to_list())


def test_only_a_checksum_of_the_key_is_kept(waiting: Engine) -> None:
    key, shown = previews.offer(waiting, "L1")
    assert len(key) >= 40
    assert _find(waiting, key) == shown
    assert (shown.code, shown.county_key) == ("L1", files.COUNTY)
    assert timedelta(days=6) < shown.until - clock.now() <= timedelta(days=previews.DAYS)
    with reading(waiting) as connection:
        row = connection.execute(select(Delivery).where(Delivery.code == "L1")).one()
    assert all(key not in str(value) for value in row)
    for other in ("", "x", key[:-1], key + "x", row.preview_key):
        assert _find(waiting, other) is None


def test_a_new_link_ends_the_older_one(waiting: Engine) -> None:
    first, _ = previews.offer(waiting, "L1")
    second, _ = previews.offer(waiting, "L1", days=1)
    assert _find(waiting, first) is None
    assert _find(waiting, second) is not None


@pytest.mark.parametrize(
    "step",
    [
        lambda engine: office.release(engine, "L1", note="geprüft"),
        lambda engine: office.withdraw(engine, "L1", note="falsch"),
        lambda engine: office.erase(engine, "L1", reason="Test"),
        lambda engine: previews.end(engine, "L1"),
    ],
    ids=["release", "withdraw", "erase", "end"],
)
def test_a_link_ends_with_the_delivery_s_next_step(
    step: Callable[[Engine], object], waiting: Engine
) -> None:
    key, _ = previews.offer(waiting, "L1")
    step(waiting)
    assert _find(waiting, key) is None


def test_a_link_ends_by_itself(waiting: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    key, shown = previews.offer(waiting, "L1", days=3)
    monkeypatch.setattr(previews, "now", lambda: shown.until - timedelta(seconds=1))
    assert _find(waiting, key) == shown
    monkeypatch.setattr(previews, "now", lambda: shown.until)
    assert _find(waiting, key) is None
    (info,) = office.list_deliveries(waiting)
    assert previews.shown_until(info) is None


def test_only_what_waits_can_be_shown(waiting: Engine) -> None:
    with pytest.raises(DeliveryError, match="L7"):
        previews.offer(waiting, "L7")
    office.release(waiting, "L1", note="geprüft")
    with pytest.raises(DeliveryError, match="nicht als Vorschau zeigen"):
        previews.offer(waiting, "L1")


def test_it_shows_what_the_release_would_and_leaves_nothing(waiting: Engine) -> None:
    before = dump(waiting)
    public = Reader(waiting, small_cell_limit=3)
    assert _shown(public, "1998-12-31") == set()
    with previews.as_released(waiting, "L1") as connection:
        seen = Reader.on(connection, small_cell_limit=3)
        assert _shown(seen, "1998-12-31") == {290_001}
        as_seen = _shown(seen, "2020-12-31")
    assert _shown(public, "1998-12-31") == set()
    assert dump(waiting) == before

    office.release(waiting, "L1", note="geprüft")
    assert _shown(public, "1998-12-31") == {290_001}
    # Whether another source goes before it, the release decides as the preview did.
    assert _shown(public, "2020-12-31") == as_seen


def test_small_numbers_of_the_office_stay_protected(migrated: Engine) -> None:
    statistic = "gefluechtete-kreis"
    profile = files.PROFILE.model_copy(update={"statistic": statistic})
    content = files.content({(files.COUNTY, "1998"): 2, (files.COUNTY, "1999"): 12})
    order = Order(county_key=files.COUNTY, profiles=(profile,))
    import_file(migrated, files.NAME, content, order, release=False)
    with previews.as_released(migrated, "L1") as connection:
        series = Reader.on(connection, small_cell_limit=3).series(files.COUNTY, statistic)
    assert series is not None
    numbers = dict(series.frame.select("period", "number").iter_rows())
    assert numbers["1998-12-31"] is None
    assert numbers["1999-12-31"] == 12


def test_what_fails_inside_leaves_nothing_either(waiting: Engine) -> None:
    before = dump(waiting)
    with pytest.raises(ZeroDivisionError), previews.as_released(waiting, "L1"):
        _ = 1 / 0
    assert dump(waiting) == before


def test_pending_says_what_the_release_would_change(waiting: Engine) -> None:
    before = dump(waiting)
    found = office.pending(waiting, "L1")
    assert dump(waiting) == before
    done = office.release(waiting, "L1", note="geprüft")
    assert (found.new, found.changed) == (done.new, done.changed)
    assert found.new + found.changed == 2
    with pytest.raises(DeliveryError):
        office.pending(waiting, "L1")


def test_trying_takes_everything_back(waiting: Engine) -> None:
    before = dump(waiting)
    with trying(waiting) as connection:
        connection.execute(update(Delivery).values(title="anders"))
    assert dump(waiting) == before
