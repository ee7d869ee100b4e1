"""Printed names and codes: which area, population group or sex they mean. Pure matching."""

from data_access.importers.names.areas import AreaDirectory
from data_access.importers.names.codes import candidate_keys
from data_access.importers.names.frames import (
    AREA_NAMES,
    GROUP_NAMES,
    match_areas,
    match_groups,
)
from data_access.importers.names.groups import (
    GroupDirectory,
    GroupMatch,
    GroupVerdict,
    NamedGroup,
    combined_code,
    combined_name,
)
from data_access.importers.names.matches import AreaMatch, Level, Verdict
from data_access.importers.names.places import NamedArea
from data_access.importers.names.text import split_code, text_key, without_marks

__all__ = [
    "AREA_NAMES",
    "GROUP_NAMES",
    "AreaDirectory",
    "AreaMatch",
    "GroupDirectory",
    "GroupMatch",
    "GroupVerdict",
    "Level",
    "NamedArea",
    "NamedGroup",
    "Verdict",
    "candidate_keys",
    "combined_code",
    "combined_name",
    "match_areas",
    "match_groups",
    "split_code",
    "text_key",
    "without_marks",
]
