"""What every module of the Musterkreis agrees on: its key, its days, its sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

KEY = "muster"
FOLDER = Path(__file__).parent

#: The day this county lives in.
AS_OF = date(2026, 11, 20)
#: Months of the own counts, of courses and of SGB II reach from here to there.
FIRST_MONTH = "2015-01"
LAST_MONTH = "2026-09"
#: Reporting dates at the end of a year.
FIRST_YEAR = 2014
LAST_YEAR = 2025

OFFICE_SOURCE = "muster-fachdienst"
STATISTICS_SOURCE = "muster-statistik"
#: Of its own because it delivers every month.
SGB2_SOURCE = "muster-sgb2"
