"""What a mapping may say of the delivery of a new source, and how a mistake in it is told."""

from __future__ import annotations

import re

import pytest

from data_access.importers.errors import ProfileError
from data_access.importers.profiles import NewDelivery
from data_access.importers.profiles.parsing import parse_profiles
from data_access.vocabulary import Rhythm
from tests.support.commands import english

#: The delivery begins in line 10.
HEAD = """\
[[table]]
layout = "lsn"
table = "K1200301"
source = "neu"
statistic = "bevoelkerung-fortschreibung"
[table.new_source]
code = "neu"
publisher = "Amt"
title = "Geburten"
"""
SECTION = "[table.new_source.delivery]\n"
MONTHS = "from_months = 6\nuntil_months = 12\n"


def _read(delivery: str) -> NewDelivery | None:
    (profile,) = parse_profiles(HEAD + delivery, where="zuordnung.toml")
    assert profile.new_source is not None
    return profile.new_source.delivery


def _told(delivery: str) -> dict[int, str]:
    with pytest.raises(ProfileError) as raised:
        _read(delivery)
    told = re.findall(r"\n  Zeile (\d+): (.+)", raised.value.what)
    assert told
    for _, what in told:
        assert english(what) == [], what
    return {int(line): what for line, what in told}


def test_nothing_has_to_be_said() -> None:
    assert _read("") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'rhythm = "yearly"\n{MONTHS}', (Rhythm.YEARLY, 6, 12)),
        ('rhythm = "monthly"\nfrom_months = 0\nuntil_months = 0\n', (Rhythm.MONTHLY, 0, 0)),
        ('rhythm = "irregular"\n', (Rhythm.IRREGULAR, None, None)),
        ('rhythm = "once"\nfrom_months = ""\nuntil_months = ""\n', (Rhythm.ONCE, None, None)),
    ],
    ids=["yearly", "at once", "irregular", "unanswered months"],
)
def test_a_rhythm_is_read(text: str, said: tuple[Rhythm, int | None, int | None]) -> None:
    found = _read(SECTION + text + 'deliverer = ""\nsite = ""\naddress = ""\nground = ""\n')

    assert found == NewDelivery(rhythm=said[0], from_months=said[1], until_months=said[2])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('site = "Portal"\n', 10, "In [table.new_source.delivery] fehlt „rhythm“. Möglich: "),
        ('rhythm = ""\n', 11, 'rhythm = "" ist noch nicht ausgefüllt. Möglich: „monthly“ (mon'),
        ('rhythm = "jährlich"\n', 11, "Gemeint: „yearly“"),
        ('rhythm = "quartely"\n', 11, "Gemeint: „quarterly“?"),
        ('rhythm = "yearly"\n', 11, 'rhythm = "yearly" verlangt from_months und until_months: '),
        ('rhythm = "monthly"\nfrom_months = 1\n', 11, 'bekannt, rhythm = "irregular" schreiben.'),
        ('rhythm = "yearly"\nuntil_months = 1\n', 11, "verlangt from_months und until_months"),
        (
            'rhythm = "irregular"\nuntil_months = 3\n',
            11,
            'rhythm = "irregular" hat keinen festen Termin: from_months und until_months löschen',
        ),
        (f'rhythm = "once"\n{MONTHS}', 11, 'rhythm = "once" hat keinen festen Termin'),
        (
            'rhythm = "yearly"\nfrom_months = 12\nuntil_months = 6\n',
            12,
            "from_months = 12 liegt hinter until_months = 6. Zuerst kommt der früheste",
        ),
        (
            'rhythm = "yearly"\nfrom_months = -1\nuntil_months = 6\n',
            12,
            "from_months = -1 ist zu klein (mindestens 0).",
        ),
        (
            'rhythm = "yearly"\nfrom_months = 6\nuntil_months = 100\n',
            13,
            "until_months = 100 ist zu groß (höchstens 60).",
        ),
        (
            'rhythm = "yearly"\nfrom_months = 6\nuntil_months = 6.5\n',
            13,
            "until_months = 6.5 verlangt eine ganze Zahl",
        ),
        ('rhythm = "once"\nliefert = "Amt"\n', 12, "Die Angabe „liefert“ gibt es in [table.new_"),
        ('rhythm = "once"\nsources = ["neu"]\n', 12, "Möglich: rhythm, from_months, until_months"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_remedy(text: str, line: int, said: str) -> None:
    told = _told(SECTION + text)

    assert list(told) == [line]
    assert said in told[line]


@pytest.mark.parametrize(
    "address",
    [
        "www.regionalstatistik.de",
        "statistik@beispiel.de",
        "mailto:statistik@beispiel.de",
        "javascript:alert(1)//a.b",
        "file:///C:/Tabellen",
        "https://",
        "https://server",
        "https://name:wort@beispiel.de/",
        "https://beispiel.de/meine Tabelle",
        "https://[beispiel.de/",
    ],
)
def test_only_the_address_of_a_site_is_one(address: str) -> None:
    told = _told(f'{SECTION}rhythm = "once"\naddress = "{address}"\n')

    assert list(told) == [12]
    assert "ist keine Webadresse wie „https://www.regionalstatistik.de/“." in told[12]


@pytest.mark.parametrize(
    "address", ["https://www.regionalstatistik.de/", "http://statistik.beispiel.de:8080/a?b=c#d"]
)
def test_the_address_of_a_site_is_taken(address: str) -> None:
    found = _read(f'{SECTION}rhythm = "once"\naddress = "{address}"\n')

    assert found is not None
    assert found.address == address


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('rhythm = "once"\n', 10, "Diese Angabe gehört unter [table.new_source.delivery]."),
        ('deliverer = "Amt"\n', 10, "Diese Angabe gehört unter [table.new_source.delivery]."),
        ('[table.delivery]\nrhythm = "once"\n', 10, "Gemeint: [table.new_source.delivery]?"),
        ('[delivery]\nrhythm = "once"\n', 10, "[table.new_source.delivery]"),
        (
            '[[table.new_source.delivery]]\nrhythm = "once"\n',
            10,
            "muss [table.new_source.delivery] heißen.",
        ),
    ],
    ids=["field", "field of a like name", "section of the table", "section outside", "list"],
)
def test_what_stands_in_another_place_is_told_where_it_belongs(
    text: str, line: int, said: str
) -> None:
    told = _told(text)

    assert list(told) == [line]
    assert said in told[line]
