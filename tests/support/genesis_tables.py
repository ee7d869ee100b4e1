"""Tables of the regional database as an office downloads them, made by a test."""

from __future__ import annotations

from collections.abc import Iterable

NAME = "22811-02-02-4_00.csv"
COUNTIES = {
    "03254": "Hildesheim, Landkreis",
    "03157": "Peine, Landkreis",
    "03357": "Rotenburg (Wümme), Landkreis",
    "03241": "Hannover, Region",
}

_GROUPS = (
    *("insgesamt",) * 3,
    *("erwerbsf. Leistungsberech. (Arbeitslosengeld II)",) * 4,
    *("nicht erwerbsf. Leistungsberech. (Sozialgeld)",) * 2,
)
_OF_GROUPS = (
    *("Insgesamt", "Ausländer(innen)", "weiblich"),
    *("zusammen", "weiblich", "unter 25 Jahre", "55 Jahre und mehr"),
    *("zusammen", "weiblich"),
)


def of_benefits(years: Iterable[int], *, status: str = "10.10.2030", more: int = 0) -> bytes:
    """Table 22811-02-02-4: recipients under SGB II of all real counties, also of women alone.

    Args:
        years: of which it tells, each by its last day.
        status: day on which the table was made.
        more: so many more people than are known otherwise.
    """
    wide = len(_GROUPS) * ";dar.: Regelleistungsberechtigte nach dem SGB II"
    lines = [
        "GENESIS-Tabelle: 22811-02-02-4",
        "Sozialberichterstattung in der amtlichen Statistik",
        "Regelleistungsberechtigte nach dem SGB II- Stichtag 31.12. -",
        f";;;Personen in Bedarfsgemeinschaften nach dem SGB II{wide}",
        f";;;;{';'.join(_GROUPS)}",
        f";;;;{';'.join(_OF_GROUPS)}",
        f";;;{';'.join(['Anzahl'] * (len(_GROUPS) + 1))}",
    ]
    for year in years:
        for place, (key, name) in enumerate(COUNTIES.items()):
            able = 9000 + 40 * (year - 2000) + place + more
            unable = 3000 - 10 * (year - 2000) + place
            both = able + unable
            numbers = (
                *(both + 900, both, 2000 + year, both // 2),
                *(able, able // 2, able // 5, able // 6, unable, unable // 2),
            )
            lines.append(f"31.12.{year};{key};      {name};{';'.join(map(str, numbers))}")
    lines += ["__________", f"Stand: {status} / 14:42:58", ""]
    return "\n".join(lines).encode()
