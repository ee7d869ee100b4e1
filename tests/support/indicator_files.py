"""Small files of the state's monitoring, made by a test, and what their values are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Engine

from data_access.engine import writing
from data_access.importers.examination import Order
from data_access.importers.profiles import Place, Profile, Rule, save
from data_access.vocabulary import Status

NAME = "indicator_1-1-1.csv"
COUNTY, NEIGHBOUR, STRANGER = "03254", "03157", "03101"
STATISTIC, SOURCE = "bevoelkerung-fortschreibung", "nim-1-1-1"
ORDER = Order(county_key=COUNTY)

_NAMES = {
    COUNTY: "Hildesheim",
    NEIGHBOUR: "Peine",
    STRANGER: "Braunschweig, Stadt",
    "03241": "Region Hannover",
    "03357": "Rotenburg (Wümme)",
    "03456": "Grafschaft Bentheim",
    "03": "Niedersachsen",
}

PROFILE = Profile(
    layout="nim",
    table="1-1-1",
    title="Bevölkerung",
    source=SOURCE,
    statistic=STATISTIC,
    period="12-31",
    rules=(Rule(text="Value", place=Place.SERIES, ignore=True),),
    meanings={"-": Status.NOTHING},
)


def content(values: Mapping[tuple[str, str], object]) -> bytes:
    """A file with a value per county key and year."""
    lines: list[str] = ["Year,Gebietseinheit,GeoCode,Value"]
    lines += [
        f'{year},"{_NAMES.get(county, "Ort")}",K{county},{value}'
        for (county, year), value in values.items()
    ]
    return ("\ufeff" + "\n".join(lines) + "\n").encode()


def years(county: str, start: int, values: Iterable[object]) -> dict[tuple[str, str], object]:
    """Values of successive years."""
    return {(county, str(start + number)): value for number, value in enumerate(values)}


def with_profile(engine: Engine) -> Engine:
    """The database, having been told what the file's values are."""
    with writing(engine) as connection:
        save(connection, PROFILE)
    return engine
