"""Which statistic belongs to which subject, and the page that shows the subject."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.domain import Statistic


@dataclass(frozen=True)
class Subject:
    """A group of statistics.

    Attributes:
        title: heading of the group.
        slug: page that shows them; empty where no single one does.
        codes: beginnings of the statistics' codes, in the order of the list.
        topic: what packs call the subject.
    """

    title: str
    slug: str
    codes: tuple[str, ...] = ()
    topic: str = ""


OTHER = Subject("Weitere Angaben der Unterlagen", "")
SUBJECTS = (
    Subject(
        "Bevölkerung, Zuwanderung und Aufenthalt",
        "verteilung",
        (
            "bevoelkerung-",
            "auslaender-",
            "auslaenderanteil-fortschreibung",
            "auslaenderanteil-veraenderung",
            "auslaenderanteil-azr",
            "aufenthaltsstatus",
            "befristete-titel",
            "ohne-aufenthaltstitel",
            "schutzsuchende",
            "asylblg-",
            "zuweisung-",
            "aufnahmequote",
            "gefluechtete-",
            "frauenanteil-gefluechtete",
            "wanderung-",
            "einbuergerungen",
        ),
    ),
    Subject("Sprachkurse", "sprachkurse", ("integrationskurse-",), "courses"),
    Subject(
        "SGB II und Mindestsicherung",
        "sgb2",
        ("sgb2-", "mindestsicherung", "sozialhilfe-", "grundsicherung-"),
        "sgb2",
    ),
    Subject(
        "Arbeit, Schule und Ehrenamt",
        "handlungsfelder",
        (
            "svb-",
            "beschaeftigungsquote",
            "arbeitslos",
            "arbeitsuchende",
            "schule8-",
            "schulabgaenge-",
            "auslaenderanteil-schule",
            "fluechtlingshilfe-",
        ),
    ),
    Subject(
        "Personal, Geld und Organisation",
        "",
        ("stellen-", "haushalt-", "dolmetschen-"),
        "resources",
    ),
    OTHER,
)


def place(statistic: Statistic) -> tuple[int, int, str]:
    """Subject, place in it, and name: a key to sort by."""
    for number, subject in enumerate(SUBJECTS):
        for position, code in enumerate(subject.codes):
            if statistic.code.startswith(code):
                return number, position, statistic.name
    for number, subject in enumerate(SUBJECTS):
        if subject.topic and subject.topic == statistic.topic:
            return number, len(subject.codes), statistic.name
    return SUBJECTS.index(OTHER), 0, statistic.name


def subject_of(statistic: Statistic) -> Subject:
    """The subject of a statistic."""
    return SUBJECTS[place(statistic)[0]]
