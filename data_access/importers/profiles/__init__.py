"""What the columns of a table mean: as data, for tables known before and those an office explains.

Built-in profiles are the TOML files beside this module; what an office has said of a table lies in
``table_profile`` in the same form, and goes before them.
"""

from data_access.importers.profiles.model import (
    NewDelivery,
    NewGroup,
    NewSource,
    NewStatistic,
    Place,
    Profile,
    Rule,
)
from data_access.importers.profiles.store import Profiles, forget, read_profiles, save

__all__ = [
    "NewDelivery",
    "NewGroup",
    "NewSource",
    "NewStatistic",
    "Place",
    "Profile",
    "Profiles",
    "Rule",
    "forget",
    "read_profiles",
    "save",
]
