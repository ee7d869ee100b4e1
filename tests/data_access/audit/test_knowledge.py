"""The data files of the audit: what they name exists, and what is wrong in them is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules

import pytest
from sqlalchemy import Engine, select

from data_access.audit import checks, knowledge
from data_access.audit.knowledge import Knowledge, read_knowledge
from data_access.engine import reading
from data_access.errors import PackError
from data_access.reference import musterkreis
from data_access.reference import pack as packs
from data_access.schema import areas, statistics
from tests.conftest import COUNTIES

KEYS = (*COUNTIES, musterkreis.KEY)


def test_every_module_of_the_folder_is_a_check_that_runs() -> None:
    modules = {one.name for one in iter_modules(checks.__path__)}

    assert {check.__module__.rpartition(".")[2] for check in checks.CHECKS} == modules
    assert len(checks.CHECKS) == len(modules)


def _statistics(one: Knowledge) -> set[str]:
    return {
        *(entry.statistic for entry in one.rounding),
        *(entry.statistic for entry in one.extreme),
        *(entry.statistic for entry in one.count),
        *(entry.statistic for entry in one.reference),
        *(entry.whole.statistic for entry in one.equation),
        *(part.statistic for entry in one.equation for part in entry.parts),
        *(entry.statistic for entry in one.group_sum if entry.statistic),
        *(code for entry in one.share for code in (entry.share, entry.numerator.statistic)),
        *(entry.denominator.statistic for entry in one.share),
        *(code for entry in one.change for code in (entry.change, entry.base)),
        *(code for entry in one.retold for code in (entry.text, entry.table)),
        *(code for entry in one.distinct for code in entry.statistics),
        *(code for entry in one.event for code in entry.statistics),
        *(entry.figures_of for entry in one.count if entry.figures_of),
    }


def _groups(one: Knowledge) -> set[str]:
    return {
        *(
            part.group
            for entry in one.equation
            for part in entry.parts
            if part.group and "{" not in part.group
        ),
        *(entry.whole.group for entry in one.equation if entry.whole.group),
        *(code for entry in one.group_sum for code in (entry.whole, *entry.parts)),
        *(code for entry in one.distinct for code in entry.groups),
        *(code for entry in one.event for code in entry.nationalities),
        *(code for entry in one.composition for code in (entry.group, entry.official)),
        *(entry.group for entry in one.extreme),
        *(entry.group for entry in one.reference),
    }


def _areas(one: Knowledge) -> set[str]:
    return {
        *(entry.area for entry in one.complete),
        *(key for entry in one.aggregate for key in (entry.area, entry.of, *entry.without)),
        *(key for entry in one.extreme for key in (entry.largest, entry.smallest) if key),
        *(key for entry in one.extreme for key in entry.without),
        *(key for entry in one.count for key in (entry.area, *entry.without, *entry.split)),
        *(key for entry in one.count for keys in entry.split.values() for key in keys),
        *(entry.areas_in for entry in one.count if entry.areas_in),
        *(entry.area for entry in one.reference),
    }


def _sources(one: Knowledge) -> set[str]:
    return {
        *(code for entry in one.document for code in entry.sources),
        *(entry.source for entry in one.imprint),
    }


@pytest.mark.parametrize("county", KEYS)
def test_whatever_a_file_names_is_there(with_demo: Engine, county: str) -> None:
    one = read_knowledge(county)
    with reading(with_demo) as connection:
        known = {
            "statistics": set(connection.scalars(select(statistics.Statistic.code))),
            "groups": set(connection.scalars(select(statistics.PopulationGroup.code))),
            "areas": set(connection.scalars(select(areas.Area.key))),
            "sources": set(connection.scalars(select(statistics.Source.code))),
        }

    assert _statistics(one) - known["statistics"] == set()
    assert _groups(one) - known["groups"] == set()
    assert _areas(one) - known["areas"] == set()
    assert _sources(one) - known["sources"] == set()


def test_every_statistic_that_says_it_is_rounded_says_how(with_demo: Engine) -> None:
    table = statistics.Statistic
    with reading(with_demo) as connection:
        rounded = set(connection.scalars(select(table.code).where(table.rounding != "")))

    assert rounded <= {one.statistic for one in read_knowledge("03254").rounding}


def test_a_county_without_a_file_has_what_all_share() -> None:
    shared = read_knowledge("99999")

    assert shared.equation
    assert shared.aggregate == ()


def test_sources_are_of_one_document_where_it_is_listed() -> None:
    one = read_knowledge("03254")

    assert one.same_document("hi-konzept-2021", "lsn-a100001v")
    assert not one.same_document("hi-konzept-2021", "nim-1-1-1")
    assert one.same_document("nim-1-1-1", "nim-1-1-1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of all packs that a test may break."""
    copy = tmp_path / "reference"
    shutil.copytree(packs.FOLDER, copy)
    monkeypatch.setattr(knowledge, "FOLDER", copy)
    monkeypatch.setattr(knowledge, "COUNTIES", copy / "counties")
    read_knowledge.cache_clear()
    yield copy
    read_knowledge.cache_clear()


@pytest.mark.parametrize(
    "wrong",
    [
        '[[retold]]\ntext = "sgb2-prosa-anteil"\n',
        '[[change]]\nchange = "a"\nbase = "b"\nmeasure = "ungefähr"\n',
        '[[change]]\nchange = "a"\nbase = "b"\nmeasure = "percent"\nsince = "Januar 2015"\n',
        '[[aggregate]]\narea = "a"\nof = "b"\nwithout = []\ngruppe = "c"\n',
        '[[summe]]\nwhole = "insgesamt"\n',
    ],
    ids=["missing", "unknown value", "no period", "unknown entry", "unknown table"],
)
def test_what_nobody_understands_is_refused_in_german(folder: Path, wrong: str) -> None:
    file = folder / "counties" / "03254" / "audit.toml"
    file.write_text(file.read_text("utf-8") + wrong, "utf-8")

    with pytest.raises(PackError) as refused:
        read_knowledge("03254")

    assert refused.value.what == "Eine Angabe zur Datenprüfung ist nicht zu verstehen."
    assert "Kreis 03254" in refused.value.where


def test_what_is_no_toml_is_refused(folder: Path) -> None:
    (folder / "common" / "audit.toml").write_text("[[retold]\n", "utf-8")

    with pytest.raises(PackError, match="kein gültiges TOML"):
        read_knowledge("03254")
