"""A wrong call is explained in German: what is wrong, what may have been meant, where to look."""

from __future__ import annotations

import pytest

from tests.support.commands import english, here, told

_TOP = "integrationsmonitor"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("", "Es fehlt: BEFEHL."),
        ("delivery", "Es fehlt: SCHRITT."),
        ("fliegen", "„fliegen“ gibt es nicht."),
        ("imprt a.csv", "„imprt“ gibt es nicht. Gemeint: „import“?"),
        ("deliverys list", "„deliverys“ gibt es nicht. Gemeint: „delivery“?"),
        ("delivery realease L1", "„realease“ gibt es nicht. Gemeint: „release“?"),
        ("demo", "Es fehlt: HANDLUNG (load: laden, remove: entfernen)."),
        ("demo kaufen", "„kaufen“ gibt es nicht."),
        ("check vergessen x", "„vergessen“ gibt es nicht."),
        ("import", "Es fehlt: DATEI (Datei eines Amtes, Vorlage, oder ein Ordner mit solchen"),
        ("check reopen", "Es fehlt: KENNUNG (Kennung des Befunds)."),
        ("check accept x", "Es fehlt: --note (warum der Befund so bleibt)."),
        (
            "erase --area 03254",
            "Es fehlt: --statistic (Schlüssel der Kennzahl) und --reason (Vermerk für",
        ),
        ("check accept x --note=", "Angabe „--note“: Der Text ist leer."),
        ("serve --port achtzig", "Angabe „--port“: „achtzig“ ist keine Zahl von 1 bis 65535."),
        ("serve --port 70000", "Angabe „--port“: „70000“ ist keine Zahl von 1 bis 65535."),
        ("serve --port", "Hinter „--port“ fehlt der Wert."),
        ("import a.csv --reason --dry-run", "Hinter „--reason“ fehlt der Wert."),
        ("charts --json=ja", "Die Angabe „--json“ nimmt keinen Wert."),
        ("migrate --schnell", "Die Angabe „--schnell“ gibt es hier nicht."),
        (
            "import a.csv --dryrun",
            "Die Angabe „--dryrun“ gibt es hier nicht. Gemeint: „--dry-run“?",
        ),
        (
            "import a.csv --sheets=A",
            "Die Angabe „--sheets“ gibt es hier nicht. Gemeint: „--sheet“?",
        ),
        ("import a.csv --ma x", "„--ma“ ist nicht eindeutig: „--mapping“ oder „--marked“?"),
        ("delivery withdraw L1 --note falsches Jahr", "„Jahr“ ist hier zu viel."),
        ("--debug check", "Die Angabe „--debug“ steht zu weit vorn."),
        ("delivery --json list", "Die Angabe „--json“ steht zu weit vorn."),
        ("import a.csv –dry-run", "„–dry-run“ beginnt mit einem langen Strich."),
        ("import a.csv –dryrun", "„–dryrun“ beginnt mit einem langen Strich."),
        ("import a.csv —sheet=A", "„—sheet=A“ beginnt mit einem langen Strich."),
        ("import a.csv --reason –Nachmeldung --dryrun", "Die Angabe „--dryrun“ gibt es hier nicht"),
        ("changes --since gestern", "Angabe „--since“: „gestern“ ist kein Datum wie 21.11.2026."),
        ("import a.csv --format excel", "Angabe „--format“: Den Aufbau „excel“ gibt es nicht."),
        (
            "mapping draft a.csv --format genesisflat",
            "Angabe „--format“: Den Aufbau „genesisflat“ gibt es nicht. Gemeint: „genesis_flat“?",
        ),
    ],
)
def test_a_wrong_call_is_explained(call: str, said: str) -> None:
    result = here(*call.split(), url="sqlite://")

    assert result.returncode == 2
    assert result.stderr.startswith(said)
    told(result)
    assert not english(result.stderr.replace("--help", ""))


@pytest.mark.parametrize(
    ("call", "where", "hint"),
    [
        ("imprt", _TOP, f"„{_TOP} --help“ zeigt, was möglich ist."),
        ("fliegen", _TOP, "Möglich: serve, charts, migrate, "),
        ("", _TOP, "Möglich: serve, charts, migrate, "),
        ("delivery loeschen L1", f"{_TOP} delivery", "Möglich: list, show, release, withdraw, "),
        ("import a.csv --quark", f"{_TOP} import", f"„{_TOP} import --help“ zeigt,"),
        ("delivery show L1 --quark", f"{_TOP} delivery show", "delivery show --help“"),
        ("delivery erase L1 --reason zu klein", f"{_TOP} delivery erase", "Anführungszeichen"),
        ("--debug check", f"{_TOP} check", f"Sie gehört ans Ende: „{_TOP} check … --debug“."),
        ("check —all", _TOP, "Mit zwei kurzen Strichen schreiben: --all."),
    ],
)
def test_a_wrong_call_says_where_and_what_to_do(call: str, where: str, hint: str) -> None:
    lines = here(*call.split(), url="sqlite://").stderr.splitlines()

    assert len(lines) == 3, "short enough to be read"
    assert lines[1] == f"  Wo: {where}"
    assert hint in lines[2]


def test_a_near_word_needs_no_list_of_all() -> None:
    said = here("imprt", url="sqlite://").stderr

    assert "template" not in said


def test_names_of_layouts_may_be_written_in_capitals() -> None:
    result = here("import", "a.csv", "--format", "LSN", url="sqlite:////nirgends/monitor.db")

    assert result.returncode == 4, "only the database is missing"
