"""Delivered, released, withdrawn, erased: what readers see at each step, and what is left."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select, text

from data_access.deliveries import office
from data_access.engine import reading, writing
from data_access.erasure.figures import FigureFilter
from data_access.importers.errors import DeliveryError
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.importers.reports.report import FileReport, Outcome
from data_access.queries.changes import read_new
from data_access.queries.revisions import read_revised
from data_access.schema.deliveries import Erasure, StagedFigure
from data_access.schema.revisions import DataRevision
from data_access.schema.statistics import CurrentFigure, Observation
from data_access.vocabulary import DeliveryState
from tests.support import file_bytes
from tests.support import indicator_files as files
from tests.support.dump import dump


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """All real counties, and the meaning of the file."""
    return files.with_profile(migrated)


def _bring(engine: Engine, *values: object, release: bool = True, reason: str = "") -> FileReport:
    """Import values of Hildesheim for 1998 and the years after it."""
    content = files.content(files.years(files.COUNTY, 1998, values))
    order = Order(county_key=files.COUNTY, reason=reason)
    return import_file(engine, files.NAME, content, order, release=release)


def _shown(engine: Engine, period: str = "1998-12-31") -> float | None:
    figure = CurrentFigure
    statement = select(figure.number).where(
        figure.statistic_code == files.STATISTIC,
        figure.area_key == files.COUNTY,
        figure.group_code == "insgesamt",
        figure.sex == "gesamt",
        figure.period == period,
    )
    with reading(engine) as connection:
        return connection.scalar(statement)


def _states(engine: Engine) -> dict[str, DeliveryState]:
    return {one.code: one.state for one in office.list_deliveries(engine)}


def test_an_import_is_released_at_once(monitor: Engine) -> None:
    report = _bring(monitor, 290_001)

    assert (report.outcome, report.delivery, report.new) == (Outcome.RELEASED, "L1", 1)
    assert _shown(monitor) == 290_001
    assert _states(monitor) == {"L1": DeliveryState.RELEASED}


def test_with_the_second_step_readers_see_nothing_before_the_release(monitor: Engine) -> None:
    before = dump(monitor, without=["delivery", "delivered_table", "data_revision"])
    report = _bring(monitor, 290_001, release=False)

    assert (report.outcome, _shown(monitor)) == (Outcome.DELIVERED, None)
    after = dump(monitor, without=["delivery", "delivered_table", "data_revision"])
    assert {name for name in after if after[name] != before[name]} == {"staged_figure"}

    done = office.release(monitor, "L1", note="geprüft am 3.")

    assert (done.new, done.changed) == (1, 0)
    assert _shown(monitor) == 290_001
    (info,) = office.list_deliveries(monitor)
    assert (info.state, info.release_note) == (DeliveryState.RELEASED, "geprüft am 3.")
    assert info.released_at is not None
    with reading(monitor) as connection:
        assert connection.scalars(select(StagedFigure.number)).all() == []


def test_what_became_true_in_between_counts_at_the_release(monitor: Engine) -> None:
    _bring(monitor, 290_001, release=False)
    _bring(monitor, 290_002)

    done = office.release(monitor, "L1", note="geprüft")

    assert (done.new, done.changed, _shown(monitor)) == (0, 1, 290_001)


_FIGURES = FigureFilter(files.STATISTIC, files.COUNTY, period="1998-12-31")
_MOVES: dict[str, Callable[[Engine, str], object]] = {
    "released": lambda engine, note: office.release(engine, "L1", note=note),
    "withdrawn": lambda engine, note: office.withdraw(engine, "L1", note=note),
    "erased": lambda engine, note: office.erase(engine, "L1", reason=note),
    "figures erased": lambda engine, note: office.erase_figures(engine, _FIGURES, reason=note),
}


@pytest.mark.parametrize("move", _MOVES)
@pytest.mark.parametrize("note", ["", " \n"])
def test_without_a_note_nothing_is_released_withdrawn_or_erased(
    monitor: Engine, move: str, note: str
) -> None:
    _bring(monitor, 290_001, release=False)
    before = dump(monitor)

    # Whoever says nothing is told so at once, even while somebody else writes.
    with writing(monitor), pytest.raises(DeliveryError, match="Es fehlt der Vermerk"):
        _MOVES[move](monitor, note)

    assert dump(monitor) == before


def test_a_withdrawn_delivery_gives_back_what_was_said_before(monitor: Engine) -> None:
    _bring(monitor, 290_001, 289_000)
    _bring(monitor, 290_500, 289_000, 288_000)

    assert office.withdraw(monitor, "L2", note="falsche Tabelle") == office.Undone(2)

    assert [_shown(monitor, f"{year}-12-31") for year in (1998, 1999, 2000)] == [
        290_001,
        289_000,
        None,
    ]
    assert _states(monitor) == {"L2": DeliveryState.WITHDRAWN, "L1": DeliveryState.RELEASED}
    with reading(monitor) as connection:
        said_by = connection.scalar(
            select(Observation.delivery_code).where(
                Observation.period == "1998-12-31", Observation.known_until.is_(None)
            )
        )
    assert said_by == "L1"


def test_what_a_later_delivery_says_outlives_a_withdrawal(monitor: Engine) -> None:
    for value in (290_001, 290_002, 290_003):
        _bring(monitor, value)

    office.withdraw(monitor, "L2", note="falsch")
    assert _shown(monitor) == 290_003

    office.withdraw(monitor, "L3", note="falsch")
    # L2 is withdrawn too: what counts is what L1 said.
    assert _shown(monitor) == 290_001

    office.withdraw(monitor, "L1", note="falsch")
    assert _shown(monitor) is None


def test_a_figure_of_a_pack_comes_back(monitor: Engine) -> None:
    assert _shown(monitor, "2015-12-31") == 277_055
    import_file(
        monitor,
        files.NAME,
        files.content({(files.COUNTY, "2015"): 1}),
        files.ORDER,
    )
    assert _shown(monitor, "2015-12-31") == 1

    office.withdraw(monitor, "L1", note="falsch")

    assert _shown(monitor, "2015-12-31") == 277_055


def test_a_waiting_delivery_can_be_withdrawn_and_then_not_released(monitor: Engine) -> None:
    _bring(monitor, 290_001, release=False)
    office.withdraw(monitor, "L1", note="falsch")

    with pytest.raises(DeliveryError, match="zurückgezogen"):
        office.release(monitor, "L1", note="geprüft")
    assert _shown(monitor) is None


@pytest.mark.parametrize("act", [office.withdraw, office.release])
def test_a_delivery_that_is_not_there_is_named(monitor: Engine, act: object) -> None:
    with pytest.raises(DeliveryError, match="L7"):
        act(monitor, "L7", note="")  # type: ignore[operator]


def test_an_erased_delivery_leaves_its_code_and_the_reason_only(monitor: Engine) -> None:
    _bring(monitor, 290_001)
    _bring(monitor, 424_242)
    _bring(monitor, 290_003)

    assert office.erase(monitor, "L2", reason="Angaben zu einer Familie").count > 0

    everything = repr(dump(monitor))
    assert "424242" not in everything
    assert _shown(monitor) == 290_003
    with reading(monitor) as connection:
        (logged,) = connection.execute(select(Erasure))
    assert (logged.delivery_code, logged.reason) == ("L2", "Angaben zu einer Familie")
    erased = next(one for one in office.list_deliveries(monitor) if one.code == "L2")
    assert (erased.state, erased.file_name, erased.tables) == (DeliveryState.ERASED, "", ())


def test_what_was_erased_is_no_change_either(monitor: Engine) -> None:
    for value in (290_001, 424_242, 290_003, 424_243):
        _bring(monitor, value)

    for code in ("L4", "L2"):
        office.erase(monitor, code, reason="Irrtum")

    assert _shown(monitor) == 290_003
    with reading(monitor) as connection:
        (revised,) = read_revised(connection, files.COUNTY)
    assert revised.old is not None
    assert revised.new is not None
    assert (revised.old.number, revised.new.number) == (290_001, 290_003)


def test_erasing_what_counts_now_gives_back_what_counted_before(monitor: Engine) -> None:
    _bring(monitor, 290_001)
    _bring(monitor, 424_242)

    office.erase(monitor, "L2", reason="Irrtum")

    assert _shown(monitor) == 290_001
    assert "424242" not in repr(dump(monitor))


def test_a_waiting_delivery_is_erased_too(monitor: Engine) -> None:
    _bring(monitor, 424_242, release=False)

    office.erase(monitor, "L1", reason="Irrtum")

    assert "424242" not in repr(dump(monitor))


def test_erased_figures_are_gone_in_all_versions(monitor: Engine) -> None:
    _bring(monitor, 424_241, 1)
    _bring(monitor, 424_242, 1)
    wanted = FigureFilter(files.STATISTIC, files.COUNTY, period="1998-12-31")

    assert office.erase_figures(monitor, wanted, reason="zu klein") == 2

    everything = repr(dump(monitor))
    assert "424241" not in everything
    assert "424242" not in everything
    assert (_shown(monitor), _shown(monitor, "1999-12-31")) == (None, 1)
    with pytest.raises(DeliveryError, match="gibt es nicht"):
        office.erase_figures(monitor, replace(wanted, period="1997-12-31"), reason="noch einmal")


def _bytes_hold(engine: Engine, said: bytes) -> bool:
    """Whether a text, or the number that it is, stands anywhere on the disk."""
    written = {said}
    if engine.dialect.name == "postgresql" and said.lstrip(b"+").isdigit():
        written.add(struct.pack("=d", int(said)))
    return any(sought in one for one in file_bytes.of(engine) for sought in written)


def test_the_bytes_of_a_file_no_longer_hold_what_was_erased(migrated: Engine) -> None:
    monitor = files.with_profile(migrated)
    report = _bring(monitor, "+424242")
    assert _bytes_hold(monitor, b"+424242")

    office.erase(monitor, report.delivery, reason="Irrtum")

    assert not _bytes_hold(monitor, b"+424242")
    assert "+424242" not in repr(dump(monitor))


def test_a_server_forgets_what_it_noted_of_erased_values_to_plan_its_queries(
    monitor: Engine,
) -> None:
    """The largest value of a column stands among its statistics, readable for whoever may read."""
    if monitor.dialect.name == "sqlite":
        pytest.skip("SQLite notes no values")
    largest = b"9999424242"
    report = _bring(monitor, int(largest))
    with monitor.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    assert _noted(monitor, largest.decode())

    office.erase(monitor, report.delivery, reason="Irrtum")

    assert not _noted(monitor, largest.decode())
    assert not _bytes_hold(monitor, largest)


def _noted(engine: Engine, value: str) -> int:
    statement = text(
        "SELECT count(*) FROM pg_stats WHERE histogram_bounds::text LIKE :value "
        "OR most_common_vals::text LIKE :value"
    )
    with engine.connect() as connection:
        return int(connection.scalar(statement, {"value": f"%{value}%"}) or 0)


NAMES_IT = "424.242 war falsch"


def test_what_people_wrote_of_an_erased_delivery_goes_with_it(monitor: Engine) -> None:
    content = files.content(files.years(files.COUNTY, 1998, [290_001]))
    order = Order(county_key=files.COUNTY, reason=NAMES_IT, table_id="1-1-1")
    name = "familie-424242.csv"
    import_file(monitor, name, content, order, release=False)
    office.release(monitor, "L1", note=NAMES_IT)
    office.withdraw(monitor, "L1", note=NAMES_IT)
    assert repr(dump(monitor)).count("424.242") == 3

    office.erase(monitor, "L1", reason="Irrtum")

    everything = repr(dump(monitor))
    assert "424.242" not in everything
    assert "424242" not in everything
    assert not _bytes_hold(monitor, b"424.242")
    assert not _bytes_hold(monitor, b"424242")
    (info,) = office.list_deliveries(monitor)
    assert (info.reason, info.release_note, info.withdrawal_note) == ("", "", "")
    with reading(monitor) as connection:
        told = connection.scalars(select(DataRevision.reason).order_by(DataRevision.number)).all()
    assert told[-4:] == [
        "Einlesen der Lieferung L1",
        "Freigabe der Lieferung L1",
        "Rücknahme der Lieferung L1",
        "Löschung der Lieferung L1",
    ]


@pytest.mark.parametrize("release", [True, False])
def test_notes_of_other_deliveries_keep_all_but_the_erased_number(
    monitor: Engine, *, release: bool
) -> None:
    """Who corrects a value says which one was wrong; who says something else is left alone."""
    _bring(monitor, 424_242)
    _bring(monitor, 290_001, reason=f"{NAMES_IT}, Stand 3.5.2024", release=release)
    elsewhere = files.content({(files.NEIGHBOUR, "1998"): 1})
    order = Order(county_key=files.COUNTY, reason="424242 Bogen geprüft")
    import_file(monitor, files.NAME, elsewhere, order)

    office.erase(monitor, "L1", reason="L1 sagte 424242")

    reasons = {one.code: one.reason for one in office.list_deliveries(monitor)}
    assert reasons == {
        "L1": "",
        "L2": "(gelöscht) war falsch, Stand 3.5.2024",
        "L3": "424242 Bogen geprüft",
    }
    with reading(monitor) as connection:
        assert connection.scalars(select(Erasure.reason)).all() == ["L1 sagte (gelöscht)"]


def test_notes_lose_the_number_of_an_erased_figure_too(monitor: Engine) -> None:
    _bring(monitor, 424_242)
    _bring(monitor, 290_001, reason=NAMES_IT)
    wanted = FigureFilter(files.STATISTIC, files.COUNTY, period="1998-12-31")

    office.erase_figures(monitor, wanted, reason="424 242 lässt eine Familie erkennen")

    everything = repr(dump(monitor))
    assert "424.242" not in everything
    assert "424 242" not in everything
    reasons = {one.code: one.reason for one in office.list_deliveries(monitor)}
    assert reasons == {"L1": "", "L2": "(gelöscht) war falsch"}
    with reading(monitor) as connection:
        (logged,) = connection.scalars(select(Erasure.reason))
    assert logged == "(gelöscht) lässt eine Familie erkennen"


def test_small_numbers_go_in_words_as_well(monitor: Engine) -> None:
    _bring(monitor, 12)
    _bring(monitor, 13, reason="Nicht zwölf Personen, sondern dreizehn")

    office.erase(monitor, "L1", reason="zwölf Personen einer Familie")

    assert "zwölf" not in repr(dump(monitor)).casefold()
    reasons = {one.code: one.reason for one in office.list_deliveries(monitor)}
    assert reasons == {"L1": "", "L2": "Nicht (gelöscht) Personen, sondern dreizehn"}


def test_a_revision_says_what_was_and_is_and_why(monitor: Engine) -> None:
    _bring(monitor, 290_001, 289_000)
    _bring(monitor, 290_500, 289_000, reason="Zensus 1998 nachgetragen")

    with reading(monitor) as connection:
        (revised,) = read_revised(connection, files.COUNTY)
        new = {one.delivery: one.count for one in read_new(connection, files.COUNTY)}

    assert revised.old is not None
    assert revised.new is not None
    assert (revised.old.number, revised.new.number) == (290_001, 290_500)
    assert (revised.period, revised.area_key) == ("1998-12-31", files.COUNTY)
    assert (revised.delivery, revised.file_name) == ("L2", files.NAME)
    assert revised.reason == "Zensus 1998 nachgetragen"
    assert not revised.became_final
    assert new["L1"] == 2
    assert "L2" not in new


def test_a_provisional_value_that_becomes_final_is_marked(monitor: Engine) -> None:
    _bring(monitor, "290001p")
    _bring(monitor, "290001")

    with reading(monitor) as connection:
        (revised,) = read_revised(connection, files.COUNTY)

    assert revised.became_final
    assert revised.same_number


def test_a_withdrawal_is_a_change_with_its_reason(monitor: Engine) -> None:
    _bring(monitor, 290_001)
    office.withdraw(monitor, "L1", note="falsche Tabelle")

    with reading(monitor) as connection:
        (revised,) = read_revised(connection, files.COUNTY)

    assert revised.new is None
    assert revised.reason == "falsche Tabelle"
