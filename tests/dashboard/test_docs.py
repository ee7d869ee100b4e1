"""Undocumented means failing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from dashboard import cli
from dashboard.cli import _COMMANDS
from dashboard.handbook import settings_page, templates_page, with_tables
from dashboard.navigation import PAGES
from data_access.settings import ROOT

README = (ROOT / "README.md").read_text("utf-8")
IMPORTING = (ROOT / "docs" / "handbuch" / "daten-einlesen.md").read_text("utf-8")


def test_settings_page_is_current() -> None:
    assert (ROOT / "docs" / "handbuch" / "einstellungen.md").read_text("utf-8") == settings_page()


def test_every_layout_unit_and_kind_is_in_the_chapter_on_importing() -> None:
    assert with_tables(IMPORTING) == IMPORTING


def test_every_option_of_an_import_is_in_the_chapter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["import", "--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help", "--debug"}

    assert options >= {"--mapping", "--dry-run"}
    assert {one for one in options if f"`{one}" not in IMPORTING} == set()


def test_templates_page_is_current() -> None:
    assert (ROOT / "docs" / "handbuch" / "vorlagen.md").read_text("utf-8") == templates_page()


@pytest.mark.parametrize("name", sorted(_COMMANDS))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"integrationsmonitor {name}" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_every_page_has_its_file(page: object) -> None:
    assert (ROOT / "pages" / getattr(page, "file")).exists()  # noqa: B009


def test_pictures_of_the_readme_exist() -> None:
    for part in README.split("](")[1:]:
        target = part.split(")")[0]
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def _spoken() -> Iterator[str]:
    """Handbook and all texts of the code that are German: they have words that English has not."""
    for chapter in sorted((ROOT / "docs" / "handbuch").glob("*.md")):
        yield from chapter.read_text("utf-8").splitlines()
    for folder in ("dashboard", "data_access", "pages"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def test_how_a_file_is_built_has_one_word() -> None:
    """Neither „Layout“ nor „Format“; what a programme writes is a „Dateiformat“."""
    german = re.compile(
        r"\b(?:kein|keine|ein|das|dem|anderes|bekanntes|bekanntem?)\s+(?:\w+s\s+)?"
        r"(?:Layout|Format)\b",
        re.IGNORECASE,
    )

    assert [one for one in _spoken() if german.search(one)] == []
    assert german.search("ist kein Layout")
    assert german.search("Das Format „{name}“ gibt es nicht.")
