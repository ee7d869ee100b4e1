"""The published figures beside the checkout, read by a way of their own to compare with."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data_access.settings import ROOT

FOLDER = ROOT.parent / "shared" / "data" / "published"
#: The documents themselves.
DOCUMENTS = ROOT.parent / "shared" / "sources"

#: Statistic, area, group, sex, period.
Key = tuple[str, str, str, str, str]

_POPULATION = {
    "population": ("bevoelkerung-fortschreibung", "insgesamt", "persons"),
    "german": ("bevoelkerung-fortschreibung", "deutsche", "persons"),
    "foreign": ("auslaender-fortschreibung", "insgesamt", "persons"),
    "foreign_share_percent_published": ("auslaenderanteil-fortschreibung", "insgesamt", "percent"),
    "change_points_published": (
        "auslaenderanteil-veraenderung",
        "insgesamt",
        "percentage_points",
    ),
}
_POPULATION_AREAS = {
    "LK Hildesheim": "03254",
    "LK ohne Stadt": "03254-ohne-stadt",
    "Hildesheim, Stadt": "03254021",
    "Leinebergland": "032545406",
}
_SGB2 = {
    "persons": "sgb2-asylzugang",
    "share_percent": "sgb2-asylzugang-anteil",
    "change_prev_year_abs": "sgb2-asylzugang-vorjahr",
    "change_prev_year_percent": "sgb2-asylzugang-vorjahr-prozent",
    "change_since_2015_01_abs": "sgb2-asylzugang-seit-2015",
    "change_since_2015_01_percent": "sgb2-asylzugang-seit-2015-prozent",
}
#: Printed names that the database spells otherwise.
_GROUPS = {
    "insgesamt": "insgesamt",
    "Ausländer": "auslaender",
    "Asylzugangsländer TOP 5 (gute Bleibeperspektive)": "top5-gute-bleibeperspektive",
    "Asylzugangsländer restl. Nicht-Europa": "asyl-rest-nicht-europa",
    "Asylzugangsländer Ost-Europa": "asyl-osteuropa",
    "Mazedonien": "nordmazedonien",
    "GIPS-Staaten": "gips-staaten",
}
_STATISTICS = {
    "Ausländische Bevölkerung (AZR)": "auslaender-azr",
    "Bevölkerung": "bevoelkerung-fortschreibung",
    "Mindestsicherung: Empfängerinnen und Empfänger": "mindestsicherung",
    "Ohne Aufenthaltstitel": "ohne-aufenthaltstitel",
    "Regelleistungen nach AsylbLG": "asylblg-regelleistungen",
    "Schulbesuch im 8. Schuljahrgang: Insgesamt": "schule8-insgesamt",
}
#: Publications by the name before the number of their table.
_SOURCES = {
    "Niedersächsisches Integrationsmonitoring (MS/LSN)": "nim-",
    "Regionaldatenbank Deutschland": "rdb-",
}
#: Printed units.
_COUNTED = {
    "Personen": "persons",
    "Kurse": "courses",
    "Sprachen": "languages",
    "Termine": "appointments",
    "EUR": "eur",
}
_QUALIFIERS = {"rund": "round", "circa": "circa"}
#: The document prints "max."; the typed file names the limit in its metric.
_LIMITS = {"landesfoerderung-hoechstbetrag": "at_most"}
_UNITS = {
    "Koordinierungsstelle Migration und Teilhabe": "koordinierungsstelle",
    "Übergangsmanagement": "uebergangsmanagement",
}
_PEINE = {
    "Personalaufwendungen": "personalaufwendungen",
    "Sachaufwendungen": "sachaufwendungen",
    "Landeszuschüsse": "landeszuschuesse",
    "Zuschüsse": "zuschuesse",
    "Eigenanteil": "eigenanteil",
}
ROTENBURG = {
    "Sprachmittler im Pool": "sprachmittler-pool",
    "Sprachmittler regelmäßig im Einsatz": "sprachmittler-im-einsatz",
    "Sprachen im Pool": "sprachmittler-sprachen",
    "neu gewonnene Sprachmittler seit 2023-07": "sprachmittler-neu",
    "begleitete Termine": "sprachmittler-termine",
    "Ausgaben Sprachmittlung": "sprachmittlung-ausgaben",
    "Planansatz Sprachmittlung": "sprachmittlung-ausgaben",
    "abgeschlossene Kurse (landkreisfinanziert)": "kommunale-sprachkurse-abgeschlossen",
    "laufende oder genehmigte Kurse (landkreisfinanziert)": "kommunale-sprachkurse-laufend",
    "Ausgaben Sprachkurse": "kommunale-sprachkurse-ausgaben",
    "Planansatz Sprachkurse": "kommunale-sprachkurse-ausgaben",
    "Ausgaben Frauen lernen Deutsch": "frauen-lernen-deutsch-ausgaben",
    "Planansatz Frauen lernen Deutsch": "frauen-lernen-deutsch-ausgaben",
    "Landesförderung Koordinierungsstelle Höchstbetrag": "landesfoerderung-hoechstbetrag",
}
_HANNOVER = {
    "Ostkrankenhaus": ("03241001-ostkrankenhaus", "vor-ort"),
    "Unterkunft Badenstedter Straße": ("03241001-badenstedter-strasse", "vor-ort"),
    "Unterkunft ehemaliges Siloah-Krankenhaus": ("03241001-siloah", "vor-ort"),
    "Deutscher Pavillon": ("03241001-deutscher-pavillon", "vor-ort"),
    "Unterkunft Möbel Boss": ("03241001-moebel-boss", "vor-ort"),
    "Unterkünfte mit weniger als 200 Personen": ("03241001", "mobil"),
    "Integrationsmanagement insgesamt (einschließlich Sachgebietsleitungen)": (
        "03241001",
        "insgesamt",
    ),
}
_LEITSTELLEN = {
    "Stadt Lüneburg": "03355022",
    "Stadt Hildesheim": "03254021",
    "Landkreise Wittmund/Friesland": "03-wittmund-friesland",
}


@dataclass(frozen=True)
class Printed:
    """What a file says of a value: with it must be stored at least as much."""

    number: float
    unit: str
    source: str
    note: str = ""
    planned: bool = False
    qualifier: str = "exactly"


class Names:
    """Codes of areas, groups and statistics by the names in the database."""

    def __init__(
        self, areas: dict[str, str], groups: dict[str, str], statistics: dict[str, str]
    ) -> None:
        self._areas = areas
        self._groups = {**groups, **_GROUPS}
        self._statistics = {**statistics, **_STATISTICS}

    def values(self) -> Iterator[tuple[Key, Printed]]:
        """Every value of every file, with the key under which it must be stored."""
        yield from self._population()
        yield from self._sgb2()
        yield from self._series()
        yield from self._offices()

    def _population(self) -> Iterator[tuple[Key, Printed]]:
        for row in rows("hildesheim_population_2020"):
            area = _POPULATION_AREAS.get(row["area"]) or self._areas[row["area"]]
            for column, (statistic, group, unit) in _POPULATION.items():
                if row[column]:
                    key = (statistic, area, group, "gesamt", "2020-12-31")
                    yield key, Printed(float(row[column]), unit, "lsn-a100001v")

    def _sgb2(self) -> Iterator[tuple[Key, Printed]]:
        for row in rows("hildesheim_sgb2_2021_03"):
            group = self._groups[row["group"]]
            for column, statistic in _SGB2.items():
                unit = "percent" if column.endswith("percent") else "persons"
                key = (statistic, "03254", group, "gesamt", "2021-03")
                yield key, Printed(float(row[column]), unit, "mw-arbeitsmarkt-2021-06")

    def _series(self) -> Iterator[tuple[Key, Printed]]:
        for row in rows("hildesheim_zeitreihen"):
            statistic, group = self._statistics[row["statistic"]], self._groups[row["group"]]
            key = (statistic, row["area_ags"], group, row["sex"], row["period"])
            publication, _, table = row["source"].rpartition(" ")
            source = f"{_SOURCES[publication]}{table}" if publication in _SOURCES else "mir"
            yield key, Printed(float(row["value"]), _COUNTED[row["unit"]], source, row["note"])

    def _offices(self) -> Iterator[tuple[Key, Printed]]:
        for row in rows("peine_finances"):
            unit = _UNITS[row["unit"]]
            peine = (_PEINE[row["item"]], "03157", unit, "gesamt", row["year"])
            yield (
                peine,
                Printed(
                    float(row["amount_eur"]),
                    "eur",
                    "pe-arbeitsbericht-2017",
                    planned=row["kind"] == "Plan",
                ),
            )
        for row in rows("rotenburg_language"):
            statistic = ROTENBURG[row["metric"]]
            yield (
                (statistic, "03357", "insgesamt", "gesamt", row["period"]),
                Printed(
                    float(row["value"]),
                    _COUNTED[row["unit"]],
                    "row-bericht-2024",
                    planned=row["note"] == "Plan",
                    qualifier=_QUALIFIERS.get(row["note"], _LIMITS.get(statistic, "exactly")),
                ),
            )
        for row in rows("hannover_integration_management_2016"):
            area, group = _HANNOVER[row["place"]]
            hannover = ("integrationsmanagement-personal", area, group, "gesamt", row["as_of"])
            source = "h-integrationsmanagement-2016"
            yield hannover, Printed(float(row["staff"]), "persons", source)
        for row in rows("niedersachsen_leitstellen_2012"):
            area = _LEITSTELLEN.get(row["authority"]) or self._areas[row["authority"]]
            key = ("leitstelle-status", area, "insgesamt", "gesamt", "2012-01-20")
            filled = float(row["status_2012"] == "besetzt")
            yield key, Printed(filled, "offices", "ni-leitstellen-2012")


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a published file."""
    with _file(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _file(name: str) -> Path:
    return FOLDER / f"{name}.csv"
