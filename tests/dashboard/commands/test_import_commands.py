"""``import`` and what belongs to it, as the office calls it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.support import indicator_files as files
from tests.support.commands import Call
from tests.support.dump import dump


def test_a_dry_run_and_an_import_print_the_same_figures(
    call: Call, file: Path, monitor: Engine
) -> None:
    before = dump(monitor)
    code, seen = call("import", file, "--dry-run")
    assert (code, dump(monitor) == before) == (0, True)
    assert "Vorschau: Es wurde nichts gespeichert." in seen

    code, done = call("import", file)

    assert code == 0
    assert "Eingelesen und freigegeben." in done
    said = "Werte: 3 neu, 0 geändert, 0 unverändert"
    assert said in seen
    assert said in done
    assert call("import", file)[1].count("Nichts Neues") == 1


def test_the_report_is_json_on_demand(call: Call, file: Path) -> None:
    code, printed = call("import", file, "--dry-run", "--json")

    (report,) = json.loads(printed)
    assert code == 0
    assert (report["file"], report["outcome"], report["new"]) == (files.NAME, "preview", 3)
    (table,) = report["tables"]
    assert (table["layout"], table["table"], table["stored"]) == ("nim", "1-1-1", 3)
    assert table["stored"] + sum(table["left_out"].values()) == table["cells"]


def test_a_rejected_file_ends_with_3_and_says_what_to_do(
    call: Call, tmp_path: Path, monitor: Engine
) -> None:
    bad = tmp_path / files.NAME
    bad.write_bytes(files.content({(files.COUNTY, "1990"): "viele", (files.COUNTY, "1991"): -1}))
    before = dump(monitor)

    code, printed = call("import", bad)

    assert (code, dump(monitor) == before) == (3, True)
    for part in ("Abgelehnt", "„viele“", "Zeile 2, Spalte 4", "Abhilfe:"):
        assert part in printed
    (report,) = json.loads(call("import", bad, "--json")[1])
    assert report["outcome"] == "rejected"
    assert {"code", "document", "cell", "what", "remedy"} <= report["problems"][0].keys()


def test_one_bad_file_does_not_keep_a_good_one_out(call: Call, file: Path, tmp_path: Path) -> None:
    code, printed = call("import", tmp_path / "fehlt.csv", file)

    assert code == 3
    assert "Die Datei gibt es nicht." in printed
    assert "Eingelesen und freigegeben." in printed


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leer"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"Name;Vorname;Geburtsdatum\nA;B;1.1.1990\n", "Personen"),
        (b"a,b,c\n1,2,3\n", "Kein bekannter Aufbau"),
    ],
)
def test_what_is_no_table_is_refused(
    call: Call, tmp_path: Path, content: bytes, said: str, monitor: Engine
) -> None:
    path = tmp_path / "etwas.csv"
    path.write_bytes(content)
    before = dump(monitor)

    code, printed = call("import", path)

    assert (code, dump(monitor) == before) == (3, True)
    assert said in printed


def test_an_unknown_format_is_named(call: Call, file: Path) -> None:
    code, printed = call("import", file, "--format", "excel97")

    assert code == 2
    assert "excel97" in printed
    assert "nim" in printed


def test_what_columns_are_is_said_once(call: Call, tmp_path: Path, monitor: Engine) -> None:
    """A table that nobody has seen before goes in with an answer and without a line of code."""
    table = tmp_path / "indicator_9-9-9.csv"
    table.write_text(
        "Year,Gebietseinheit,Geschlecht,Units,GeoCode,Value\n"
        "2019,Hildesheim,weiblich,Anzahl,K03254,1200\n"
        "2019,Hildesheim,Insgesamt,Anzahl,K03254,2500\n",
        "utf-8",
    )
    code, printed = call("import", table)
    assert code == 3
    assert "Diese Tabelle ist neu" in printed

    draft = tmp_path / "zuordnung.toml"
    assert call("mapping", "draft", table, "--out", draft)[0] == 0
    code, printed = call("mapping", "save", draft)
    assert code == 3, "an empty answer is none"

    answered = draft.read_text("utf-8").replace('statistic = ""', 'statistic = "geburten"', 1)
    head, _, rest = answered.partition("[[table.rules]]")
    questions = rest.replace('statistic = ""', "ignore = true")
    draft.write_text(
        f"{head}[[table.rules]]{questions}\n"
        "[[table.new_statistics]]\n"
        'code = "geburten"\nname = "Lebendgeborene"\nunit = "persons"\nkind = "flow"\n'
        'definition = "Im Jahr lebend geborene Kinder."\n',
        "utf-8",
    )
    code, printed = call("mapping", "save", draft)
    assert code == 0, printed

    code, printed = call("import", table)

    assert code == 0, printed
    assert "Kennzahlen: Lebendgeborene" in printed
    assert "Werte: 2 neu" in printed
    assert re.search("vom Amt +nim +9-9-9", call("mapping", "list")[1])
    assert call("mapping", "forget", "nim", "9-9-9")[0] == 0
    assert call("mapping", "forget", "nim", "9-9-9")[0] == 3


def test_a_mapping_that_names_what_is_not_there_is_not_kept(
    call: Call, tmp_path: Path, monitor: Engine
) -> None:
    path = tmp_path / "zuordnung.toml"
    path.write_text(
        '[[table]]\nlayout = "nim"\ntable = "1-2-1"\nsource = "nim-1-2-1"\nstatistic = "quark"\n',
        "utf-8",
    )
    before = dump(monitor)

    code, printed = call("mapping", "save", path)

    assert (code, dump(monitor) == before) == (3, True)
    assert 'Zeile 5: statistic = "quark": Diese Kennzahl gibt es nicht.' in printed
    path.write_text("[[table]\n", "utf-8")
    assert call("mapping", "save", path)[0] == 3
    path.write_text('[[table]]\nlayout = "nim"\nfarbe = 3\n', "utf-8")
    assert call("mapping", "save", path)[0] == 3


def test_a_spelling_is_taken_in_and_known_from_then_on(call: Call, tmp_path: Path) -> None:
    path = tmp_path / files.NAME
    text = files.content({(files.COUNTY, "1990"): 1}).decode()
    path.write_text(text.replace('"Hildesheim",K03254', '"Kreis an der Innerste",'), "utf-8")
    assert call("import", path)[0] == 3

    code, printed = call("alias", "area", "Kreis an der Innerste", files.COUNTY)

    assert (code, "Landkreis Hildesheim" in printed) == (0, True)
    assert call("import", path)[0] == 0
    assert "Kreis an der Innerste" in call("alias", "list")[1]
    assert call("alias", "forget", "Kreis an der Innerste")[0] == 0
    assert call("alias", "forget", "Kreis an der Innerste")[0] == 3
    assert call("alias", "area", "X", "99999")[0] == 3
    for name in ("Peine", "Hildesheim", "München"):
        code, printed = call("alias", "area", name, "03254002")
        assert (code, f"„{name}“ ist schon ein Name von " in printed) == (3, True)
        assert "None" not in printed
    for key in (files.COUNTY, "03254021"):
        # The county in a table of counties, the city in one of municipalities: both at once stay.
        code, printed = call("alias", "area", "Hildesheim", key)
        assert (code, "welches gemeint ist, sagt die Tabelle" in printed) == (3, True)
        assert "(03254)" in printed
        assert "(03254021)" in printed
    assert "Hildesheim" not in call("alias", "list")[1]
    assert call("alias", "group", "Syrer", "syrien")[0] == 0
    assert call("alias", "group", "Syrer", "quark")[0] == 3


def test_problems_are_marked_in_a_copy_of_a_workbook(call: Call, tmp_path: Path) -> None:
    """Shown for a text too: the copy lists the problems."""
    import openpyxl

    bad = tmp_path / files.NAME
    bad.write_bytes(files.content({(files.COUNTY, "1990"): "viele"}))
    marked = tmp_path / "befunde.xlsx"

    assert call("import", bad, "--marked", marked)[0] == 3

    sheet = openpyxl.load_workbook(marked)["Befunde"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Art", "Wo", "Befund", "Abhilfe"]
    assert "„viele“" in str(rows[1][2])


def test_an_empty_folder_is_told(call: Call, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    code, printed = call("import", tmp_path / "leer")
    assert (code, "In diesem Ordner liegt keine Datei." in printed) == (3, True)
