"""``delivery`` and ``erase`` as the office calls them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access.settings import PREFIX
from tests.support import genesis_tables
from tests.support import indicator_files as files
from tests.support.commands import Call
from tests.support.dump import dump


def _bring(call: Call, file: Path, *values: object, reason: str = "", meant: bool = False) -> str:
    file.write_bytes(files.content(files.years(files.COUNTY, 1990, values)))
    said = (*(("--reason", reason) if reason else ()), *(("--confirmed",) if meant else ()))
    return call("import", file, *said)[1]


def test_with_the_second_step_a_delivery_waits(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")
    assert "wartet auf ihre Freigabe" in call("import", file)[1]
    assert "wartet auf Freigabe" in call("delivery", "list")[1]
    assert "schon als Lieferung L1" in call("import", file)[1]

    assert "3 neue" in call("delivery", "release", "L1", "--note", "geprüft")[1]

    listed = call("delivery", "list")[1]
    assert "freigegeben" in listed
    assert "geprüft" in listed


def test_a_delivery_is_withdrawn_and_erased(call: Call, file: Path) -> None:
    call("import", file)
    assert call("delivery", "withdraw", "L1", "--note", "Irrtum")[0] == 0
    assert call("delivery", "withdraw", "L1", "--note", "Irrtum")[0] == 3
    assert call("delivery", "erase", "L1", "--reason", "Irrtum")[0] == 0
    assert "gelöscht" in call("delivery", "list")[1]
    assert call("delivery", "release", "L9", "--note", "geprüft")[0] == 3


@pytest.mark.parametrize(
    ("step", "option", "said"),
    [
        ("release", "--note", "Es fehlt: --note (Vermerk: wer was geprüft hat)."),
        ("withdraw", "--note", "Es fehlt: --note (Vermerk: was falsch war)."),
        ("erase", "--reason", "Es fehlt: --reason (Vermerk für das Löschprotokoll)."),
    ],
)
def test_whoever_moves_a_delivery_on_says_why(
    call: Call, file: Path, monitor: Engine, step: str, option: str, said: str
) -> None:
    call("import", file)
    before = dump(monitor)

    code, printed = call("delivery", step, "L1")

    assert (code, printed.splitlines()[0]) == (2, said)
    assert f"Wo: integrationsmonitor delivery {step}" in printed
    code, printed = call("delivery", step, "L1", option, "  ")
    assert (code, printed.splitlines()[0]) == (2, f"Angabe „{option}“: Der Text ist leer.")
    assert dump(monitor) == before


@pytest.mark.parametrize("period", ["1990-12-31", "31.12.1990"])
def test_single_figures_are_erased(call: Call, file: Path, period: str) -> None:
    call("import", file)
    what = ("--statistic", files.STATISTIC, "--area", files.COUNTY, "--period", period)

    code, printed = call("erase", *what, "--reason", "zu klein")

    assert (code, "Gelöscht: 1 Zeile (" in printed) == (0, True)
    # Whoever was interrupted repeats the command.
    code, printed = call("erase", *what, "--reason", "zu klein")
    assert (code, "War schon gelöscht" in printed) == (0, True)
    code, printed = call("import", file)
    assert "1 Wert bleibt draußen" in printed
    code, printed = call("import", file, "--erased-again")
    assert (code, "1 neu" in printed) == (0, True)


@pytest.mark.parametrize(
    ("changed", "said", "hint"),
    [
        (
            {"--statistic": "bevoelkerung"},
            "Die Kennzahl „bevoelkerung“ gibt es nicht; gelöscht wurde nichts.",
            "keys statistics SUCHWORT",
        ),
        (
            {"--area": "Peine"},
            "Das Gebiet „Peine“ gibt es nicht; gelöscht wurde nichts.",
            "Gemeint: 03157 (Landkreis Peine)",
        ),
        (
            {"--group": "Syrer"},
            "Die Gruppe „Syrer“ gibt es nicht; gelöscht wurde nichts.",
            "Gemeint: syrien (Syrien)",
        ),
        (
            {"--period": "1990"},
            "Solche Werte gibt es nicht; gelöscht wurde nichts.",
            "für Landkreis Hildesheim gibt es für: ",
        ),
        (
            {"--area": "03-wittmund-friesland"},
            "Solche Werte gibt es nicht; gelöscht wurde nichts.",
            "für Landkreise Wittmund und Friesland gibt es keinen Wert.",
        ),
        (
            {"--period": "voriges Jahr"},
            "Angabe „--period“: „voriges Jahr“ ist kein Zeitraum wie 31.12.2020, März 2021 oder",
            "erase --help",
        ),
    ],
    ids=["statistic", "area", "group", "period", "no value", "no period"],
)
def test_nothing_is_erased_under_a_wrong_key_and_the_right_one_is_offered(
    call: Call, file: Path, monitor: Engine, changed: dict[str, str], said: str, hint: str
) -> None:
    call("import", file)
    given = {"--statistic": files.STATISTIC, "--area": files.COUNTY, "--reason": "zu klein"}
    before = dump(monitor)

    code, printed = call(
        "erase", *(part for option in {**given, **changed}.items() for part in option)
    )

    assert code == (2 if "--help" in hint else 3)
    assert printed.splitlines()[0].startswith(said)
    assert hint in printed
    assert dump(monitor) == before


def test_the_list_is_a_table_with_the_newest_first(call: Call, file: Path) -> None:
    _bring(call, file, 1, 2, 3)
    _bring(call, file, 1, 20, 3, reason="Zählfehler")

    head, newest, oldest = call("delivery", "list")[1].splitlines()

    for column, text in (("Stand", "freigegeben"), ("Kreis", "Landkreis Hildesheim")):
        assert newest[head.index(column) :].startswith(text)
    assert newest[head.index("Datei") :].startswith(files.NAME)
    assert newest.startswith("L2")
    assert newest.endswith("Zählfehler")
    assert oldest.startswith("L1")
    assert head.index("Werte") + len("Werte") == newest.index("3  Zählfehler") + 1
    assert [one["code"] for one in json.loads(call("delivery", "list", "--json")[1])] == [
        "L2",
        "L1",
    ]


def test_a_delivery_tells_its_file_its_tables_and_what_it_changed(call: Call, file: Path) -> None:
    _bring(call, file, 1, "2p", 3)
    _bring(call, file, 1, 20, 3, 4, reason="Zählfehler")

    code, printed = call("delivery", "show", "2")

    assert code == 0
    for line in (
        "Stand        Freigegeben",
        f"Datei        {files.NAME}",
        "Für          Landkreis Hildesheim",
        "Grund        Zählfehler",
        "    Tabelle 1-1-1, indicator_1-1-1.csv",
        "    4 Werte übernommen, 16 Zellen nicht übernommen, 0 in Zweifel",
        "Was die Freigabe geändert hat: 1 neue Angabe",
        "1 Wert geändert, davon 1 endgültig statt vorläufig:",
        "  Bevölkerung, Landkreis, 31.12.1991: 2 → 20, endgültig statt vorläufig",
    ):
        assert line in printed.splitlines(), line
    assert 'integrationsmonitor delivery withdraw L2 --note "…"' in printed
    assert "delivery release" not in printed


def test_the_same_is_told_to_programmes(call: Call, file: Path) -> None:
    _bring(call, file, 1, 2)
    _bring(call, file, 10, 20, 3)

    told = json.loads(call("delivery", "show", "L2", "--json")[1])

    assert (told["code"], told["state"], told["county_key"]) == ("L2", "released", "03254")
    assert told["tables"][0]["stored"] == 3
    assert (told["effect"]["new"], told["effect"]["write"]["revised"]) == (1, 2)
    assert [one["new"]["number"] for one in told["effect"]["listed"]] == [10, 20]
    assert len(told["next_steps"]) == 2


def test_only_the_first_of_many_changes_are_listed(call: Call, file: Path) -> None:
    for first in (0, 5):
        _bring(call, file, *range(first, first + 30), reason="Probe", meant=True)

    short, long = (call("delivery", "show", "L2", *more)[1] for more in ((), ("--all",)))

    assert short.count(" → ") == 20
    assert "… und 10 weitere (alle: --all)" in short
    assert long.count(" → ") == 30
    assert "weitere" not in long


def test_a_waiting_delivery_tells_what_its_release_would_change(
    call: Call, file: Path, monitor: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _bring(call, file, 1, 2)
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")
    _bring(call, file, 1, 20, 3)
    before = dump(monitor)

    printed = call("delivery", "show", "L2")[1]

    assert dump(monitor) == before
    assert "Stand       Geliefert und noch nicht freigegeben" in printed
    assert "Was die Freigabe ändern würde: 1 neue Angabe, 1 geänderte" in printed
    assert "Bevölkerung, Landkreis Hildesheim, 31.12.1991: 2 → 20" in printed
    for step in ("release", "preview", "withdraw", "erase"):
        assert f"delivery {step} L2" in printed
    assert "Link" in call("delivery", "preview", "2")[1]
    assert "Vorschau bis" in call("delivery", "show", "L2")[1]


def test_an_older_edition_that_waited_is_told_and_not_released_by_itself(
    call: Call, tmp_path: Path, monitor: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / genesis_tables.NAME
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")
    table.write_bytes(genesis_tables.of_benefits([1990], status="01.02.2017"))
    call("import", table)
    table.write_bytes(genesis_tables.of_benefits([1990], status="10.10.2017", more=1))
    call("import", table)
    call("delivery", "release", "L2", "--note", "geprüft")

    printed = call("delivery", "show", "L1")[1]

    assert re.search(
        r"  Ältere Ausgabe: Sie ersetzt \d+ bekannte Werte durch solche von früher", printed
    ), printed
    before = dump(monitor)
    release = ("delivery", "release", "L1", "--note", "die neue war fehlerhaft")
    status, told = call(*release)
    assert status == 3
    assert "Die Lieferung L1 wurde nicht freigegeben. Ältere Ausgabe: Sie ersetzt" in told
    assert "--confirmed" in told
    assert dump(monitor) == before
    assert "  Ältere Ausgabe: " in call(*release, "--confirmed")[1]


def test_release_and_withdrawal_say_what_happened_and_keep_the_note(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")
    _bring(call, file, 1, 2)

    released = call("delivery", "release", "L1", "--note", "geprüft")[1]
    withdrawn = call("delivery", "withdraw", "L1", "--note", "falsches Jahr")[1]

    assert released.splitlines() == [
        "Lieferung L1 freigegeben: 2 neue Angaben, 0 geänderte.",
        "  Vermerk: geprüft",
    ]
    assert withdrawn.splitlines() == [
        "Lieferung L1 zurückgezogen: 2 Angaben entfallen.",
        "  Vermerk: falsches Jahr",
    ]
    shown = call("delivery", "show", "L1")[1]
    assert "Vermerk dazu   geprüft" in shown
    assert "Vermerk dazu   falsches Jahr" in shown
    assert "delivery erase L1" in shown
    assert "delivery withdraw" not in shown


def test_a_withdrawal_tells_what_is_said_again_and_what_is_gone(call: Call, file: Path) -> None:
    _bring(call, file, 1)
    _bring(call, file, 10, 2, 3)

    printed = call("delivery", "withdraw", "L2", "--note", "falsches Jahr")[1]

    assert printed == (
        "Lieferung L2 zurückgezogen: 1 Angabe sagt wieder, was vorher galt, 2 Angaben entfallen.\n"
        "  Vermerk: falsches Jahr\n"
    )


def test_the_erasing_of_what_waited_counts_its_values(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")
    _bring(call, file, 1, 2)

    printed = call("delivery", "erase", "L1", "--reason", "Irrtum")[1]

    assert printed.startswith("Lieferung L1 gelöscht: 2 Zeilen")


def test_the_withdrawal_of_what_waited_changes_no_page(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")
    _bring(call, file, 1, 2)

    printed = call("delivery", "withdraw", "L1", "--note", "falsches Jahr")[1]

    assert "auf den Seiten ändert sich dadurch nichts" in printed


def test_of_an_erased_delivery_only_the_entry_is_left(call: Call, file: Path) -> None:
    _bring(call, file, 1, 2)
    call("delivery", "erase", "L1", "--reason", "Irrtum")

    printed = call("delivery", "show", "L1")[1]

    assert "Stand        Gelöscht" in printed
    assert "integrationsmonitor delivery" not in printed
    assert files.NAME not in printed
    assert call("delivery", "show", "L7")[0] == 3
