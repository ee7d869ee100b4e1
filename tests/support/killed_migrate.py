"""Migrates a database and dies by SIGKILL: ``python -m tests.support.killed_migrate URL MOMENT``.

MOMENT is the number of the statement before which the process dies, or ``commit``.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from typing import NoReturn

from sqlalchemy import event

from data_access.engine import create_store_engine
from data_access.migrate import migrate

COUNTY = "03241"


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit


def main(url: str, moment: str) -> None:
    """Migrate until the moment."""
    engine = create_store_engine(url, read_only=False)
    statements = count(1)

    @event.listens_for(engine, "before_cursor_execute")
    def _statement(*_arguments: object) -> None:
        if str(next(statements)) == moment:
            _die()

    @event.listens_for(engine, "commit")
    def _commit(*_arguments: object) -> None:
        if moment == "commit":
            _die()

    migrate(engine, county_keys=(COUNTY,))


if __name__ == "__main__":
    main(*sys.argv[1:])
