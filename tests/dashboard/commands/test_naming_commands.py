"""Unknown names come with the command that makes them known; keys are looked up by name."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from data_access.importers.answers.offers import quoted
from tests.support import indicator_files as files
from tests.support.commands import Call

HEAD = "Year,Gebietseinheit,GeoCode,Value\n"
COMMAND = re.compile(r"„integrationsmonitor (alias [^“]+)“")


def _file(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / files.NAME
    path.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('1990,"Landkreis Hildeshaim",,5', "Landkreis Hildeshaim"),
        # A code that is well formed, but of nothing that exists.
        ('1990,"Landkreis Hildeshaim",K03999,5', "K03999 Landkreis Hildeshaim"),
        ('1990,"03999 Landkreis Hildeshaim",,5', "03999 Landkreis Hildeshaim"),
    ],
)
def test_the_command_that_a_report_offers_makes_an_area_known(
    call: Call, tmp_path: Path, line: str, text: str
) -> None:
    path = _file(tmp_path, line)
    code, printed = call("import", path)
    assert code == 3
    assert f"Das Gebiet „{text}“ ist nicht bekannt." in printed
    assert f"Landkreis Hildesheim ({files.COUNTY})" in printed

    offered = [one for one in COMMAND.findall(printed) if one.endswith(f" {files.COUNTY}")]
    assert offered == [f'alias area "{text}" {files.COUNTY}']
    assert call(*shlex.split(offered[0]))[0] == 0

    code, printed = call("import", path)
    assert code == 0, printed
    assert "Werte: 1 neu" in printed


def test_without_a_near_name_the_report_says_how_to_look_it_up(call: Call, tmp_path: Path) -> None:
    printed = call("import", _file(tmp_path, '1990,"Quarkhausen an der Xylophon",,5'))[1]

    assert "integrationsmonitor keys areas SUCHWORT" in printed
    assert 'integrationsmonitor alias area "Quarkhausen an der Xylophon" SCHLÜSSEL' in printed


def test_the_command_that_a_report_offers_makes_a_group_known(call: Call, tmp_path: Path) -> None:
    head = "Year,Gebietseinheit,GeoCode,Herkunft,Value\n"
    path = _file(tmp_path, "1990,Hildesheim,K03254,Afganistahn,5", head=head)
    code, printed = call("import", path)
    assert code == 3
    assert "Gemeint sein könnte: Afghanistan (afghanistan)." in printed

    (offered,) = COMMAND.findall(printed)
    assert offered == "alias group Afganistahn afghanistan"
    assert call(*shlex.split(offered))[0] == 0
    assert call("import", path)[0] == 0


def test_a_name_in_place_of_a_key_is_answered_with_the_key(call: Call) -> None:
    code, printed = call("alias", "area", "Nordst.", "Nordstemmen")
    assert (code, "Gemeint: 03254026 (Nordstemmen)?" in printed) == (3, True)
    code, printed = call("alias", "group", "Syrer", "Syrien")
    assert (code, "Gemeint: syrien (Syrien)" in printed) == (3, True)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Syrien", "irak", "„Syrien“ ist schon ein Name der Gruppe „Syrien“ (syrien)."),
        ("weiblich", "irak", "„weiblich“ bezeichnet schon ein Geschlecht."),
        ("insgesamt", "irak", "„insgesamt“ ist schon ein Name der Gruppe „"),
    ],
)
def test_a_name_of_a_group_stays_its_own(call: Call, text: str, code: str, said: str) -> None:
    before = call("alias", "list")[1]

    status, printed = call("alias", "group", text, code)

    assert (status, said in printed) == (3, True)
    assert call("alias", "list")[1] == before
    assert call("alias", "group", "Syrien", "syrien")[0] == 0


def test_an_alias_may_begin_with_a_dash(call: Call) -> None:
    assert call("alias", "area", "– Nordstemen", "03254026")[0] == 0
    assert call("alias", "group", "–Syrer", "syrien")[0] == 0
    assert "– Nordstemen" in call("alias", "list")[1]


def test_a_key_in_place_of_the_text_is_told_as_the_wrong_order(call: Call) -> None:
    code, printed = call("alias", "area", "03254026", "Gem. Nordstemen")

    assert code == 3
    assert (
        "Abhilfe: Ist es umgekehrt gemeint: zuerst der Text der Datei („Gem. Nordstemen“), dann "
        "„03254026“."
    ) in printed
    assert "keys groups SUCHWORT" in call("alias", "group", "Syrer", "qqqqqqqq")[1]


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Z")), min_size=1))
def test_a_name_is_one_word_of_a_command_whatever_it_holds(text: str) -> None:
    assert shlex.split(quoted(text)) == [text]


@pytest.mark.parametrize(
    ("subject", "wanted", "first"),
    [
        ("areas", "nordstem", "03254026"),
        ("areas", "Gem. Nordstemen", "03254026"),
        ("areas", "03254021", "03254021"),
        ("areas", "Hildeshaim", "03254"),
        ("areas", "söhlde", "03254032"),
        ("groups", "Syrer", "syrien"),
        ("groups", "arabische republik syrien", "syrien"),
        ("statistics", "einbuergerungen", "einbuergerungen"),
        ("statistics", "Ausländerzentralregister AZR Bevölkerung ausländische", "auslaender-azr"),
        ("sources", "K1061301", "lsn-k1061301"),
    ],
)
def test_what_is_looked_for_comes_first(call: Call, subject: str, wanted: str, first: str) -> None:
    code, printed = call("keys", subject, wanted, "--json")

    assert code == 0
    assert json.loads(printed)[0]["key"] == first


def test_words_need_no_quotation_marks(call: Call) -> None:
    assert call("keys", "areas", "bad", "salzdetfurt")[1].count("03254005") == 1


def test_spellings_of_the_office_are_found(call: Call) -> None:
    assert "nichts bekannt" in call("keys", "areas", "Zuckerdorf")[1]
    call("alias", "area", "Zuckerdorf", "03254026")
    assert "Nordstemmen" in call("keys", "areas", "Zuckerdorf")[1]


def test_a_statistic_is_listed_with_unit_and_definition(call: Call) -> None:
    printed = call("keys", "statistics", "bevoelkerung-fortschreibung")[1]
    head, row = printed.strip().split("\n")[:2]
    assert head.split() == ["Schlüssel", "Kennzahl", "Einheit", "Was", "sie", "zählt"]
    assert "Personen" in row
    assert "Bevölkerung am Ort der Hauptwohnung" in row


def test_everything_is_listed_where_nothing_is_looked_for(call: Call, monitor: Engine) -> None:
    listed = json.loads(call("keys", "areas", "--json")[1])

    by_key = {one["key"]: one for one in listed}
    assert {"03254", "03254026", "032545406"} <= by_key.keys()
    assert by_key["03254026"]["of"] == "Landkreis Hildesheim"
    ended = [one for one in listed if "(bis 31.10.2016)" in one["kind"]]
    assert ended
