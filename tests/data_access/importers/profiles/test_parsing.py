"""All that is wrong with a written mapping is told at once, in German, each with its line."""

from __future__ import annotations

import re
import tomllib

import pytest
from sqlalchemy import Engine, select

from data_access import units
from data_access.engine import reading, writing
from data_access.importers.asking.drafts import draft_of, written
from data_access.importers.errors import ProfileError
from data_access.importers.examination import Order, examine
from data_access.importers.profiles import Profile, save
from data_access.importers.profiles.model import TO_BE_DEFINED
from data_access.importers.profiles.parsing import MAX_BYTES, parse_profiles, read_mapping
from data_access.importers.profiles.store import undefined
from data_access.schema.statistics import Source
from data_access.vocabulary import StatisticKind
from tests.support import indicator_files as files
from tests.support.commands import english

NEW = "indicator_7-7-7.csv"
HEAD = (
    '[[table]]\nlayout = "nim"\ntable = "7-7-7"\nsource = "nim-1-1-1"\n'
    'statistic = "bevoelkerung-fortschreibung"\n'
)
#: A statistic that nobody else defines.
DEFINED = (
    '[[table.new_statistics]]\ncode = "geburten"\nname = "Lebendgeborene"\nunit = "persons"\n'
    'kind = "flow"\ndefinition = "Im Jahr lebend geborene Kinder."\n'
)


def _told(engine: Engine, text: str) -> dict[int, str]:
    """Mistakes by their lines; several of a line in one text."""
    with reading(engine) as connection, pytest.raises(ProfileError) as raised:
        read_mapping(connection, text.encode(), where="zuordnung.toml")
    error = raised.value
    assert error.where == "zuordnung.toml"
    head, *lines = error.what.split("\n  ")
    assert head == (
        "Die Zuordnung hat einen Fehler:"
        if len(lines) == 1
        else f"Die Zuordnung hat {len(lines)} Fehler:"
    )
    found: dict[int, str] = {}
    for line in lines:
        match = re.fullmatch(r"Zeile (\d+): (.+)", line)
        assert match, line
        assert english(match[2]) == [], line
        found[int(match[1])] = f"{found.get(int(match[1]), '')} {match[2]}".strip()
    return found


def _read(engine: Engine, text: str) -> tuple[Profile, ...]:
    with reading(engine) as connection:
        return read_mapping(connection, text.encode(), where="zuordnung.toml")


def test_all_mistakes_are_told_at_once_with_line_and_text(published: Engine) -> None:
    text = (
        '[[table]]\nlayout = "nmi"\ntable = "7-7-7"\nsource = "nim-7-7-7"\n'
        'statistic = "einbuergerung"\nperiod = "31.12."\n'
        '[[table.rules]]\ntext = "Kinder"\nstatistic = ""\n'
        '[[table.rules]]\ntext = "Syrer"\ngroup = "syrein"\n'
        '[[table.rules]]\ntext = "Frauen"\nsex = "Frau"\nplace = "spalte"\n'
        '[[table.new_statistics]]\ncode = "Geburten"\nname = ""\nunit = "persoms"\n'
        'kind = "bestand"\n'
    )

    told = _told(published, text)

    assert told[2].startswith('layout = "nmi" ist kein bekannter Aufbau.')
    assert "„nim“ (Niedersächsisches Integrationsmonitoring (CSV))" in told[2]
    assert told[4].startswith('source = "nim-7-7-7": Diese Quelle kennt die Installation nicht.')
    assert 'statistic = "einbuergerung"' in told[5]
    assert "Gemeint: „einbuergerungen“?" in told[5]
    assert told[6] == 'period = "31.12." ist kein Monat und Tag wie „12-31“.'
    assert told[7].startswith("Zu „Kinder“ ist noch nichts gesagt.")
    assert "Gemeint: „syrien“?" in told[12]
    assert "„weiblich“ (Mädchen und Frauen)" in told[15]
    assert "Gemeint: „series“ oder „anywhere“?" in told[16]
    assert told[17] == "In [[table.new_statistics]] fehlt „definition“."
    assert "ist kein Schlüssel: erlaubt sind Kleinbuchstaben" in told[18]
    assert told[19] == 'name = "" ist noch nicht ausgefüllt.'
    assert told[20].startswith('unit = "persoms" ist keine Einheit. Gemeint: „persons“?')
    assert "Gemeint: „stock“?" in told[21]
    assert len(told) == 13


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[[table]]\nlayout nim\n", 2, "fehlt das Gleichheitszeichen. Dort steht: layout nim"),
        ("[[table]]\nlayout = „nim“\n", 2, "in geraden Anführungszeichen"),
        ("[[table]]\nlayout = nim\n", 2, "in geraden Anführungszeichen"),
        ('[[table]]\nlayout = "nim\ntable = "1"\n', 2, "Das Anführungszeichen am Ende fehlt"),
        ("[[table]\n", 1, "Die eckige Klammer am Ende fehlt"),
        ('[[table]]\ntitle = "a"\ntitle = "b"\n', 3, "Dieselbe Angabe steht zweimal da"),
        ('[[table]]\ntitle = "a\\b c\\d"\n', 2, "wird doppelt geschrieben"),
        ('[[table]]\ntitle = "a" b\n', 2, "Hinter dem Wert steht noch etwas"),
        ('[[table]]\nrules = ["a"\n', 2, "Die eckige Klammer am Ende der Liste fehlt"),
        ('[[table]]\nmeanings = { "-" = "nothing"\n', 2, "Die geschweifte Klammer am Ende fehlt"),
        ('[[table]]\n"a"\n', 2, "fehlt das Gleichheitszeichen"),
        ("[[table]]\n? = 1\n", 2, "Anmerkungen beginnen mit #"),
        ("[[table]]\n[table]\n", 2, "Derselbe Abschnitt steht zweimal da"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(
    published: Engine, text: str, line: int, said: str
) -> None:
    told = _told(published, text)

    assert list(told) == [line]
    assert said in told[line]


@pytest.mark.parametrize(
    ("more", "line", "said"),
    [
        ('[[rules]]\ntext = "a"\n', 6, "gemeint: [[table.rules]]"),
        ('[[new_statistics]]\ncode = "a"\n', 6, "gemeint: [[table.new_statistics]]"),
        ('[[regeln]]\ntext = "a"\n', 6, "Den Abschnitt „regeln“ gibt es nicht."),
        ('[table.rules]\ntext = "a"\nignore = true\n', 6, "muss [[table.rules]] heißen"),
        (
            '[[table.new_source]]\ncode = "nim-1-1-1"\npublisher = "a"\ntitle = "b"\n',
            6,
            "muss [table.new_source] heißen",
        ),
        ('[[table.rules]]\ntext = "a"\nunit = "persons"\n', 8, "[[table.new_statistics]]"),
        ('[[table.rules]]\ntext = "a"\nignor = true\n', 8, "Gemeint: „ignore“?"),
        ('[[table.rules]]\ntext = "a"\nignore = "true"\n', 8, ""),
        ('[[table.rules]]\ntext = "a"\nignore = "gern"\n', 8, "verlangt true oder false"),
        ('[[table.rules]]\ntext = "a"\nfactor = "1,5"\nignore = true\n', 8, "Zahl mit Punkt"),
        ("[[table.rules]]\ntext = 3\nignore = true\n", 7, "einen Text in geraden"),
        ('[[table.rules]]\ntext = "a"\nperiod = "gestern"\n', 8, "ist kein Zeitraum wie"),
        (
            '[[table.rules]]\ntext = "a"\nignore = true\n[[table.rules]]\ntext = "A "\nsex = '
            '"weiblich"\n',
            9,
            "steht schon in Zeile 6 eine Regel",
        ),
        (f"{DEFINED}decimals = 9\n", 12, "ist zu groß (höchstens 6)"),
        ('meanings = { "-" = "nichts" }\n', 6, "Gemeint: „nothing“?"),
        ("rounded_to = -5\n", 6, "ist zu klein (mindestens 0)"),
        (HEAD, 6, "steht schon in Zeile 1 eine Zuordnung"),
    ],
)
def test_a_single_mistake_is_told_alone(published: Engine, more: str, line: int, said: str) -> None:
    if not said:
        assert _read(published, HEAD + more)[0].rules[0].ignore
        return

    told = _told(published, HEAD + more)

    assert list(told) == [line]
    assert said in told[line]


def test_what_stands_before_the_first_table_is_named(published: Engine) -> None:
    told = _told(published, 'layout = "nim"\n' + HEAD)

    assert told == {1: '„layout = "nim"“ steht vor dem ersten [[table]] und gehört darunter.'}
    assert "[[table]]" in _told(published, '[table]\nlayout = "nim"\n')[1]


def test_a_new_source_is_the_one_that_is_named(published: Engine) -> None:
    new = '[table.new_source]\ncode = "andere"\npublisher = "Amt"\ntitle = "Tabelle"\n'

    assert "beschreibt eine andere Quelle" in _told(published, HEAD + new)[7]
    same = new.replace("andere", "nim-7-7-7")
    (read,) = _read(published, HEAD.replace("nim-1-1-1", "nim-7-7-7") + same)
    assert read.source == "nim-7-7-7"


def test_groups_and_statistics_of_the_mapping_itself_are_known(published: Engine) -> None:
    text = (
        HEAD.replace("bevoelkerung-fortschreibung", "geburten")
        + '[[table.rules]]\ntext = "a"\ngroup = "eltern.deutsche"\n'
        + DEFINED
        + '[[table.new_groups]]\ncode = "eltern"\nname = "Eltern"\n'
    )

    (read,) = _read(published, text)

    assert read.rules[0].group == "eltern.deutsche"
    assert "„eltern“ gibt es nicht" in _told(published, text.replace('"eltern"', '"kinder"'))[8]
    with reading(published) as connection:
        assert undefined(connection, read) == ()
        lost = read.model_copy(update={"new_groups": (), "new_statistics": ()})
        assert undefined(connection, lost) == ("Kennzahl geburten", "Gruppe eltern")


def test_a_table_without_any_statistic_says_nothing(published: Engine) -> None:
    told = _told(published, HEAD.replace("bevoelkerung-fortschreibung", ""))

    assert told[5].startswith("Die Tabelle nennt keine Kennzahl")
    left_out = '[[table.rules]]\ntext = "Fläche"\nleave_out = "gehört nicht hierher"\n'
    assert _read(published, HEAD.replace("bevoelkerung-fortschreibung", "") + left_out)


def test_an_empty_file_is_no_mapping(published: Engine) -> None:
    with pytest.raises(ProfileError, match="enthält keine Tabelle"):
        _read(published, "# nur eine Anmerkung\n")


def test_what_is_no_text_is_told_with_its_line(published: Engine) -> None:
    ansi = '[[table]]\nlayout = "nim"\ntitle = "Mädchen"\n'.encode("cp1252")
    with reading(published) as connection:
        with pytest.raises(ProfileError, match=r"kein UTF-8 sind \(Zeile 3\)"):
            read_mapping(connection, ansi, where="x")
        with pytest.raises(ProfileError, match="zu groß"):
            read_mapping(connection, b"#" * (MAX_BYTES + 1), where="x")


def test_editors_of_other_systems_change_nothing(published: Engine) -> None:
    with reading(published) as connection:
        given = ("\ufeff" + HEAD.replace("\n", "\r\n")).encode()
        assert read_mapping(connection, given, where="x") == _read(published, HEAD)
        wrong = (HEAD + 'unit = "a"\n').replace("\n", "\r\n").encode()
        with pytest.raises(ProfileError, match="Zeile 6"):
            read_mapping(connection, wrong, where="x")


def test_many_mistakes_are_counted(published: Engine) -> None:
    text = HEAD + "".join(f"feld_{number} = 1\n" for number in range(35))
    with reading(published) as connection, pytest.raises(ProfileError) as raised:
        read_mapping(connection, text.encode(), where="x")

    assert raised.value.what.startswith("Die Zuordnung hat 35 Fehler:")
    assert raised.value.what.endswith("… und 5 weitere")


def test_a_draft_is_filled_in_without_a_manual(migrated: Engine) -> None:
    """Every line of it that is a comment may be taken in as it stands, but for the definition."""
    content = files.content(files.years(files.COUNTY, 1998, [1, 2, 3]))
    with reading(migrated) as connection:
        found = examine(connection, NEW, content, Order(files.COUNTY))
        text = draft_of(connection, found)
        with pytest.raises(ProfileError, match="noch nichts gesagt"):
            read_mapping(connection, text.encode(), where="Entwurf")

        for unit in units.NAMES:
            assert re.search(rf"[ (]{unit} \(", text), unit
        for kind in StatisticKind:
            assert re.search(rf"^#   {kind.value} +\w", text, re.MULTILINE), kind
        answered = text.replace("# ignore = true", "ignore = true")
        defined = answered.index("# [[table.new_statistics]]")
        answered = answered[:defined] + re.sub("(?m)^# ", "", answered[defined:])
        answered = answered.replace('\nstatistic = ""', '\nstatistic = "geburten"', 1)
        with pytest.raises(ProfileError, match="noch die Vorgabe des Entwurfs"):
            read_mapping(connection, answered.encode(), where="Entwurf")
        answered = answered.replace(TO_BE_DEFINED, "Im Jahr lebend geborene Kinder.")
        (read,) = read_mapping(connection, answered.encode(), where="Entwurf")
        known = select(Source.publisher).where(Source.code == files.SOURCE)
        publisher = connection.scalar(known)

    assert read.statistic == "geburten"
    assert read.new_statistics[0].name == "Lebendgeborene"
    assert read.new_source is not None
    assert read.new_source.publisher == publisher


def test_groups_that_may_be_meant_stand_in_the_draft_with_their_codes(migrated: Engine) -> None:
    content = b"Year,Gebietseinheit,GeoCode,Herkunft,Value\n2020,Hildesheim,K03254,Syrein,5\n"
    with reading(migrated) as connection:
        found = examine(connection, NEW, content, Order(files.COUNTY))
        text = draft_of(connection, found)

    assert '# group = "syrien"   # Syrien' in text
    tomllib.loads(text)


def test_a_kept_mapping_is_written_so_that_it_can_be_saved_again(migrated: Engine) -> None:
    with writing(migrated) as connection:
        save(connection, files.PROFILE)
        (read,) = read_mapping(connection, written(files.PROFILE).encode(), where="x")

    assert read == files.PROFILE


def test_names_are_not_checked_where_nobody_is_asked() -> None:
    (read,) = parse_profiles(HEAD.replace("nim-1-1-1", "irgendwoher"), where="x")

    assert read.source == "irgendwoher"


def test_the_words_of_the_draft_are_no_definition(published: Engine) -> None:
    (said,) = _told(
        published, HEAD + DEFINED.replace("Im Jahr lebend geborene Kinder.", TO_BE_DEFINED)
    ).values()

    assert "ist noch die Vorgabe des Entwurfs" in said
