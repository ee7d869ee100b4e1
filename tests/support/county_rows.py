"""The rows of Landkreis Hildesheim that were taken out of the offices' files by hand, as figures.

Which column is which figure is written down here once more, and read with Python's ``csv``.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator

from tests.support.samples import FOLDER

#: Source, statistic, group, sex, period, number.
Figure = tuple[str, str, str, str, str, float]
#: Statistic, group, sex.
Column = tuple[str, str, str]

_SEXES = ("gesamt", "männlich", "weiblich")
_ASYLUM = "asylblg-regelleistungen"
_BY_AGE = ("alter-unter-7", "alter-7-18", "alter-18-25", "alter-25-50", "alter-50-65")
#: Columns of tables with a day, a code and a name before the values.
_DATED: dict[str, list[Column]] = {
    "22221-01-01-4": [
        (_ASYLUM, "insgesamt", "gesamt"),
        (_ASYLUM, "insgesamt", "weiblich"),
        ("asylblg-grundleistungen", "insgesamt", "gesamt"),
        ("asylblg-lebensunterhalt", "insgesamt", "gesamt"),
        *((_ASYLUM, group, "gesamt") for group in (*_BY_AGE, "alter-ab-65")),
    ],
    "22811-01-01-4": [
        (statistic, "insgesamt", "gesamt")
        for statistic in (
            *("mindestsicherung-regionaldatenbank", "sgb2-rlb", "sgb2-elb"),
            *("sgb2-nicht-erwerbsfaehige", "sozialhilfe-lebensunterhalt"),
            *("grundsicherung-sgb12", _ASYLUM),
        )
    ],
    "22811-02-02-4": [
        ("sgb2-personen-bedarfsgemeinschaften", "insgesamt", "gesamt"),
        ("sgb2-rlb", "insgesamt", "gesamt"),
        ("sgb2-rlb", "auslaender", "gesamt"),
        ("sgb2-rlb", "insgesamt", "weiblich"),
        ("sgb2-elb", "insgesamt", "gesamt"),
        ("sgb2-elb", "insgesamt", "weiblich"),
        ("sgb2-elb", "alter-unter-25", "gesamt"),
        ("sgb2-elb", "alter-25-50", "gesamt"),
        ("sgb2-elb", "alter-50-55", "gesamt"),
        ("sgb2-elb", "alter-ab-55", "gesamt"),
        ("sgb2-nicht-erwerbsfaehige", "insgesamt", "gesamt"),
        ("sgb2-nicht-erwerbsfaehige", "insgesamt", "weiblich"),
        ("sgb2-nicht-erwerbsfaehige", "alter-unter-15", "gesamt"),
    ],
}
_POPULATION, _FOREIGNERS = "bevoelkerung-fortschreibung", "auslaender-fortschreibung"
#: Unit and feature of the monitoring's indicators; what is not here is not kept.
_INDICATORS: dict[tuple[str, str, str], Column] = {
    ("1-1-1", "", ""): (_POPULATION, "insgesamt", "gesamt"),
    ("1-2-1", "", ""): ("auslaender-azr", "insgesamt", "gesamt"),
    ("1-2-2", "%", ""): ("auslaenderanteil-azr", "insgesamt", "gesamt"),
    **{
        ("1-2-4", "Anzahl", state): ("auslaender-azr", group, "gesamt")
        for state, group in (
            *(("Ukraine", "ukraine"), ("Polen", "polen"), ("Syrien", "syrien")),
            *(("Türkei", "tuerkei"), ("Rumänien", "rumaenien")),
        )
    },
    **{
        ("5-2-1", "Anzahl", label): ("svb-auslaender", "insgesamt", sex)
        for label, sex in zip(("Insgesamt", "Männer", "Frauen"), _SEXES, strict=True)
    },
    **{
        ("6-2-1", unit, label): (statistic, group, "gesamt")
        for unit, statistic in (("Anzahl", "mindestsicherung"), ("Quote", "mindestsicherungsquote"))
        for label, group in (
            *(("Insgesamt", "insgesamt"), ("Deutsche", "deutsche")),
            ("Ausländerinnen und Ausländer", "auslaender"),
        )
    },
}
#: Columns of Migration.Integration.Regionen whose meaning is plain, with the group and the day.
_COLUMNS: dict[str, tuple[str, str, str, str]] = {
    **{
        name: (statistic, "insgesamt", sex, "2018-12-31")
        for statistic, names in (
            (_POPULATION, ("INSGESAMT", "INSG_M", "INSG_W")),
            (_FOREIGNERS, ("AUSL_INSG", "AUSL_M", "AUSL_W")),
        )
        for name, sex in zip(names, _SEXES, strict=True)
    },
    **{
        name: (f"integrationskurse-{what}", "insgesamt", "gesamt", "2017")
        for name, what in (
            *(("kurs_begon", "begonnen"), ("kurs_beend", "beendet")),
            *(("kurs_tnber", "berechtigungen"), ("kurs_tln", "teilnehmende")),
        )
    },
    "SCH_I_2017": ("schutzsuchende", "insgesamt", "gesamt", "2017-12-31"),
    **{
        name: ("schutzsuchende", group, "gesamt", "2018-12-31")
        for name, group in (
            *(("SCH_I", "insgesamt"), ("SCH_OFF", "schutz-offen")),
            *(("SCH_ANERK", "schutz-anerkannt"), ("SCH_ABGEL", "schutz-abgelehnt")),
            *(("SCH_SYRIEN", "syrien"), ("SCH_AFGHANISTAN", "afghanistan"), ("SCH_IRAK", "irak")),
            *(("SCH_RUSSLAND", "russische-foederation"), ("SCH_IRAN", "iran")),
            ("SCH_KOSOVO", "kosovo"),
        )
    },
}


def figures() -> set[Figure]:
    """All of which the original file is among the samples, but those of ``mir``."""
    return {*_of_tables(), *_of_ages(), *_of_2015(), *_of_indicators()}


def plain_of_mir() -> set[Figure]:
    """Those of ``mir`` whose column says plainly what it is."""
    texts = dict(_of_mir())
    return {("mir", *said, float(texts[name])) for name, said in _COLUMNS.items()}


def texts_of_mir() -> list[str]:
    """What stands in all columns behind code and name."""
    return [text for _, text in _of_mir()][2:]


def _of_mir() -> list[tuple[str, str]]:
    path = FOLDER / "hildesheim" / "destatis_mir_03254.csv"
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return [(row["spalte"], row["wert"]) for row in csv.DictReader(file, delimiter=";")]


def _rows(table: str) -> Iterator[list[str]]:
    path = FOLDER / "hildesheim" / f"regionalstatistik_{table}_03254.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file, delimiter=";")


def _of_tables() -> Iterator[Figure]:
    for table, columns in _DATED.items():
        for row in _rows(table):
            if row[1:2] == ["03254"]:
                for column, text in zip(columns, row[3:], strict=True):
                    yield f"rdb-{table}", *column, _day(row[0]), float(text)


def _of_ages() -> Iterator[Figure]:
    for row in _rows("12411-03-03-4"):
        if row[1:2] != ["03254"]:
            continue
        age = _age(row[3])
        columns = [
            *((_POPULATION, age or "insgesamt", sex) for sex in _SEXES),
            *((_POPULATION, f"{age}.deutsche" if age else "deutsche", sex) for sex in _SEXES),
            *((_FOREIGNERS, age or "insgesamt", sex) for sex in _SEXES),
        ]
        for column, text in zip(columns, row[4:], strict=True):
            yield "rdb-12411-03-03-4", *column, _day(row[0]), float(text)


def _of_2015() -> Iterator[Figure]:
    """Of the long series, the year that the original file has: its first three columns."""
    for row in _rows("12411-01-01-4"):
        if row[:1] == ["03254"]:
            for sex, text in zip(_SEXES, row[2:5], strict=True):
                yield "rdb-12411-01-01-4", _POPULATION, "insgesamt", sex, "2015-12-31", float(text)


def _of_indicators() -> Iterator[Figure]:
    path = FOLDER / "hildesheim" / "lsn_integrationsmonitoring_03254.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file, delimiter=";"):
            feature = "".join(json.loads(line["merkmale_json"] or "{}").values())
            column = _INDICATORS.get((line["indikator"], line["einheit"], feature))
            if column and line["jahr"].isdigit():
                day = "06-30" if line["indikator"] == "5-2-1" else "12-31"
                # The quotas are printed per thousand.
                number = float(line["wert_original"]) / (10 if line["einheit"] == "Quote" else 1)
                yield f"nim-{line['indikator']}", *column, f"{line['jahr']}-{day}", number


def _age(label: str) -> str:
    """The group of ages; empty for all of them."""
    if label == "Insgesamt":
        return ""
    numbers = re.findall(r"\d+", label)
    if label.endswith("und mehr"):
        return f"alter-ab-{numbers[0]}"
    return f"alter-{'-'.join(numbers)}" if len(numbers) == 2 else f"alter-unter-{numbers[0]}"


def _day(text: str) -> str:
    number, month, year = text.split(".")
    return f"{year}-{month}-{number}"
