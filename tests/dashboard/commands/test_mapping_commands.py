"""``mapping``: what the office says of a table is checked, kept, shown and forgotten."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access.engine import reading
from data_access.settings import PREFIX
from data_access.writing import current_revision
from tests.support import indicator_files as files
from tests.support.births import COUNTED, NEXT, TABLE_ID, births
from tests.support.commands import Call
from tests.support.dump import dump
from tests.support.templates import blank

MAPPING = f"""\
[[table]]
layout = "lsn"
table = "K1200301"
title = "Geburten"
source = "geburten-lsn"
[table.new_source]
code = "geburten-lsn"
publisher = "Landesamt"
title = "Geburten"
{COUNTED}"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file of a table that nobody has seen before."""
    path = tmp_path / "neue geburten.xlsx"
    path.write_bytes(births())
    return path


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """The filled-in mapping."""
    path = tmp_path / "zuordnung.toml"
    path.write_text(MAPPING, "utf-8")
    return path


def test_nothing_of_a_wrong_mapping_is_kept(
    call: Call, mapping: Path, monitor: Engine, table: Path
) -> None:
    second = MAPPING.replace("K1200301", "K1").replace("persons", "persoms")
    mapping.write_text(MAPPING + second, "utf-8")
    before = dump(monitor)

    saved = call("mapping", "save", mapping)
    imported = call("import", table, "--mapping", mapping)

    assert dump(monitor) == before
    assert saved == imported
    assert saved[0] == 3
    assert 'Zeile 35: unit = "persoms" ist keine Einheit. Gemeint: „persons“?' in saved[1]
    assert f"Wo: {mapping}" in saved[1]


def test_a_mapping_given_with_a_file_is_kept_with_it(
    call: Call, mapping: Path, table: Path
) -> None:
    code, printed = call("import", table, "--mapping", mapping)

    assert code == 0, printed
    assert "Werte: 9 neu" in printed
    assert re.search(r"vom Amt +lsn +K1200301 +Geburten", call("mapping", "list")[1])
    assert "Nichts Neues" in call("import", table)[1]


def test_a_new_table_names_its_columns_and_the_next_command(
    call: Call, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, printed = call("import", table, "--sheet", TABLE_ID)

    assert code == 3
    assert "Offen: Spalte „Lebendgeborene“." in printed
    monkeypatch.chdir(tmp_path)
    (step,) = re.findall("Nächster Schritt: integrationsmonitor (.+)", printed)
    assert f'"{table}" --sheet {TABLE_ID} --out "neue geburten.toml"' in step
    import shlex

    assert call(*shlex.split(step))[0] == 0
    assert (tmp_path / "neue geburten.toml").read_text("utf-8").startswith("# Was die Spalten")
    known = call("import", table, "--mapping", "neue geburten.toml")
    assert known[0] == 3
    assert "noch nichts gesagt" in known[1]


def test_a_table_without_a_number_has_to_be_named_first(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "umbenannt.csv"
    path.write_bytes(files.content(files.years(files.COUNTY, 1990, [1])))

    assert "Nächster Schritt" not in call("import", path)[1]
    code, printed = call("mapping", "draft", path)
    assert (code, "--table NUMMER" in printed) == (3, True)
    code, printed = call("mapping", "draft", path, "--table", "7-7-7")
    assert (code, 'table = "7-7-7"' in printed) == (0, True)


def test_own_templates_need_no_mapping(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "kurse.xlsx"
    path.write_bytes(blank("sprachkurse"))

    code, printed = call("mapping", "draft", path)

    assert (code, "nichts zuzuordnen" in printed) == (3, True)


def test_of_two_tables_in_one_file_no_draft_is_written(call: Call, tmp_path: Path) -> None:
    path, out = tmp_path / files.NAME, tmp_path / "zuordnung.toml"
    content = files.content(files.years(files.COUNTY, 1998, [1, 2]))
    path.write_bytes(content + content)

    code, printed = call("mapping", "draft", path, "--out", out)

    assert (code, out.exists()) == (3, False)
    assert "Die zweite beginnt in Zeile 4." in printed
    assert "als eigene Datei" in printed
    assert "mapping draft" not in call("import", path)[1]


def test_a_draft_overwrites_nothing_unless_it_is_told_to(
    call: Call, table: Path, mapping: Path
) -> None:
    code, printed = call("mapping", "draft", table, "--out", mapping)

    assert (code, mapping.read_text("utf-8")) == (2, MAPPING)
    assert "gibt es schon" in printed
    assert "--force" in printed
    assert call("mapping", "draft", table, "--out", mapping, "--force")[0] == 0
    assert "[[table.rules]]" in mapping.read_text("utf-8")
    assert call("mapping", "draft", table, "--out", mapping.parent / "fehlt" / "a.toml")[0] == 2


def test_a_kept_mapping_is_shown_edited_and_saved_again(call: Call, mapping: Path) -> None:
    call("mapping", "save", mapping)

    code, shown = call("mapping", "show", "lsn", TABLE_ID)

    assert code == 0
    edited = mapping.with_name("neu.toml")
    edited.write_text(shown.replace('title = "Geburten"', 'title = "Alle Geburten"', 1), "utf-8")
    assert call("mapping", "save", edited)[0] == 0
    assert "Alle Geburten" in call("mapping", "list")[1]
    assert call("mapping", "show", "lsn", TABLE_ID, "--out", edited)[0] == 2
    assert call("mapping", "show", "lsn", TABLE_ID, "--out", edited, "--force")[0] == 0
    assert "Alle Geburten" in edited.read_text("utf-8")


def test_what_is_built_in_is_shown_replaced_and_holds_again(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "eigene.toml"
    assert call("mapping", "show", "lsn", "K1061301", "--out", path)[0] == 0
    assert call("mapping", "save", path)[0] == 0
    rows = json.loads(call("mapping", "list", "--json")[1])
    named = {(row["layout"], row["table"]): row["from"] for row in rows}
    assert named["lsn", "K1061301"] == "vom Amt, statt der eingebauten"
    assert named["lsn", "A100001G"] == "eingebaut"

    code, printed = call("mapping", "forget", "lsn", "K1061301")

    assert (code, "Es gilt wieder die eingebaute." in printed) == (0, True)
    code, printed = call("mapping", "forget", "lsn", "K1061301")
    assert (code, "ist eingebaut" in printed) == (3, True)


def test_an_unknown_mapping_gets_the_nearest_ones(call: Call, mapping: Path) -> None:
    for step in ("show", "forget"):
        code, printed = call("mapping", step, "lsn", "K1061302")
        assert code == 3
        assert "Gemeint: „lsn K1061301“" in printed
    call("mapping", "save", mapping)
    assert "Die Tabelle ist wieder unbekannt." in call("mapping", "forget", "lsn", TABLE_ID)[1]


def _changed(mapping: Path, *pairs: tuple[str, str]) -> Path:
    text = mapping.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    mapping.write_text(text, "utf-8")
    return mapping


def test_what_the_office_has_defined_may_be_called_otherwise(
    call: Call, mapping: Path, table: Path, monitor: Engine
) -> None:
    call("import", table, "--mapping", mapping)
    before = _figures(monitor)
    _changed(
        mapping,
        ('name = "Lebendgeborene"', 'name = "Geburten"'),
        ("Im Jahr lebend geborene Kinder.", "Lebend geborene Kinder, ohne Totgeburten."),
        ('publisher = "Landesamt"\ntitle = "Geburten"', 'publisher = "LSN"\ntitle = "Statistik"'),
    )

    code, printed = call("mapping", "save", mapping)

    assert code == 0
    assert printed.splitlines()[:3] == [
        f"Zuordnung behalten: lsn {TABLE_ID}",
        "  Name, Kurzname und Definition von „Geburten“ geändert.",
        "  Herausgeber und Titel von „Statistik“ geändert.",
    ]
    assert re.search("geburten +Geburten +Personen +Lebend", call("keys", "statistics", "geb")[1])
    assert re.search("geburten-lsn +Statistik +LSN", call("keys", "sources", "geburten")[1])
    assert _figures(monitor) == before
    with reading(monitor) as connection:
        assert current_revision(connection) > before[1], "pages that are kept show the old name"
    assert call("mapping", "save", mapping)[1].count("geändert") == 0


def _figures(engine: Engine) -> tuple[list[object], int]:
    with reading(engine) as connection:
        found = connection.exec_driver_sql(
            "SELECT area_key, period, sex, number, source_code, known_from FROM observation "
            "WHERE statistic_code = 'geburten' ORDER BY area_key, period, sex"
        )
        rows: list[object] = [*map(tuple, found)]
        return rows, max(int(row[-1]) for row in rows if isinstance(row, tuple))


def test_an_import_tells_what_its_mapping_calls_otherwise(
    call: Call, mapping: Path, table: Path
) -> None:
    call("import", table, "--mapping", mapping)
    _changed(mapping, ("Im Jahr lebend geborene", "Lebend geborene"))

    printed = call("import", table, "--mapping", mapping)[1]

    assert "Hinweis: Definition von „Lebendgeborene“ geändert." in printed
    assert "Definition von" not in call("import", table)[1]


@pytest.mark.parametrize("waits", [False, True], ids=["released", "waits"])
def test_what_figures_are_counted_in_stays_while_there_are_any(
    call: Call,
    mapping: Path,
    table: Path,
    monitor: Engine,
    monkeypatch: pytest.MonkeyPatch,
    *,
    waits: bool,
) -> None:
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", str(waits).lower())
    _changed(mapping, ('kind = "flow"\n', 'kind = "flow"\nown_count = true\n'))
    call("import", table, "--mapping", mapping)
    _changed(
        mapping,
        ('unit = "persons"', 'unit = "courses"'),
        ('kind = "flow"\nown_count = true', 'kind = "stock"\nown_count = false'),
    )
    before = dump(monitor)

    for call_ in (("mapping", "save", mapping), ("import", table, "--mapping", mapping)):
        code, printed = call(*call_)
        assert (code, dump(monitor) == before) == (3, True)
        assert (
            "Zeile 17: Einheit von „Lebendgeborene“ lässt sich nicht mehr ändern: 9 Werte sind "
            'schon so gespeichert (bisher unit = "persons").'
        ) in printed
        assert "Zeile 18: Art von „Lebendgeborene“ lässt sich nicht mehr ändern" in printed
        assert "Zeile 19: Schutz kleiner Zahlen von „Lebendgeborene“ lässt sich nicht" in printed

    call("delivery", "erase", "L1", "--reason", "falsche Einheit")
    code, printed = call("mapping", "save", mapping)
    assert (code, "Einheit und Art von „Lebendgeborene“ geändert." in printed) == (0, True)
    assert "Kleine Zahlen von „Lebendgeborene“ werden jetzt nicht mehr geschützt." in printed
    assert re.search("geburten +Lebendgeborene +Kurse", call("keys", "statistics", "geb")[1])


def test_what_is_called_otherwise_waits_with_its_delivery(
    call: Call, mapping: Path, table: Path, monitor: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("import", table, "--mapping", mapping)
    _changed(mapping, ('name = "Lebendgeborene"', 'name = "Geburten"'))
    table.write_bytes(births(NEXT))
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")
    told = "Name und Kurzname von „Geburten“ werden geändert."
    taken_in = ("alias", "area", "Gem. Nordstemen", "03254026")
    assert call(*taken_in)[0] == 0
    before = dump(monitor)

    assert told in call("import", table, "--mapping", mapping, "--dry-run")[1]
    assert dump(monitor) == before
    assert told in call("import", table, "--mapping", mapping)[1]
    assert _name(monitor) == "Lebendgeborene"
    assert 'name = "Geburten"' in call("mapping", "show", "lsn", TABLE_ID)[1], "kept at once"
    assert told in call("delivery", "show", "L2")[1]
    call("delivery", "withdraw", "L2", "--note", "falsche Datei")
    assert _name(monitor) == "Lebendgeborene"
    call("import", table)
    assert _name(monitor) == "Lebendgeborene"
    printed = call("delivery", "release", "L3", "--note", "geprüft")[1]

    assert "Name und Kurzname von „Geburten“ geändert." in printed
    assert _name(monitor) == "Geburten"


def test_where_nothing_waits_the_office_is_told_how_a_name_changes(
    call: Call, mapping: Path, table: Path, monitor: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("import", table, "--mapping", mapping)
    _changed(mapping, ('name = "Lebendgeborene"', 'name = "Geburten"'))
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")

    printed = call("import", table, "--mapping", mapping)[1]

    assert "mapping save" in printed
    assert _name(monitor) == "Lebendgeborene"
    call("mapping", "save", mapping)
    assert _name(monitor) == "Geburten"


def _name(engine: Engine) -> object:
    with reading(engine) as connection:
        return connection.exec_driver_sql(
            "SELECT name FROM statistic WHERE code = 'geburten'"
        ).scalar()


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            'code = "geburten"\nname = "Lebendgeborene"',
            f'code = "{files.STATISTIC}"\nname = "Lebendgeborene"',
            14,
            "Die Kennzahl gibt es schon, eingebaut: „Bevölkerung",
        ),
        (
            'code = "geburten-lsn"\n',
            f'code = "{files.SOURCE}"\n',
            7,
            "Die Quelle gibt es schon, eingebaut: „",
        ),
        (
            'unit = "persons"\nkind = "flow"\n',
            'unit = "persons"\nkind = "flow"\n[[table.new_groups]]\n'
            'code = "syrien"\nname = "Leute aus Syrien"\n',
            20,
            "Die Gruppe gibt es schon, eingebaut: „Syrien“.",
        ),
    ],
    ids=["statistic", "source", "group"],
)
def test_what_is_built_in_is_not_defined_once_more(
    call: Call, mapping: Path, monitor: Engine, old: str, new: str, line: int, said: str
) -> None:
    _changed(
        mapping,
        (old, new),
        ('source = "geburten-lsn"', f'source = "{files.SOURCE}"')
        if files.SOURCE in new
        else ("[[table]]", "[[table]]"),
    )
    before = dump(monitor)

    code, printed = call("mapping", "save", mapping)

    assert (code, dump(monitor) == before) == (3, True)
    assert re.search(rf"Zeile {line}: code = .*: {re.escape(said)}", printed), printed
    assert "einen anderen Schlüssel nehmen" in printed


def test_two_mappings_that_define_the_same_keep_saying_the_same(
    call: Call, mapping: Path, table: Path
) -> None:
    call("import", table, "--mapping", mapping)
    other = mapping.with_name("andere.toml")
    other.write_text(MAPPING.replace(TABLE_ID, "K1200302"), "utf-8")
    assert call("mapping", "save", other)[0] == 0

    call("mapping", "save", _changed(mapping, ('name = "Lebendgeborene"', 'name = "Geburten"')))

    assert 'name = "Geburten"' in call("mapping", "show", "lsn", "K1200302")[1]
