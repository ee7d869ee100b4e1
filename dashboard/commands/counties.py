"""Which county a call means: by its key, or by a name that only one has."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from data_access.domain import County
from data_access.errors import UnknownCountyError
from data_access.importers.names.nearest import nearest, question
from data_access.importers.names.text import text_key
from data_access.settings import PREFIX, load_settings
from data_access.words import listing

#: What stands before or behind the name of a county and does not tell two of them apart.
_WORDS = frozenset({"landkreis", "lkr.", "lkr", "lk", "lk.", "kreis"})
METAVAR = "KREIS"


def chosen_county(counties: Sequence[County], asked: str | None) -> County:
    """The county that is asked for; the installation's own where none is.

    Args:
        counties: of this installation.
        asked: a key or a name, as given with ``--county``.

    Raises:
        UnknownCountyError: there is none, or several have this name.
    """
    where = "Angabe --county" if asked else f"Einstellung {PREFIX}DEFAULT_COUNTY"
    wanted = asked or load_settings().default_county
    for same in _WAYS:
        found = [one for one in counties if same(one, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownCountyError(
                f"„{wanted}“ kann mehrere Kreise meinen.",
                where=where,
                remedy=f"Einen davon mit seinem Schlüssel nennen: {_named(found)}.",
            )
    raise UnknownCountyError(
        f"Den Kreis „{wanted}“ gibt es in dieser Datenbank nicht.{_near(counties, wanted)}",
        where=where,
        remedy=f"Einen dieser Kreise nennen: {_named(counties)}."
        if counties
        else "Noch ist kein Kreis geladen: „integrationsmonitor migrate“ lädt die Kreise, die die "
        f"Einstellung {PREFIX}COUNTIES nennt.",
    )


def _by_key(county: County, asked: str) -> bool:
    return county.key == asked.strip()


def _by_short_key(county: County, asked: str) -> bool:
    """Spreadsheets take the zeros before a key away."""
    digits = asked.strip()
    return digits.isdecimal() and county.key.lstrip("0") == digits.lstrip("0")


def _by_name(county: County, asked: str) -> bool:
    return text_key(asked) in {text_key(county.name), text_key(county.short_name)}


def _by_plain_name(county: County, asked: str) -> bool:
    plain = _plain(asked)
    return bool(plain) and plain in {_plain(county.name), _plain(county.short_name)}


#: From the surest to the least sure; the first that finds a county counts.
_WAYS: tuple[Callable[[County, str], bool], ...] = (
    _by_key,
    _by_short_key,
    _by_name,
    _by_plain_name,
)


def _plain(name: str) -> str:
    """A name without what kind of area it is, and without what stands in brackets."""
    bare = re.sub(r"\(.*?\)", "", text_key(name))
    return " ".join(one for one in re.split("[ ,]+", bare) if one and one not in _WORDS)


def _near(counties: Sequence[County], asked: str) -> str:
    labels = {one.key: f"{one.key} ({one.name})" for one in counties}
    keys = [(_plain(name), labels[one.key]) for one in counties for name in _names(one)]
    found = nearest(_plain(asked), keys)
    return f" {question(found)}" if found else ""


def _names(county: County) -> tuple[str, ...]:
    return county.key, county.name, county.short_name


def _named(counties: Sequence[County]) -> str:
    return listing([f"{one.key} ({one.name})" for one in counties])
