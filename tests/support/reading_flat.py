"""Reads a large flat file in a process of its own and tells what it cost.

Run as a programme: ``python reading_flat.py FILE``. It prints the number of cells, the highest
memory of the process before polars read the file alone, and the best times of both.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from data_access.importers.files.texts import Text
from data_access.importers.layouts import genesis_flat
from data_access.importers.opening import open_upload
from data_access.importers.tables.values import interpret_values

_TIMES = 6


def _best(*works: Callable[[], Any]) -> list[float]:
    """The best time of each, taken in turns: what else the machine does meets all alike."""
    durations: list[list[float]] = [[] for _ in works]
    for _ in range(_TIMES):
        for work, taken in zip(works, durations, strict=True):
            begun = time.perf_counter()
            work()
            taken.append(time.perf_counter() - begun)
    return [min(taken) for taken in durations]


def _peak() -> int:
    """The most memory that was resident, in bytes."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024


def _read(text: Text) -> pl.DataFrame:
    table = genesis_flat.read(text)
    return interpret_values(table.cells, decimal=table.decimal)


def _main(path: Path) -> None:
    ((source,),) = (opened.sources for opened in open_upload(path.name, path.read_bytes()))
    if not isinstance(source, Text):
        raise TypeError(path.name)
    cells = _read(source)
    found: dict[str, float] = {
        "cells": cells.height,
        "understood": int(cells["understood"].sum()),
        "peak": _peak(),
    }
    del cells
    found["ours"], found["polars"] = _best(
        lambda: _read(source), lambda: pl.read_csv(source.content, separator=";")
    )
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
