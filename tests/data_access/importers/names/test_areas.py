from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.domain import Period
from data_access.importers.names import (
    AreaDirectory,
    AreaMatch,
    Level,
    Verdict,
    text_key,
)
from data_access.importers.names.places import all_places
from data_access.reference.names import territories
from tests.support.names import MUSTER, REAL, area_directory, named_areas, printed

#: The installation of the first county alone.
HILDESHEIM = area_directory("03254")
BEFORE, AFTER = Period.parse("2015-12-31"), Period.parse("2020-12-31")


def known(match: AreaMatch) -> str:
    """The key of a known area."""
    assert match.verdict is Verdict.KNOWN, match
    assert match.area_key is not None
    return match.area_key


# Codes


@pytest.mark.parametrize(
    ("code", "name", "key"),
    [
        ("03254", "Hildesheim", "03254"),
        ("254", "Hildesheim", "03254"),
        ("3254", "Hildesheim, Landkreis", "03254"),
        ("K03254", "Hildesheim", "03254"),
        ("RH03254", "", "03254"),
        ("MZ03254", None, "03254"),
        ("254021", "Hildesheim,Stadt", "03254021"),
        ("254021  ", "Hildesheim, Stadt", "03254021"),
        ("03254021", "Hildesheim", "03254021"),
        ("254005", "Bad Salzdetfurth,Stadt", "03254005"),
        ("254406", "Leinebergland,SG", "032545406"),
        ("032545406", "Leinebergland", "032545406"),
        ("032545406043", "Gronau (Leine), Stadt", "03254043"),
        ("254999", "Hildesheim, Umland", "03254-ohne-stadt"),
        ("03254-ohne-stadt", "", "03254-ohne-stadt"),
        ("DG", "Deutschland", "DE"),
        ("dg", "", "DE"),
        ("0", "Niedersachsen", "03"),
        ("03", "  Niedersachsen", "03"),
        ("K030", "Niedersachsen", "03"),
        (None, "254021  Hildesheim,Stadt                   ", "03254021"),
        ("", "0       Niedersachsen                ", "03"),
    ],
)
def test_an_area_of_the_county_is_found_by_its_code(
    code: str | None, name: str | None, key: str
) -> None:
    match = HILDESHEIM.find(code, name)

    assert known(match) == key
    assert match.note == ""
    assert match.county_key == ("03254" if key.startswith("03254") else None)


@pytest.mark.parametrize(
    ("code", "name", "verdict", "label"),
    [
        ("157", "Peine", Verdict.OTHER_COUNTY, "Landkreis Peine"),
        ("03101", "Braunschweig, Stadt", Verdict.OTHER_COUNTY, "Kreisfreie Stadt Braunschweig"),
        ("241", "Hannover,Region", Verdict.OTHER_COUNTY, "Region Hannover"),
        ("241001", "Hannover,Landeshauptstadt", Verdict.OTHER_COUNTY, "Region Hannover"),
        ("159999", "Göttingen, Umland", Verdict.OTHER_COUNTY, "Landkreis Göttingen"),
        ("08222", "Mannheim, Stadtkreis", Verdict.OTHER_COUNTY, "Stadtkreis Mannheim"),
        ("16056", "Eisenach, krsfr. Stadt", Verdict.OTHER_COUNTY, "Kreisfreie Stadt Eisenach"),
        ("11009009", "Berlin-Treptow", Verdict.OTHER_COUNTY, "Schlüssel 11009009"),
        # A place of the same name elsewhere is not ours.
        ("05554020", "Gronau", Verdict.OTHER_COUNTY, "Kreis Borken"),
        # A county of another state that is newer than our list stops nobody.
        ("09999", "Neuer Kreis", Verdict.OTHER_COUNTY, "Schlüssel 09999"),
        ("1", "Braunschweig", Verdict.OTHER_LEVEL, "Statistische Region Braunschweig"),
        ("2", "Hannover", Verdict.OTHER_LEVEL, "Statistische Region Hannover"),
        ("2", "Hamburg", Verdict.OTHER_LEVEL, "Hamburg"),
        ("3", "Lüneburg", Verdict.OTHER_LEVEL, "Statistische Region Lüneburg"),
        ("034", "Weser-Ems, Stat. Region", Verdict.OTHER_LEVEL, "Statistische Region Weser-Ems"),
        ("053", "Köln, Regierungsbezirk", Verdict.OTHER_LEVEL, "Regierungsbezirk Köln"),
        ("151", "Dessau, Stat. Region", Verdict.OTHER_LEVEL, "Statistische Region Dessau"),
        ("151", "Gifhorn", Verdict.OTHER_COUNTY, "Landkreis Gifhorn"),
        ("08", "Baden-Württemberg, Land", Verdict.OTHER_LEVEL, "Baden-Württemberg"),
    ],
)
def test_what_is_not_ours_is_known_as_what_it_is(
    code: str, name: str, verdict: Verdict, label: str
) -> None:
    match = HILDESHEIM.find(code, name)

    assert (match.verdict, match.label, match.area_key) == (verdict, label, None)


def test_a_digit_that_is_a_region_and_a_state_needs_its_name() -> None:
    assert known(HILDESHEIM.find("3", "Niedersachsen")) == "03"

    match = HILDESHEIM.find("3", "")

    assert match.verdict is Verdict.AMBIGUOUS
    assert match.nearest == ("Statistische Region Lüneburg", "Land Niedersachsen")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("254", "Peine"),
        ("157", "Hildesheim"),
        ("254021", "Alfeld (Leine), Stadt"),
        ("254", "Hildesheim, Stadt"),
        ("254", "Xanten"),
        # The municipality until 2016 had another key than the one that bears its name now.
        ("254012", "Freden (Leine)"),
    ],
)
def test_code_and_name_that_mean_two_areas_are_a_conflict(code: str, name: str) -> None:
    match = HILDESHEIM.find(code, name)

    assert match.verdict is Verdict.CONFLICT
    assert match.area_key is None
    assert code in match.note
    assert name in match.note
    assert match.nearest


def test_a_name_beside_the_key_of_another_area_is_said_once() -> None:
    match = HILDESHEIM.find("03254002", "Elze")

    assert match.verdict is Verdict.CONFLICT
    assert match.note.endswith("zum Namen „Elze“ gehört ein anderer Schlüssel.")


def test_a_misspelt_name_beside_a_code_is_told() -> None:
    match = HILDESHEIM.find("254", "Hildsheim")

    assert known(match) == "03254"
    assert "„Hildsheim“" in match.note
    assert "„Landkreis Hildesheim“" in match.note


@pytest.mark.parametrize("code", ["#NV", "k. A.", "?"])
def test_an_unreadable_code_leaves_the_name(code: str) -> None:
    match = HILDESHEIM.find(code, "Söhlde")

    assert known(match) == "03254032"
    assert code in match.note


def test_an_unknown_municipality_of_a_county_with_all_its_municipalities_stops() -> None:
    assert HILDESHEIM.find("254099", "Neuort").verdict is Verdict.UNKNOWN
    assert HILDESHEIM.find("03998", "Neukreis").verdict is Verdict.UNKNOWN


def test_a_county_of_which_only_a_city_is_kept_does_not_stop_at_its_other_parts() -> None:
    directory = area_directory(*REAL)

    assert known(directory.find("241001", "Hannover, Lhst.")) == "03241001"
    for code, name in (
        ("241005", "Garbsen, Stadt"),
        ("241999", "Hannover Umland"),
        ("", "dav. Hannover, Umland"),
    ):
        match = directory.find(code, name)
        assert (match.verdict, match.label) == (Verdict.OTHER_LEVEL, "Region Hannover")


def test_a_key_of_our_own_stands_for_the_official_one() -> None:
    directory = area_directory(*REAL)

    assert known(directory.find("157021", "Ilsede")) == "03157-ilsede"
    assert known(directory.find("254402", "Freden (Leine),SG")) == "03254-sg-freden"


# Names


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Söhlde", "03254032"),
        ("Gemeinde Söhlde", "03254032"),
        ("Gem. Söhlde", "03254032"),
        ("Stadt Alfeld", "03254002"),
        ("Alfeld", "03254002"),
        ("Alfeld (Leine), Stadt", "03254002"),
        ("LK Hildesheim", "03254"),
        ("Hildesheim, Landkreis", "03254"),
        ("Hildesheim (Landkreis)", "03254"),
        ("Hildesheim,Stadt", "03254021"),
        ("Stadt Hildesheim", "03254021"),
        ("Landkreis Hildesheim ohne Stadt Hildesheim", "03254-ohne-stadt"),
        ("LK ohne Stadt", "03254-ohne-stadt"),
        ("Hildesheim Umland", "03254-ohne-stadt"),
        ("Landkreis Hildesheim, keiner Gemeinde zugeordnet", "03254-ohne-zuordnung"),
        ("SG Leinebergland", "032545406"),
        ("Leinebergland", "032545406"),
        ("Eime, Flecken", "03254013"),
        ("Land Niedersachsen", "03"),
        ("Deutschland", "DE"),
    ],
)
def test_an_area_is_found_by_its_name(name: str, key: str) -> None:
    assert known(HILDESHEIM.find(None, name)) == key


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Ammerland", "Landkreis Ammerland"),
        ("Nienburg", "Landkreis Nienburg (Weser)"),
        ("Oldenburg(Oldb),Stadt", "Kreisfreie Stadt Oldenburg (Oldenburg)"),
        ("Göttingen", "Landkreis Göttingen"),
        ("Göttingen, Umland", "Landkreis Göttingen"),
        ("Region Hannover, Landkreis", "Region Hannover"),
        ("Kreisfreie Stadt Rostock, Hansestadt", "Kreisfreie Stadt Rostock"),
        ("Landkreis Rostock", "Landkreis Rostock"),
        ("Soltau-Fallingbostel", "Heidekreis"),
        ("Nürnberger Land, Landkreis", "Landkreis Nürnberger Land"),
        ("Eisenach, Stadt (bis 30.06.2021)", "Kreisfreie Stadt Eisenach"),
    ],
)
def test_a_bare_name_of_another_county_is_no_unknown_name(name: str, label: str) -> None:
    match = HILDESHEIM.find(None, name)

    assert (match.verdict, match.label) == (Verdict.OTHER_COUNTY, label)


def test_a_name_that_is_cut_short_is_found_and_told() -> None:
    match = HILDESHEIM.find(None, "Bad Salzdetf")

    assert known(match) == "03254005"
    assert "„Bad Salzdetf“ ist abgeschnitten" in match.note
    assert known(HILDESHEIM.find(None, "Freden (Lei")) == "03254042"
    # Too short, or the beginning of several names, says nothing.
    assert HILDESHEIM.find(None, "Bad").verdict is Verdict.UNKNOWN
    assert HILDESHEIM.find(None, "Hildesh").verdict is Verdict.AMBIGUOUS


def test_a_bare_name_of_county_and_city_needs_the_table() -> None:
    match = HILDESHEIM.find(None, "Hildesheim")

    assert match.verdict is Verdict.AMBIGUOUS
    assert match.nearest == ("Landkreis Hildesheim", "Stadt Hildesheim")
    assert known(HILDESHEIM.find(None, "Hildesheim", level=Level.COUNTIES)) == "03254"
    assert known(HILDESHEIM.find(None, "Hildesheim", level=Level.MUNICIPALITIES)) == "03254021"
    assert known(HILDESHEIM.find(None, "Hildesheim", taken={"03254"})) == "03254021"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Alfed", ("Alfeld (Leine)",)),
        ("Sarstet", ("Sarstedt",)),
        ("Gemeinde Söhlden", ("Söhlde",)),
        ("Gem. Söhlden", ("Söhlde",)),
        ("Rotenburg (Fulda)", ()),
        ("Xyzzy", ()),
        (
            "Hildesheim, Samtgemeinde",
            ("Landkreis Hildesheim", "Stadt Hildesheim", "Landkreis Heidenheim"),
        ),
        ("", ()),
    ],
)
def test_an_unknown_name_is_offered_what_is_near(name: str, nearest: tuple[str, ...]) -> None:
    match = HILDESHEIM.find(None, name)

    assert (match.verdict, match.area_key) == (Verdict.UNKNOWN, None)
    assert match.nearest == nearest


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_printed_has_a_verdict(code: str, name: str) -> None:
    match = HILDESHEIM.find(code, name)

    assert (match.area_key is not None) == (match.verdict is Verdict.KNOWN)
    assert len(match.nearest) <= 3


@settings(deadline=None)
@given(st.data())
def test_every_spelling_of_a_name_finds_the_same_areas(data: st.DataObject) -> None:
    names = tuple(
        dict.fromkeys(
            name for area in named_areas("03254") for name in (area.name, area.short_name)
        )
    )
    name, variant = data.draw(printed(names))
    match, other = HILDESHEIM.find(None, name), HILDESHEIM.find(None, variant)

    # What is printed is quoted in the note; everything else is the same.
    assert replace(other, note="") == replace(match, note="")


@settings(deadline=None)
@given(st.data())
def test_every_spelling_of_a_county_finds_no_other(data: st.DataObject) -> None:
    listed = {one.label: one for one in territories() if len(one.key) == 5 and not one.until}
    name, variant = data.draw(printed(tuple(listed)))
    match = HILDESHEIM.find(None, variant)

    if listed[name].key == "03254":
        assert known(match) == "03254"
    else:
        assert match.verdict is Verdict.OTHER_COUNTY
        assert listed[name].label in match.label


# Time


@pytest.mark.parametrize(
    ("name", "period", "key"),
    [
        ("Freden (Leine)", BEFORE, "03254-sg-freden"),
        ("Freden (Leine)", AFTER, "03254042"),
        ("Gronau", BEFORE, "03254-sg-gronau"),
        ("Gronau", AFTER, "03254043"),
        ("Lamspringe", BEFORE, "03254-sg-lamspringe"),
        ("Lamspringe", None, "03254044"),
    ],
)
def test_areas_of_one_name_are_told_apart_by_their_time(
    name: str, period: Period | None, key: str
) -> None:
    match = HILDESHEIM.find(None, name, period=period)

    assert known(match) == key
    assert match.dated
    assert period is None or match.existed_in(period)


@pytest.mark.parametrize(
    ("code", "name", "period", "existed"),
    [
        ("254042", "Freden (Leine)", BEFORE, False),
        ("254042", "Freden (Leine)", AFTER, True),
        ("254042", "Freden (Leine)", Period.parse("2016"), True),
        ("254042", "Freden (Leine)", Period.parse("2016-10-31"), False),
        ("254042", "Freden (Leine)", Period.parse("2016-11-01"), True),
        ("", "Samtgemeinde Freden", BEFORE, True),
        ("", "Samtgemeinde Freden", AFTER, False),
        ("", "Samtgemeinde Leinebergland", BEFORE, False),
        ("254021", "Hildesheim, Stadt", BEFORE, True),
        ("157", "Peine", BEFORE, True),
    ],
)
def test_a_match_tells_whether_the_area_existed_then(
    code: str, name: str, period: Period, existed: bool
) -> None:
    assert HILDESHEIM.find(code, name, period=period).existed_in(period) is existed


# Several counties, and the office's own spellings


def test_the_county_of_a_table_chooses_between_areas_of_one_name() -> None:
    directory = area_directory("03254", MUSTER)

    assert directory.find(None, "Landkreis ohne Stadt").verdict is Verdict.AMBIGUOUS
    for county in ("03254", "muster"):
        key = known(directory.find(None, "Landkreis ohne Stadt", county=county))
        assert key == f"{county}-ohne-stadt"


def test_a_county_of_another_pack_is_known_with_its_county() -> None:
    match = area_directory(*REAL).find("157", "Peine")

    assert (known(match), match.county_key) == ("03157", "03157")


def test_the_state_pack_knows_counties_of_its_own() -> None:
    match = area_directory("03254", "03").find("101", "Braunschweig,Stadt")

    assert (known(match), match.county_key) == ("03101", "03")


def test_the_office_adds_spellings_of_names_and_codes() -> None:
    office = {text_key("Hi-Stadt"): "03254021", text_key("254012"): "03254042"}
    directory = AreaDirectory(named_areas("03254"), office)

    assert HILDESHEIM.find(None, "Hi-Stadt").verdict is Verdict.UNKNOWN
    assert known(directory.find(None, "HI–STADT 1)")) == "03254021"
    assert known(directory.find("254012", "Freden (Leine)")) == "03254042"


def test_a_spelling_of_an_area_that_is_gone_is_ignored() -> None:
    directory = AreaDirectory(named_areas("03254"), {text_key("Hi-Stadt"): "03254-gone"})

    assert directory.find(None, "Hi-Stadt").verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("packs", [("03254",), REAL, (*REAL, "03", MUSTER)])
def test_no_two_areas_that_exist_together_share_name_and_kind(packs: tuple[str, ...]) -> None:
    """Of areas that exist today, the full name always says which is meant."""
    directory = area_directory(*packs)
    places = all_places(named_areas(*packs), territories()).values()

    for place in places:
        if place.known and place.valid_until is None:
            match = directory.find(None, place.label, county=place.county_key)
            assert match.area_key == place.key, place.label
    labels = [place.label for place in places if not place.known and place.valid_until is None]
    assert len(set(labels)) == len(labels)
