"""What belongs together, kept as data: ``audit.toml`` beside the shared files and in each pack.

Which figures add up, which share follows from which counts, which sentence repeats which table,
which statistics look alike and are not. The checks know none of it by themselves.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import ValidationError

from data_access.audit.rules import (
    Aggregate,
    Change,
    Complete,
    Composition,
    Count,
    Distinct,
    Document,
    Entry,
    Equation,
    Event,
    Extreme,
    GroupSum,
    Imprint,
    Reference,
    Retold,
    Rounding,
    Share,
)
from data_access.errors import PackError
from data_access.reference.musterkreis.constants import FOLDER as MUSTERKREIS
from data_access.reference.musterkreis.constants import KEY as MUSTER_KEY
from data_access.reference.pack import COUNTIES, FOLDER, read_toml


class Knowledge(Entry):
    """All of it, for one county."""

    rounding: tuple[Rounding, ...] = ()
    equation: tuple[Equation, ...] = ()
    group_sum: tuple[GroupSum, ...] = ()
    complete: tuple[Complete, ...] = ()
    aggregate: tuple[Aggregate, ...] = ()
    share: tuple[Share, ...] = ()
    change: tuple[Change, ...] = ()
    retold: tuple[Retold, ...] = ()
    distinct: tuple[Distinct, ...] = ()
    event: tuple[Event, ...] = ()
    extreme: tuple[Extreme, ...] = ()
    count: tuple[Count, ...] = ()
    imprint: tuple[Imprint, ...] = ()
    composition: tuple[Composition, ...] = ()
    reference: tuple[Reference, ...] = ()
    document: tuple[Document, ...] = ()

    def is_complete(self, area: str) -> bool:
        """Whether the database knows all parts of an area."""
        return any(one.area == area for one in self.complete)

    def same_document(self, *sources: str) -> bool:
        """Whether figures of these sources are printed in one document."""
        wanted = set(sources)
        return len(wanted) == 1 or any(wanted <= set(one.sources) for one in self.document)


@cache
def read_knowledge(county_key: str) -> Knowledge:
    """What all counties share and what the pack of this one adds.

    Raises:
        PackError: a file says something that nobody understands.
    """
    shared = read_toml(FOLDER / "common" / "audit.toml")
    own = read_toml(_file_of(county_key))
    merged = {name: [*shared.get(name, []), *own.get(name, [])] for name in {*shared, *own}}
    try:
        return Knowledge.model_validate(merged)
    except ValidationError as error:
        first = error.errors()[0]
        raise PackError(
            "Eine Angabe zur Datenprüfung ist nicht zu verstehen.",
            where=f"audit.toml, Kreis {county_key}: {'.'.join(map(str, first['loc']))}",
            remedy="Die genannte Angabe berichtigen.",
        ) from error


def _file_of(county_key: str) -> Path:
    folder = MUSTERKREIS if county_key == MUSTER_KEY else COUNTIES / county_key
    return folder / "audit.toml"
