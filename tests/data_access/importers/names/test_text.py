from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.importers.names import split_code, text_key, without_marks


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("\u00a0\u00a0Vereinigtes Königreich 1)", "Vereinigtes Königreich"),
        ("Nichtdeutsche2)", "Nichtdeutsche"),
        ("Peine ²)", "Peine"),
        ("Peine³", "Peine"),
        ("Niedersachsen*", "Niedersachsen"),
        ("Vorjahreswerten vergleichbar. {p}", "Vorjahreswerten vergleichbar."),
        ("  dav. Hannover, Lhst.  ", "Hannover, Lhst."),
        ("dar.: Ausländer", "Ausländer"),
        ("Ausländer 1) 2)", "Ausländer"),
        # Brackets and years of the name itself stay.
        ("Serbien (nur 2006, 2007)", "Serbien (nur 2006, 2007)"),
        ("Kosovo (ab 2008)", "Kosovo (ab 2008)"),
        ("Serbien (nur 2006, 2007) 3)", "Serbien (nur 2006, 2007)"),
        ("Alfeld (Leine)", "Alfeld (Leine)"),
        ("Darmstadt", "Darmstadt"),
        ("Davos", "Davos"),
    ],
)
def test_marks_leave_and_names_stay(printed: str, plain: str) -> None:
    assert without_marks(printed) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hildesheim,Stadt", "HILDESHEIM , Stadt"),
        ("Oldenburg(Oldb),Stadt", "Oldenburg (Oldb), Stadt"),
        ("Söhlde", "Soehlde"),
        ("So\u0308hlde", "Söhlde"),
        ("Weißrußland", "Weissrussland"),
        ("Côte d`Ivoire", "Cote d’Ivoire"),
        ("São Tomé und Príncipe", "Sao Tome und Principe"),
        ("Hameln–Pyrmont", "Hameln - Pyrmont"),
        ("Berg\u00adstraße", "Bergstraße"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert text_key(one) == text_key(other)


@given(st.text())
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert text_key(text_key(text)) == text_key(text)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("0       Niedersachsen                      ", ("0", "Niedersachsen")),
        ("254021  Hildesheim,Stadt                   ", ("254021", "Hildesheim,Stadt")),
        ("031 Statist. Region Braunschweig", ("031", "Statist. Region Braunschweig")),
        ("03159\u00a0Göttingen", ("03159", "Göttingen")),
        ("K03254 Hildesheim", ("K03254", "Hildesheim")),
        ("Hannover Umland", ("", "Hannover Umland")),
        ("254", ("", "254")),
        ("", ("", "")),
    ],
)
def test_code_and_name_of_one_cell_come_apart(cell: str, parts: tuple[str, str]) -> None:
    assert split_code(cell) == parts
