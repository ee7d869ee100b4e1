"""Migrating: from nothing, from every older version, again; all of it or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, inspect, text

from data_access.deliveries import office
from data_access.engine import create_store_engine, reading, writing
from data_access.erasure.figures import FigureFilter
from data_access.erasure.log import ErasedDelivery, read_erasures
from data_access.errors import EXIT_DATABASE, DatabaseNotMigratedError, UnknownCountyError
from data_access.importers.answers.definitions import put_definitions
from data_access.migrate import (
    MIGRATIONS,
    check_ready,
    load_demo,
    migrate,
    newest_version,
    remove_demo,
    schema_version,
)
from data_access.queries.changed_definitions import read_changed_definitions
from data_access.reference.load import load_pack
from data_access.schema import Base
from data_access.settings import ROOT
from data_access.vocabulary import Status
from data_access.writing import begin_revision
from tests.conftest import COUNTIES
from tests.support import defined, killed_migrate, tiny
from tests.support.databases import Databases
from tests.support.dump import dump

VERSIONS = [script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()][::-1]


def _version(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return schema_version(connection)


def test_an_empty_database_gets_schema_and_published_figures(engine: Engine) -> None:
    done = migrate(engine, county_keys=("03254",))

    assert done == [
        f"Schema auf Stand {newest_version()} gebracht",
        "Gruppen, Kennzahlen und Quellen geladen",
        "Landkreis Hildesheim: veröffentlichte Zahlen geladen",
    ]
    check_ready(engine)
    assert dump(engine)["current_figure"]


def test_the_schema_alone_stays_without_rows(schema: Engine) -> None:
    filled = [name for name, rows in dump(schema).items() if rows]

    assert filled == ["alembic_version"]


def test_a_current_database_is_left_alone(migrated: Engine) -> None:
    before = dump(migrated)

    assert migrate(migrated, county_keys=COUNTIES) == []
    assert dump(migrated) == before


@pytest.mark.parametrize(("old", "next_version"), list(pairwise(VERSIONS)))
def test_every_version_leads_to_the_next(engine: Engine, old: str, next_version: str) -> None:
    migrate(engine, to_version=old)

    assert migrate(engine, to_version=next_version) == [f"Schema auf Stand {next_version} gebracht"]
    assert _version(engine) == next_version


def test_rows_of_an_old_database_are_kept(engine: Engine) -> None:
    migrate(engine, to_version="0001")
    with writing(engine) as connection:
        tiny.fill(connection)
    tiny.write_first_schema(engine, tiny.figure(12.0), approximate=False)
    tiny.write_first_schema(
        engine, tiny.figure(None, status=Status.LATER, period="2021"), approximate=False
    )
    # Compared by themselves below.
    figures = ("observation", "current_figure")
    before = dump(engine, without=["alembic_version", *figures])

    migrate(engine)

    after = dump(engine)
    for name, rows in before.items():
        # A newer version may add columns behind the old ones.
        kept = [row[: len(old)] for row, old in zip(after[name], rows, strict=True)]
        assert kept == rows, name
    with reading(engine) as connection:
        for name in figures:
            statement = text(f"SELECT number, status FROM {name} ORDER BY period")
            assert [tuple(row) for row in connection.execute(statement)] == [
                (12.0, "value"),
                (None, "later"),
            ]
    check_ready(engine)


def test_an_approximate_value_of_old_becomes_a_round_one(engine: Engine) -> None:
    migrate(engine, to_version="0004")
    with writing(engine) as connection:
        tiny.fill(connection)
    tiny.write_first_schema(engine, tiny.figure(12.0), approximate=True)
    tiny.write_first_schema(engine, tiny.figure(13.0, period="2021"), approximate=False)

    migrate(engine)

    for name in ("observation", "current_figure"):
        with reading(engine) as connection:
            found = connection.execute(
                text(f"SELECT period, qualifier, number_to FROM {name} ORDER BY period")
            )
            assert [tuple(row) for row in found] == [
                ("2020", "round", None),
                ("2021", "exactly", None),
            ]


def test_tables_that_are_made_anew_keep_their_rows(engine: Engine) -> None:
    migrate(engine, to_version="0004")
    with writing(engine) as connection:
        tiny.fill(connection)
        for statement in (
            "INSERT INTO concept VALUES ('99', 'Konzept', '2020', 'amt')",
            "INSERT INTO concept_element VALUES ('99', 'role', 1, 'Rat', '', '2')",
            "INSERT INTO group_member VALUES ('insgesamt', 'andere', '2019-01-01', NULL, '')",
            "INSERT INTO group_member VALUES ('insgesamt', 'andere', '2021-01-01', NULL, '')",
        ):
            connection.execute(text(statement))

    migrate(engine)

    with reading(engine) as connection:
        elements = text("SELECT title, source_code, as_of FROM concept_element")
        members = text("SELECT number FROM group_member ORDER BY valid_from")
        assert [tuple(row) for row in connection.execute(elements)] == [("Rat", "amt", "2020")]
        assert list(connection.scalars(members)) == [1, 2]


def test_what_was_erased_is_kept_out_by_keys_from_now_on(engine: Engine) -> None:
    migrate(engine, to_version="0015")
    with writing(engine) as connection:
        tiny.fill(connection)
        begin_revision(connection, "Löschung von Werten")
        for number, what in enumerate(
            (
                "Kennzahl k, Gebiet 99, Zeitraum 2020-12-31, Gruppe syrien, Kreise 99 03254",
                "Kennzahl k, Gebiet 99, alle Zeiträume, alle Gruppen",
                "Lieferung L7",
            ),
            start=1,
        ):
            connection.execute(
                text("INSERT INTO erasure VALUES (:number, 1, '2026-05-01', :what, 3, 'Irrtum')"),
                {"number": number, "what": what},
            )

    migrate(engine)

    with reading(engine) as connection:
        log = read_erasures(connection)
    assert [(one.erased, one.rows, one.reason) for one in log] == [
        (ErasedDelivery("L7"), 3, "Irrtum"),
        (FigureFilter("k", "99"), 3, "Irrtum"),
        (FigureFilter("k", "99", "2020-12-31", "syrien"), 3, "Irrtum"),
    ]
    # A delivery that is no more may have been anybody's; a county that is no more is not named.
    assert [one.counties for one in log] == [set(), {"99"}, {"99"}]


def test_what_was_renamed_before_it_was_logged_stays_and_the_next_name_is_logged(
    engine: Engine,
) -> None:
    migrate(engine, to_version="0016")
    with writing(engine) as connection:
        tiny.fill(connection)
        put_definitions(connection, defined.profile("Umbenannt"), ())
        revision = begin_revision(connection, "Freigabe der Lieferung L1")
        connection.execute(
            text(
                "INSERT INTO delivery (code, county_key, kind, title, checksum, revision, "
                "received_at, state, released_revision) VALUES "
                "('L1', '99', 'figures', '', '', :revision, '2026-05-01', 'released', :revision)"
            ),
            {"revision": revision},
        )
    before = dump(engine, without=["alembic_version"])

    migrate(engine)

    after = dump(engine, without=["alembic_version", "installation_fact"])
    assert after.pop("definition_change") == []
    assert {name: after[name] for name in before if name in after} == {
        name: rows for name, rows in before.items() if name in after
    }
    office.withdraw(engine, "L1", note="falsch")
    assert defined.called(engine) == "Umbenannt", "nobody knows what it was called before"
    defined.say(engine, defined.profile("Neu"))
    with reading(engine) as connection:
        (said,) = read_changed_definitions(connection)
    assert (said.old, said.new) == ("Umbenannt", "Neu")


def test_an_old_database_is_refused_until_it_is_migrated(engine: Engine) -> None:
    migrate(engine, to_version="0001")

    with pytest.raises(DatabaseNotMigratedError, match="auf einem älteren Stand") as refused:
        check_ready(engine)

    assert "integrationsmonitor migrate" in refused.value.remedy
    assert refused.value.exit_code == EXIT_DATABASE


def test_a_newer_database_is_refused_and_left_alone(migrated: Engine) -> None:
    with writing(migrated) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = dump(migrated)

    for action in (migrate, check_ready, load_demo, remove_demo):
        with pytest.raises(DatabaseNotMigratedError) as refused:
            action(migrated)
        assert str(refused.value).splitlines() == [
            "Die Datenbank stammt von einer neueren Fassung des Programms.",
            f"  Wo: {migrated.url.render_as_string(hide_password=True)}",
            "  Abhilfe: Das Programm auf den neuen Stand bringen; die Datenbank bleibt "
            "unverändert.",
        ]
        assert refused.value.exit_code == EXIT_DATABASE

    assert dump(migrated) == before


def test_an_unknown_county_changes_nothing(schema: Engine) -> None:
    before = dump(schema)

    with pytest.raises(UnknownCountyError, match="Für den Kreis „99999“ gibt es kein Paket"):
        migrate(schema, county_keys=("03254", "99999"))

    assert dump(schema) == before


def _moments(databases: Databases) -> list[str]:
    """Statements at which to die: the first, some between, the last; and before the commit."""
    statements = 0
    url = databases.create()
    engine = create_store_engine(url, read_only=False)

    @event.listens_for(engine, "before_cursor_execute")
    def _count(*_arguments: object) -> None:
        nonlocal statements
        statements += 1

    migrate(engine, to_version="0001")
    statements = 0
    migrate(engine, county_keys=(killed_migrate.COUNTY,))
    engine.dispose()
    databases.drop(url)
    return [*(str(max(1, statements * part // 4)) for part in range(5)), "commit"]


def test_killed_half_way_the_old_state_is_left(databases: Databases, engine: Engine) -> None:
    migrate(engine, to_version="0001")
    with writing(engine) as connection:
        tiny.fill(connection)
    tiny.write_first_schema(engine, tiny.figure(12.0), approximate=False)
    before = dump(engine)

    for moment in _moments(databases):
        ended = subprocess.run(
            [
                *(sys.executable, "-m", "tests.support.killed_migrate"),
                *(engine.url.render_as_string(hide_password=False), moment),
            ],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert ended.returncode == -signal.SIGKILL, (moment, ended.stderr)
        assert dump(engine) == before, moment

    migrate(engine, county_keys=(killed_migrate.COUNTY,))
    check_ready(engine)
    assert dump(engine)["milestone"]


def test_a_failure_in_the_last_step_leaves_the_old_state(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(engine, to_version="0001")
    before = dump(engine)

    def fail_at_the_end(*arguments: Any) -> bool:
        load_pack(*arguments)
        raise RuntimeError("Stromausfall")

    monkeypatch.setattr("data_access.migrate.load_pack", fail_at_the_end)
    with pytest.raises(RuntimeError, match="Stromausfall"):
        migrate(engine, county_keys=("03254",))

    assert dump(engine) == before


def test_models_and_migrations_agree(schema: Engine) -> None:
    with reading(schema) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_models_and_migrations_have_the_same_constraints(schema: Engine, engine: Engine) -> None:
    """Alembic compares neither checks nor names; a database made from the models shows them."""
    Base.metadata.create_all(engine)

    assert _constraints(schema) == _constraints(engine)


def _constraints(engine: Engine) -> dict[str, list[list[tuple[str, str]]]]:
    inspector = inspect(engine)
    return {
        name: [
            _plain(found(name))
            for found in (
                inspector.get_check_constraints,
                inspector.get_foreign_keys,
                inspector.get_unique_constraints,
                inspector.get_indexes,
                lambda name: [inspector.get_pk_constraint(name)],
            )
        ]
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def _plain(constraints: Iterable[Any]) -> list[tuple[str, str]]:
    return sorted((str(one["name"]), repr(sorted(one.items(), key=str))) for one in constraints)


def test_the_rollup_has_no_row_numbers_in_sqlite(tmp_path: Path) -> None:
    """Reading one county then needs one look-up only (design: performance)."""
    engine = create_store_engine(f"sqlite:///{tmp_path / 'one.db'}", read_only=False)
    migrate(engine)
    with reading(engine) as connection:
        made = connection.scalar(
            text("SELECT sql FROM sqlite_master WHERE name = 'current_figure'")
        )
    engine.dispose()

    assert "WITHOUT ROWID" in str(made)
