"""``check`` as the office calls it."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import here, run, told
from tests.support.serving import filled


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a database with two real counties; its acceptances are those of the tests here."""
    folder = tmp_path_factory.mktemp("check")
    return filled(folder, counties=("03254", "03"), demo=False)


def _findings(url: str, *arguments: str) -> list[dict[str, Any]]:
    result = here("check", "--json", "--county", "03254", *arguments, url=url)
    assert result.returncode == 0
    (county,) = json.loads(result.stdout)
    listed: list[dict[str, Any]] = county["findings"]
    return listed


def test_findings_are_no_failure(checked: str) -> None:
    result = run("check", url=checked)

    assert result.returncode == 0
    assert result.stderr == ""
    first, last = re.findall(r"^(.*)\n=+$", result.stdout, re.MULTILINE)
    assert first.startswith("Landkreis Hildesheim (03254): 22 Widersprüche, 9 Abweichungen, ")
    assert last == "Land Niedersachsen (03): 1 erklärt"
    assert "1.945 von 19.392 sind 10,0" in result.stdout.replace("\u00a0", " ")
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_findings_for_programmes_have_both_values_with_their_places(checked: str) -> None:
    (one,) = [
        one
        for one in _findings(checked)
        if one["kind"] == "area_sum" and one["area"]["key"] == "03254"
    ]

    assert one["id"] == "area-sum-3d2d9e40a0"
    assert one["severity"] == "error"
    assert [value["number"] for value in one["values"]] == [23684.0, 23694.0]
    assert all(value["source"] and value["locator"] for value in one["values"])
    assert one["accepted"] is False


def test_a_county_is_checked_by_itself(checked: str) -> None:
    result = here("check", "--county", "03", url=checked)

    assert "Niedersachsen" in result.stdout
    assert "Hildesheim" not in result.stdout.splitlines()[0]
    unknown = here("check", "--county", "99999", url=checked)
    assert unknown.returncode == 3
    assert "99999" in unknown.stderr
    told(unknown)


def test_an_accepted_finding_is_counted_and_hidden_until_it_is_reopened(checked: str) -> None:
    known = _findings(checked)[0]["id"]

    accepted = here("check", "accept", known, "--note", "  Beim Amt erfragt. ", url=checked)
    assert accepted.returncode == 0
    assert accepted.stdout.startswith("Angenommen: ")
    assert known not in {one["id"] for one in _findings(checked)}
    (kept,) = [one for one in _findings(checked, "--all") if one["id"] == known]
    assert kept["acceptance"]["note"] == "Beim Amt erfragt."
    assert kept["acceptance"]["lapsed"] is False
    text = here("check", "--county", "03254", url=checked).stdout
    assert "21 Widersprüche" in text
    assert "; 1 angenommen" in text
    assert known not in text
    everything = here("check", "--all", "--county", "03254", url=checked).stdout
    assert re.search(r"Angenommen am \d\d\.\d\d\.\d{4}: Beim Amt erfragt\.", everything)

    assert here("check", "reopen", known, url=checked).stdout == "Der Befund ist wieder offen.\n"
    assert known in {one["id"] for one in _findings(checked)}


def test_an_acceptance_of_other_values_is_told(checked: str) -> None:
    known = _findings(checked)[0]["id"]
    here("check", "accept", known, "--note", "Bekannt.", url=checked)
    with sqlite3.connect(checked.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE finding_acceptance SET said = 'error; 1; 2'")

    text = here("check", "--county", "03254", url=checked).stdout

    assert "; 1 angenommen, aber seither geändert" in text
    assert "Für andere Werte angenommen am" in text
    assert here("check", "reopen", known, url=checked).returncode == 0


@pytest.mark.parametrize("action", [("accept", "gibt-es-nicht", "--note", "x"), ("reopen", "y")])
def test_an_unknown_finding_is_told(checked: str, action: tuple[str, ...]) -> None:
    result = here("check", *action, url=checked)

    assert result.returncode == 3
    told(result)


def test_an_empty_installation_has_nothing_to_check(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'monitor.db'}"
    here("migrate", "--schema-only", url=url)

    assert "kein Kreis geladen" in here("check", url=url).stdout
    assert here("check", "--json", url=url).stdout == "[]\n"


def test_the_musterkreis_contradicts_itself_nowhere(tmp_path: Path) -> None:
    """Nobody should meet a false alarm in example data, with or without real counties beside it."""
    result = here("check", url=filled(tmp_path, counties=(), demo=True))

    (heading,) = re.findall(r"^(.*)\n=+$", result.stdout, re.MULTILINE)
    assert re.fullmatch(r"Musterkreis \(muster\): \d+ erklärt", heading)
    assert result.stderr == ""
