"""Why there is nothing to erase: what is wrong with the keys, and which there are."""

from __future__ import annotations

from sqlalchemy import Connection, select

from data_access import words
from data_access.erasure.figures import FigureFilter
from data_access.importers.errors import DeliveryError
from data_access.importers.names.nearest import question
from data_access.queries.keys import read_keys, search
from data_access.queries.labels import read_names
from data_access.schema.statistics import Observation

#: So many keys are offered in place of one that there is not.
_OFFERED = 3


def no_such_figures(connection: Connection, wanted: FigureFilter) -> DeliveryError:
    """Why there is nothing to erase: a key that nobody has, or another period or group."""
    asked = (
        ("statistics", "Die Kennzahl", wanted.statistic_code),
        ("areas", "Das Gebiet", wanted.area_key),
        ("groups", "Die Gruppe", wanted.group_code),
    )
    for subject, what, key in asked:
        known = read_keys(connection, subject)
        if key and key not in {one.key for one in known}:
            near = [f"{one.key} ({one.name})" for one in search(known, key)[:_OFFERED]]
            all_keys = f"„integrationsmonitor keys {subject} SUCHWORT“ nennt die Schlüssel."
            return DeliveryError(
                f"{what} „{key}“ gibt es nicht; gelöscht wurde nichts.",
                where=wanted.words,
                remedy=f"{question(near)} {all_keys}".lstrip(),
            )
    figure = Observation
    periods = connection.scalars(
        select(figure.period)
        .where(figure.statistic_code == wanted.statistic_code, figure.area_key == wanted.area_key)
        .distinct()
        .order_by(figure.period.desc())
    ).all()
    names = read_names(connection)
    there = words.some([words.period(one) for one in periods])
    what = f"„{names.statistic(wanted.statistic_code)}“ für {names.area(wanted.area_key)}"
    return DeliveryError(
        "Solche Werte gibt es nicht; gelöscht wurde nichts.",
        where=wanted.words,
        remedy=f"Werte zu {what} gibt es für: {there}."
        if periods
        else f"Zu {what} gibt es keinen Wert.",
    )
