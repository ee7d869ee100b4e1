"""The import contracts of pyproject.toml hold, and have no exceptions."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from data_access.settings import ROOT


@pytest.fixture
def contracts() -> list[dict[str, Any]]:
    """The contracts as written down."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed: list[dict[str, Any]] = project["tool"]["importlinter"]["contracts"]
    return listed


def test_every_contract_is_kept() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_contract_has_exceptions(contracts: list[dict[str, Any]]) -> None:
    exceptions = {"ignore_imports", "allow_indirect_imports", "unmatched_ignore_imports_alerting"}

    assert [one["name"] for one in contracts if exceptions & one.keys()] == []


def test_the_drawn_boundaries_are_all_there(contracts: list[dict[str, Any]]) -> None:
    layers = [one["layers"] for one in contracts if one["type"] == "layers"]
    forbidden = {
        (source, target)
        for one in contracts
        if one["type"] == "forbidden"
        for source in one["source_modules"]
        for target in one["forbidden_modules"]
    }

    assert ["pages", "dashboard", "data_access"] in layers
    assert ["pages.*"] in [one["modules"] for one in contracts if one["type"] == "independence"]
    assert forbidden >= {
        *(("data_access", target) for target in ("streamlit", "plotly")),
        *(("dashboard.charts", target) for target in ("streamlit", "sqlalchemy")),
        *(
            ("dashboard.charts", f"data_access.{target}")
            for target in ("engine", "queries", "reader", "schema")
        ),
        *(("dashboard.views", target) for target in ("streamlit", "sqlalchemy")),
    }
