"""What deliveries call otherwise: logged, taken back with a withdrawal, erased with them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select, update

from data_access.deliveries import office
from data_access.domain.changes import ChangedDefinition, Step
from data_access.engine import reading, trying, writing
from data_access.importers.answers.redefinitions import take_back
from data_access.importers.profiles import read_profiles
from data_access.queries.changed_definitions import read_changed_definitions
from data_access.queries.revisions import read_writes
from data_access.reader import Reader
from data_access.reference.removal import remove_county
from data_access.schema.deliveries import DefinitionChange
from data_access.schema.statistics import DeliveryRhythm, Statistic
from data_access.writing import begin_revision, current_state
from tests.conftest import SMALL_CELL_LIMIT
from tests.support import defined, file_bytes
from tests.support import indicator_files as files
from tests.support.dump import dump

COUNTY, NEIGHBOUR = files.COUNTY, files.NEIGHBOUR
FIRST, SECOND = {(COUNTY, "1998"): 120}, {(COUNTY, "1999"): 130}
BOTH = {(COUNTY, "1998"): 120, (NEIGHBOUR, "1998"): 90}
OLD, NEW, NEWER = (defined.profile(name) for name in ("Beratungen", "Fallzahl", "Gespräche"))


def _changes(engine: Engine, county: str | None = COUNTY) -> tuple[ChangedDefinition, ...]:
    with reading(engine) as connection:
        return read_changed_definitions(connection, county)


def _told(engine: Engine, county: str | None = COUNTY) -> list[tuple[Step, str, str, str]]:
    return [(one.step, one.delivery, one.old, one.new) for one in _changes(engine, county)]


@pytest.fixture
def renamed(migrated: Engine) -> Engine:
    """L1 brought a statistic, L2 calls it otherwise; both are released."""
    defined.bring(migrated, OLD, FIRST)
    defined.bring(migrated, NEW, SECOND, reason="neuer Titel")
    assert defined.called(migrated) == "Fallzahl"
    return migrated


def test_what_is_defined_for_the_first_time_is_no_change(migrated: Engine) -> None:
    defined.bring(migrated, OLD, FIRST)

    assert _changes(migrated, None) == ()


def test_a_name_that_comes_with_a_file_is_told_of_its_delivery(renamed: Engine) -> None:
    (one,) = _changes(renamed)

    assert (one.step, one.delivery, one.reason) == (Step.RELEASE, "L2", "neuer Titel")
    assert one.title == "Kennzahl „Fallzahl“"
    assert (one.fields, one.old, one.new) == (("Name", "Kurzname"), "Beratungen", "Fallzahl")


def test_a_name_that_waited_is_told_of_its_release(migrated: Engine) -> None:
    defined.bring(migrated, OLD, FIRST)
    defined.bring(migrated, NEW, SECOND, release=False)
    assert (defined.called(migrated), _changes(migrated)) == ("Beratungen", ())

    office.release(migrated, "L2", note="geprüft")

    assert defined.called(migrated) == "Fallzahl"
    assert _told(migrated) == [(Step.RELEASE, "L2", "Beratungen", "Fallzahl")]


def test_what_the_office_just_says_belongs_to_no_delivery(migrated: Engine) -> None:
    defined.bring(migrated, OLD, FIRST)

    defined.say(migrated, NEW)
    defined.say(migrated, NEW)
    # Nothing new in the file: no delivery, and yet another name.
    assert defined.bring(migrated, NEWER, FIRST).delivery == ""

    assert _told(migrated) == [
        (Step.MAPPING, "", "Fallzahl", "Gespräche"),
        (Step.MAPPING, "", "Beratungen", "Fallzahl"),
    ]


def test_a_withdrawal_gives_the_old_name_back_and_is_told(renamed: Engine) -> None:
    with reading(renamed) as connection:
        before = current_state(connection)

    undone = office.withdraw(renamed, "L2", note="falscher Titel")

    assert undone.renamed == ("Name und Kurzname von „Beratungen“ wieder wie vorher.",)
    assert "bleibt behalten" in undone.told[-1]
    assert defined.called(renamed) == "Beratungen"
    newest, *_ = _changes(renamed)
    assert (newest.step, newest.delivery, newest.reason) == (
        Step.WITHDRAWAL,
        "L2",
        "falscher Titel",
    )
    assert (newest.old, newest.new) == ("Fallzahl", "Beratungen")
    with reading(renamed) as connection:
        assert current_state(connection) != before, "pages that are kept show the new name"
        kept = read_profiles(connection).of_office["nim", defined.TABLE]
    assert kept.new_statistics[0].name == "Fallzahl", "what the office said last of the table"


def test_what_somebody_has_said_since_stays(renamed: Engine) -> None:
    defined.say(renamed, NEWER)

    undone = office.withdraw(renamed, "L2", note="falsch")

    assert (undone.told, defined.called(renamed)) == ((), "Gespräche")
    assert [step for step, *_ in _told(renamed)] == [Step.MAPPING, Step.RELEASE]


def test_what_the_log_does_not_know_stays(renamed: Engine) -> None:
    with writing(renamed) as connection:
        statistic = update(Statistic).where(Statistic.code == defined.CODE)
        connection.execute(statistic.values(name="Von Hand"))

    undone = office.withdraw(renamed, "L2", note="falsch")

    assert defined.called(renamed) == "Von Hand"
    assert undone.renamed == ("Kurzname von „Von Hand“ wieder wie vorher.",)


def test_of_two_withdrawn_deliveries_none_gives_back_what_the_other_said(renamed: Engine) -> None:
    defined.bring(renamed, NEWER, {(COUNTY, "2000"): 140})

    office.withdraw(renamed, "L2", note="falsch")
    assert defined.called(renamed) == "Gespräche"
    office.withdraw(renamed, "L3", note="auch falsch")

    assert defined.called(renamed) == "Beratungen"


def test_what_figures_are_counted_in_is_not_given_back_while_there_are_any(
    migrated: Engine,
) -> None:
    defined.bring(migrated, OLD, FIRST)
    office.erase(migrated, "L1", reason="Irrtum")
    defined.bring(migrated, defined.profile("Kurse", unit="courses"), SECOND)

    undone = office.withdraw(migrated, "L2", note="falsch")

    assert undone.renamed == (
        "Name und Kurzname von „Beratungen“ wieder wie vorher.",
        "Einheit von „Beratungen“ bleibt, wie die Lieferung es sagt: 1 Wert ist so gespeichert.",
    )
    assert _unit(migrated) == "courses"
    again = office.erase(migrated, "L2", reason="Irrtum")
    assert again.renamed == ("Einheit von „Beratungen“ wieder wie vorher.",)
    assert _unit(migrated) == "persons"


def _unit(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return connection.scalar(select(Statistic.unit).where(Statistic.code == defined.CODE))


def test_how_a_source_delivers_is_told_part_by_part_and_given_back(migrated: Engine) -> None:
    defined.bring(migrated, defined.profile("B", delivery=defined.yearly()), FIRST)
    other = defined.profile("B", delivery=defined.yearly(12, "Landkreis"))
    defined.bring(migrated, other, SECOND)

    told = [(one.title, one.fields, one.old, one.new) for one in _changes(migrated)]
    title, window = "Quelle „Zählung der Beratungen“", "nach dem Ende des Berichtszeitraums"
    assert told == [
        (
            title,
            ("Takt der Lieferung",),
            f"jährlich, meist 6 bis 10 Monate {window}",
            f"jährlich, meist 6 bis 12 Monate {window}",
        ),
        (title, ("Geliefert von",), "Amt 913", "Landkreis"),
    ]

    undone = office.withdraw(migrated, "L2", note="falsch")
    assert undone.renamed[1] == f"Die Quelle liefert wieder: {told[0][2]}."
    assert _months(migrated) == [10]


def test_the_first_word_on_how_a_known_source_delivers_is_a_change(migrated: Engine) -> None:
    """It may have been kept with a delivery that was withdrawn, and come with the next one."""
    defined.bring(migrated, defined.profile("B"), FIRST)
    said = defined.profile("B", delivery=defined.yearly())
    defined.bring(migrated, said, SECOND, release=False)
    office.withdraw(migrated, "L2", note="falsch")
    assert (_months(migrated), _changes(migrated)) == ([], ())

    defined.bring(migrated, None, SECOND)

    assert _months(migrated) == [10]
    assert {(one.delivery, one.old) for one in _changes(migrated)} == {("L3", "keine Angabe")}
    assert office.withdraw(migrated, "L3", note="falsch").renamed[1:] == (
        "Wie oft die Quelle liefert, ist nicht mehr hinterlegt.",
    )
    assert _months(migrated) == []


def _months(engine: Engine) -> list[int | None]:
    table = DeliveryRhythm
    with reading(engine) as connection:
        statement = select(table.until_months).where(table.source_code == defined.SOURCE)
        return [*connection.scalars(statement)]


def test_a_county_is_told_of_what_it_has_figures_of(migrated: Engine) -> None:
    defined.bring(migrated, OLD, FIRST)
    defined.say(migrated, NEW)
    reader = Reader(migrated, small_cell_limit=SMALL_CELL_LIMIT)
    assert len(_changes(migrated)) == 1
    assert _changes(migrated, NEIGHBOUR) == ()
    assert reader.changes(NEIGHBOUR).definitions == ()

    defined.bring(migrated, None, BOTH)

    assert _changes(migrated, NEIGHBOUR) == _changes(migrated) == reader.changes(COUNTY).definitions
    reader.close()


def test_another_county_is_told_the_name_and_not_what_the_office_wrote(renamed: Engine) -> None:
    defined.bring(renamed, None, {(NEIGHBOUR, "1998"): 90}, county=NEIGHBOUR)
    office.withdraw(renamed, "L2", note="Vermerk eines Amtes")

    with reading(renamed) as connection:
        writes, own = (read_writes(connection, county) for county in (NEIGHBOUR, COUNTY))

    assert _told(renamed, NEIGHBOUR) == [
        (Step.MAPPING, "", "Fallzahl", "Beratungen"),
        (Step.MAPPING, "", "Beratungen", "Fallzahl"),
    ]
    assert [(one.step, one.delivery) for one in writes] == [(Step.MAPPING, "")] * 2
    for text in ("neuer Titel", "Vermerk eines Amtes", "L2", defined.NAME):
        assert text not in repr((_changes(renamed, NEIGHBOUR), writes)), text
        assert text in repr((_changes(renamed), own)), text


def test_with_its_county_goes_what_only_its_deliveries_were_called(migrated: Engine) -> None:
    defined.bring(migrated, OLD, FIRST)
    defined.bring(migrated, NEW, SECOND)
    defined.bring(migrated, NEWER, {(COUNTY, "2000"): 140, (NEIGHBOUR, "2000"): 90})

    with trying(migrated) as connection:
        assert remove_county(connection, COUNTY)
        left = connection.scalars(select(DefinitionChange.delivery_code).distinct()).all()

    assert left == ["L3"], "the neighbour has figures of it"


def test_an_erasure_takes_the_name_along_and_leaves_no_trace_of_it(renamed: Engine) -> None:
    defined.say(renamed, NEWER)

    done = office.erase(renamed, "L2", reason="Irrtum")

    assert (done.told, defined.called(renamed)) == ((), "Gespräche")
    assert _told(renamed) == [(Step.MAPPING, "", "Beratungen", "Gespräche")]
    assert "Fallzahl" not in repr(dump(renamed))
    assert not any(b"Fallzahl" in one for one in file_bytes.of(renamed))


def test_an_erasure_gives_the_old_name_back(renamed: Engine) -> None:
    done = office.erase(renamed, "L2", reason="Irrtum")

    assert done.renamed == ("Name und Kurzname von „Beratungen“ wieder wie vorher.",)
    assert (defined.called(renamed), _told(renamed)) == ("Beratungen", [])
    without = dump(renamed, without=["table_profile"])
    assert "Fallzahl" not in repr(without), "only the office's own mapping says it still"


def test_an_erased_name_is_not_given_back_by_a_withdrawal(renamed: Engine) -> None:
    defined.bring(renamed, NEWER, {(COUNTY, "2000"): 140})
    # Logged: L3 gives back what L2 said.
    office.withdraw(renamed, "L3", note="falsch")
    assert defined.called(renamed) == "Fallzahl"

    office.erase(renamed, "L2", reason="Irrtum")

    assert defined.called(renamed) == "Beratungen"
    assert _told(renamed) == [
        (Step.WITHDRAWAL, "L3", "Gespräche", "Beratungen"),
        (Step.RELEASE, "L3", "Beratungen", "Gespräche"),
    ]


def test_a_built_in_definition_is_given_back_by_nobody(renamed: Engine) -> None:
    """A newer version of the program may have made it its own."""
    with trying(renamed) as connection:
        connection.execute(
            update(Statistic).where(Statistic.code == defined.CODE).values(county_key=COUNTY)
        )
        revision = begin_revision(connection, "Rücknahme")

        assert take_back(connection, "L2", revision=revision) == ()
