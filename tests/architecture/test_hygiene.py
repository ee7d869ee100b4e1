"""What must not lie in the project: large files, paths of one machine, addresses in the locks."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from data_access.settings import ROOT

LOCKS = ("requirements.lock", "requirements-test.lock")
#: Made by a run, by tools or by an editor; never part of the project.
LEFT_OUT = {
    ".git",
    ".hypothesis",
    ".venv",
    "var",
    "__pycache__",
    ".env",
    ".idea",
    ".vscode",
    "node_modules",
}
_LINE = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+?))? \\")


def _files(folder: Path = ROOT) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        if entry.name in LEFT_OUT or entry.name.endswith(("_cache", ".egg-info", ".pyc")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(path)
        else:
            yield path


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_larger_than_a_megabyte() -> None:
    assert [_name(path) for path in _files() if path.stat().st_size > 1_000_000] == []


def test_no_path_of_this_machine_is_written_down() -> None:
    machine = re.compile(rb"/(?:work|root|home/[a-z]+|Users/[A-Za-z]+|var/tmp)/")

    assert [_name(path) for path in _files() if machine.search(path.read_bytes())] == []


def test_tests_are_no_packages() -> None:
    """They mirror the tree; two files of one name need importlib mode, not ``__init__.py``."""
    assert [_name(path) for path in (ROOT / "tests").rglob("__init__.py")] == []


def test_no_module_of_the_dashboard_hides_another() -> None:
    """Streamlit puts ``dashboard/`` first on the import path."""
    own = {path.stem for path in (ROOT / "dashboard").iterdir() if path.suffix in {"", ".py"}}

    assert own - {"__pycache__", "__init__"}
    assert own & sys.stdlib_module_names == set()
    assert own & packages_distributions().keys() == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_packages_versions_and_hashes_only(lock: str) -> None:
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        packaged = _LINE.fullmatch(line)
        hashed = re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?", line)
        assert packaged or hashed, line


def _locked(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        match = _LINE.fullmatch(line)
        if match:
            found.setdefault(match["name"], set()).add(match["version"])
    return found


def test_the_test_lock_has_the_same_versions() -> None:
    runtime, test = (_locked(lock) for lock in LOCKS)

    assert {name: test.get(name) for name in runtime} == runtime
    assert len(test) > len(runtime)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_fits_the_project(lock: str) -> None:
    """After a change in pyproject.toml the locks are renewed with ``make lock``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    if lock == "requirements-test.lock":
        wanted += project["project"]["optional-dependencies"]["test"]
    locked = _locked(lock)

    for text in wanted:
        requirement = Requirement(text)
        versions = locked.get(requirement.name.lower(), set())
        assert versions, f"{lock}: {text}"
        assert all(requirement.specifier.contains(version) for version in versions), text
