"""Pages on an empty schema, on published figures alone, on changed values, on a lost database."""

from __future__ import annotations

import shutil
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import Request

import pytest
from sqlalchemy import select

from dashboard.navigation import PAGES
from data_access.engine import create_store_engine, writing
from data_access.migrate import migrate
from data_access.schema.statistics import CurrentFigure
from data_access.vocabulary import Origin
from data_access.writing import NewObservation, begin_revision, write_observations
from tests.support.commands import run
from tests.support.postgres import PostgresDatabases, running_server
from tests.support.serving import Served, filled, serving
from tests.support.visiting import Visit

pytestmark = pytest.mark.browser


def test_every_page_on_the_bare_schema(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    url = f"sqlite:///{tmp_path / 'monitor.db'}"
    made = run("migrate", "--schema-only", url=url)
    assert made.returncode == 0, made.stderr
    assert "Schema auf Stand" in made.stdout
    with serving(url) as served:
        for page in PAGES:
            address = f"{served.url}/{page.slug}"
            asked = Request(address, headers={"Accept": "text/html"})
            with urllib.request.urlopen(asked, timeout=30) as answer:
                assert answer.status == 200
                assert '<html lang="de">' in answer.read().decode("utf-8")
            seen = visit(address)
            assert seen.troubles == []
            assert seen.english() == []
            if not page.plain:
                missing = seen.page.locator(".trouble").inner_text()
                assert "Was fehlt: " in missing
                assert "integrationsmonitor migrate" in missing
        assert "Traceback" not in served.log()


def test_every_page_on_published_figures_alone(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    url = filled(tmp_path, demo=False)
    with serving(url) as served:
        for page in PAGES:
            seen = visit(f"{served.url}/{page.slug}?kreis=03254")
            assert seen.troubles == []
            assert seen.page.locator(".trouble").count() == 0
            assert "Beispieldaten" not in seen.text()
            # The first answer holds the whole page.
            for county in ("03157", "03241", "03"):
                address = f"{served.url}/{page.slug}?kreis={county}"
                asked = Request(address, headers={"Accept": "text/html"})
                with urllib.request.urlopen(asked, timeout=30) as answer:
                    text = answer.read().decode("utf-8")
                assert 'class="trouble"' not in text
                assert "Beispieldaten" not in text


def test_changed_value_appears_without_restart(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    url = filled(tmp_path, counties=("03254",), demo=False)
    with serving(url) as served:
        seen = visit(f"{served.url}/verteilung")
        assert "33.380" in seen.text()
        engine = create_store_engine(url, read_only=False)
        with writing(engine) as connection:
            source = connection.scalar(
                select(CurrentFigure.source_code).where(
                    CurrentFigure.statistic_code == "auslaender-azr",
                    CurrentFigure.group_code == "insgesamt",
                    CurrentFigure.period == "2024-12-31",
                )
            )
            assert source is not None
            revision = begin_revision(connection, "Test")
            write_observations(
                connection,
                [
                    NewObservation(
                        county_key="03254",
                        statistic_code="auslaender-azr",
                        area_key="03254",
                        period="2024-12-31",
                        number=34567.0,
                        source_code=source,
                        origin=Origin.PUBLISHED,
                    )
                ],
                revision=revision,
            )
        engine.dispose()
        seen.page.reload()
        seen.wait()
        assert "34.567" in seen.text()
        assert "33.380" not in seen.text()


def test_lost_database_is_told_and_recovers(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    url = filled(folder, counties=("03254",), demo=False)
    with serving(url) as served:
        seen = visit(f"{served.url}/verteilung")
        away = tmp_path / "away"
        shutil.move(folder, away)
        seen.page.get_by_role("link", name="SGB II").first.click()
        seen.page.wait_for_selector(".trouble", timeout=60_000)
        assert "nicht erreichbar" in seen.text()
        assert "Traceback" not in seen.text()
        shutil.move(away, folder)
        seen.page.wait_for_selector("[class*=st-key-chart-]", timeout=60_000)
        assert "14.179" in seen.text()


def test_lost_postgresql_is_told_and_recovers(visit: Callable[..., Visit]) -> None:
    with running_server() as postgres:
        url = PostgresDatabases(postgres).create()
        engine = create_store_engine(url, read_only=False)
        migrate(engine, county_keys=("03254",))
        engine.dispose()
        with serving(url) as served:
            seen = visit(f"{served.url}/verteilung")
            postgres.stop()
            seen.page.get_by_role("link", name="SGB II").first.click()
            seen.page.wait_for_selector(".trouble[role=alert]", timeout=60_000)
            assert "Die Datenbank ist nicht erreichbar" in seen.text()
            assert "Datenbankdienst läuft" in seen.text()
            assert seen.english() == []
            # Also for somebody who comes only now.
            late = visit(f"{served.url}/sgb2", ready=False)
            late.page.wait_for_selector(".trouble[role=alert]", timeout=60_000)
            postgres.start()
            for one in (seen, late):
                one.page.wait_for_selector(".st-key-chart-sgb2-tabelle", timeout=60_000)
                one.wait()
                assert "14.179" in one.text()
                assert one.page.locator(".trouble").count() == 0
                assert one.troubles == []
            assert served.process.poll() is None
            assert "Traceback" not in served.log()


def test_answers_ten_at_once(served: Served) -> None:
    def ask(_: int) -> int:
        with urllib.request.urlopen(f"{served.url}/", timeout=30) as answer:
            return int(answer.status)

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(ask, range(10))) == [200] * 10
