"""What the office does with deliveries: each one transaction, for command line and page alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Engine

from data_access import storing
from data_access.audit.effects import Effects, effects_of
from data_access.clock import now, today
from data_access.deliveries import releasing
from data_access.deliveries.register import (
    DeliveryInfo,
    deliveries,
    delivery,
    demand,
    set_state,
)
from data_access.engine import reading, trying, writing
from data_access.erasure import erasing
from data_access.erasure.definitions import erase_definitions
from data_access.erasure.figures import FigureFilter, read_erased
from data_access.erasure.records import erase_records
from data_access.erasure.unknown_figures import no_such_figures
from data_access.importers.answers import keeping
from data_access.importers.answers.definition_log import By
from data_access.importers.answers.redefinitions import take_back
from data_access.importers.comparison.older import RELEASE_REMEDY, told_at_release
from data_access.importers.errors import DeliveryError, OlderEditionError
from data_access.importers.records import (
    RecordSummary,
    release_records,
    undo_records,
)
from data_access.vocabulary import DeliveryState
from data_access.writing import begin_revision

#: What the office said of a table goes with none of its deliveries.
_KEPT = (
    "Die Zuordnung bleibt behalten, wie sie zuletzt gesagt wurde. Soll sie nicht wieder gelten, "
    "die alte wieder behalten: „integrationsmonitor mapping save DATEI“."
)


def list_deliveries(engine: Engine) -> tuple[DeliveryInfo, ...]:
    """All deliveries, the newest first."""
    with reading(engine) as connection:
        return deliveries(connection)


@dataclass(frozen=True, eq=False)
class Released:
    """What a release changes for readers, in figures and in rows of lists.

    Attributes:
        effects: what it does to the findings of the audit.
        renamed: what is called or described otherwise by it, in German.
        older: that it replaces values of a later edition, in German; empty where it does not.
    """

    figures: storing.Comparison
    records: RecordSummary
    effects: Effects = field(default_factory=Effects)
    renamed: tuple[str, ...] = ()
    older: str = ""

    @property
    def new(self) -> int:
        """Values and rows that were not there before."""
        return self.figures.new.height + self.records.new

    @property
    def changed(self) -> int:
        """Values and rows that are others now, or gone."""
        return self.figures.changed.height + self.records.changed + self.records.removed


def pending(engine: Engine, code: str) -> Released:
    """What the release of a delivery would change for readers; nothing is changed.

    Raises:
        DeliveryError: it does not exist, or does not wait.
    """
    with trying(engine) as connection:
        info = delivery(connection, code)
        renamed = keeping.coming(connection, _tables(info))
        found = release_in(connection, code, note="", audited=True)
        return replace(found, renamed=renamed)


def _demand_note(note: str, where: str, refused: str, told: str) -> None:
    """Make sure that whoever looks later finds out why: readers are shown other figures now.

    Raises:
        DeliveryError: the note says nothing.
    """
    if not note.strip():
        raise DeliveryError(
            f"{refused}: Es fehlt der Vermerk.",
            where=where,
            remedy=f"In ein paar Worten angeben, {told}. Namen von Betroffenen gehören nicht "
            "hinein.",
        )


def release(engine: Engine, code: str, *, note: str, confirmed: bool = False) -> Released:
    """Let readers see a delivery; what changed for them.

    Args:
        engine: that writes.
        code: of the delivery.
        note: of the office.
        confirmed: whether it may replace values of a later edition.

    Raises:
        OlderEditionError: it would replace such values and is not confirmed.
        DeliveryError: it does not exist, or does not wait, or the note says nothing.
    """
    refused = f"Die Lieferung {code} wurde nicht freigegeben"
    _demand_note(note, f"Lieferung {code}", refused, "wer was geprüft hat")
    with writing(engine) as connection:
        found = release_in(connection, code, note=note, audited=True)
        if found.older and not confirmed:
            raise OlderEditionError(
                f"{refused}. {found.older}", where=f"Lieferung {code}", remedy=RELEASE_REMEDY
            )
        return found


def release_in(connection: Connection, code: str, *, note: str, audited: bool = False) -> Released:
    """The same inside a transaction, which the caller may still take back.

    Args:
        connection: of the transaction.
        code: of the delivery.
        note: of the office.
        audited: whether to find out what the audit will say.
    """
    info = delivery(connection, code)
    demand(info, DeliveryState.DELIVERED, verb="freigeben")
    revision = begin_revision(connection, f"Freigabe der Lieferung {code}")
    found = storing.compare(connection, releasing.staged(connection, code))
    effects = Effects()
    if audited:
        effects = effects_of(connection, found, first=info.county_key, on=today())
    releasing.release_figures(connection, code, found, revision=revision)
    records = release_records(connection, code, revision=revision)
    releasing.note_release(connection, code, revision=revision, note=note)
    # What the office said of the tables holds with them: until now readers saw the old names.
    renamed = keeping.hold(connection, _tables(info), By(revision, code))
    return Released(found, records, effects, renamed, told_at_release(found.changed))


def _tables(info: DeliveryInfo) -> list[tuple[str, str]]:
    return [(one.layout, one.table_id) for one in info.tables]


@dataclass(frozen=True)
class Undone:
    """What became of a delivery that was withdrawn or erased.

    Attributes:
        count: values and rows that say what they said before, or that are gone.
        renamed: what is called or described as before again, in German.
    """

    count: int
    renamed: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What the office is told of names and definitions; nothing where there were none."""
        return (*self.renamed, _KEPT) if self.renamed else ()


def withdraw(engine: Engine, code: str, *, note: str) -> Undone:
    """Take a delivery back; what says again what it said before.

    Raises:
        DeliveryError: it does not exist, or is withdrawn or erased already, or the note says
            nothing.
    """
    refused = f"Die Lieferung {code} wurde nicht zurückgezogen"
    _demand_note(note, f"Lieferung {code}", refused, "was falsch war")
    with writing(engine) as connection:
        info = delivery(connection, code)
        demand(info, DeliveryState.DELIVERED, DeliveryState.RELEASED, verb="zurückziehen")
        revision = begin_revision(connection, f"Rücknahme der Lieferung {code}")
        count = releasing.withdraw_figures(connection, info, revision=revision)
        undone = undo_records(connection, code, revision=revision)
        count += undone.new + undone.changed + undone.removed
        renamed = take_back(connection, code, revision=revision)
        set_state(
            connection,
            code,
            DeliveryState.WITHDRAWN,
            withdrawn_revision=revision,
            withdrawn_at=now(),
            withdrawal_note=note,
            preview_key="",
            preview_until=None,
        )
        return Undone(count, renamed)


def erase(engine: Engine, code: str, *, reason: str) -> Undone:
    """Erase a delivery for good, history included; how many rows, and what is called as before.

    Of one that is erased already only the bytes go: the last time may have got no further.

    Raises:
        DeliveryError: it does not exist, or the reason says nothing.
        DatabaseUnavailableError: also when it is erased, but not yet from the bytes of the file.
    """
    refused = f"Die Lieferung {code} wurde nicht gelöscht"
    _demand_note(reason, f"Lieferung {code}", refused, "warum sie gelöscht wird")
    rows, renamed = 0, tuple[str, ...]()
    with writing(engine) as connection:
        info = delivery(connection, code)
        if info.state is not DeliveryState.ERASED:
            revision = begin_revision(connection, f"Löschung der Lieferung {code}")
            of_lists = erase_records(connection, info.county_key, code)
            rows = erasing.erase_delivery(
                connection, info, revision=revision, reason=reason, of_lists=of_lists
            )
            # Where no figures are left, they may be counted otherwise again.
            renamed = erase_definitions(connection, code, revision=revision)
    erasing.wipe(engine)
    return Undone(rows, renamed)


def erase_figures(engine: Engine, wanted: FigureFilter, *, reason: str) -> int:
    """Erase figures for good, history included, whoever brought them; number of rows.

    Of what is erased already only the bytes go: the last time may have got no further.

    Raises:
        DeliveryError: there is no such figure, and was none that was erased, or the reason says
            nothing.
        DatabaseUnavailableError: also when they are erased, but not yet from the file's bytes.
    """
    _demand_note(reason, wanted.words, "Gelöscht wurde nichts", "warum die Werte gelöscht werden")
    rows = 0
    with writing(engine) as connection:
        if erasing.held(connection, wanted):
            revision = begin_revision(connection, "Löschung von Werten")
            rows = erasing.erase_figures(connection, wanted, revision=revision, reason=reason)
        elif wanted not in read_erased(connection):
            raise no_such_figures(connection, wanted)
    erasing.wipe(engine)
    return rows
