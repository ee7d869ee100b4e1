from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from sqlalchemy import String

from data_access.importers.names import (
    GroupDirectory,
    GroupVerdict,
    combined_code,
    combined_name,
    text_key,
)
from data_access.importers.profiles.model import Code
from data_access.reference.names import nationalities
from data_access.schema import statistics
from data_access.vocabulary import Sex
from tests.support.names import group_directory, named_groups, printed

GROUPS = group_directory()


def code(text: str, header: str = "") -> str:
    """The code of the group that a text means."""
    match = GROUPS.find(None, text, header=header)
    assert match.verdict is GroupVerdict.GROUP, match
    assert match.group is not None
    return match.group.code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russische Förderation", "russische-foederation"),
        ("Russische Föderation", "russische-foederation"),
        ("Mazedonien", "nordmazedonien"),
        ("Nordmazedonien", "nordmazedonien"),
        ("Türkei", "tuerkei"),
        ("Türkiye", "tuerkei"),
        ("\u00a0\u00a0Syrien, Arabische Republik", "syrien"),
        ("Iran, Islamische Republik", "iran"),
        ("Kosovo (ab 2008)", "kosovo"),
        ("Montenegro (ab 2006)", "montenegro"),
        ("Vereinigtes Königreich 1)", "vereinigtes-koenigreich"),
        ("Côte d`Ivoire", "cote-d-ivoire"),
        ("Palästinänsische Gebiete (ab 2015)", "palaestinensische-gebiete"),
        # Serbia in three territorial states, Sudan in two.
        ("Serbien (ohne Kosovo ab 2008)", "serbien"),
        ("Serbien (nur 2006, 2007)", "serbien-einschliesslich-kosovo"),
        ("Serbien und Montenegro (nur 2004, 2005)", "serbien-und-montenegro"),
        ("Sudan (ab 2011)", "sudan"),
        ("Republik Sudan (bis 2010)", "sudan-einschliesslich-suedsudan"),
        ("Südsudan (ab 2011)", "suedsudan"),
        ("Niger", "niger"),
        ("Nigeria", "nigeria"),
        # Sums and what is left over.
        ("Europa insgesamt", "europa"),
        ("Australien und Ozeanien", "ozeanien"),
        ("übrige europäische Staaten", "uebriges-europa"),
        ("Übriges Europa", "uebriges-europa"),
        ("staatenlos", "staatenlos"),
        ("ungeklärt", "ungeklaert"),
        ("ungeklärt und ohne Angabe 2)", "ungeklaert-ohne-angabe"),
        ("Ausländer insgesamt", "auslaender"),
        ("Ausländer(innen)", "auslaender"),
        ("Ausländerinnen und Ausländer", "auslaender"),
        ("Nichtdeutsche2)", "auslaender"),
        ("Deutsche", "deutsche"),
        ("Ohne Duldung oder Gestattung", "weder-duldung-noch-gestattung"),
    ],
)
def test_a_group_is_found_by_its_spellings(text: str, expected: str) -> None:
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("männlich", Sex.MALE),
        ("Männlich", Sex.MALE),
        ("Männer ", Sex.MALE),
        ("weiblich", Sex.FEMALE),
        ("Frauen", Sex.FEMALE),
    ],
)
def test_a_sex_is_no_group(text: str, sex: Sex) -> None:
    match = GROUPS.find(None, text)

    assert (match.verdict, match.sex, match.group) == (GroupVerdict.SEX, sex, None)


@pytest.mark.parametrize("text", ["Insgesamt", "insgesamt", "zusammen", "Ins-gesamt", "Gesamt 1)"])
def test_a_total_is_one_of_groups_and_of_sexes(text: str) -> None:
    match = GROUPS.find(None, text)

    assert match.verdict is GroupVerdict.TOTAL
    assert match.sex is Sex.TOTAL
    assert match.group is not None
    assert match.group.code == "insgesamt"


@pytest.mark.parametrize(
    ("text", "header", "expected"),
    [
        ("unter 3 Jahre", "", "alter-unter-3"),
        ("18 bis unter 20 Jahre", "", "alter-18-20"),
        ("90 Jahre und mehr", "", "alter-ab-90"),
        ("im Alter von 18 bis unter 65 Jahren", "", "alter-18-65"),
        ("80 und älter", "", "alter-ab-80"),
        ("0 - 6", "Altersgruppe", "alter-unter-6"),
        ("6 - 15", "Altersgruppe", "alter-6-15"),
        ("6 - 8", "Aufenthaltsdauer in Jahren", "aufenthalt-6-8"),
        ("unter 1", "Aufenthaltsdauer in Jahren", "aufenthalt-unter-1"),
    ],
)
def test_spans_of_years_are_groups(text: str, header: str, expected: str) -> None:
    assert code(text, header) == expected


def test_years_that_nobody_says_what_they_count_are_unknown() -> None:
    assert GROUPS.find(None, "6 - 8").verdict is GroupVerdict.UNKNOWN


def test_an_age_group_that_is_new_is_offered_and_told() -> None:
    match = GROUPS.find(None, "17 bis unter 19 Jahre")

    assert match.verdict is GroupVerdict.NEW
    assert match.group is not None
    assert (match.group.code, match.group.kind) == ("alter-17-19", "age")
    assert match.note == "„17 bis unter 19 Jahre“ wurde als „17 bis unter 19 Jahre“ verstanden."


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Afganistan", ("Afghanistan",)),
        ("Rumenien", ("Rumänien",)),
        ("Qwertz", ()),
        ("", ()),
    ],
)
def test_an_unknown_name_is_offered_what_is_near(text: str, nearest: tuple[str, ...]) -> None:
    match = GROUPS.find(None, text)

    assert (match.verdict, match.group) == (GroupVerdict.UNKNOWN, None)
    assert match.nearest[:1] == nearest
    assert len(match.nearest) <= 3


def test_a_name_that_is_cut_short_is_found_and_told() -> None:
    match = GROUPS.find(None, "Vereinigtes Köni")

    assert match.group is not None
    assert match.group.code == "vereinigtes-koenigreich"
    assert "abgeschnitten" in match.note
    ambiguous = GROUPS.find(None, "Vereinigte")
    assert ambiguous.verdict is GroupVerdict.AMBIGUOUS
    assert len(ambiguous.nearest) == 3


def test_official_keys_are_codes() -> None:
    assert len({one.key for one in nationalities()}) == len(nationalities())
    for state in nationalities():
        match = GROUPS.find(state.key, None)
        assert match.group is not None
        assert match.group.code == state.code
    assert GROUPS.find("GESW", "").sex is Sex.FEMALE


def test_no_spelling_means_two_groups() -> None:
    several = {key: found for key, found in GROUPS.spellings().items() if len(found) > 1}

    assert several == {}


def test_codes_fit_the_database() -> None:
    column = statistics.PopulationGroup.__table__.c.code

    assert isinstance(column.type, String)
    assert column.type.length == 64
    assert max(len(group.code) for group in named_groups()) <= 64


@settings(deadline=None)
@given(st.data())
def test_every_spelling_of_a_group_finds_it(data: st.DataObject) -> None:
    names = {group.name: group.code for group in named_groups() if group.kind != "stay"}
    name, variant = data.draw(printed(tuple(names)))
    match = GROUPS.find(None, variant)

    assert match.group is not None
    assert match.group.code == names[name]


@given(st.text(max_size=40), st.text(max_size=20))
def test_whatever_is_printed_has_a_verdict(text: str, header: str) -> None:
    match = GROUPS.find(text, text, header=header)

    assert (match.verdict is GroupVerdict.GROUP) <= (match.group is not None)
    assert len(match.nearest) <= 3


def test_the_office_adds_spellings() -> None:
    directory = GroupDirectory(named_groups(), {text_key("Mazedonier"): "nordmazedonien"})
    match = directory.find(None, "MAZEDONIER²")

    assert match.group is not None
    assert match.group.code == "nordmazedonien"
    gone = GroupDirectory(named_groups(), {text_key("Mazedonier"): "gone"})
    assert gone.find(None, "Mazedonier").verdict is GroupVerdict.UNKNOWN


# Combinations


@given(st.lists(st.sampled_from([group.code for group in named_groups()]), max_size=5))
def test_a_combination_has_one_code_in_whatever_order(codes: list[str]) -> None:
    combined = combined_code(codes)

    assert {combined_code(order) for order in permutations(codes)} == {combined}
    assert combined_code([*codes, *codes, "insgesamt"]) == combined
    assert len(combined) <= 64
    # What a profile may name.
    assert TypeAdapter(Code).validate_python(combined) == combined


def test_combinations_of_combinations_are_flat() -> None:
    pair = combined_code(["auslaender", "alter-18-20"])

    assert pair == "alter-18-20.auslaender"
    assert combined_code([pair]) == pair
    assert combined_code(["auslaender"]) == "auslaender"
    assert combined_code([]) == "insgesamt"
    assert combined_name(["Ausländerinnen und Ausländer", "18 bis unter 20 Jahre"]) == (
        "Ausländerinnen und Ausländer, 18 bis unter 20 Jahre"
    )


def test_long_combinations_stay_apart() -> None:
    first, second = ("a" * 40, "b" * 40), ("a" * 40, "b" * 41)

    assert combined_code(first) != combined_code(second)
