"""All real files with figures, imported once for all processes of a test run."""

from __future__ import annotations

import fcntl
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data_access.engine import create_store_engine
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.importers.reports.report import FileReport
from tests.support.samples import FOLDER
from tests.support.serving import filled

ORDER = Order(county_key="03254")
#: Metadata and lists of areas carry no figures.
WITHOUT_FIGURES = {
    "azr/DSB_AZR_2020.xlsx",
    "gemeindeverzeichnis/GV2Q_20240630_03254.csv",
    "destatis-mir/migrationintegrationregionen_codebook.csv",
}


@dataclass(frozen=True)
class Imported:
    """What importing them left.

    Attributes:
        database: a closed SQLite file with all real counties and what was imported; to be copied.
        reports: what the import said of each file, by its path below the folder.
    """

    database: Path
    reports: dict[str, FileReport]


def files() -> Iterator[Path]:
    """Original files with figures; what was taken out of them for one county is not among them."""
    for path in sorted(FOLDER.rglob("*")):
        name = path.relative_to(FOLDER).as_posix()
        other = name.startswith("hildesheim/") or name in WITHOUT_FIGURES
        if path.suffix in {".xlsx", ".csv"} and not other:
            yield path


def imported(folder: Path) -> Imported:
    """Import them, or take what another process of the run has imported.

    Args:
        folder: of the whole run, the same for all its processes.
    """
    told = folder / "reports.pickle"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_bytes(pickle.dumps(_import_all(folder)))
    found: Imported = pickle.loads(told.read_bytes())
    return found


def _import_all(folder: Path) -> Imported:
    engine = create_store_engine(filled(folder, demo=False), read_only=False)
    reports = {
        path.relative_to(FOLDER).as_posix(): import_file(
            engine, path.name, path.read_bytes(), ORDER
        )
        for path in files()
    }
    engine.dispose()
    return Imported(folder / "monitor.db", reports)
