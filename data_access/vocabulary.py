"""Closed vocabularies of the field; the database and every other layer use these words."""

from __future__ import annotations

from enum import StrEnum


class AreaKind(StrEnum):
    """What an area is. Sums run over one kind only."""

    COUNTRY = "country"
    STATE = "state"
    REGION = "region"
    COUNTY = "county"
    CITY = "city"
    MUNICIPALITY = "municipality"
    JOINT_MUNICIPALITY = "joint_municipality"
    MEMBER_MUNICIPALITY = "member_municipality"
    AGGREGATE = "aggregate"
    REMAINDER = "remainder"
    PLACE = "place"


class Status(StrEnum):
    """A number, or which kind of nothing stands in its place."""

    VALUE = "value"
    NOTHING = "nothing"
    BELOW_HALF = "below_half"
    UNKNOWN_OR_CONFIDENTIAL = "unknown_or_confidential"
    CONFIDENTIAL = "confidential"
    LATER = "later"
    UNCERTAIN = "uncertain"
    NOT_MEANINGFUL = "not_meaningful"


class Qualifier(StrEnum):
    """What a source says of a number beside the digits; it goes wherever the number goes."""

    EXACTLY = "exactly"
    CIRCA = "circa"
    ROUND = "round"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    OVER = "over"
    UNDER = "under"
    #: From the number to the figure's ``number_to``.
    SPAN = "span"


class Origin(StrEnum):
    """Printed by a source, recomputed by us from its numbers, or counted by the office."""

    PUBLISHED = "published"
    RECOMPUTED = "recomputed"
    OWN_COUNT = "own_count"


class Rhythm(StrEnum):
    """How often a source delivers."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    #: It delivers again, but nobody says when.
    IRREGULAR = "irregular"
    #: A document: what it says it has said.
    ONCE = "once"


class Sex(StrEnum):
    """Breakdown by sex as the sources print it."""

    TOTAL = "gesamt"
    FEMALE = "weiblich"
    MALE = "männlich"


class DeliveryKind(StrEnum):
    """What brought values in: a county's pack, an imported file of figures or of lists."""

    PACK = "pack"
    FIGURES = "figures"
    RECORDS = "records"


class DefinedKind(StrEnum):
    """What the office defines with a mapping."""

    STATISTIC = "statistic"
    GROUP = "group"
    SOURCE = "source"


class DeliveryState(StrEnum):
    """How far a delivery has come. Readers see what is released."""

    DELIVERED = "delivered"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class StatisticKind(StrEnum):
    """How a figure behaves in time and in sums."""

    STOCK = "stock"
    FLOW = "flow"
    SHARE = "share"
    RATIO = "ratio"
    CHANGE = "change"
    BUDGET = "budget"
    DURATION = "duration"


class Relation(StrEnum):
    """How parts relate to their whole."""

    #: The parts add up to it.
    ALL_PARTS = "davon"
    #: A selection: the rest is not named.
    SELECTION = "darunter"


class State(StrEnum):
    """State of a promise. Without a target there is no state, only ``no_data`` or context."""

    ACHIEVED = "achieved"
    ON_COURSE = "on_course"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NO_DATA = "no_data"


class ElementKind(StrEnum):
    """Parts of a concept that are lists of short titles."""

    GUIDELINE = "guideline"
    ROLE = "role"
    TARGET_GROUP = "target_group"
    NETWORK = "network"
    BODY = "body"
    CYCLE_STEP = "cycle_step"
    TASK = "task"


class ReviewKind(StrEnum):
    """When a yearly measure is looked at."""

    MID_YEAR = "mid_year"
    PROVISIONAL = "provisional"
    FINAL = "final"


class ProgrammeKind(StrEnum):
    """What a language programme is. Only courses are counted as programmes."""

    COURSE = "course"
    COORDINATION = "coordination"


class FundingLevel(StrEnum):
    """Who pays; ``OTHER`` also where the source leaves it open (``UNKNOWN_FUNDER``)."""

    FEDERATION = "Bund"
    STATE = "Land"
    COUNTY = "Landkreis"
    MUNICIPALITY = "Kommune"
    OTHER = "Andere"


#: Kind of the population groups that are the nationals of one state. The same statistic may also be
#: counted by age or by sets of states, which are no nationalities.
NATIONALITY = "nationality"

#: Code of the funder of programmes whose payer the source does not name.
UNKNOWN_FUNDER = "offen"
