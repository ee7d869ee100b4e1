"""A mapping says how its new source delivers, and the catalogue and the audit reckon with it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dashboard.selection import Selection
from dashboard.views import inventory
from dashboard.views.entries import Entry, Inventory, Prospect
from data_access.audit.model import Kind
from data_access.clock import frozen_at
from data_access.engine import reading
from data_access.reader import Reader
from data_access.schema.statistics import DeliveryRhythm, Source
from tests.conftest import SMALL_CELL_LIMIT
from tests.support.births import COUNTED, NEXT, births
from tests.support.commands import Call
from tests.support.dump import dump

DELIVERY = """\
[table.new_source.delivery]
rhythm = "yearly"
from_months = 6
until_months = 10
deliverer = "Landesamt für Statistik"
site = "LSN-Online"
address = "https://www.statistik.niedersachsen.de/"
"""
MAPPING = (
    """\
[[table]]
layout = "lsn"
table = "K1200301"
title = "Geburten"
source = "geburten-lsn"
[table.new_source]
code = "geburten-lsn"
publisher = "Landesamt"
title = "Statistik der Geburten"
table_id = "K1200301"
"""
    + DELIVERY
    + COUNTED
)
#: The figures of the file are of 2023: those of 2024 were usual until October 2025.
AHEAD, DUE, LATE = date(2025, 3, 1), date(2025, 8, 1), date(2025, 11, 22)


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """The filled-in mapping."""
    return _written(tmp_path / "zuordnung.toml", MAPPING)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file of a table that nobody has seen before."""
    path = tmp_path / "geburten.xlsx"
    path.write_bytes(births())
    return path


def _written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def _entry(engine: Engine, on: date) -> Entry:
    with frozen_at(on):
        view = inventory.build(
            Reader(engine, small_cell_limit=SMALL_CELL_LIMIT), Selection("03254")
        )
    assert isinstance(view.inventory, Inventory)
    (found,) = (
        one for group in view.inventory.groups for one in group.entries if one.code == "geburten"
    )
    return found


def _said(engine: Engine, on: date) -> list[tuple[Prospect, str]]:
    return [(one.state, one.text.replace("\u00a0", " ")) for one in _entry(engine, on).deliveries]


def _late(engine: Engine, on: date) -> list[str]:
    report = Reader(engine, small_cell_limit=SMALL_CELL_LIMIT).audit("03254", on=on)
    assert report is not None
    return [
        one.finding.what
        for one in report.judged
        if one.finding.kind is Kind.FRESHNESS
        and one.finding.subject.statistic_codes == ("geburten",)
    ]


def test_the_catalogue_and_the_audit_know_when_the_next_delivery_comes(
    call: Call, mapping: Path, table: Path, monitor: Engine
) -> None:
    assert call("import", table, "--mapping", mapping)[0] == 0

    assert _said(monitor, AHEAD) == [(Prospect.AHEAD, "Juni bis Oktober 2025 (Werte für 2024)")]
    assert _said(monitor, DUE) == [(Prospect.DUE, "bis Oktober 2025 (Werte für 2024)")]
    assert _said(monitor, LATE) == [(Prospect.LATE, "seit November 2025: 2024 fehlt")]
    assert _late(monitor, DUE) == []
    (late,) = _late(monitor, LATE)
    assert "2024" in late


def test_readers_learn_who_delivers_and_where(
    call: Call, mapping: Path, table: Path, monitor: Engine
) -> None:
    call("import", table, "--mapping", mapping)

    entry = _entry(monitor, LATE)

    papers = dict(entry.papers)
    assert papers["Geliefert von"] == "Landesamt für Statistik"
    assert papers["Lieferung"] == (
        "Jährlich, meist 6 bis 10 Monate nach dem Ende des Berichtszeitraums. Angabe des Amts."
    )
    (link,) = entry.places
    assert (link.address, link.text) == (
        "https://www.statistik.niedersachsen.de/",
        "LSN-Online, Tabelle K1200301",
    )


def test_without_it_nobody_knows_the_rhythm(
    call: Call, mapping: Path, table: Path, monitor: Engine
) -> None:
    _written(mapping, MAPPING.replace(DELIVERY, ""))

    assert call("import", table, "--mapping", mapping)[0] == 0

    assert _said(monitor, LATE) == [(Prospect.OPEN, "Takt nicht hinterlegt")]
    assert _late(monitor, LATE) == []


def test_it_may_be_said_otherwise_at_any_time(
    call: Call, mapping: Path, table: Path, monitor: Engine
) -> None:
    call("import", table, "--mapping", mapping)

    _written(mapping, MAPPING.replace("until_months = 10", "until_months = 15"))
    code, printed = call("mapping", "save", mapping)

    assert code == 0
    assert printed.splitlines()[1:3] == [
        "  Angaben zur Lieferung von „Statistik der Geburten“ geändert.",
        "  Die Quelle liefert jetzt: jährlich, meist 6 bis 15 Monate nach dem Ende des "
        "Berichtszeitraums.",
    ]
    assert _said(monitor, LATE) == [(Prospect.DUE, "bis März 2026 (Werte für 2024)")]
    assert "geändert" not in call("mapping", "save", mapping)[1]

    months = "from_months = 6\nuntil_months = 10\n"
    _written(mapping, MAPPING.replace(months, "").replace("yearly", "irregular"))
    printed = call("import", table, "--mapping", mapping)[1]
    assert "Die Quelle liefert jetzt: immer wieder, aber ohne festen Termin." in printed
    assert _said(monitor, LATE) == [(Prospect.OPEN, "ohne festen Termin")]

    _written(mapping, MAPPING.replace(months, "").replace("yearly", "once"))
    call("mapping", "save", mapping)
    assert _said(monitor, LATE) == [
        (Prospect.NONE, "keine weitere Lieferung zu erwarten: Statistik der Geburten")
    ]


def test_what_is_left_out_is_no_longer_noted_and_can_be_said_again(
    call: Call, mapping: Path, table: Path, monitor: Engine
) -> None:
    call("import", table, "--mapping", mapping)

    _written(mapping, MAPPING.replace(DELIVERY, ""))
    printed = call("mapping", "save", mapping)[1]
    assert "  Wie oft die Quelle liefert, ist nicht mehr hinterlegt." in printed
    assert _said(monitor, LATE) == [(Prospect.OPEN, "Takt nicht hinterlegt")]

    shown = call("mapping", "show", "lsn", "K1200301")[1]
    begin = shown.index("# [table.new_source.delivery]")
    end = shown.index("\n\n", begin)
    answered = "\n".join(line.removeprefix("# ") for line in shown[begin:end].splitlines())
    _written(mapping, shown[:begin] + answered + shown[end:])
    printed = call("mapping", "save", mapping)[1]
    assert "jetzt: jährlich, meist 6 bis 12 Monate nach dem Ende" in printed
    assert _said(monitor, LATE) == [(Prospect.DUE, "bis Dezember 2025 (Werte für 2024)")]


def test_two_mappings_of_one_source_keep_saying_the_same_of_it(
    call: Call, mapping: Path, table: Path
) -> None:
    call("import", table, "--mapping", mapping)
    other = mapping.with_name("andere.toml")
    call("mapping", "save", _written(other, MAPPING.replace('"K1200301"', '"K1200302"', 1)))

    call("mapping", "save", _written(mapping, MAPPING.replace("= 10", "= 11")))

    assert "until_months = 11" in call("mapping", "show", "lsn", "K1200302")[1]


def test_what_is_called_otherwise_is_listed_and_taken_back(
    call: Call, mapping: Path, table: Path, monitor: Engine
) -> None:
    call("import", table, "--mapping", mapping)
    assert "Es wurde nichts geändert" in call("changes")[1]

    renamed = MAPPING.replace('Lebendgeborene"\ndef', 'Geburten"\ndef').replace("= 10", "= 12")
    call("mapping", "save", _written(mapping, renamed))

    said = [
        "  Kennzahl „Geburten“:",
        "    Name und Kurzname: Lebendgeborene → Geburten",
        "  Quelle „Statistik der Geburten“:",
        "    Takt der Lieferung: jährlich, meist 6 bis 10 Monate nach dem Ende des "
        "Berichtszeitraums → jährlich, meist 6 bis 12 Monate nach dem Ende des Berichtszeitraums",
    ]
    newest, *_ = call("changes")[1].split("\n\n")
    assert newest.splitlines()[0].startswith("Zuordnung vom ")
    assert newest.splitlines()[1:] == said
    assert "Geburten" not in call("changes", "--county", "Peine")[1]
    assert "Es wurde nichts geändert" in call("changes", "--since", "2999-01-01")[1]

    table.write_bytes(births(replace(NEXT, rows=NEXT.rows[:1])))
    _written(mapping, renamed.replace("Im Jahr lebend", "Lebend"))
    call("import", table, "--mapping", mapping, "--reason", "klarer")
    lines = call("changes")[1].split("\n\n")[0].splitlines()
    assert lines[0].startswith("Lieferung L2 vom ")
    told = "    Definition: Im Jahr lebend geborene Kinder. → Lebend geborene Kinder."
    assert lines[2:] == ["  Grund: klarer", "  Kennzahl „Geburten“:", told]
    assert told.removeprefix("  ") in call("delivery", "show", "L2")[1].splitlines()

    printed = call("delivery", "withdraw", "L2", "--note", "falsche Datei")[1]
    assert printed.splitlines() == [
        "Lieferung L2 zurückgezogen: 3 Angaben entfallen.",
        "  Definition von „Geburten“ wieder wie vorher.",
        "  Die Zuordnung bleibt behalten, wie sie zuletzt gesagt wurde. Soll sie nicht wieder "
        "gelten, die alte wieder behalten: „integrationsmonitor mapping save DATEI“.",
        "  Vermerk: falsche Datei",
    ]
    assert "Im Jahr lebend geborene" in call("keys", "statistics", "geburten")[1]
    newest, *_ = call("changes")[1].split("\n\n")
    assert newest.splitlines()[0].startswith("Rücknahme der Lieferung L2 vom ")
    assert "Definition: Lebend geborene Kinder. → Im Jahr lebend geborene Kinder." in newest
    found = json.loads(call("changes", "--json")[1])["definitions"]
    assert [(one["step"], one["code"], one["fields"]) for one in found] == [
        ("withdrawal", "geburten", ["Definition"]),
        ("release", "geburten", ["Definition"]),
        ("mapping", "geburten", ["Name", "Kurzname"]),
        ("mapping", "geburten-lsn", ["Takt der Lieferung"]),
    ]

    printed = call("delivery", "erase", "L2", "--reason", "Irrtum")[1]
    assert "wieder wie vorher" not in printed
    told = call("changes")[1]
    assert "Lebend geborene" not in told
    assert "Name und Kurzname: Lebendgeborene → Geburten" in told


def test_the_erasure_of_a_delivery_tells_what_is_called_as_before(
    call: Call, mapping: Path, table: Path, monitor: Engine
) -> None:
    call("import", table, "--mapping", mapping)
    table.write_bytes(births(replace(NEXT, rows=NEXT.rows[:1])))
    _written(mapping, MAPPING.replace("Im Jahr lebend", "Lebend"))
    call("import", table, "--mapping", mapping)

    printed = call("delivery", "erase", "L2", "--reason", "Irrtum")[1]

    assert "  Definition von „Lebendgeborene“ wieder wie vorher." in printed.splitlines()
    assert "  Vermerk: Irrtum" in printed.splitlines()


BUILT_IN = """\
[[table]]
layout = "lsn"
table = "K9"
title = "Bevölkerung"
source = "lsn-a100001g"
statistic = "bevoelkerung-fortschreibung"
"""


def test_how_a_built_in_source_delivers_is_not_said_by_a_mapping(
    call: Call, tmp_path: Path, monitor: Engine
) -> None:
    code = "lsn-a100001g"
    names = ("code", "publisher", "title", "table_id", "licence", "priority")
    with reading(monitor) as connection:
        columns = [getattr(Source, name) for name in names]
        source = connection.execute(select(*columns).where(Source.code == code)).one()
    lines = [f"{name} = {json.dumps(getattr(source, name))}" for name in names]
    same = "\n".join((BUILT_IN, "[table.new_source]", *lines, ""))
    before = dump(monitor)

    path = _written(tmp_path / "eingebaut.toml", same + DELIVERY)
    refused, printed = call("mapping", "save", path)

    assert (refused, dump(monitor) == before) == (3, True)
    assert "Zeile 9: code = " in printed
    assert "Die Quelle gibt es schon, eingebaut" in printed
    # Who says nothing of it leaves it as it is.
    kept, printed = call("mapping", "save", _written(path, same))
    assert (kept, "geändert" in printed) == (0, False)
    with reading(monitor) as connection:
        rhythm = select(DeliveryRhythm.rhythm).where(DeliveryRhythm.source_code == code)
        assert connection.scalar(rhythm) == "yearly"
