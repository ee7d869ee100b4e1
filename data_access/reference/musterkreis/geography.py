"""The invented municipalities of the Musterkreis, their sums and their outlines."""

from __future__ import annotations

import json

from data_access.reference.musterkreis.constants import FOLDER, KEY
from data_access.reference.rows import Row
from data_access.vocabulary import AreaKind

CITY = "muster-01"
JOINT = "muster-09"
WITHOUT_CITY = "muster-ohne-stadt"
REMAINDER = "muster-ohne-zuordnung"

_SINGLE = {
    "muster-02": "Beispielhausen",
    "muster-03": "Vorlagenberg",
    "muster-04": "Probefeld",
    "muster-05": "Formularstedt",
    "muster-06": "Stempelheim",
    "muster-07": "Aktenrode",
    "muster-08": "Tabellingen",
    "muster-10": "Vordruckhagen",
    "muster-11": "Zettelbeck",
    "muster-12": "Ordnersen",
    "muster-13": "Fußnotental",
    "muster-14": "Klammerbruch",
}
_MEMBERS = {
    "muster-09-1": "Skizzenhagen",
    "muster-09-2": "Konzeptau",
    "muster-09-3": "Rohfassen",
}

#: Every part of the county once; the joint municipality stands for its members.
MUNICIPALITIES = tuple(sorted((CITY, JOINT, *_SINGLE)))
MEMBERS = tuple(_MEMBERS)
#: The smallest places: figures are made for these and added up to all others.
LEAVES = tuple(key for key in MUNICIPALITIES if key != JOINT) + MEMBERS


def leaves_of(key: str) -> tuple[str, ...]:
    """The smallest places that an area consists of."""
    if key == KEY:
        return LEAVES
    if key == WITHOUT_CITY:
        return tuple(leaf for leaf in LEAVES if leaf != CITY)
    if key == JOINT:
        return MEMBERS
    return (key,)


def area_rows() -> list[Row]:
    """All areas, parents before their parts."""
    rows = [
        _area(KEY, "Musterkreis", AreaKind.COUNTY, None, "Landkreis"),
        _area(CITY, "Stadt Musterstadt", AreaKind.CITY, KEY, "Musterstadt"),
        _area(JOINT, "Samtgemeinde Entwurfsland", AreaKind.JOINT_MUNICIPALITY, KEY, "Entwurfsland"),
    ]
    rows += [_area(key, name, AreaKind.MUNICIPALITY, KEY) for key, name in _SINGLE.items()]
    rows += [
        _area(key, name, AreaKind.MEMBER_MUNICIPALITY, JOINT) for key, name in _MEMBERS.items()
    ]
    rows += [
        _area(
            WITHOUT_CITY,
            "Musterkreis ohne Musterstadt",
            AreaKind.AGGREGATE,
            KEY,
            "Landkreis ohne Stadt",
        ),
        _area(
            REMAINDER,
            "Musterkreis, keiner Gemeinde zugeordnet",
            AreaKind.REMAINDER,
            KEY,
            "ohne Zuordnung",
        ),
    ]
    order = [KEY, *MUNICIPALITIES, *MEMBERS, WITHOUT_CITY, REMAINDER]
    for row in rows:
        row["position"] = order.index(row["key"]) + 1
    return rows


def _area(key: str, name: str, kind: AreaKind, parent: str | None, short: str = "") -> Row:
    return {
        "key": key,
        "name": name,
        "short_name": short or name,
        "kind": kind.value,
        "parent_key": parent,
        "county_key": KEY,
        "valid_from": None,
        "valid_until": None,
        "official_key": False,
    }


def boundary_rows() -> list[Row]:
    """The invented outlines of county, municipalities and members."""
    collection = json.loads((FOLDER / "boundaries.geojson").read_text("utf-8"))
    return [
        {
            "area_key": feature["properties"]["key"],
            "status_year": feature["properties"]["status_year"],
            "polygons": json.dumps([feature["geometry"]["coordinates"]], separators=(",", ":")),
            "label_lon": feature["properties"]["label"][0],
            "label_lat": feature["properties"]["label"][1],
            "label_text": feature["properties"].get("label_text"),
            "attribution": collection["attribution"],
        }
        for feature in collection["features"]
    ]
