"""``--county`` takes the key of a county or a name that only one has."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.commands.counties import chosen_county
from data_access.domain import County
from data_access.errors import UnknownCountyError
from data_access.settings import PREFIX
from tests.support.commands import Call


def _county(key: str, name: str, short_name: str) -> County:
    return County(key, name, short_name, f"in {name}", name, synthetic=False, as_of=None)


COUNTIES = (
    _county("03254", "Landkreis Hildesheim", "Hildesheim"),
    _county("03357", "Landkreis Rotenburg (Wümme)", "Rotenburg (Wümme)"),
    _county("03", "Land Niedersachsen", "Niedersachsen"),
    _county("03404", "Stadt Osnabrück", "Osnabrück, Stadt"),
    _county("03459", "Landkreis Osnabrück", "Osnabrück, Landkreis"),
)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("03254", "03254"),
        ("3254", "03254"),
        ("3", "03"),
        ("Hildesheim", "03254"),
        ("hildesheim", "03254"),
        ("Landkreis Hildesheim", "03254"),
        ("LK  Hildesheim", "03254"),
        ("Lkr. Hildesheim", "03254"),
        ("Hildesheim, Landkreis", "03254"),
        ("Rotenburg", "03357"),
        ("Landkreis Rotenburg (Wuemme)", "03357"),
        ("Niedersachsen", "03"),
        ("Stadt Osnabrück", "03404"),
        ("", "03254"),
        (None, "03254"),
    ],
)
def test_a_county_is_known_by_its_key_and_by_its_names(asked: str | None, key: str) -> None:
    assert chosen_county(COUNTIES, asked).key == key


@pytest.mark.parametrize("asked", ["Stadt Hildesheim", "München", "99999", "Landkreis"])
def test_another_county_is_told_with_those_that_there_are(asked: str) -> None:
    with pytest.raises(UnknownCountyError) as refused:
        chosen_county(COUNTIES, asked)

    assert f"Den Kreis „{asked}“ gibt es in dieser Datenbank nicht." in refused.value.what
    assert refused.value.where == "Angabe --county"
    assert "03254 (Landkreis Hildesheim), 03357 (Landkreis Rotenburg (Wümme))" in (
        refused.value.remedy
    )


def test_a_misspelt_county_is_told_with_the_one_that_is_near() -> None:
    with pytest.raises(UnknownCountyError, match=r"Gemeint: 03254 \(Landkreis Hildesheim\)\?"):
        chosen_county(COUNTIES, "Hildeshiem")


def test_a_name_that_several_have_is_no_name_of_one() -> None:
    twins = (_county("1", "Landkreis Aue", "Aue"), _county("2", "Kreis Aue", "Aue"))

    with pytest.raises(UnknownCountyError, match="„Aue“ kann mehrere Kreise meinen") as refused:
        chosen_county(twins, "Aue")
    assert "1 (Landkreis Aue) und 2 (Kreis Aue)" in refused.value.remedy
    assert chosen_county(twins, "Kreis Aue").key == "2"


def test_an_installations_own_county_that_is_not_there_is_a_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(f"{PREFIX}DEFAULT_COUNTY", "05111")
    with pytest.raises(UnknownCountyError) as refused:
        chosen_county(COUNTIES, None)
    assert refused.value.where == f"Einstellung {PREFIX}DEFAULT_COUNTY"
    with pytest.raises(UnknownCountyError, match="05111") as refused:
        chosen_county((), None)
    assert "„integrationsmonitor migrate“" in refused.value.remedy


def test_every_command_that_asks_for_a_county_takes_its_name(
    call: Call, file: Path, tmp_path: Path
) -> None:
    code, printed = call("changes", "--county", "LK Peine")
    assert (code, "Landkreis Peine: Es wurde nichts geändert." in printed) == (0, True)
    code, printed = call("check", "--county", "Peine")
    assert (code, printed.startswith("Landkreis Peine (03157): ")) == (0, True)
    out = tmp_path / "kurse.xlsx"
    code, printed = call("template", "sprachkurse", "--county", "Landkreis Peine", "--out", out)
    assert (code, "für Landkreis Peine geschrieben" in printed) == (0, True)
    assert call("import", file, "--county", "Peine")[0] == 0
    assert "Landkreis Peine" in call("delivery", "show", "L1")[1]
    for command in (("changes",), ("check",), ("import", file), ("template", "sprachkurse")):
        more = ("--out", tmp_path / "neu.xlsx") if command[0] == "template" else ()
        code, printed = call(*command, *more, "--county", "Paine")
        assert (code, "Gemeint: 03157 (Landkreis Peine)?" in printed) == (3, True)
