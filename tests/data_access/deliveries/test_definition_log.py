"""Names said, withdrawn and erased in any order, against a plain list of who said what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import pytest
from sqlalchemy import Connection, Engine, insert, select

from data_access.clock import now
from data_access.deliveries.register import set_state
from data_access.engine import trying
from data_access.erasure.definitions import erase_definitions
from data_access.importers.answers.definition_log import By
from data_access.importers.answers.definitions import put_definitions
from data_access.importers.answers.redefinitions import redefine, take_back
from data_access.schema.deliveries import DefinitionChange, Delivery
from data_access.schema.statistics import Statistic
from data_access.vocabulary import DeliveryKind, DeliveryState
from data_access.writing import begin_revision
from tests.support import defined, tiny

pytestmark = pytest.mark.either_database

#: What the statistic is called at first, and may be called later.
FIRST, NAMES = "Alt", ("Anna", "Berta", "Carla")


@dataclass
class _Said:
    """Who said what, in its order; the office itself is nobody."""

    said: list[tuple[str | None, str]] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        standing = [name for who, name in self.said if who not in self.withdrawn]
        return standing[-1] if standing else FIRST

    def say(self, who: str | None, name: str) -> None:
        # What is said already is said by nobody once more.
        if name != self.name:
            self.said.append((who, name))

    def erase(self, who: str) -> None:
        self.said = [one for one in self.said if one[0] != who]


class _Monitor:
    """The same in a database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        tiny.fill(connection)
        put_definitions(connection, defined.profile(FIRST), ())

    @property
    def name(self) -> str | None:
        statement = select(Statistic.name).where(Statistic.code == defined.CODE)
        return self._connection.scalar(statement)

    @property
    def log(self) -> list[tuple[str | None, str, str]]:
        table = DefinitionChange
        statement = (
            select(table.delivery_code, table.old_text, table.new_text)
            .where(table.field == "name")
            .order_by(table.revision, table.number)
        )
        rows = self._connection.execute(statement)
        return [(code, old.strip('"'), new.strip('"')) for code, old, new in rows]

    def say(self, who: str | None, name: str) -> None:
        revision = begin_revision(self._connection, "Angabe")
        if who:
            self._connection.execute(
                insert(Delivery).values(
                    code=who,
                    county_key=tiny.COUNTY,
                    kind=DeliveryKind.FIGURES.value,
                    title="",
                    checksum="",
                    revision=revision,
                    received_at=now(),
                    released_revision=revision,
                )
            )
        redefine(self._connection, defined.profile(name), By(revision, who))

    def withdraw(self, who: str) -> None:
        revision = begin_revision(self._connection, "Rücknahme")
        take_back(self._connection, who, revision=revision)
        set_state(self._connection, who, DeliveryState.WITHDRAWN, withdrawn_revision=revision)

    def erase(self, who: str) -> None:
        revision = begin_revision(self._connection, "Löschung")
        set_state(self._connection, who, DeliveryState.ERASED)
        erase_definitions(self._connection, who, revision=revision)


def _steps(chance: Random) -> Iterator[tuple[str, str | None, str]]:
    """Some steps; a delivery speaks once, is withdrawn at most once, and may be erased then."""
    released: list[str] = []
    withdrawn: list[str] = []
    for number in range(chance.randint(6, 20)):
        step = chance.choice(("say", "deliver", "deliver", "withdraw", "erase"))
        if step == "say":
            yield "say", None, chance.choice(NAMES)
        elif step == "deliver":
            released.append(f"L{number}")
            yield "say", released[-1], chance.choice(NAMES)
        elif step == "withdraw" and released:
            withdrawn.append(released.pop(chance.randrange(len(released))))
            yield "withdraw", withdrawn[-1], ""
        elif step == "erase" and (released or withdrawn):
            of = chance.choice([one for one in (released, withdrawn) if one])
            yield "erase", of.pop(chance.randrange(len(of))), ""


@pytest.mark.parametrize("seed", range(150))
def test_what_holds_is_what_was_said_last_and_stands(schema: Engine, seed: int) -> None:
    with trying(schema) as connection:
        said, monitor = _Said(), _Monitor(connection)
        for step, who, name in _steps(Random(seed)):
            if step == "say":
                said.say(who, name)
                monitor.say(who, name)
            elif who and step == "withdraw":
                said.withdrawn.add(who)
                monitor.withdraw(who)
            elif who:
                said.erase(who)
                monitor.erase(who)
                assert who not in {code for code, *_ in monitor.log}

            assert monitor.name == said.name
            # One entry follows the other, from the first name to the one that holds.
            log = monitor.log
            assert [old for _, old, _ in log] + [said.name] == [FIRST] + [new for *_, new in log]
            # Of names that nobody says any more nothing is left.
            assert {new for *_, new in log} <= {FIRST, *(name for _, name in said.said)}
