"""``changes``: what was revised, as the office reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from data_access.migrate import load_demo
from tests.support import course_books, templates
from tests.support import indicator_files as files
from tests.support.commands import Call


def _bring(call: Call, file: Path, *values: object, reason: str = "", meant: bool = False) -> None:
    file.write_bytes(files.content(files.years(files.COUNTY, 1930, values)))
    said = ("--confirmed",) if meant else ()
    assert call("import", file, "--reason", reason, *said)[0] == 0


def test_what_came_for_the_first_time_is_no_change(call: Call, file: Path) -> None:
    nothing = "Landkreis Hildesheim: Es wurde nichts geändert.\n"
    assert call("changes") == (0, nothing)

    _bring(call, file, 1, 2)

    came = "\nNeu hinzugekommen: 2 Werte (Lieferung L1: 2).\n"
    assert call("changes") == (0, nothing + came)
    new = json.loads(call("changes", "--json")[1])["new"]
    assert {one["delivery"] for one in new} == {"L1", "paket-03254"}


def test_revised_figures_stand_under_their_delivery(call: Call, file: Path) -> None:
    _bring(call, file, 1, 2, "3p")
    _bring(call, file, 1, 20, "3", reason="Zählfehler")
    _bring(call, file, 1000, 20, "3")

    newest, older, new = call("changes")[1].split("\n\n")
    assert new == "Neu hinzugekommen: 3 Werte (Lieferung L1: 3).\n"

    lines = older.splitlines()
    assert lines[0].startswith("Lieferung L2 vom ")
    assert lines[0].endswith(", Landkreis Hildesheim")
    assert lines[1:] == [
        f"  Datei: {files.NAME}, Bevölkerung",
        "  Grund: Zählfehler",
        "  2 Werte geändert, davon 1 endgültig statt vorläufig:",
        "    Bevölkerung, Landkreis, 31.12.1931: 2 → 20",
        "    Bevölkerung, Landkreis, 31.12.1932: 3 → 3, endgültig statt vorläufig",
    ]
    assert newest.startswith("Lieferung L3 vom ")
    assert "Bevölkerung, Landkreis, 31.12.1930: 1 → 1.000" in newest


def test_rows_of_lists_say_what_they_said_and_what_they_say(
    call: Call, monitor: Engine, tmp_path: Path
) -> None:
    load_demo(monitor)
    book = course_books.filled(monitor)
    workbook = templates.Filled("sprachkurse", book)
    workbook.put("Träger", {"Kürzel": "neu", "Name": "Neuer Träger"})
    file = tmp_path / "kurse.xlsx"
    file.write_bytes(workbook.content())
    assert call("import", file, "--county", "muster")[0] == 0
    came = "Neu hinzugekommen: 1 Zeile in den Listen des Amtes (Lieferung L1: 1).\n"
    told = call("changes", "--county", "muster")[1]
    assert told.endswith(came)
    assert "Es wurde nichts geändert" in told

    content, code = course_books.with_places(book, 77)
    file.write_bytes(content)
    printed = call("import", file, "--county", "muster")[1]

    told = call("changes", "--county", "muster")[1]
    (line,) = (line for line in told.splitlines() if code in line)
    assert line.startswith(f"    {code}, Plätze: ")
    assert line.endswith(" → 77")
    assert "  Blatt „Kurse“: 1 Zeile geändert" in told.splitlines()
    assert f"Blatt „Kurse“ ({code}, Plätze): " in printed
    (field,) = json.loads(call("changes", "--county", "muster", "--json")[1])["fields"]
    assert (field["row"], field["field"], field["new"]) == (code, "Plätze", "77")


def test_a_long_list_is_cut_and_told_in_full_on_demand(call: Call, file: Path) -> None:
    _bring(call, file, *range(50))
    _bring(call, file, *range(5, 55), reason="Probe", meant=True)

    short, long = call("changes")[1], call("changes", "--all")[1]

    assert short.count(" → ") == 20
    assert "    … und 30 weitere (alle: --all)" in short.splitlines()
    assert long.count(" → ") == 50
    told: dict[str, Any] = json.loads(call("changes", "--json")[1])
    assert len(told["revised"]) == 50


def test_a_withdrawal_and_an_erasure_are_told(call: Call, file: Path) -> None:
    _bring(call, file, 1)
    _bring(call, file, 20, 5)
    call("delivery", "withdraw", "L2", "--note", "falsche Tabelle")

    first = call("changes")[1].split("\n\n")[0].splitlines()

    assert first[0].startswith("Rücknahme der Lieferung L2 vom ")
    assert first[2:] == [
        "  Vermerk: falsche Tabelle",
        "  2 Werte geändert, davon 1 entfällt:",
        "    Bevölkerung, Landkreis, 31.12.1930: 20 → 1",
        "    Bevölkerung, Landkreis, 31.12.1931: 5 → entfällt",
    ]

    call("delivery", "erase", "L2", "--reason", "Angaben zu einer Familie")
    erased = call("changes")[1]
    assert "Lieferung L2, 3 Zeilen" not in erased
    assert "Gelöscht am " in erased
    assert ": Lieferung L2\n  2 Zeilen, auch aus der Vorgeschichte\n" in erased
    assert "  Grund: Angaben zu einer Familie" in erased
    assert "→" not in erased


def test_an_erasure_is_told_of_its_county_and_by_its_names(call: Call, file: Path) -> None:
    file.write_bytes(files.content({(files.COUNTY, "1930"): 1234, (files.NEIGHBOUR, "1930"): 5678}))
    call("import", file)
    figures = ("erase", "--statistic", files.STATISTIC, "--period", "31.12.1930")
    names = "Bevölkerung, Landkreis Peine, 31.12.1930, alle Gruppen"

    printed = call(*figures, "--area", files.NEIGHBOUR, "--reason", "zu wenige Personen")[1]

    assert printed == f"Gelöscht: 1 Zeile ({names}).\n"
    told = call("changes", "--county", "Peine")[1]
    assert f": {names}\n  1 Zeile, auch aus der Vorgeschichte\n" in told
    assert "5678" not in told
    assert "5.678" not in told
    assert "Gelöscht" not in call("changes")[1]
    (erased,) = json.loads(call("changes", "--county", "Peine", "--json")[1])["erased"]
    assert (erased["names"], erased["rows"]) == (names, 1)
    assert json.loads(call("changes", "--json")[1])["erased"] == []


def test_the_erasure_of_a_delivery_is_told_of_the_county_that_brought_it(
    call: Call, file: Path
) -> None:
    _bring(call, file, 1)
    call("delivery", "erase", "L1", "--reason", "Irrtum")

    assert ": Lieferung L1\n" in call("changes")[1]
    assert "Lieferung L1" not in call("changes", "--county", "Peine")[1]


def test_a_day_and_a_county_narrow_the_list(call: Call, file: Path) -> None:
    _bring(call, file, 1)
    _bring(call, file, 2)

    assert "1 → 2" in call("changes", "--since", "01.01.2026")[1]
    assert "1 → 2" not in call("changes", "--since", "2999-01-01")[1]
    assert "nichts geändert seit dem 01.01.2999" in call("changes", "--since", "2999-01-01")[1]
    assert call("changes", "--county", "03157")[1].startswith("Landkreis Peine: ")
    code, printed = call("changes", "--county", "09999")
    assert (code, "09999" in printed) == (3, True)
    code, printed = call("changes", "--since", "gestern")
    assert (code, printed.splitlines()[0]) == (
        2,
        "Angabe „--since“: „gestern“ ist kein Datum wie 21.11.2026.",
    )


def test_moments_say_their_zone_whatever_the_database(call: Call, file: Path) -> None:
    """SQLite keeps none; what it says is of UTC and not of the server."""
    _bring(call, file, 1)
    _bring(call, file, 2)
    told = json.loads(call("changes", "--json")[1])

    assert all(one["changed_at"].endswith("+00:00") for one in told["revised"])
