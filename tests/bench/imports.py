"""A flat file of a million values into the database: against polars and a bare insert.

``python -m tests.bench.imports PART FOLDER ROWS`` runs one part in a process of its own and prints
what it measured as JSON, so that the memory of one does not count for another.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import Engine, insert

from data_access import storing
from data_access.engine import create_store_engine, reading, writing
from data_access.importers.examination import Order, examine
from data_access.importers.importing import import_file
from data_access.importers.profiles import NewSource, Place, Profile, Rule, save
from data_access.importers.registry import recognised, tables_of
from data_access.migrate import migrate
from data_access.schema.deliveries import Delivery
from data_access.schema.statistics import PopulationGroup
from data_access.settings import ROOT
from data_access.writing import begin_revision
from tests.bench.report import Row, milliseconds
from tests.support.sources import text_of

COUNTIES = ("03254", "03157", "03357", "03241")
SEXES = (("", "Insgesamt"), ("GESM", "männlich"), ("GESW", "weiblich"))
#: Ratios that issue and performance notes promise.
READING, STORING, MEMORY_MB = 3.0, 2.0, 1024
_TRIES = 9
_FILE, _DATABASE = "bench_de_flat.csv", "import.db"


def _profile(table_id: str) -> Profile:
    return Profile(
        layout="genesis_flat",
        table=table_id,
        source="bench-import",
        new_source=NewSource(code="bench-import", publisher="Bench", title="Bench"),
        statistic="auslaender-azr",
        rules=(Rule(text="Ausländer (AUSL, Anzahl)", place=Place.SERIES, ignore=True),),
    )


def _write_file(path: Path, rows: int) -> None:
    """A file as the regional database writes it, in no order: counties, sexes, states, days."""
    engine = create_store_engine(f"sqlite:///{path.parent / _DATABASE}", read_only=True)
    with reading(engine) as connection:
        group = PopulationGroup
        statement = insert(group).table.select()
        states = [row.name for row in connection.execute(statement) if row.kind == "nationality"]
    states = states[:150]
    days = rows // (len(COUNTIES) * len(SEXES) * len(states)) + 1
    first = date(1950, 1, 1)
    frame = (
        pl.DataFrame({"time": [str(first + timedelta(days=number)) for number in range(days)]})
        .join(pl.DataFrame({"area": COUNTIES}), how="cross")
        .join(pl.DataFrame(SEXES, schema=["sex", "sex_label"], orient="row"), how="cross")
        .join(pl.DataFrame({"state": states}), how="cross")
        .head(rows)
        .sample(fraction=1.0, shuffle=True, seed=913)
    )
    # Both sexes together are never fewer than one of them.
    value = pl.when(pl.col("sex") == "").then(90_000).otherwise(pl.int_range(pl.len()) % 80_000)
    frame.select(
        statistics_code=pl.lit("12521"),
        statistics_label=pl.lit("Ausländerstatistik"),
        time_code=pl.lit("STAG"),
        time_label=pl.lit("Stichtag"),
        time="time",
        **{
            "1_variable_code": pl.lit("KREISE"),
            "1_variable_label": pl.lit("Kreise und kreisfreie Städte"),
            "1_variable_attribute_code": pl.col("area"),
            "1_variable_attribute_label": pl.lit(None, pl.String),
            "2_variable_code": pl.lit("GES"),
            "2_variable_label": pl.lit("Geschlecht"),
            # An empty field, not an empty text in quotes.
            "2_variable_attribute_code": pl.col("sex").replace("", None),
            "2_variable_attribute_label": pl.col("sex_label"),
            "3_variable_code": pl.lit("STAAT"),
            "3_variable_label": pl.lit("Staatsangehörigkeit"),
            "3_variable_attribute_code": pl.lit(None, pl.String),
            "3_variable_attribute_label": pl.col("state"),
        },
        value=value,
        value_unit=pl.lit("Anzahl"),
        value_variable_code=pl.lit("AUSL"),
        value_variable_label=pl.lit("Ausländer"),
    ).write_csv(path, separator=";", include_bom=True)


def prepare(folder: Path, rows: int) -> None:
    """File, database, and what the file's values are."""
    url = f"sqlite:///{folder / _DATABASE}"
    engine = create_store_engine(url, read_only=False)
    migrate(engine, county_keys=(*COUNTIES, "03"))
    _write_file(folder / _FILE, rows)
    source = text_of((folder / _FILE).read_bytes(), _FILE)
    found = recognised(source)
    if found is None:
        raise RuntimeError("Die Datei wird nicht erkannt.")
    (table,) = tables_of(found[0], source)
    with writing(engine) as connection:
        save(connection, _profile(table.table_id))
    engine.dispose()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _read(content: bytes) -> object:
    return pl.read_csv(io.BytesIO(content), separator=";", infer_schema=False)


def _look(engine: Engine, content: bytes) -> object:
    with reading(engine) as connection:
        found = examine(connection, _FILE, content, Order(COUNTIES[0]))
    if found.rejected:
        raise RuntimeError(str(found.problems[:3]))
    return found


def read_and_check(folder: Path) -> dict[str, float]:
    """The importer opens, reads, understands and checks the file; once, for its memory."""
    content = (folder / _FILE).read_bytes()
    engine = create_store_engine(f"sqlite:///{folder / _DATABASE}", read_only=True)
    return {"seconds": _seconds(lambda: _look(engine, content))}


def compare_reading(folder: Path) -> dict[str, float]:
    """The same and polars that reads the file and nothing else, in turn: the quickest of each.

    What else the machine does changes from second to second and hits both alike.
    """
    content = (folder / _FILE).read_bytes()
    engine = create_store_engine(f"sqlite:///{folder / _DATABASE}", read_only=True)
    tries = [
        (_seconds(lambda: _look(engine, content)), _seconds(lambda: _read(content)))
        for _ in range(_TRIES)
    ]
    looked, bare = zip(*tries, strict=True)
    return {"seconds": min(looked), "bare": min(bare)}


def store(folder: Path) -> dict[str, float]:
    """The whole import; what storing takes is what it takes beyond reading and checking."""
    content = (folder / _FILE).read_bytes()
    engine = create_store_engine(f"sqlite:///{folder / _DATABASE}", read_only=False)
    begun: dict[str, float] = {}

    def progress(step: str, _share: float) -> None:
        begun.setdefault(step, time.perf_counter())

    report = import_file(engine, _FILE, content, Order(COUNTIES[0]), progress=progress)
    return {"seconds": time.perf_counter() - begun["speichern"], "rows": report.new}


def insert_bare(folder: Path) -> dict[str, float]:
    """The same rows, in the order of the key, by the driver's ``executemany`` and nothing else."""
    stored = create_store_engine(f"sqlite:///{folder / _DATABASE}", read_only=True)
    with reading(stored) as connection:
        cursor = connection.exec_driver_sql(
            "SELECT * FROM observation WHERE delivery_code = 'L1' ORDER BY "
            + ", ".join(storing.KEY)
        )
        names = list(cursor.keys())
        rows = [tuple(row) for row in cursor]
    engine = create_store_engine(f"sqlite:///{folder / 'bare.db'}", read_only=False)
    migrate(engine, county_keys=(*COUNTIES, "03"))
    statement = (
        f"INSERT INTO observation ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    )
    with writing(engine) as connection:
        revision = begin_revision(connection, "Bench")
        _enter(connection, revision)
        # All refer to what is there.
        at = names.index("known_from")
        rows = [(*row[:at], revision, *row[at + 1 :]) for row in rows]
        raw = connection.connection.cursor()
        start = time.perf_counter()
        raw.executemany(statement, rows)
    return {"seconds": time.perf_counter() - start}


def _enter(connection: Any, revision: int) -> None:
    from data_access.importers.answers.definitions import put_definitions

    put_definitions(connection, _profile("bench"), ())
    connection.execute(
        insert(Delivery).values(
            code="L1",
            county_key=COUNTIES[0],
            kind="figures",
            title="",
            checksum="",
            revision=revision,
            received_at=date(2026, 1, 1),
        )
    )


_PARTS: dict[str, Callable[[Path], dict[str, float]]] = {
    "read_and_check": read_and_check,
    "compare_reading": compare_reading,
    "store": store,
    "insert_bare": insert_bare,
}


def _run(part: str, folder: Path, rows: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.imports", part, str(folder), str(rows)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def rows_of(folder: Path, rows: int, say: Callable[[str], None]) -> list[Row]:
    """Measure, and say it as lines of the table."""
    folder.mkdir(exist_ok=True)
    say(f"a flat file of {rows:,} values")
    _run("prepare", folder, rows)
    found = {}
    for part in _PARTS:
        say(f"import: {part}")
        found[part] = _run(part, folder, rows)
    size = (folder / _FILE).stat().st_size / 1e6
    checked = found["compare_reading"]
    reading_ratio = checked["seconds"] / checked["bare"]
    storing_ratio = found["store"]["seconds"] / found["insert_bare"]["seconds"]
    peak = max(found["read_and_check"]["peak_mb"], found["store"]["peak_mb"])
    return [
        Row(
            f"reading and checking a flat file of {rows / 1e6:g} million values ({size:.0f} MB) "
            "against polars reading it",
            milliseconds(1000 * checked["seconds"]),
            milliseconds(1000 * checked["bare"]),
            f"{reading_ratio:.2f}",
            "",
            f"≤ {READING:g}",
            reading_ratio <= READING,
        ),
        Row(
            "storing them with comparison and rollup against inserting the same rows",
            milliseconds(1000 * found["store"]["seconds"]),
            milliseconds(1000 * found["insert_bare"]["seconds"]),
            f"{storing_ratio:.2f}",
            "",
            f"≤ {STORING:g}",
            storing_ratio <= STORING,
        ),
        Row(
            "memory of the whole process at most",
            f"{peak:.0f} MB",
            target=f"≤ {MEMORY_MB} MB",
            reached=peak <= MEMORY_MB,
        ),
    ]


def main(part: str, folder: str, rows: str) -> None:
    """Run one part."""
    if part == "prepare":
        prepare(Path(folder), int(rows))
        sys.stdout.write("{}")
        return
    found = _PARTS[part](Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({**found, "peak_mb": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
