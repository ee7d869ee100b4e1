"""Accepting findings: kept with a note as long as the values stay, and gone with the county."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, func, select, update

from data_access.audit.model import Finding, Judged, Report
from data_access.audit.office import accept_finding, reopen_finding
from data_access.clock import now
from data_access.deliveries.office import erase_figures
from data_access.engine import reading, writing
from data_access.erasure.figures import FigureFilter
from data_access.errors import EXIT_REJECTED, UnknownFindingError
from data_access.migrate import migrate
from data_access.queries.areas import read_counties
from data_access.reader import Reader
from data_access.reference.removal import remove_county
from data_access.schema.areas import County
from data_access.schema.audit import FindingAcceptance
from data_access.vocabulary import Origin
from data_access.writing import (
    NewObservation,
    begin_revision,
    current_state,
    write_observations,
)
from tests.conftest import COUNTIES, SMALL_CELL_LIMIT
from tests.support.dump import dump

pytestmark = pytest.mark.either_database

COUNTY = "03254"
TODAY = date(2026, 11, 21)
NOTE = "Im Konzept verschrieben, beim Landesamt erfragt."


def _audit(engine: Engine, county: str = COUNTY) -> Report:
    report = Reader(engine, small_cell_limit=SMALL_CELL_LIMIT).audit(county, on=TODAY)
    assert report is not None
    return report


def _judged(engine: Engine) -> dict[str, Judged]:
    return {one.finding.id: one for one in _audit(engine).judged}


def _sum_of_municipalities(engine: Engine) -> Finding:
    return next(
        one.finding
        for one in _judged(engine).values()
        if one.finding.kind == "area_sum" and one.finding.subject.area_key == COUNTY
    )


@pytest.fixture
def accepted(migrated: Engine) -> Finding:
    """The first finding of the issue, accepted."""
    return accept_finding(migrated, _sum_of_municipalities(migrated).id, NOTE, on=TODAY)


def test_an_accepted_finding_keeps_its_note(migrated: Engine, accepted: Finding) -> None:
    one = _judged(migrated)[accepted.id]

    assert one.accepted
    assert not one.lapsed
    assert one.acceptance is not None
    assert one.acceptance.note == NOTE
    assert (now().date() - one.acceptance.accepted_at.date()).days in {0, 1}
    report = _audit(migrated)
    assert [judged.finding.id for judged in report.accepted] == [accepted.id]
    assert len(report.open) == len(report.judged) - 1


def test_accepting_again_replaces_the_note(migrated: Engine, accepted: Finding) -> None:
    accept_finding(migrated, accepted.id, "Anders begründet.", on=TODAY)

    acceptance = _judged(migrated)[accepted.id].acceptance
    assert acceptance is not None
    assert acceptance.note == "Anders begründet."


def _write(engine: Engine, number: float) -> None:
    """A corrected value for the county, printed by the same source."""
    with writing(engine) as connection:
        row = NewObservation(
            county_key=COUNTY,
            statistic_code="auslaender-fortschreibung",
            area_key=COUNTY,
            period="2020-12-31",
            number=number,
            source_code="lsn-a100001v",
            origin=Origin.PUBLISHED,
        )
        write_observations(connection, [row], revision=begin_revision(connection, "Prüfung"))


def test_other_values_let_an_acceptance_lapse(migrated: Engine, accepted: Finding) -> None:
    _write(migrated, 23_685)

    one = _judged(migrated)[accepted.id]
    assert (one.accepted, one.lapsed) == (False, True)
    assert one.acceptance is not None
    assert one.acceptance.note == NOTE


def test_the_values_of_then_make_it_hold_again(migrated: Engine, accepted: Finding) -> None:
    _write(migrated, 23_685)
    _write(migrated, 23_684)

    assert _judged(migrated)[accepted.id].accepted


def test_a_mended_figure_has_no_finding_any_more(migrated: Engine, accepted: Finding) -> None:
    _write(migrated, 23_694)

    assert accepted.id not in _judged(migrated)


def test_values_that_have_nothing_to_do_with_it_change_nothing(
    migrated: Engine, accepted: Finding
) -> None:
    with writing(migrated) as connection:
        row = NewObservation(
            county_key=COUNTY,
            statistic_code="auslaender-azr",
            area_key=COUNTY,
            period="2025-12-31",
            number=33_000,
            source_code="nim-1-2-1",
        )
        write_observations(connection, [row], revision=begin_revision(connection, "Prüfung"))

    assert _judged(migrated)[accepted.id].accepted


def test_a_reopened_finding_is_open(migrated: Engine, accepted: Finding) -> None:
    reopen_finding(migrated, accepted.id)

    assert _judged(migrated)[accepted.id].acceptance is None


def test_a_finding_that_is_no_more_can_be_reopened(migrated: Engine, accepted: Finding) -> None:
    _write(migrated, 23_694)

    reopen_finding(migrated, accepted.id)

    with reading(migrated) as connection:
        assert connection.scalar(select(func.count()).select_from(FindingAcceptance)) == 0


@pytest.mark.parametrize("finding_id", ["area-sum-0000000000", "", "'; DROP TABLE county; --"])
def test_an_unknown_finding_is_refused_and_nothing_changes(
    migrated: Engine, finding_id: str
) -> None:
    before = dump(migrated)

    for act in (
        lambda: accept_finding(migrated, finding_id, NOTE, on=TODAY),
        lambda: reopen_finding(migrated, finding_id),
    ):
        with pytest.raises(UnknownFindingError) as refused:
            act()
        assert refused.value.exit_code == EXIT_REJECTED
    assert dump(migrated) == before


def test_acceptances_stay_when_the_pack_is_loaded_again(
    migrated: Engine, accepted: Finding
) -> None:
    with writing(migrated) as connection:
        connection.execute(update(County).values(pack_checksum=""))

    migrate(migrated, county_keys=COUNTIES)

    assert _judged(migrated)[accepted.id].accepted


def test_a_county_takes_its_acceptances_with_it(migrated: Engine, accepted: Finding) -> None:
    (other,) = (one.finding.id for one in _audit(migrated, "03").judged)
    accept_finding(migrated, other, "Bekannt.", on=TODAY)

    with writing(migrated) as connection:
        remove_county(connection, COUNTY)

    with reading(migrated) as connection:
        assert connection.scalars(select(FindingAcceptance.county_key)).all() == ["03"]


def test_what_is_erased_for_good_is_not_kept_in_an_acceptance(
    migrated: Engine, accepted: Finding
) -> None:
    """Nor in one that has lapsed already."""
    text = next(one for one in _judged(migrated).values() if one.finding.kind == "retold")
    accept_finding(migrated, text.finding.id, "Bekannt.", on=TODAY)
    _write(migrated, 23_685)
    assert "23684" in repr(dump(migrated)["finding_acceptance"])

    erase_figures(
        migrated,
        FigureFilter("auslaender-fortschreibung", COUNTY, period="2020-12-31"),
        reason="Prüfung",
    )

    kept = dump(migrated)["finding_acceptance"]
    assert [row[1] for row in kept] == [text.finding.id]
    assert "23684" not in repr(kept)


def test_accepting_moves_no_cache(migrated: Engine) -> None:
    """Acceptances stand on no page."""
    with reading(migrated) as connection:
        before = current_state(connection)

    accept_finding(migrated, _sum_of_municipalities(migrated).id, NOTE, on=TODAY)

    with reading(migrated) as connection:
        assert current_state(connection) == before


def test_closed_values_are_not_audited(migrated: Engine) -> None:
    """What is no longer known contradicts nothing."""
    _write(migrated, 1)
    _write(migrated, 23_684)

    assert _sum_of_municipalities(migrated).evidence[0].number == 23_684


def test_an_unknown_county_has_no_report(reader: Reader) -> None:
    assert reader.audit("99999") is None


def test_every_county_is_audited_by_itself(published: Engine) -> None:
    with reading(published) as connection:
        names = {one.key: one.name for one in read_counties(connection)}

    for key, name in names.items():
        report = _audit(published, key)
        assert (report.county_key, report.county_name) == (key, name)
        assert {one.finding.subject.county_key for one in report.judged} <= {key}
