"""What a figure to be stored is: its key, what it says, and how it differs from what is known."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data_access.frames import Schema

#: What makes a figure the same figure.
KEY = (
    "county_key",
    "statistic_code",
    "area_key",
    "group_code",
    "sex",
    "period",
    "origin",
    "source_code",
)
#: What makes an observation the same row.
OPEN_ROWS: Schema = {**dict.fromkeys(KEY, pl.String), "known_from": pl.Int64}
#: What a figure says.
SAID = (
    "number",
    "number_to",
    "status",
    "qualifier",
    "provisional",
    "revised",
    "estimated",
    "planned",
)
#: Where it stands and how the paper puts it.
PAPERS = (
    "original_text",
    "locator",
    "note",
    "territorial_status",
    "data_status",
)
#: One row per figure to be stored.
FIGURES_TO_STORE: Schema = {
    **dict.fromkeys(KEY, pl.String),
    "number": pl.Float64,
    "number_to": pl.Float64,
    "status": pl.String,
    "qualifier": pl.String,
    "provisional": pl.Boolean,
    "revised": pl.Boolean,
    "estimated": pl.Boolean,
    "planned": pl.Boolean,
    "original_text": pl.String,
    "locator": pl.String,
    "note": pl.String,
    "territorial_status": pl.Date,
    "data_status": pl.Date,
}
#: Rows that are handed to the database at once.
CHUNK = 20_000


@dataclass(frozen=True, eq=False)
class Comparison:
    """Figures against what the database says.

    Attributes:
        new: ``FIGURES_TO_STORE``, keys that are not known.
        changed: the same with the former content in columns named ``old_...``, known since the
            revision ``known_from``.
        unchanged: number of figures that the database says already.
    """

    new: pl.DataFrame
    changed: pl.DataFrame
    unchanged: int

    @property
    def empty(self) -> bool:
        """Nothing would be written."""
        return self.new.is_empty() and self.changed.is_empty()

    def number_of(self, county_key: str) -> int:
        """Number of figures of a county that would be written."""
        both = (self.new["county_key"], self.changed["county_key"])
        return sum(int((one == county_key).sum()) for one in both)

    def of_county(self, county_key: str) -> pl.DataFrame:
        """``FIGURES_TO_STORE`` of a county: all that would be written."""
        both = (self.new, self.changed.select(*FIGURES_TO_STORE))
        return pl.concat([one.filter(pl.col("county_key") == county_key) for one in both])
